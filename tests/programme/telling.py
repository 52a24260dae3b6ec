"""The programme is changed, and people are told: the steps between the two."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from babel.support import NullTranslations
from sqlalchemy import select, update

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.context import Telling
from bot.i18n.translator import Translator
from bot.people import queries as people_queries
from bot.programme import jobs, queries
from bot.screens import Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox


async def change(
    database: Database, document: Document, base: int, now: datetime, *, tell: bool = True
) -> None:
    async with database.writing() as tx:
        await queries.apply(tx, document, base=base, tell=tell, source="test", now=now)


async def told(database: Database, now: datetime) -> Sequence[Any]:
    """Whom the job plans to tell, with all that is in the row."""
    async with database.writing() as tx:
        before = set(await tx.scalars(select(outbox.c.id)))
        await jobs.plan(tx, now)
        rows = await tx.execute(select(outbox).where(outbox.c.kind == "change-alert").order_by(outbox.c.id))
        return [row for row in rows if row.id not in before]


async def read(database: Database, now: datetime) -> Sequence[list[str]]:
    """What people read `now`, line by line: all that is planned is sent."""
    await told(database, now)
    async with database.writing() as tx:
        ready = outbox.c.kind == "change-alert", outbox.c.state == "ready"
        rows = (await tx.execute(select(outbox).where(*ready).order_by(outbox.c.person_id))).all()
        screens = [await rendered(tx, row) for row in rows]
        await tx.execute(update(outbox).where(*ready).values(state="sent"))
    return [str(screen.text).split("\n") for screen in screens if screen]


async def rendered(tx: Transaction, row: Any) -> Screen | None:
    known = await people_queries.recognise_all(tx, [row.person_id], frozenset())
    programme = await agenda.load(tx)
    assert programme
    t = Translator("en", NullTranslations())
    return await jobs.render_alert(Telling(tx, row.due_at, known[row.person_id], t, programme, row.subject))
