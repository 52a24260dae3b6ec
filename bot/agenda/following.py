"""Ballots go along with their session when that comes to another form, or the form to another name.

These are queries.
"""

from typing import Any

from sqlalchemy import Column, Select, Subquery, delete, func, insert, select, tuple_

from bot.feedback.rules import State
from bot.storage.engine import Transaction, keep_others_out
from bot.storage.tables import answers, ballots, sessions


async def follow(tx: Transaction) -> None:
    """Of several that one person has for a form then, one stays: before all others one that is given."""
    await keep_others_out(tx, ballots)
    moved = _strayed(*(column for column in ballots.c if column is not ballots.c.form), sessions.c.form)
    if not (await tx.execute(moved.limit(1))).first():
        return
    surplus = select(ranked := _ranked()).where(ranked.c.place > 1).subquery()
    await tx.execute(delete(answers).where(answers.c.number.in_(select(surplus.c.number))))
    await _delete(tx, select(surplus.c.person_id, surplus.c.form))
    rows = (await tx.execute(moved)).mappings().all()
    await _delete(tx, _strayed(ballots.c.person_id, ballots.c.form))
    if rows:  # not updated: two that change places would meet
        await tx.execute(insert(ballots), [dict(row) for row in rows])


async def _delete(tx: Transaction, keys: Select[Any]) -> None:
    await tx.execute(delete(ballots).where(tuple_(ballots.c.person_id, ballots.c.form).in_(keys)))


def _strayed(*columns: Column[Any]) -> Select[Any]:
    """Ballots whose session is in another form."""
    found = select(*columns).join_from(ballots, sessions, sessions.c.id == ballots.c.session_id)
    return found.where(sessions.c.form != ballots.c.form)


def _ranked() -> Subquery:
    """All ballots, with their place among those that one person has for one form; the first is the best.

    Whose number is deleted goes before the others: nobody finds its answers any more to delete them.
    """
    form = func.coalesce(sessions.c.form, ballots.c.form)
    best_first = (
        ballots.c.state != State.GIVEN,
        ballots.c.state == State.ABSENT,
        ballots.c.number.is_not(None),
        ballots.c.form != form,
    )
    place = func.row_number().over(partition_by=(ballots.c.person_id, form), order_by=best_first)
    columns = ballots.c.person_id, ballots.c.form, ballots.c.number, place.label("place")
    return (
        select(*columns).outerjoin_from(ballots, sessions, sessions.c.id == ballots.c.session_id).subquery()
    )
