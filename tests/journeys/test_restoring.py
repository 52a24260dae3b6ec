"""The database is lost in the morning, and a backup of before comes back: what people get twice."""

import asyncio
from pathlib import Path

import pytest

from bot.backups.making import make
from tests.command import Run
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

REMINDER = "In 10 minutes: Opening"


@pytest.mark.parametrize("known", [(), ("--sent-until", "2019-04-30T09:21+06:00")])
async def test_who_restores_says_until_when_all_was_sent(
    seminar: Seminar, daniel: Phone, tmp_path: Path, seminar_bot: Run, known: tuple[str, ...]
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.calms()
        await make(seminar.database_url, tmp_path / "night.db")
        await seminar.moves_to(at(1, "09:20"))
        await daniel.sees(REMINDER)
        await seminar.calms()
    seminar.database_url = f"sqlite:///{tmp_path}/new.db"
    seminar.clock.jump_to(at(1, "09:22"))
    now = {"REHEARSAL_START": seminar.clock.now().isoformat(), "DATABASE_URL": seminar.database_url}
    restored = await asyncio.to_thread(seminar_bot, "restore", tmp_path / "night.db", *known, **now)
    assert (restored.code, "in doubt: 1." in restored.out) == (0, bool(known))
    assert restored.out.splitlines()[-2:] == [
        f"Waiting to be sent: {0 if known else 1} at once, 0 later, and what is planned until then.",
        "What was sent after the copy was made, and is not said to have been, may be sent again.",
    ]
    async with seminar.open():
        await seminar.settles()
    reminders = [screen for screen in daniel.screens if "Opening" in screen["text"].splitlines()[0]]
    assert len(reminders) == (1 if known else 2)
