"""What the shell says of an announcement that somebody in the chat takes back while it waits for it."""

import pytest

from bot.announcements import queries
from bot.announcements.rules import State
from bot.announcements.watching import Watcher
from bot.clock import Clock
from tests.announcements.office import Office


class TakingBack(Clock):
    """While the shell rests, the announcement becomes a draft again."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    async def sleep(self, seconds: float) -> None:
        async with self._office.database.writing() as tx:
            await queries.move(tx, self._office.id, {State.SCHEDULED}, State.DRAFT)


async def test_it_says_that_it_was_taken_back(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    async with office.database.writing() as tx:
        await queries.move(tx, office.id, {State.DRAFT}, State.SCHEDULED, send_at=None)
    watcher = Watcher(office.database, TakingBack(office), office.id, lambda: office.now)
    assert not await watcher.watch()
    said = capsys.readouterr()
    assert said.err == "It was taken back in the chat and has not been sent.\n"
    assert not said.out
