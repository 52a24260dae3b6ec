"""A part of the bot has a fault: the others go on."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot import app
from bot.storage.engine import Transaction
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at


async def test_a_job_that_fails_keeps_nobody_from_being_reminded(
    seminar: Seminar, daniel: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_tx: Transaction, _now: datetime) -> None:
        raise RuntimeError("a fault in another feature")

    monkeypatch.setattr(app, "JOBS", (broken, *app.JOBS))
    async with seminar.open():
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:20"))
        await daniel.sees("In 10 minutes: Opening")
    assert "a fault in another feature" in caplog.text


async def test_a_job_that_the_database_refuses_keeps_nobody_from_being_reminded_either(
    seminar: Seminar, daniel: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(tx: Transaction, _now: datetime) -> None:
        await tx.execute(text("SELECT nothing FROM nowhere"))

    monkeypatch.setattr(app, "JOBS", (broken, *app.JOBS))
    async with seminar.open() as bot:
        await daniel.comes_in()
        seminar.clock.jump_to(at(1, "09:20"))
        with pytest.raises(OperationalError):
            await bot.tick()
        await daniel.sees("In 10 minutes: Opening")


async def test_the_end_of_polling_is_the_end_of_the_bot(
    seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a fault in polling")

    monkeypatch.setattr(app, "poll", broken)
    with pytest.raises(RuntimeError, match="a fault in polling"):
        async with seminar.open():
            await asyncio.Event().wait()
