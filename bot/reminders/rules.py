"""When a reminder comes, and what somebody may still do then."""

from datetime import datetime, timedelta
from typing import Final

from bot.agenda.rules import Programme, Session
from bot.people.rules import LEADS, Person

EARLIEST: Final = timedelta(minutes=max(LEADS))  # before a session
LATEST: Final = timedelta(minutes=2)  # nearer to its start a message would only disturb


def may_go_elsewhere(person: Person, programme: Programme, session: Session, now: datetime) -> bool:
    """Whether somebody whom this session concerns may still choose a parallel one; who leads it may not."""
    choice = programme.choice(session.choice_id) if session.choice_id else None
    return choice is not None and choice.open_at(now) and person.hosts.isdisjoint(session.host_ids)
