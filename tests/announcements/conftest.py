"""A phone in front of the real dispatcher, and an organiser who holds it."""

import pytest
from sqlalchemy import insert, update

from bot.agenda.formats import Document
from bot.storage.engine import Database
from bot.storage.tables import people, roles
from tests.announcements.office import Office, opened
from tests.announcements.people import ORGANISER, set_up, set_up_people
from tests.people.conftest import bot, phone_of, services, telegram  # noqa: F401 -- the same fixtures
from tests.people.telegram import OWNER, MakePhone, Phone


@pytest.fixture
async def organiser(phone_of: MakePhone) -> Phone:  # noqa: F811
    """An owner who reads English, in a seminar with people of three clubs."""
    phone = phone_of(OWNER)
    async with phone.services.database.writing() as tx:
        await set_up_people(tx)
    await phone.write("/start")
    await phone.tap("language:en")
    await phone.write("/announce")
    return phone


@pytest.fixture
async def other(organiser: Phone, phone_of: MakePhone) -> Phone:  # noqa: F811
    """Another organiser."""
    async with organiser.services.database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == ORGANISER).values(language="en"))
        await tx.execute(insert(roles).values(person_id=ORGANISER, role="organiser", subject="2"))
    return phone_of(100 + ORGANISER)


@pytest.fixture
async def office(database: Database, sample: Document) -> Office:
    """A draft to everybody, and nothing of it has left."""
    await set_up(database)
    return await opened(database, sample.to_programme(1))
