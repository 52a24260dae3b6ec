"""Which messages about letters are due, as rows for the outbox."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, String, and_, cast, exists, literal, select, true

from bot.delivery.outbox import State, undone
from bot.delivery.planning import columns_of, key_of
from bot.letters.queries import WAITS
from bot.letters.rules import ANSWER, BOUND, DESK, DESK_LETTER, DESK_MOVED, FREE, KEPT, LETTER, NEWS, REFUSED
from bot.people.queries import organises
from bot.people.rules import Role
from bot.storage.moments import Moment, at
from bot.storage.tables import Instant, desks, letters, milliseconds, outbox, people, roles

_failed, _there = outbox.alias("failed"), outbox.alias("there")
_ARRIVES: Final = (State.READY, State.SENDING, State.SENT, State.AMBIGUOUS)
_LOST: Final = (State.FAILED, State.EXPIRED)
_UNSURE: Final = (*_LOST, State.AMBIGUOUS)  # better twice than never


def to_desk(letter_id: int, group_id: int, now: datetime) -> Select[Any]:
    """A letter to the group, in the language of who bound it."""
    key = key_of(DESK_LETTER, literal(letter_id), literal(group_id))
    row = _row(DESK_LETTER, key, literal(str(letter_id)), now, desks.c.group_id)
    bound = select(*row).join_from(desks, people, people.c.id == desks.c.person_id)
    return bound.where(desks.c.group_id == group_id)


def brought_along(group_id: int, former_id: int, now: datetime) -> Select[Any]:
    """Letters on their way to the group that this one replaces: better twice than never."""
    key = key_of(DESK_LETTER, outbox.c.subject, literal(group_id))
    row = _row(DESK_LETTER, key, outbox.c.subject, now, desks.c.group_id)
    on_its_way = outbox.c.kind == DESK_LETTER, outbox.c.state == State.SENDING
    bound = select(*row).join_from(desks, people, people.c.id == desks.c.person_id)
    letters_there = bound.join(outbox, and_(*on_its_way, outbox.c.chat_id == former_id))
    return letters_there.where(desks.c.group_id == group_id).order_by(outbox.c.id)


def to_organisers(letter_id: int, owners: frozenset[int], now: datetime) -> Select[Any]:
    """A letter to each organiser but its writer."""
    return _to_organisers(owners, now).where(letters.c.id == letter_id)


def missed_by_desk(group_id: int, owners: frozenset[int], now: datetime) -> Select[Any]:
    """Letters to each organiser that wait, and have not arrived in this group."""
    arrived = exists().where(
        outbox.c.kind == DESK_LETTER,
        outbox.c.chat_id == group_id,
        outbox.c.subject == cast(letters.c.id, String),
        outbox.c.sent_at.is_not(None),
    )
    return waiting(owners, now).where(~arrived)


def waiting(owners: frozenset[int], now: datetime) -> Select[Any]:
    """Letters to each organiser that wait, wherever they may have arrived."""
    return _to_organisers(owners, now).where(*WAITS)


def refused_by_desk(now: Moment) -> Select[Any]:
    """Letters to each organiser that wait, and that their group has just not taken."""
    refused = exists().where(
        _lost(DESK_LETTER, now, _UNSURE), _failed.c.subject == cast(letters.c.id, String)
    )
    there = exists().where(_there.c.key == key_of(LETTER, letters.c.id, people.c.id))
    return _to_each(_known_organisers(), now).where(letters.c.settled_at.is_(None), refused, ~there)


def desk_refuses(now: Moment) -> Select[Any]:
    """To each organiser, once after it was bound: the group does not take letters."""
    key = key_of(DESK, literal(REFUSED), desks.c.group_id, desks.c.bound_at, people.c.id)
    each = select(*_row(DESK, key, literal(REFUSED), now)).join_from(desks, people, true())
    since = _failed.c.chat_id == desks.c.group_id, _failed.c.due_at >= desks.c.bound_at
    return each.where(exists().where(_lost(DESK_LETTER, now), *since), *_known_organisers())


def lost_by_desk(now: Moment) -> Select[tuple[int]]:
    """What a group has just not taken."""
    return select(_failed.c.id).where(_lost(DESK_LETTER, now, _UNSURE))


def _lost(kind: str, now: Moment, states: Sequence[State] = _LOST) -> ColumnElement[bool]:
    """A message that has just turned out not to arrive, or to be in such a state."""
    lately = _failed.c.due_at > now - 2 * KEPT
    return and_(undone(_failed), _failed.c.kind == kind, _failed.c.state.in_(states), lately)


def _known_organisers() -> Sequence[ColumnElement[bool]]:
    """A job does not know the owners: who bound the group, and who hears of letters, may be one.

    Whether they still are is seen when a message is put into words. It is asked every second, so these few
    come first, and not all people.
    """
    named = select(roles.c.person_id).where(roles.c.role == Role.ORGANISER)
    hears = select(outbox.c.person_id).where(outbox.c.kind.in_([LETTER, DESK]))
    few = named.union(select(desks.c.person_id), hears)
    return people.c.id.in_(few), people.c.active, people.c.language.is_not(None)


def _to_organisers(owners: frozenset[int], now: datetime) -> Select[Any]:
    return _to_each(_reachable(owners), now)


def _to_each(who: Sequence[ColumnElement[bool]], now: Moment) -> Select[Any]:
    row = _row(LETTER, key_of(LETTER, letters.c.id, people.c.id), cast(letters.c.id, String), now)
    each = select(*row).join_from(letters, people, people.c.id != letters.c.person_id)
    return each.where(*who)


def answer(answer_id: int, now: datetime) -> Select[Any]:
    """An answer to whoever wrote the letter."""
    row = _row(ANSWER, key_of(ANSWER, letters.c.id), cast(letters.c.id, String), now)
    theirs = select(*row).join_from(letters, people, people.c.id == letters.c.person_id)
    return theirs.where(letters.c.id == answer_id)


def news(letter_ids: Sequence[int], cause: str, now: datetime) -> Select[Any]:
    """A change of each message in which organisers read one of these letters; `cause` tells changes apart."""
    subjects = [str(letter_id) for letter_id in letter_ids]
    return _news(literal(cause), now).where(outbox.c.subject.in_(subjects))


def undelivered(now: Moment) -> Select[Any]:
    """A change of the letters whose answer has just turned out not to arrive."""
    found = select(_failed.c.subject).where(_lost(ANSWER, now, _UNSURE))
    lost = found.cte("lost").prefix_with("MATERIALIZED")  # first these few, then their letters
    return (
        _news(lost.c.subject + "!", now)
        .join(letters, outbox.c.subject == cast(letters.c.answers_id, String))
        .join(lost, letters.c.id == cast(lost.c.subject, BigInteger))
    )


def _news(cause: ColumnElement[str], now: Moment) -> Select[Any]:
    subject = outbox.c.subject + ":" + cast(outbox.c.id, String)
    row = _row(NEWS, key_of(NEWS, outbox.c.id, cause), subject, now, outbox.c.chat_id)
    shown = select(*row).join_from(outbox, people, people.c.id == outbox.c.person_id)
    kinds = outbox.c.kind.in_([LETTER, DESK_LETTER])
    return shown.where(kinds, outbox.c.state.in_(_ARRIVES)).order_by(outbox.c.id)


def desk_news(subject: str, owners: frozenset[int], but: int, now: datetime) -> Select[Any]:
    """Where letters go from now on (BOUND, FREE), to each organiser but the one who did it."""
    row = _row(
        DESK, key_of(DESK, literal(subject), literal(milliseconds(now)), people.c.id), literal(subject), now
    )
    return select(*row).where(*_reachable(owners), people.c.id != but)


def desk_moved(group_id: int, person_id: int, now: datetime) -> Select[Any]:
    """To a group that another one replaces, in the language of who bound the other."""
    return _to_group(group_id, BOUND, now).where(people.c.id == person_id)


def desk_left(group_id: int, owners: frozenset[int], but: int, now: datetime) -> Select[Any]:
    """To a group whose letters go to each organiser again, in the language of one of the others."""
    others = _to_group(group_id, FREE, now).where(*_reachable(owners), people.c.id != but)
    return others.order_by(people.c.id).limit(1)


def _to_group(group_id: int, subject: str, now: datetime) -> Select[Any]:
    key = key_of(DESK_MOVED, literal(group_id), literal(milliseconds(now)))
    return select(*_row(DESK_MOVED, key, literal(subject), now, literal(group_id)))


def _reachable(owners: frozenset[int]) -> Sequence[ColumnElement[bool]]:
    return organises(owners), people.c.active, people.c.language.is_not(None)


def _row(
    kind: str, key: ColumnElement[str], subject: Any, now: Moment, chat_id: Any = people.c.telegram_id
) -> Sequence[ColumnElement[Any]]:
    due_at, expires_at = at(now), at(now) + literal(KEPT, Instant)
    return columns_of(kind, key, subject=subject, due_at=due_at, expires_at=expires_at, chat_id=chat_id)
