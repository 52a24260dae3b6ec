"""Organisers hear once that messages do not get through, and once that they do again."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from bot.delivery.outbox import LEASE
from bot.demo.stage import Person
from bot.organisers.rules import LATE
from bot.organisers.trouble import CALM, LASTS
from bot.storage.tables import outbox
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

EMMA: Final = Person(1004, "Emma", "", "en")  # a guest
UNWELL: Final = {
    "kk": "⚠ Бот жұмысында ақау бар",
    "ru": "⚠ В работе бота неполадки",
    "en": "⚠ The bot is not well",
}
WELL: Final = {
    "kk": "✓ Бот қайтадан қалыпты жұмыс істеп тұр",
    "ru": "✓ Бот снова работает исправно",
    "en": "✓ The bot is well again",
}
LOOK: Final = LEASE / 3  # from one look to the next: what is on its way meanwhile does not count as dead


@pytest.fixture
async def open_seminar(tmp_path: Path) -> AsyncIterator[Seminar]:
    """Three organisers and a guest are there."""
    people, url = [AIGERIM, MARINA, DANIEL, EMMA], f"sqlite:///{tmp_path}/seminar.db"
    organisers = frozenset(person.id for person in people[:3])
    async with seminar_with(people, url, at(1, "07:00")) as seminar, seminar.open(organisers=organisers):
        for phone in seminar.phones.values():
            await phone.comes_in()
        await seminar.calms()
        yield seminar


async def watched(seminar: Seminar, time: timedelta, look: timedelta = LOOK) -> None:
    """So much of the machine's time passes, and the bot looks now and then how it is."""
    assert seminar.bot is not None
    for _ in range(time // look + 1):
        while await in_flight(seminar):  # noqa: ASYNC110 -- nobody tells us
            await asyncio.sleep(0.02)
        seminar.clock.rest(look)
        await seminar.bot.tick()


async def in_flight(seminar: Seminar) -> bool:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return bool(await tx.scalar(select(outbox.c.id).where(outbox.c.state == "sending").limit(1)))


def times(phone: Phone, texts: Mapping[str, str]) -> int:
    return sum(screen["text"].startswith(texts[phone.person.language_code]) for screen in phone.screens)


def organisers(seminar: Seminar) -> list[Phone]:
    return [phone for phone in seminar.phones.values() if phone.person is not EMMA]


async def heard(seminar: Seminar, texts: Mapping[str, str]) -> None:
    for phone in organisers(seminar):
        begins = texts[phone.person.language_code]
        await phone.until(lambda phone=phone: times(phone, texts) > 0, begins)  # type: ignore[misc]


async def test_an_outage_is_told_once_and_its_end_once(open_seminar: Seminar) -> None:
    seminar = open_seminar
    await seminar.network.shut()
    seminar.clock.jump_to(at(1, "09:20"))
    await watched(seminar, LOOK)
    seminar.clock.jump_to(at(1, "09:20") + LATE)
    await watched(seminar, 2 * LASTS)
    await seminar.network.open()
    await watched(seminar, LASTS)
    await heard(seminar, UNWELL)
    await seminar.settles()
    await watched(seminar, CALM + LASTS)
    await heard(seminar, WELL)
    await watched(seminar, CALM + LASTS, LASTS)  # nothing is on its way
    await seminar.calms()
    assert [(times(phone, UNWELL), times(phone, WELL)) for phone in organisers(seminar)] == [(1, 1)] * 3
    assert not times(seminar.phones[EMMA.id], UNWELL)
    daniel = seminar.phones[DANIEL.id]
    await daniel.tap("How the seminar stands")
    await daniel.sees("The bot is healthy")
