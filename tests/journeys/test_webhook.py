"""Telegram brings the updates to the bot: who may, and that each takes effect once; and the bot's health."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.delivery.polling import ALLOWED
from bot.demo.stage import Person
from bot.settings import WEBHOOK_PATH
from bot.storage.tables import inbox
from bot.web.application import HEADER
from tests.journeys.phone import Phone
from tests.journeys.program import environment, free_port, program
from tests.journeys.seminar import Seminar, at, seminar_with

SECRET = "known-to_Telegram-alone"
FAR = 1_000_000  # an update's number that the emulator does not reach


@dataclass
class Served:
    """The bot's own address, where Telegram brings updates and platforms ask after its health."""

    http: ClientSession
    settings: dict[str, Any]

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(path) as response:
            return response.status, await response.text()

    async def post(self, update: dict[str, Any], secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with self.http.post(WEBHOOK_PATH, json=update, headers=headers) as response:
            return response.status


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with ClientSession(url) as http:
        yield Served(http, {"webhook_url": url, "webhook_secret": SECRET, "port": port})


def written(phone: Phone, text: str, number: int) -> dict[str, Any]:
    """An update as Telegram sends it."""
    user = {"id": phone.person.id, "is_bot": False, "first_name": phone.person.first_name}
    chat = {"id": phone.person.id, "type": "private", "first_name": phone.person.first_name}
    entity = {"type": "bot_command", "offset": 0, "length": len(text)}
    message = {
        "message_id": number,
        "date": 0,
        "from": user,
        "chat": chat,
        "text": text,
        "entities": [entity],
    }
    return {"update_id": number, "message": message}


def tapped(phone: Phone, data: str, number: int) -> dict[str, Any]:
    message = {**written(phone, "/now", number)["message"], "message_id": phone.newest["message_id"]}
    user = {**message.pop("from"), "language_code": phone.person.language_code}
    query = {"id": str(number), "from": user, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}


async def updates_kept(seminar: Seminar) -> int:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(inbox)) or 0


async def test_a_conversation_without_asking_telegram_once(
    seminar: Seminar, served: Served, daniel: Phone
) -> None:
    async with seminar.open(**served.settings):
        await daniel.comes_in()
        await daniel.tap("Choose")
        await daniel.sees("What would you like to choose?")
        await daniel.tap("Choice of training")
        await daniel.sees("Creative pedagogy")
        await daniel.tap("2. Creative pedagogy")
        await daniel.sees("Take a seat")
        assert await daniel.tap("Take a seat") == "The seat is yours."
        await daniel.write("/my")
        await daniel.sees("✓ 2. Creative pedagogy")
    assert await seminar.calls("getUpdates") == []
    (told,) = await seminar.calls("setWebhook")
    assert told["parameters"] == {
        "url": served.settings["webhook_url"] + WEBHOOK_PATH,
        "secret_token": SECRET,
        "allowed_updates": list(ALLOWED),
    }


@pytest.mark.parametrize("secret", [None, "", "known-to_Telegram-alonE", f"{SECRET}."])
async def test_who_does_not_know_the_secret_is_refused_and_nothing_is_kept(
    seminar: Seminar, served: Served, daniel: Phone, secret: str | None
) -> None:
    async with seminar.open(**served.settings):
        await daniel.comes_in()
        await seminar.calms()
        before = await updates_kept(seminar)
        assert await served.post(written(daniel, "/help", FAR), secret) == 403
        assert await updates_kept(seminar) == before
        assert await served.post(written(daniel, "/help", FAR)) == 200
        await daniel.sees("Your role")
        assert len(daniel.screens) == 3


async def test_an_update_that_comes_twice_takes_effect_once(
    seminar: Seminar, served: Served, daniel: Phone
) -> None:
    async with seminar.open(**served.settings):
        await daniel.comes_in()
        took = tapped(daniel, "seat:d1-training2", FAR)
        gave_up = tapped(daniel, "leave:d1-training2", FAR + 1)
        for update in (took, gave_up, took, gave_up, took):
            assert await served.post(update) == 200
        await seminar.calms()
        await daniel.sees("0 of 40 seats taken", "Take a seat")
        helped = written(daniel, "/help", FAR + 2)
        for update in (helped, helped):
            assert await served.post(update) == 200
        await seminar.calms()
        assert len(daniel.screens) == 3


async def test_a_worker_beside_it_sends_no_reminder_twice(
    postgresql_url: str, served: Served, tmp_path: Path
) -> None:
    guests = [Person(number, f"Guest {number}", language_code="en") for number in range(2001, 2031)]
    async with seminar_with(guests, postgresql_url, at(1, "09:20")) as seminar:
        phones, settings = seminar.phones.values(), environment(seminar, **served.settings)
        async with (
            program(tmp_path, "run", **settings) as web,
            program(tmp_path, "run", "--worker", **settings) as worker,
        ):
            await asyncio.gather(web.says("at work"), worker.says("at work"))
            await asyncio.gather(*(phone.comes_in() for phone in phones))
            await asyncio.gather(*(phone.gets(3) for phone in phones))
            await asyncio.gather(web.stop(), worker.stop())
        async with seminar.open():
            await seminar.settles()
            assert [len(phone.screens) for phone in phones] == [3] * len(guests)


async def test_health_is_told_and_nothing_else_is_there(seminar: Seminar, served: Served) -> None:
    async with seminar.open(**served.settings):
        assert await served.get("/healthz") == (200, "alive")
        assert await served.get("/readyz") == (200, "ready")
        assert (await served.get("/"))[0] == 404
        assert (await served.get(WEBHOOK_PATH))[0] == 405


async def test_what_came_while_the_bot_was_away_is_asked_for_where_the_webhook_is_given_up(
    seminar: Seminar, served: Served, daniel: Phone
) -> None:
    async with seminar.open(**served.settings):
        await daniel.comes_in()
    await daniel.write("/help")
    async with seminar.open():
        await daniel.sees("Your role")
        assert len(daniel.screens) == 3
    assert await seminar.calls("deleteWebhook")


async def test_a_port_that_is_taken_is_one_line(seminar: Seminar, served: Served, tmp_path: Path) -> None:
    port = served.settings["port"]
    with socket.create_server(("", port)):
        async with program(tmp_path, "run", **environment(seminar, **served.settings)) as bot:
            ended = await bot.ended()
    assert (ended.code, ended.out) == (2, "")
    (complaint,) = ended.err.splitlines()
    assert complaint.startswith(f"PORT {port} cannot be used: ")
