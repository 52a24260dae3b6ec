"""A crowd in a database."""

import pytest

from bot.agenda.formats import Document
from bot.storage.engine import Database
from tests.scale.crowd import SMALL, gather


@pytest.fixture
async def crowd(database: Database, sample: Document) -> Database:
    await gather(database, sample, SMALL)
    return database
