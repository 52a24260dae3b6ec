"""What a change means to one person: old and new."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final, cast

from markupsafe import Markup

from bot.agenda.changes import Change, What
from bot.agenda.outlook import Outlook
from bot.agenda.rules import Kind, Session
from bot.i18n.dates import clock_time, time_range
from bot.i18n.translator import Translator
from bot.programme.screens.free_seats import free_seats, seat_buttons, seat_lines
from bot.programme.screens.item import Item, dated, room, when
from bot.programme.screens.naming import Place, room_names
from bot.screens import Button, Rows, Screen
from bot.screens.length import button

ITEMS: Final = 8  # of one message, each a line; more only where more is cancelled
MOST: Final = 60  # a message holds as many, with names as long as a button
DETAILS: Final = 4  # buttons to what has changed


def alert(t: Translator, outlook: Outlook, changes: Sequence[Change]) -> Screen:
    """One message about all that has changed."""
    items = sorted(_items(changes), key=partial(_rank, outlook))
    free = free_seats(outlook, items)
    told = _one(t, outlook, items[0]) if len(items) == 1 else _several(t, outlook, items)
    text = t.lines(*told, *seat_lines(t, outlook, items, free))
    return Screen(text, [*seat_buttons(t, outlook, items, free), *_ways(t, items)])


def _items(changes: Sequence[Change]) -> Sequence[Item]:
    """By session."""
    by_id: dict[str, list[Change]] = {}
    for change in changes:
        by_id.setdefault(change.id, []).append(change)
    return [_item(together) for together in by_id.values()]


def _item(changes: Sequence[Change]) -> Item:
    was, now = (cast("Session | None", version) for version in (changes[0].before, changes[0].after))
    whats = frozenset(change.what for change in changes)
    return Item(was, now, whats, changes[0].old, changes[0].new)


def _rank(outlook: Outlook, item: Item) -> tuple[bool, bool, datetime]:
    """What is cancelled first, then what this person chose or leads; each in order of time."""
    return not item.off, not outlook.is_own(item.session), item.session.starts_at


def _ways(t: Translator, items: Sequence[Item]) -> Rows:
    """To what has changed; where that is much, to its day."""
    held = [item.session for item in items if not item.off]
    if len(held) > DETAILS:
        # TRANSLATORS: max 28
        return [[Button(t.label("Agenda"), f"agenda:{held[0].day_id}")]]
    if len(items) == 1 and held:
        # TRANSLATORS: max 28; to all about one session
        return [[Button(t.label("Details"), f"session:{held[0].id}")]]
    return [[button(session.short.to(t.language), f"session:{session.id}")] for session in held]


# ------------------------------------------------------------ one session


def _one(t: Translator, outlook: Outlook, item: Item) -> Sequence[Markup]:
    name, programme = item.session.short.to(t.language), item.old if item.now is None else item.new
    moment = when(t, programme, outlook.now, item.session)
    place = Markup("{} · {}").format(moment, room(t, programme, item.session))
    if item.off:
        return [t.bold(t("Cancelled: {session}", session=name)), Markup("<s>{}</s>").format(place)]
    if headline := _on(t, item):
        return [t.bold(headline), place]
    return [t.bold(t("Changed: {session}", session=name)), *_details(t, outlook.now, item)]


def _on(t: Translator, item: Item) -> Markup | None:
    name = item.session.short.to(t.language)
    if What.NEW in item.whats:
        return t("New: {session}", session=name)
    return t("Takes place after all: {session}", session=name) if What.RESTORED in item.whats else None


def _details(t: Translator, now: datetime, item: Item) -> Sequence[Markup]:
    lines: list[Markup] = []
    if not item.whats.isdisjoint({What.MOVED, What.LENGTH}):
        old, new = _spans(t, now, item)
        lines.append(t("Time: {old} → {new}", old=old, new=new))
    if What.ROOM in item.whats:
        old, new = _rooms(t, item)
        lines.append(t("Room: {old} → {new}", old=old, new=new))
    return [*lines, *_choice_line(t, item)]


def _choice_line(t: Translator, item: Item) -> Sequence[Markup]:
    if What.CHOICE not in item.whats:
        return []
    choice = item.new.choice(item.session.choice_id) if item.session.choice_id else None
    if choice is None:
        return [t("It is now open to everybody, without a seat of one's own.")]
    return [t("It now needs a seat: {choice}", choice=choice.name.to(t.language))]


# ------------------------------------------------------------ several


def _several(t: Translator, outlook: Outlook, items: Sequence[Item]) -> Sequence[Markup]:
    shown = _shown(outlook, items)
    more = len(items) - len(shown)
    lines = [t.bold(t("The programme has changed")), *(_line(t, outlook.now, item) for item in shown)]
    return [*lines, t("and more: {count}", count=more)] if more else lines


def _shown(outlook: Outlook, items: Sequence[Item]) -> Sequence[Item]:
    """All that is cancelled, and as much else as fits: what only begins at another time is missed least."""

    def weight(item: Item) -> tuple[bool, bool, bool, bool, datetime]:
        off, own, starts_at = _rank(outlook, item)
        return off, own, item.whats <= {What.MOVED}, item.session.kind is Kind.BREAK, starts_at

    cancelled = sum(item.off for item in items)
    most = max(ITEMS, min(cancelled, MOST))
    return sorted(sorted(items, key=weight)[:most], key=partial(_rank, outlook))


def _line(t: Translator, now: datetime, item: Item) -> Markup:
    """Discussion: 12:00 → 12:10 · Hall 2 → Hall 3."""
    name = item.session.short.to(t.language)
    if item.off:
        return t("<s>{session}</s> · cancelled", session=name)
    if headline := _on(t, item):
        return Markup(" · ").join(
            [headline, when(t, item.new, now, item.session), room(t, item.new, item.session)]
        )
    return Markup("{}: {}").format(name, Markup(" · ").join(_arrows(t, now, item)))


def _arrows(t: Translator, now: datetime, item: Item) -> Sequence[str]:
    pairs = []
    if What.LENGTH in item.whats:
        pairs.append(_spans(t, now, item))
    elif What.MOVED in item.whats:
        pairs.append(_starts(t, item))
    if What.ROOM in item.whats:
        pairs.append(_rooms(t, item))
    return [*(" → ".join(pair) for pair in pairs), *_choice_line(t, item)]


# ------------------------------------------------------------ old and new


def _rooms(t: Translator, item: Item) -> tuple[str, str]:
    before = Place(item.old, item.was) if item.was else Place(item.new, item.session)
    return room_names(before, Place(item.new, item.session), t.language)


def _spans(t: Translator, now: datetime, item: Item) -> tuple[str, str]:
    """The day once where it is the same."""
    was, is_now = item.was or item.session, item.session
    new = time_range(is_now.starts_at, is_now.ends_at, item.new.zone)
    return when(t, item.old, now, was), new if _same_day(item) else dated(t, item.new, is_now, new)


def _starts(t: Translator, item: Item) -> tuple[str, str]:
    was, is_now = item.was or item.session, item.session
    old, new = clock_time(was.starts_at, item.old.zone), clock_time(is_now.starts_at, item.new.zone)
    return (old, new) if _same_day(item) else (dated(t, item.old, was, old), dated(t, item.new, is_now, new))


def _same_day(item: Item) -> bool:
    return item.was is None or item.was.day_id == item.session.day_id
