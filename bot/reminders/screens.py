"""The reminder as a message: in how many minutes, what and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.rules import Programme, Session
from bot.i18n.dates import clock_time, in_time
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten

SESSIONS: Final = 4  # that begin at one moment; the others are in the agenda
DIRECTIONS: Final = 120  # UTF-16 units


@dataclass(frozen=True)
class Facts:
    """For whom, and when."""

    programme: Programme
    now: datetime
    zone: ZoneInfo  # where the person is


def reminder(t: Translator, facts: Facts, session: Session, *, movable: bool) -> Screen:
    """One session begins soon; `movable`: the person may still choose another one."""
    text = t.lines(
        t.bold(Markup("{}: {}").format(_left(t, facts, session), session.short.to(t.language))),
        Markup("{} · {}").format(_time(facts, session), _place(t, facts, session)),
        _where_you_are(t, facts, session),
    )
    # TRANSLATORS: max 28; to all about one session
    details = Button(t.label("Details"), f"session:{session.id}")
    # TRANSLATORS: max 28; to the sessions that run in parallel
    elsewhere = Button(t.label("I'm going elsewhere"), f"elsewhere:{session.id}")
    return Screen(text, [[details], [elsewhere]] if movable else [[details]])


def several(t: Translator, facts: Facts, sessions: Sequence[Session]) -> Screen:
    """Several sessions of one person begin at the same moment."""
    first, shown = sessions[0], sessions[:SESSIONS]
    more = len(sessions) - len(shown)
    text = t.lines(
        t.bold(Markup("{} · {}").format(_left(t, facts, first), _time(facts, first))),
        *(_named_place(t, facts, session) for session in shown),
        t("and more: {count}", count=more) if more else None,
        _where_you_are(t, facts, first),
    )
    ways = [[button(session.short.to(t.language), f"session:{session.id}")] for session in shown]
    # TRANSLATORS: max 28
    all_of_them = [[Button(t.label("Agenda"), f"agenda:{first.day_id}")]] if more else []
    return Screen(text, [*ways, *all_of_them])


def _left(t: Translator, facts: Facts, session: Session) -> str:
    """In 14 minutes, as the beginning of a line."""
    left = in_time(session.starts_at - facts.now, t.language)
    return left[:1].upper() + left[1:]


def _time(facts: Facts, session: Session) -> str:
    return clock_time(session.starts_at, facts.programme.zone)


def _named_place(t: Translator, facts: Facts, session: Session) -> Markup:
    return Markup("{} · {}").format(session.short.to(t.language), _place(t, facts, session))


def _place(t: Translator, facts: Facts, session: Session) -> str:
    """Hall 2 (1st floor, left of the stairs)."""
    room = facts.programme.room(session.room_id)
    name = room.name.to(t.language)
    return f"{name} ({shorten(room.directions.to(t.language), DIRECTIONS)})" if room.directions else name


def _where_you_are(t: Translator, facts: Facts, session: Session) -> Markup | None:
    here, there = (session.starts_at.astimezone(zone) for zone in (facts.programme.zone, facts.zone))
    if here.utcoffset() == there.utcoffset():
        return None
    return t("Where you are: {moment}", moment=clock_time(session.starts_at, facts.zone))


# --------------------------------------------------------- a moment above the chat


def keep_notice(t: Translator) -> str:
    return t.label("Your seat is yours until you take another one.")


def over_notice(t: Translator) -> str:
    return t.label("Choosing is over.")
