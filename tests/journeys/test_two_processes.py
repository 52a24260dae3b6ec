"""Two processes on one PostgreSQL: one of them plans what is due, each sends it."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlalchemy import text

from bot import app
from bot.storage.engine import LEADING, Transaction, open_database
from tests.journeys.conftest import DANIEL
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with


@pytest.fixture
async def seminar(postgresql_url: str) -> AsyncIterator[Seminar]:
    async with seminar_with([DANIEL], postgresql_url, at(1, "07:00")) as seminar:
        yield seminar


async def test_who_does_not_lead_plans_nothing_until_the_leader_is_gone(
    seminar: Seminar, daniel: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[datetime] = []

    async def plan(_tx: Transaction, now: datetime) -> None:
        planned.append(now)

    async with seminar.open() as bot, open_database(seminar.database_url) as leader:
        await daniel.comes_in()
        async with leader.writing() as tx:
            await tx.execute(text(f"SELECT pg_advisory_xact_lock({LEADING})"))  # waits where the bot leads
            monkeypatch.setattr(app, "JOBS", (*app.JOBS, plan))
            seminar.clock.jump_to(at(1, "09:20"))
            await bot.tick()
            assert planned == []
        await seminar.settles()
        assert at(1, "09:20") in planned
        await daniel.sees("In 10 minutes: Opening")
