"""What the host of a session can say about it, and what organisers hear of that."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from bot.agenda.changes import Change
from bot.agenda.rules import Programme, Session
from bot.i18n.dates import time_range
from bot.i18n.translator import Translator
from bot.programme.rules import Reach
from bot.programme.screens.diff import change_line
from bot.programme.screens.naming import when_and_where
from bot.programme.screens.reach import choosing_lines, reach_lines, told_lines
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

LATE: Final = (5, 10, 15)  # minutes
SESSIONS: Final = 8
NAME: Final = 60  # UTF-16 units


def describe_host(t: Translator) -> str:
    # TRANSLATORS: the command's line in the menu
    return t.label("My session is full, or starts late")


def host_screen(t: Translator, programme: Programme, sessions: Sequence[Session], wanted: int) -> Screen:
    """Those that somebody may speak for and that are not over."""
    page = Page(sessions, SESSIONS, wanted)
    text = t.lines(
        t.bold(t("Your sessions as a host")),
        t("Choose the one that is full, or starts late.")
        if sessions
        else t("None of your sessions is still to come."),
        *(_line(t, programme, session) for session in page.things),
    )
    rows = [[button(session.short.to(t.language), f"hosting:{session.id}")] for session in page.things]
    return Screen(text, [*rows, *page.buttons(t, "host"), back(t, "now")])


def _line(t: Translator, programme: Programme, session: Session) -> Markup:
    """What stands beside its name is too long for a button."""
    name = session.short.to(t.language)
    return Markup("{} · {}").format(name, when_and_where(t, programme, session))


class Doors(NamedTuple):
    """How a session stands at this moment."""

    taken: int  # seats
    open: bool  # seats are still given away, so that it may be full
    begun: bool


def hosting_screen(t: Translator, programme: Programme, session: Session, doors: Doors) -> Screen:
    seats = session.choice_id is not None and session.capacity is not None
    text = t.lines(
        t.bold(session.short.to(t.language)),
        when_and_where(t, programme, session),
        t("{taken} of {capacity} seats taken", taken=doors.taken, capacity=session.capacity)
        if seats
        else None,
        begun_notice(t) if doors.begun else t("How many minutes late does it start?"),
    )
    late = [Button(f"+{minutes}", f"startlate:{session.id}:{minutes}") for minutes in LATE]
    rows = [*([] if doors.begun else [late]), *(_full(t, session) if doors.open else []), back(t, "host")]
    return Screen(text, rows)


def _full(t: Translator, session: Session) -> list[list[Button]]:
    # TRANSLATORS: max 28; nobody else may take a seat
    return [[Button(t.label("The room is full"), f"roomfull:{session.id}")]]


def confirm_screen(
    t: Translator, session: Session, changes: Sequence[Change], reach: Reach, yes: str
) -> Screen:
    told = (
        reach_lines(t, changes, reach)
        if reach.told
        else [t("The organisers are told; participants are not."), *choosing_lines(t, reach)]
    )
    text = t.lines(*_bold_lines(t, changes), "", *told)
    # TRANSLATORS: max 28
    confirm = Button(t.label("Yes, that is so"), yes)
    # TRANSLATORS: max 28
    cancel = Button(t.label("Cancel"), f"hosting:{session.id}")
    return Screen(text, [[confirm], [cancel]])


def _bold_lines(t: Translator, changes: Sequence[Change]) -> Sequence[Markup]:
    first, *rest = (Markup.escape(change_line(t, change)) for change in changes)
    return [t.bold(first), *rest]


def said_screen(t: Translator, session: Session, changes: Sequence[Change], reach: Reach) -> Screen:
    text = t.lines(
        t.bold(t("Thank you, it is done")),
        *(change_line(t, change) for change in changes),
        *(told_lines(t, changes, reach) if reach.told else []),
        t("The organisers have been told."),
    )
    return Screen(text, [back(t, f"hosting:{session.id}")])


def full_already_notice(t: Translator) -> str:
    return t.label("The room is full already: nobody else can take a seat.")


def begun_notice(t: Translator) -> str:
    return t.label("It has begun already.")


# -------------------------------------------------------------- to the organisers


def news_message(
    t: Translator, programme: Programme, session: Session, host: str | None, *, full: bool
) -> Screen:
    """`host` is who says so; None where they are gone."""
    name = session.short.to(t.language)
    headline = (
        t("The room is full: {session}", session=name) if full else t("Starts late: {session}", session=name)
    )
    text = t.lines(
        t.bold(headline),
        time_range(session.starts_at, session.ends_at, programme.zone),
        programme.room(session.room_id).name.to(t.language),
        t("Reported by: {name}", name=shorten(host, NAME)) if host else None,
    )
    # TRANSLATORS: max 28; to one session, to change it
    return Screen(text, [[Button(t.label("Change it"), f"change:{session.id}")]])
