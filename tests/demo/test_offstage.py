"""People whose phones no page shows: the bot writes to them all the same."""

import json

import pytest
from aiohttp import ClientSession

from bot.demo.stage import Person, Stage
from tests.demo.sides import AIGERIM, TOKEN, BotSide

GUEST = Person(2001, "Guest", acquainted=True, offstage=True)


@pytest.fixture
def stage() -> Stage:
    return Stage(TOKEN, (AIGERIM, GUEST), limits=None)


async def test_no_page_hears_of_them(bot: BotSide, session: ClientSession, url: str) -> None:
    async with session.get(f"{url}/api/events") as events:
        for person in (GUEST, AIGERIM):
            await bot.call("sendMessage", chat_id=person.id, text=f"To {person.first_name}")
        async for line in events.content:
            if line.startswith(b"data:"):
                break
    assert json.loads(line.removeprefix(b"data:"))["phone"] == AIGERIM.id


async def test_no_page_shows_them(session: ClientSession, url: str) -> None:
    async with session.get(f"{url}/api/state") as response:
        assert [phone["id"] for phone in (await response.json())["phones"]] == [AIGERIM.id]
