"""A database with people in it."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.engine import Database, Transaction
from tests.declaration.people import set_up
from tests.people.conftest import bot, member, organiser, phone, phone_of, services, telegram  # noqa: F401 -- the same fixtures


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    """Inside one transaction, on each kind of database in turn."""
    async with database.writing() as tx:
        await set_up(tx)
        yield tx
