"""The people of the journeys, and a seminar for them on SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import ticks
from bot.delivery import inbox_rows, outbox
from bot.demo.stage import Person
from tests.journeys.phone import Phone
from tests.journeys.seminar import HASTE, Seminar, at, seminar_with

AIGERIM = Person(1001, "Айгерім", "aigerim", "kk")
MARINA = Person(1002, "Марина", "marina", "ru")
DANIEL = Person(1003, "Daniel", "daniel", "en")


@pytest.fixture(autouse=True)
def _leases_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as ever on the machine's clock: whom a busy machine delays nobody takes for dead."""
    for rows in (inbox_rows, outbox):
        monkeypatch.setattr(rows, "LEASE", HASTE * rows.LEASE)
    monkeypatch.setattr(ticks, "TICK", HASTE * ticks.TICK)


@pytest.fixture
async def seminar(tmp_path: Path) -> AsyncIterator[Seminar]:
    """Seven in the morning of the first day; the bot has not been started yet."""
    people = [AIGERIM, MARINA, DANIEL]
    async with seminar_with(people, f"sqlite:///{tmp_path}/seminar.db", at(1, "07:00")) as seminar:
        yield seminar


@pytest.fixture
def aigerim(seminar: Seminar) -> Phone:
    return seminar.phones[AIGERIM.id]


@pytest.fixture
def marina(seminar: Seminar) -> Phone:
    return seminar.phones[MARINA.id]


@pytest.fixture
def daniel(seminar: Seminar) -> Phone:
    return seminar.phones[DANIEL.id]
