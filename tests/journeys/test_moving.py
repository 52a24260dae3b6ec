"""A seminar moves to PostgreSQL, and back to one file, while a club makes its plan."""

from pathlib import Path

from bot.backups.making import make
from bot.backups.restoring import restore
from tests.journeys.planning import CLUB, ClubLead
from tests.journeys.seminar import Seminar, at


async def test_a_plan_goes_on_where_the_seminar_has_moved(
    seminar: Seminar, tmp_path: Path, postgresql_url: str
) -> None:
    lead = ClubLead(seminar, "kk")
    async with seminar.open():
        await lead.comes_in()
        await seminar.moves_to(at(2, "11:30"))
        await lead.writes("/now", "make it")
        await lead.taps(lead["make it"], "which club", "first of four")
        await lead.taps(CLUB, "about what")
        await lead.taps(lead["peace"], "what changes")
    await restore(postgresql_url, tmp_path / "seminar.db")
    seminar.database_url = postgresql_url
    async with seminar.open():
        await lead.writes(lead["aim"], "step 1")
        await lead.writes(lead["lesson"], "who")
        await make(postgresql_url, tmp_path / "back.db")  # while the bot runs
    seminar.database_url = f"sqlite:///{tmp_path}/back.db"
    async with seminar.open():
        await lead.taps(lead["I will"], "by when")
        await lead.writes("/plan", "by when")
