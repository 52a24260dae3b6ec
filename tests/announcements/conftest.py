"""A phone in front of the real dispatcher, and an organiser who holds it."""

import pytest

from tests.announcements.people import set_up_people
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
