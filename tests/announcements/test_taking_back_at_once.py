"""One organiser takes a scheduled announcement back while another chooses another time; on PostgreSQL."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, text

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.announcements import queries
from bot.announcements.rules import State
from bot.audit.queries import entries
from bot.audit.rules import Deed
from bot.context import Services
from bot.storage.engine import Database
from bot.storage.tables import roles
from tests.announcements.people import KK, ORGANISER, set_up_people
from tests.people.telegram import MakePhone, Phone

WAITS = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
async def database(services: Services, on_postgresql: Database, sample: Document, now: datetime) -> Database:
    """Two organisers; one of them has scheduled an announcement for tomorrow."""
    await services.database.close()
    services.database = on_postgresql
    async with on_postgresql.writing() as tx:
        await agenda.store_programme(tx, sample, source="sample", now=now)
        await set_up_people(tx)
        await tx.execute(insert(roles).values(person_id=KK, role="organiser"))
        its_id = await queries.draft(tx, KK, now)
        await queries.set_text(tx, its_id, 1, "en", "The bus")
        await queries.move(tx, its_id, {State.DRAFT}, State.SCHEDULED, send_at=now + timedelta(days=1))
    return on_postgresql


async def until_it_waits(database: Database) -> None:
    """Until another connection waits for a lock."""
    async with asyncio.timeout(10), database.reading() as tx:
        while not await tx.scalar(WAITS):
            pass


async def test_it_is_a_draft_and_has_no_time(database: Database, phone_of: MakePhone) -> None:
    other: Phone = phone_of(100 + ORGANISER)
    async with database.reading() as tx:
        found = await queries.load(tx, 1)
    assert found
    async with database.writing() as tx:
        await queries.move(tx, 1, {State.SCHEDULED}, State.DRAFT, send_at=None)
        chooses = asyncio.create_task(other.tap(f"later:1:{found.fingerprint}:{2**25}"))
        await until_it_waits(database)
    await chooses
    async with database.reading() as tx:
        now_found = await queries.load(tx, 1)
        deeds = [entry.deed for entry in await entries(tx)]
    assert now_found
    assert (now_found.state, now_found.send_at) == (State.DRAFT, None)
    assert Deed.SCHEDULED not in deeds
    assert other.notice.startswith("This was out of date.")
