"""What is asked every second reads no table whole, however large it is; on both databases."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import text

from bot.app import DIGESTS, JOBS, MESSAGES, OWNERS_JOBS
from bot.context import OwnersJob
from bot.delivery import claims, digests, inbox_rows, limits, outbox, queue
from bot.organisers import signs
from bot.organisers.signs import Look
from bot.storage.engine import Database, Transaction
from tests.scale.crowd import QUIET
from tests.scale.reading import read_whole
from tests.statements import statements

pytestmark = pytest.mark.new_database

OWNERS = frozenset({100_000_001})
FIRST_ONLY: digests.Digests = dict.fromkeys(DIGESTS, lambda _, screens: screens[0])
YEAR_AFTER = datetime(2019, 9, 10, 6, 0, tzinfo=UTC)

Ask = Callable[[Transaction, datetime], Awaitable[object]]


async def _told(job: OwnersJob, tx: Transaction, now: datetime) -> None:
    await job(tx, now, OWNERS)


async def _gathered(tx: Transaction, now: datetime) -> None:
    claimed = await claims.claim(tx, "one", list(MESSAGES), now, now, 3)
    await digests.gather(tx, claimed, FIRST_ONLY, now, "one")


EVERY_SECOND: dict[str, Ask] = {
    **{f"{job.__module__}.{job.__qualname__}": job for job in JOBS},
    **{f"{job.__module__}.{job.__qualname__}": partial(_told, job) for job in OWNERS_JOBS},
    "claim": lambda tx, now: claims.claim(tx, "one", list(MESSAGES), now, now, 10),
    "expire": outbox.expire,
    "release the dead": outbox.release_dead,
    "any due": outbox.any_due,
    "forget paces": limits.forget_passed,
    "digests": lambda tx, now: _gathered(tx, now + 2 * digests.LONG),
    "signs": lambda tx, now: signs.find(tx, Look(now, now)),
    "what organisers were told": lambda tx, now: signs.told(tx),
    "figures of what waits": queue.waiting,
    "figures of the backlog": queue.backlog,
    "claim updates": lambda tx, now: inbox_rows.claim(tx, "one", now, 10),
}


async def large_tables_read(crowd: Database, ask: Ask, now: datetime) -> set[str]:
    """With the statements by which they are read from one end to the other."""
    async with crowd.writing() as tx:
        await ask(tx, now)  # what is done once is done
    async with crowd.writing() as tx:
        asked = await statements(tx, lambda tx: ask(tx, now))
        if not crowd.is_sqlite:
            await tx.execute(text("SET LOCAL enable_seqscan = off"))  # few rows here, many in earnest
        explained = [(statement, await read_whole(tx, *one)) for one in asked for statement in one[:1]]
    return {f"{', '.join(tables)}: {statement}" for statement, tables in explained if tables}


async def test_a_second_in_which_nothing_is_due_reads_no_large_table_whole(crowd: Database) -> None:
    for now in (QUIET, YEAR_AFTER):
        read = {name: await large_tables_read(crowd, ask, now) for name, ask in EVERY_SECOND.items()}
        assert {name: tables for name, tables in read.items() if tables} == {}
