"""A database with people in it."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database, Transaction
from tests.letters.people import set_up


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    """Inside one transaction, on each kind of database in turn."""
    await set_up(database)
    async with database.writing() as tx:
        yield tx
