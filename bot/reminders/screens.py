"""The reminder as a message: in how many minutes, what and where; and what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.rules import Programme, Session
from bot.i18n.dates import clock_time, date_and_time, in_time, time_range
from bot.i18n.translator import Translator
from bot.screens import Button, Rows, Screen
from bot.screens.length import button, shorten

SESSIONS: Final = 4  # that begin at one moment; the others are in the agenda
DIRECTIONS: Final = 120  # UTF-16 units


@dataclass(frozen=True)
class Facts:
    """For whom, and when."""

    programme: Programme
    now: datetime
    zone: ZoneInfo  # where the person is


class Changed(NamedTuple):
    """A session as it was when people were reminded of it, and as it is now."""

    was: Session
    now: Session


def reminder(t: Translator, facts: Facts, session: Session, *, movable: bool) -> Screen:
    """One session begins soon; `movable`: the person may still choose another one."""
    text = t.lines(
        t.bold(Markup("{}: {}").format(_left(t, facts, session), session.short.to(t.language))),
        Markup("{} · {}").format(_time(facts, session), _place(t, facts, session)),
        _where_you_are(t, facts, session),
    )
    return Screen(text, _ways(t, session, movable=movable))


def _ways(t: Translator, session: Session, *, movable: bool) -> Rows:
    # TRANSLATORS: max 28; to all about one session
    details = Button(t.label("Details"), f"session:{session.id}")
    # TRANSLATORS: max 28; to the sessions that run in parallel
    elsewhere = Button(t.label("I'm going elsewhere"), f"elsewhere:{session.id}")
    return [[details], [elsewhere]] if movable else [[details]]


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


def corrected(t: Translator, facts: Facts, changes: Sequence[Changed], *, movable: bool) -> Screen:
    """The reminder once more, after something in it has changed: first what, then how it is now."""
    shown = changes[:SESSIONS]
    news = [line for changed in changes for line in _news(t, facts, changed)]
    text = t.lines(
        *map(t.bold, _headlines(t, changes, news)),
        *(_as_it_is(t, facts, changed.now) for changed in shown),
        _where_you_are(t, facts, changes[0].now),
    )
    if len(changes) == 1:
        return Screen(text, _ways(t, changes[0].now, movable=movable))
    return Screen(text, [[button(c.now.short.to(t.language), f"session:{c.now.id}")] for c in shown])


def _headlines(t: Translator, changes: Sequence[Changed], news: Sequence[Markup]) -> Sequence[Markup]:
    if not news:  # there and back again
        return [t("As first planned")]
    several = sum(changed.was != changed.now for changed in changes) > 1
    return [t("The programme has changed")] if several else news


def _news(t: Translator, facts: Facts, changed: Changed) -> Sequence[Markup]:
    """What is different in one session, each in a few words."""
    was, now = changed.was, changed.now
    if now.cancelled:
        return [t("Cancelled: {session}", session=now.short.to(t.language))]
    room = [t("Room changed: {room}", room=_room(t, facts, now))] if was.room_id != now.room_id else []
    return [*_time_news(t, facts, changed), *room]


def _time_news(t: Translator, facts: Facts, changed: Changed) -> Sequence[Markup]:
    was, now, zone = changed.was, changed.now, facts.programme.zone
    if was.day_id != now.day_id:
        moment = date_and_time(now.starts_at, zone, t.language)
        return [t("On another day: {moment}", moment=moment)]
    if was.starts_at != now.starts_at:
        time = _time(facts, now)
        later = now.starts_at > was.starts_at
        return [t("Starts later: {time}", time=time) if later else t("Starts earlier: {time}", time=time)]
    if was.ends_at != now.ends_at:
        time = clock_time(now.ends_at, zone)
        later = now.ends_at > was.ends_at
        return [t("Ends later: {time}", time=time) if later else t("Ends earlier: {time}", time=time)]
    return []


def _as_it_is(t: Translator, facts: Facts, session: Session) -> Markup:
    """Discussion · 12:00–13:00 · Hall 3."""
    name = session.short.to(t.language)
    times = time_range(session.starts_at, session.ends_at, facts.programme.zone)
    if session.cancelled:
        return Markup("<s>{} · {}</s>").format(name, times)
    return Markup("{} · {} · {}").format(name, times, _place(t, facts, session))


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
    directions = facts.programme.room(session.room_id).directions
    name = _room(t, facts, session)
    return f"{name} ({shorten(directions.to(t.language), DIRECTIONS)})" if directions else name


def _room(t: Translator, facts: Facts, session: Session) -> str:
    return facts.programme.room(session.room_id).name.to(t.language)


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
