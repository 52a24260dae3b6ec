"""The free seats beside what is cancelled, for those who have lost theirs."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.outlook import Outlook
from bot.agenda.rules import Choice, Session, at_one_time
from bot.i18n.dates import clock_time
from bot.i18n.translator import Translator
from bot.programme.screens.item import Item, room, when
from bot.screens import Rows
from bot.screens.length import button

OFFERS: Final = 4  # sessions with free seats


def _lost(outlook: Outlook, items: Sequence[Item]) -> Sequence[Choice]:
    """Choices in which this person has nothing left, because of what is cancelled."""
    ids = dict.fromkeys(item.session.choice_id for item in items if item.off)
    choices = [outlook.programme.choice(choice_id) for choice_id in ids if choice_id]
    return [choice for choice in choices if choice and not outlook.own_of(choice.id)]


def free_seats(outlook: Outlook, items: Sequence[Item]) -> Sequence[Session]:
    open_ones = [choice for choice in _lost(outlook, items) if choice.open_at(outlook.now)]
    others = [session for choice in open_ones for session in outlook.candidates(choice.id)]
    return [session for session in others if outlook.seats_left(session) != 0][:OFFERS]


def seat_lines(
    t: Translator, outlook: Outlook, items: Sequence[Item], free: Sequence[Session]
) -> Sequence[Markup]:
    if free:
        timed = not _at_one_time(items, free)
        seats = [_seat_line(t, outlook, session, timed=timed) for session in free]
        return [t("Free seats, one tap takes one:"), *seats]
    lost = [choice for choice in _lost(outlook, items) if not choice.open_at(outlook.now)]
    return [t("Choosing is over. To get a seat, please ask at the registration desk.")] if lost else []


def _at_one_time(items: Sequence[Item], free: Sequence[Session]) -> bool:
    """With what is cancelled, whose time people know."""
    return at_one_time([*free, *(item.session for item in items if item.off)])


def _seat_line(t: Translator, outlook: Outlook, session: Session, *, timed: bool) -> Markup:
    """Key competencies · 15:00–17:00 · Hall 1 · 40 seats left."""
    left = outlook.seats_left(session)
    parts = [
        session.short.to(t.language),
        when(t, outlook.programme, outlook.now, session) if timed else None,
        room(t, outlook.programme, session),
        None if left is None else t.plural("{count} seat left", "{count} seats left", left),
    ]
    return Markup(" · ").join(part for part in parts if part)


def seat_buttons(t: Translator, outlook: Outlook, items: Sequence[Item], free: Sequence[Session]) -> Rows:
    names = [session.short.to(t.language) for session in free]
    if not _at_one_time(items, free):
        times = [clock_time(session.starts_at, outlook.programme.zone) for session in free]
        names = list(map(" ".join, zip(times, names, strict=True)))
    return [[button(name, f"seat:{session.id}")] for session, name in zip(free, names, strict=True)]
