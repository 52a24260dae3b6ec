"""When a session begins and ends, on which day, and how late the rest of a day is."""

from datetime import datetime, time, timedelta
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Day, Programme, Session
from bot.i18n.dates import clock_time, day_of, short_date, weekday_date
from bot.i18n.translator import Translator
from bot.programme.marks import mark
from bot.programme.screens.naming import when_and_where
from bot.programme.typed import MOST_MINUTES
from bot.screens import Button, Rows, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import back

LATER: Final = (5, 10, 15, 30)  # minutes
ENDS: Final = (-15, -5, 5, 15)  # minutes
DELAYS: Final = (5, 10, 15, 20, 30)
DAYS: Final = 3
TYPED: Final = 60  # UTF-16 units of what was typed, said back


def time_screen(
    t: Translator, programme: Programme, session: Session, now: datetime, wrong: str = ""
) -> Screen:
    """`wrong` is what was typed and is no time."""
    example = clock_time(session.starts_at + timedelta(minutes=10), programme.zone)
    text = t.lines(
        t.bold(t("When does it begin?")),
        *_as_it_is(t, programme, session),
        _no_time(t, wrong),
        t("Write the time, for example {time}, or choose how many minutes later.", time=example),
    )
    later = [Button(f"+{minutes}", f"shift:{session.id}:{minutes}") for minutes in LATER]
    return Screen(text, [later, *_other_days(t, programme, session, now), back(t, f"change:{session.id}")])


def _as_it_is(t: Translator, programme: Programme, session: Session) -> tuple[str, str, str]:
    return session.short.to(t.language), when_and_where(t, programme, session), ""


def _no_time(t: Translator, wrong: str) -> Markup | None:
    return t("This is no time: {typed}", typed=shorten(wrong, TYPED)) if wrong else None


def _other_days(t: Translator, programme: Programme, session: Session, now: datetime) -> Rows:
    """Those that are not over."""
    today = day_of(now, programme.zone)
    days = [day for day in programme.days if day.id != session.day_id and day.date >= today]
    return [
        [button(f"{short_date(day.date, t.language)} ›", f"shiftday:{session.id}:{mark(day.id)}")]
        for day in days[:DAYS]
    ]


def other_day_screen(  # noqa: PLR0913, PLR0917 -- what, to where, and from when one looks at it
    t: Translator, programme: Programme, session: Session, day: Day, now: datetime, wrong: str = ""
) -> Screen:
    """When it begins on another day: at the same time, if that is still to come, or at another one."""
    same = clock_time(session.starts_at, programme.zone)
    text = t.lines(
        t.bold(t("When does it begin?")),
        *_as_it_is(t, programme, session),
        t("New day: {day}", day=weekday_date(day.date, t.language)),
        _no_time(t, wrong),
        t("Write the time, for example {time}.", time=same),
    )
    to_come = datetime.combine(day.date, time.fromisoformat(same), programme.zone) > now
    # TRANSLATORS: max 28; on another day
    keep = Button(t.label("Same time, {time}", time=same), f"shiftday:{session.id}:{mark(day.id)}:same")
    return Screen(text, [*([[keep]] if to_come else []), back(t, f"shift:{session.id}")])


def end_screen(t: Translator, programme: Programme, session: Session, wrong: str = "") -> Screen:
    """`wrong` is what was typed and is no time."""
    example = clock_time(session.ends_at + timedelta(minutes=10), programme.zone)
    text = t.lines(
        t.bold(t("When does it end?")),
        *_as_it_is(t, programme, session),
        _no_time(t, wrong),
        t("Write the time, for example {time}, or choose how many minutes earlier or later.", time=example),
    )
    length = (session.ends_at - session.starts_at) // timedelta(minutes=1)
    ways = [
        Button(f"{'+' if more > 0 else '−'}{abs(more)}", f"ends:{session.id}:{length + more}")
        for more in ENDS
        if length + more > 0
    ]
    return Screen(text, [ways, back(t, f"change:{session.id}")])


def delay_screen(t: Translator, wrong: str = "") -> Screen:
    """`wrong` is what was typed and is no number of minutes."""
    text = t.lines(
        t.bold(t("How late is the rest of the day?")),
        t("What runs now ends later, and what comes begins later."),
        _no_minutes(t, wrong),
        t("Choose, or write the minutes."),
    )
    rows = [[Button(f"+{minutes}", f"delay:{minutes}") for minutes in DELAYS], back(t, "programme")]
    return Screen(text, rows)


def _no_minutes(t: Translator, wrong: str) -> Markup | None:
    if not wrong:
        return None
    typed = shorten(wrong, TYPED)
    return t("This is no number of minutes from 1 to {most}: {typed}", most=MOST_MINUTES, typed=typed)
