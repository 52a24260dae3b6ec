"""What a change means to one person: old and new, and the free seats beside what is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from markupsafe import Markup

from bot.agenda.changes import Change, What
from bot.agenda.outlook import Outlook
from bot.agenda.rules import Choice, Programme, Session, at_one_time
from bot.i18n.dates import clock_time, day_of, short_weekday_date, time_range
from bot.i18n.translator import Translator
from bot.programme.screens.naming import Place, room_names
from bot.screens import Button, Rows, Screen
from bot.screens.length import button

ITEMS: Final = 8  # of one message, each a line
OFFERS: Final = 4  # sessions with free seats
DETAILS: Final = 4  # buttons to what has changed
_OFF: Final = frozenset({What.CANCELLED, What.GONE})


@dataclass(frozen=True)
class Item:
    """All that has changed in one session; None where it was not there, or is no more."""

    was: Session | None
    now: Session | None
    whats: frozenset[What]
    old: Programme
    new: Programme

    @property
    def session(self) -> Session:
        return cast("Session", self.now or self.was)

    @property
    def off(self) -> bool:
        return not _OFF.isdisjoint(self.whats)


def alert(t: Translator, outlook: Outlook, changes: Sequence[Change]) -> Screen:
    """One message about all that has changed."""
    items = _items(changes)
    free = _free(outlook, items)
    told = _one(t, outlook, items[0]) if len(items) == 1 else _several(t, outlook, items)
    text = t.lines(*told, *_seat_lines(t, outlook, items, free))
    return Screen(text, [*_offers(t, outlook, items, free), *_ways(t, items)])


def _items(changes: Sequence[Change]) -> Sequence[Item]:
    """By session, in order of time."""
    by_id: dict[str, list[Change]] = {}
    for change in changes:
        by_id.setdefault(change.id, []).append(change)
    return sorted(map(_item, by_id.values()), key=lambda item: item.session.starts_at)


def _item(changes: Sequence[Change]) -> Item:
    was, now = (cast("Session | None", version) for version in (changes[0].before, changes[0].after))
    whats = frozenset(change.what for change in changes)
    return Item(was, now, whats, changes[0].old, changes[0].new)


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
    when = _when(t, programme, outlook.now, item.session)
    place = Markup("{} · {}").format(when, _room(t, programme, item.session))
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
    more = len(items) - ITEMS
    lines = [t.bold(t("The programme has changed")), *(_line(t, outlook.now, item) for item in items[:ITEMS])]
    return [*lines, t("and more: {count}", count=more)] if more > 0 else lines


def _line(t: Translator, now: datetime, item: Item) -> Markup:
    """Discussion: 12:00 → 12:10 · Hall 2 → Hall 3."""
    name = item.session.short.to(t.language)
    if item.off:
        return t("<s>{session}</s> · cancelled", session=name)
    if headline := _on(t, item):
        return Markup(" · ").join(
            [headline, _when(t, item.new, now, item.session), _room(t, item.new, item.session)]
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


def _room(t: Translator, programme: Programme, session: Session) -> str:
    return programme.room(session.room_id).name.to(t.language)


def _spans(t: Translator, now: datetime, item: Item) -> tuple[str, str]:
    """The day once where it is the same."""
    was, is_now = item.was or item.session, item.session
    new = time_range(is_now.starts_at, is_now.ends_at, item.new.zone)
    return _when(t, item.old, now, was), new if _same_day(item) else _dated(t, item.new, is_now, new)


def _starts(t: Translator, item: Item) -> tuple[str, str]:
    was, is_now = item.was or item.session, item.session
    old, new = clock_time(was.starts_at, item.old.zone), clock_time(is_now.starts_at, item.new.zone)
    return (
        (old, new) if _same_day(item) else (_dated(t, item.old, was, old), _dated(t, item.new, is_now, new))
    )


def _same_day(item: Item) -> bool:
    return item.was is None or item.was.day_id == item.session.day_id


def _when(t: Translator, programme: Programme, now: datetime, session: Session) -> str:
    """14:00–16:00, with the day where that is not today."""
    times = time_range(session.starts_at, session.ends_at, programme.zone)
    today = day_of(now, programme.zone) == day_of(session.starts_at, programme.zone)
    return times if today else _dated(t, programme, session, times)


def _dated(t: Translator, programme: Programme, session: Session, times: str) -> str:
    return f"{short_weekday_date(day_of(session.starts_at, programme.zone), t.language)}, {times}"


# ------------------------------------------------------------ free seats


def _lost(outlook: Outlook, items: Sequence[Item]) -> Sequence[Choice]:
    """Choices in which this person has nothing left, because of what is cancelled."""
    ids = dict.fromkeys(item.session.choice_id for item in items if item.off)
    choices = [outlook.programme.choice(choice_id) for choice_id in ids if choice_id]
    return [choice for choice in choices if choice and not outlook.own_of(choice.id)]


def _free(outlook: Outlook, items: Sequence[Item]) -> Sequence[Session]:
    open_ones = [choice for choice in _lost(outlook, items) if choice.open_at(outlook.now)]
    others = [session for choice in open_ones for session in outlook.candidates(choice.id)]
    return [session for session in others if outlook.seats_left(session) != 0][:OFFERS]


def _seat_lines(
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
        _when(t, outlook.programme, outlook.now, session) if timed else None,
        _room(t, outlook.programme, session),
        None if left is None else t.plural("{count} seat left", "{count} seats left", left),
    ]
    return Markup(" · ").join(part for part in parts if part)


def _offers(t: Translator, outlook: Outlook, items: Sequence[Item], free: Sequence[Session]) -> Rows:
    names = [session.short.to(t.language) for session in free]
    if not _at_one_time(items, free):
        times = [clock_time(session.starts_at, outlook.programme.zone) for session in free]
        names = list(map(" ".join, zip(times, names, strict=True)))
    return [[button(name, f"seat:{session.id}")] for session, name in zip(free, names, strict=True)]
