"""People are called what they are called: shown as they write themselves, whatever signs that takes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from markupsafe import escape

from bot.demo.stage import Person
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

NAMES: Final = {
    "markup": "<A & B>",
    "escaped markup": "&lt;b&gt; &amp;",
    "placeholders": "{name} {0} %s %(name)s",
    "emoji": "👩‍👩‍👧‍👦 🇰🇿 Zoë 🦄",
    "right to left": "محمد كريم",
    "combining signs": "Ḧ̸̡͓́é̵l̶̟̄",
    "invisible": "\u3164",
    "a command": "/start @everyone #now",
    "very long": f"{'Ұ' * 64} {'W' * 64}",  # Telegram's longest: 64 characters each
}


@pytest.fixture(params=NAMES)
async def seminar(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Seminar]:
    people = [Person(1, NAMES[request.param], "", "en")]  # and nobody has a username
    async with seminar_with(people, f"sqlite:///{tmp_path}/seminar.db", at(1, "07:00")) as seminar:
        yield seminar


@pytest.fixture
def phone(seminar: Seminar) -> Phone:
    return seminar.phones[1]


async def test_names(seminar: Seminar, phone: Phone) -> None:
    name = phone.person.first_name
    async with seminar.open(organisers=frozenset({1})):
        await phone.comes_in()
        assert phone.screens[0]["text"].startswith(f"Welcome, {name}!\nGCED Seminar\n")
        assert phone.screens[0]["html"].startswith(f"<b>Welcome, {escape(name)}!</b>\n")

        await phone.press("session:d1-training2")
        assert await phone.press("seat:d1-training2") == "The seat is yours."
        await phone.press("mydata")
        await phone.sees("my-data.json")
        (kept,) = json.loads(await phone.file())["people"]
        assert (kept["name"], kept["username"]) == (name, None)

        await phone.write("/start")
        await phone.gets(5)
        assert phone.screens[3]["html"] == f"<b>Welcome back, {escape(name)}!</b>"
        await phone.write("/help")
        await phone.sees("owner of this bot", "The organisers will help you at the registration desk.")
        await seminar.moves_to(at(1, "13:50"))
        await phone.sees("In 10 minutes: 2. Creative pedagogy")
