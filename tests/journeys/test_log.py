"""Whoever reads the log of a year learns what went wrong, and nothing about anybody."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.storage.engine import Database
from bot.storage.tables import people
from tests.journeys.conftest import AIGERIM, DANIEL
from tests.journeys.phone import Phone
from tests.journeys.program import Program, environment, program
from tests.journeys.seminar import TOKEN, Seminar

PLACE = "Сырым-ауылы"
LETTER = "Мен 30 сәуірде келе алмаймын"
SOUGHT = "Келешек"
COMMAND = "kupia_soz"
PRIVATE = (AIGERIM.first_name, AIGERIM.username, DANIEL.first_name, PLACE, LETTER, SOUGHT, COMMAND, TOKEN)


async def spoil(database_url: str) -> None:
    """Their zone becomes none, so that what shows times fails, and nothing can be sought any more."""
    database = Database(database_url)
    async with database.writing() as tx:
        await tx.execute(update(people).values(zone=PLACE))
        await tx.execute(text("ALTER TABLE letters RENAME TO away"))
    await database.close()


@pytest.mark.parametrize("how", ["text", "json"])
async def test_a_day_with_faults_leaves_nothing_of_anybody_in_the_log(
    seminar: Seminar, aigerim: Phone, daniel: Phone, tmp_path: Path, how: str
) -> None:
    settings = environment(seminar, log_level="DEBUG", log_format=how)
    async with program(tmp_path, "run", **settings) as bot:
        for phone in (aigerim, daniel):
            await phone.comes_in()
        await spoil(seminar.database_url)
        await aigerim.write("/settings")
        await aigerim.sees("Бізде ақау шықты")
        await aigerim.write(f"/find {SOUGHT}")
        await aigerim.gets(4)
        await aigerim.write(f"/{COMMAND}")
        await aigerim.write(f"/write {LETTER}")
        await bot.says("the database failed")
        await daniel.block()
        await bot.stop()
    assert "action 'settings' failed" in bot.said
    assert "ZoneInfoNotFoundError" in bot.said
    assert {word for word in PRIVATE if word in bot.said} == set()
    if how == "json":
        assert all(json.loads(line)["level"] for line in lines(bot))


def lines(bot: Program) -> list[str]:
    return [line.removeprefix("err: ") for line in bot.said.splitlines() if line.startswith("err: ")]
