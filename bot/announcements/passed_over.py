"""Who of its audience an announcement was not meant for, and why; kept as it was then."""

from typing import Any

from sqlalchemy import Select, case, exists, func, literal, select

from bot.announcements.audience import ANNOUNCEMENT, belonging, gone, muted
from bot.announcements.outcome import Fate, Numbers
from bot.announcements.rules import Announcement
from bot.delivery.outbox import State, undone
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, passed_over, people
from bot.storage.upserts import insert_new

_COLUMNS = ("announcement_id", "person_id", "fate", "language")


async def keep(tx: Transaction, announcement: Announcement, owners: frozenset[int]) -> None:
    """Note who belongs to its audience and has no message, once its messages are planned."""
    subject = str(announcement.id)
    has_one = exists().where(
        outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == subject, outbox.c.person_id == people.c.id
    )
    why = case(
        (gone(), literal(Fate.DELETED)),
        (~people.c.active, literal(Fate.BLOCKED)),
        (people.c.language.is_(None), literal(Fate.SILENT)),
        (muted(), literal(Fate.MUTED)),
    )  # null: who has joined it since
    others = select(literal(announcement.id), people.c.id, why, people.c.language)
    await _insert(tx, others.where(*belonging(announcement.audience, owners), ~has_one, why.is_not(None)))


async def keep_muters(tx: Transaction, announcement_id: int) -> None:
    """Note whose message was called off while it goes out: they muted announcements after it was planned."""
    muters = (
        select(literal(announcement_id), people.c.id, literal(Fate.MUTED), people.c.language)
        .join_from(outbox, people, people.c.id == outbox.c.person_id)
        .where(outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == str(announcement_id))
        .where(undone(outbox), outbox.c.state == State.CANCELLED)
    )
    await _insert(tx, muters)


async def count(tx: Transaction, announcement_id: int) -> Numbers:
    """How many in each language, and why."""
    its = passed_over.c.announcement_id == announcement_id
    how_many = select(passed_over.c.language, passed_over.c.fate, func.count().label("number")).where(its)
    rows = await tx.execute(how_many.group_by(passed_over.c.language, passed_over.c.fate))
    return {(row.language, Fate(row.fate)): row.number for row in rows}


async def _insert(tx: Transaction, chosen: Select[Any]) -> None:
    new = insert_new(passed_over, ["announcement_id", "person_id"])
    await tx.execute(new.from_select(list(_COLUMNS), chosen))
