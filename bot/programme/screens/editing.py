"""Changing one session from the chat."""

from typing import Final

from bot.agenda.changes import Change, What
from bot.agenda.rules import Day, Programme, Session
from bot.i18n.dates import clock_time, day_of, short_date, weekday_date
from bot.i18n.translator import Translator
from bot.programme.marks import mark
from bot.programme.screens.naming import when_and_where
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

SESSIONS: Final = 8  # on a page
ROOMS: Final = 8
OFF: Final = "✕"


def days_screen(t: Translator, programme: Programme) -> Screen:
    rows = [[button(weekday_date(day.date, t.language), f"changeday:{day.id}")] for day in programme.days]
    return Screen(t.bold(t("Which day?")), [*rows, back(t, "programme")])


def day_screen(t: Translator, programme: Programme, day: Day, wanted: int) -> Screen:
    page = Page(programme.of_day(day.id), SESSIONS, wanted)
    rows = [[_to_session(t, programme, session, f"change:{session.id}")] for session in page.things]
    text = t.lines(
        t.bold(t("Which session?")),
        weekday_date(day.date, t.language),
        t("{mark} cancelled; can be brought back", mark=OFF)
        if any(session.cancelled for session in page.things)
        else None,
    )
    up = "changeday" if len(programme.days) > 1 else "programme"
    return Screen(text, [*rows, *page.buttons(t, f"changeday:{day.id}"), back(t, up)])


def _to_session(t: Translator, programme: Programme, session: Session, data: str) -> Button:
    """09:30 Opening; of what is cancelled with a mark before it."""
    time = clock_time(session.starts_at, programme.zone)
    mark = f"{OFF} " if session.cancelled else ""
    return button(f"{mark}{time} {session.short.to(t.language)}", data)


def session_screen(t: Translator, programme: Programme, session: Session) -> Screen:
    text = t.lines(
        t.bold(session.short.to(t.language)),
        when_and_where(t, programme, session),
        t("This session is cancelled.") if session.cancelled else None,
    )
    # TRANSLATORS: max 14; of a session, to change it
    time = Button(t.label("Time"), f"shift:{session.id}")
    # TRANSLATORS: max 14; of a session, to change it
    room = Button(t.label("Room"), f"moveroom:{session.id}")
    # TRANSLATORS: max 28; of a session, to let it end at another time
    length = Button(t.label("Length"), f"ends:{session.id}")
    # TRANSLATORS: max 28; two sessions exchange their times and rooms
    swap = Button(t.label("Swap"), f"swapwith:{session.id}")
    changes = [[time, room], [length], [swap]]
    off_or_on = [_restore(t, session)] if session.cancelled else [_call_off(t, session)]
    rows = [off_or_on, *changes] if session.cancelled else [*changes, off_or_on]
    return Screen(text, [*rows, back(t, f"changeday:{session.day_id}")])


def _restore(t: Translator, session: Session) -> Button:
    # TRANSLATORS: max 28; a cancelled session takes place after all
    return Button(t.label("Put it back on"), f"restore:{session.id}")


def _call_off(t: Translator, session: Session) -> Button:
    # TRANSLATORS: max 28; a session will not take place
    return Button(t.label("Call off"), f"calloff:{session.id}")


# ------------------------------------------------------------- room, and swapping


def room_screen(t: Translator, programme: Programme, session: Session, wanted: int) -> Screen:
    others = [room for room in programme.rooms if room.id != session.room_id]
    page = Page(others, ROOMS, wanted)
    text = t.lines(
        t.bold(t("Into which room?")),
        session.short.to(t.language),
        when_and_where(t, programme, session),
    )
    rows = [
        [button(room.name.to(t.language), f"moveroom:{session.id}:{mark(room.id)}")] for room in page.things
    ]
    return Screen(text, [*rows, *page.buttons(t, f"rooms:{session.id}"), back(t, f"change:{session.id}")])


def swap_screen(t: Translator, programme: Programme, session: Session, wanted: int | None) -> Screen:
    """Without a wanted page, the one with what is near in time."""
    others = [other for other in programme.sessions if other.id != session.id and not other.cancelled]
    near = sum(other.starts_at < session.starts_at for other in others) // SESSIONS
    page = Page(others, SESSIONS, near if wanted is None else wanted)
    text = t.lines(
        t.bold(t("Swap with which session?")),
        session.short.to(t.language),
        when_and_where(t, programme, session),
        t("They exchange their times and rooms; each takes as long as before."),
    )
    rows = [[_to_other(t, programme, session, other)] for other in page.things]
    pages = page.buttons(t, f"swapwith:{session.id}")
    return Screen(text, [*rows, *pages, back(t, f"change:{session.id}")])


def _to_other(t: Translator, programme: Programme, session: Session, other: Session) -> Button:
    data = f"swap:{session.id}:{mark(other.id)}"
    if other.day_id == session.day_id:
        return _to_session(t, programme, other, data)
    day = short_date(day_of(other.starts_at, programme.zone), t.language)
    return button(f"{day} · {other.short.to(t.language)}", data)


# -------------------------------------------------------------- what cannot be


def impossible_screen(t: Translator, why: str, up: str) -> Screen:
    text = t.lines(t.bold(t("This cannot be")), shorten(why, 300))
    return Screen(text, [back(t, up)])


def past_screen(t: Translator, change: Change, *, undone: bool) -> Screen:
    """Of what would be put into the past; `undone`: by taking back a change."""
    if undone:
        why = t("Taken back, it would lie in the past. Choose another time for it instead.")
    elif change.what is What.LENGTH:
        why = t("It would be over already. Choose an end that is still to come.")
    else:
        why = t("At that time it would have begun already. Choose a time that is still to come.")
    text = t.lines(t.bold(t("This cannot be")), change.name.to(t.language), why)
    return Screen(text, [back(t, f"change:{change.id}")])


def reasons(t: Translator) -> dict[str, str]:
    """Why an edit cannot be made, where the checks of a file have no words for it."""
    return {
        "past-midnight": t.label("It would go on after midnight. What does is a session of the next day."),
        "same-session": t.label("These are one and the same session."),
        "nothing-left": t.label("Nothing of the programme is left for today."),
        "nobody-seated": t.label("Nobody has taken a seat yet, so the room is not full."),
    }
