"""The bot as people meet it, with what others have written and done in the database."""

import pytest

from bot.context import Services
from bot.i18n.translator import load_translators
from tests.conftest import TOKEN
from tests.people.conftest import bot, phone_of, services, telegram
from tests.rights.treasure import bury

__all__ = ["bot", "phone_of", "services", "telegram"]


@pytest.fixture(autouse=True)
async def _as_it_is(services: Services) -> None:
    services.translators = load_translators()
    services.settings = services.settings.model_copy(update={"bot_token": TOKEN})
    await bury(services.database)
