"""The program dies while people tap: what was acknowledged to Telegram takes effect exactly once."""

from pathlib import Path

from tests.survival.taps import acting_while_killed, hall, webhook

PEOPLE = 24


async def test_kill_9(database_url: str, tmp_path: Path) -> None:
    """On SQLite the bot asks for updates, on PostgreSQL Telegram brings them."""
    settings = {} if database_url.startswith("sqlite") else webhook()
    async with hall(PEOPLE, database_url) as seminar:
        handled = await acting_while_killed(seminar, tmp_path, [PEOPLE // 2], settings)
    assert (handled.amiss, handled.lost, handled.disordered) == (0, 0, 0)
    assert handled.at_once > 1
