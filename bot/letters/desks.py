"""The group in which organisers read letters together, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, insert, select, update

from bot.delivery.outbox import State, cancel
from bot.letters.rules import DESK_LETTER, Desk
from bot.people.queries import organises
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import desks, outbox, people


async def bound(tx: Transaction, owners: frozenset[int]) -> Desk | None:
    """The bound group; it counts only while who bound it is an organiser."""
    found = (
        select(desks.c.group_id, people.c.name)
        .join_from(desks, people, people.c.id == desks.c.person_id)
        .where(organises(owners))
    )
    row = (await tx.execute(found)).first()
    return Desk(*row) if row else None


async def bind(tx: Transaction, group_id: int, person_id: int, now: datetime) -> int | None:
    """Let this group be the only one; the id of another that it replaces, whose letters it gets that wait."""
    await keep_others_out(tx, desks)
    before: int | None = await tx.scalar(delete(desks).returning(desks.c.group_id))
    await tx.execute(insert(desks).values(group_id=group_id, person_id=person_id, bound_at=now))
    if before is None or before == group_id:
        return None
    await _keep_in_place(tx, before)
    moved = update(outbox).where(*_letters_to(before), outbox.c.state == State.READY)
    await tx.execute(moved.values(chat_id=group_id, person_id=person_id))
    return before


async def _keep_in_place(tx: Transaction, group_id: int) -> None:
    """Let no letter to this group begin its way, or come back, before it is known where all of them are."""
    moving = outbox.c.state.in_((State.READY, State.SENDING))
    theirs = select(outbox.c.id).where(*_letters_to(group_id), moving).order_by(outbox.c.id)
    await tx.execute(theirs.with_for_update())


async def unbind(tx: Transaction, group_id: int) -> bool:
    """Whether it was bound."""
    was_bound = (await tx.execute(delete(desks).where(desks.c.group_id == group_id))).rowcount > 0
    if was_bound:
        await _call_off(tx, group_id)
    return was_bound


async def unbind_all_of(tx: Transaction, person_id: int) -> int | None:
    """The id of the group that this person had bound, if any."""
    theirs = delete(desks).where(desks.c.person_id == person_id)
    group_id: int | None = await tx.scalar(theirs.returning(desks.c.group_id))
    if group_id is not None:
        await _call_off(tx, group_id)
    return group_id


async def is_bound(tx: Transaction, group_id: int) -> bool:
    found = await tx.scalar(select(desks.c.group_id).where(desks.c.group_id == group_id))
    return found is not None


async def takes(tx: Transaction, letter_id: int) -> bool:
    """Whether the group to which a letter is on its way is still the one that is bound."""
    its_way = outbox.c.subject == str(letter_id), outbox.c.state == State.SENDING
    found = select(desks.c.group_id).where(exists().where(*_letters_to(desks.c.group_id), *its_way))
    return await tx.scalar(found) is not None


async def _call_off(tx: Transaction, group_id: int) -> None:
    """Letters that have not left yet are not for this group any more."""
    await cancel(tx, *_letters_to(group_id))


def _letters_to(group_id: int | ColumnElement[int]) -> Sequence[ColumnElement[bool]]:
    return outbox.c.kind == DESK_LETTER, outbox.c.chat_id == group_id


async def move(tx: Transaction, group_id: int, new_id: int) -> None:
    """It is the same group under another id; what waits for it goes there."""
    await tx.execute(update(desks).where(desks.c.group_id == group_id).values(group_id=new_id))
    waits = outbox.c.chat_id == group_id, outbox.c.state == State.READY
    await tx.execute(update(outbox).where(*waits).values(chat_id=new_id))
