"""The work behind a tap, for the bots of others: the same reads of the same tables, the same screen."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.agenda import queries, screens
from bot.agenda.rules import Programme
from bot.agenda.sample import read_sample
from bot.i18n.translator import Translators, load_translators
from bot.people.queries import recognise
from bot.screens import Screen
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.benchmarks.contest import Task
from tests.benchmarks.texts import DAY, meet

CONNECTIONS = 10  # of the database; all others wait


@asynccontextmanager
async def work_of(task: Task) -> AsyncIterator[Callable[[int, str], Awaitable[Screen]]]:
    """What a handler of theirs does with a tap: who is it, which seats are taken; the session's screen."""
    assert task.taps is not None
    translators, programme = load_translators(), read_sample().to_programme(1)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bot.db")
        async with database.writing() as tx:
            await tx.run_sync(metadata.create_all)
        async with database.writing() as tx:
            await queries.store_programme(tx, read_sample(), source="sample", now=DAY)
        await meet(database, task.taps.people)
        connections = asyncio.Semaphore(CONNECTIONS)

        async def work(user: int, data: str) -> Screen:
            async with connections:
                return await _session(database, translators, programme, user, data)

        yield work
        await database.close()


async def _session(
    database: Database, translators: Translators, programme: Programme, user: int, data: str
) -> Screen:
    session = programme.session(data.partition(":")[2])
    async with database.reading() as tx:
        found = await recognise(tx, user, frozenset())
        assert found is not None
        outlook = await queries.outlook(tx, programme, found, DAY)
    assert session is not None
    t = translators[found.language or "en"]
    return screens.session_screen(t, outlook, session, programme.zone, choosing=False)
