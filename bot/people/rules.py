"""Who people are, and the one table that says which role may do what."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in this seminar; everybody is a participant too."""

    PARTICIPANT = "participant"
    CLUB_LEAD = "club_lead"
    HOST = "host"  # trainer or room host of certain sessions
    ORGANISER = "organiser"
    OWNER = "owner"  # named in ORGANISERS; cannot be removed in the chat


@dataclass(frozen=True)
class Person:
    """Somebody the bot knows."""

    id: int
    telegram_id: int
    name: str
    language: str | None = None
    zone: str | None = None  # IANA; None: the seminar's
    reminder_lead: int = 10  # minutes before a session; 0: no reminders
    awaiting: str | None = None  # the action that the next typed text answers
    active: bool = True
    roles: frozenset[Role] = frozenset({Role.PARTICIPANT})
    hosts: frozenset[str] = field(default=frozenset())  # the programme's ids of the hosts this person is
