"""Watching from the command line how an announcement goes out; the running bot sends it."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Final

import typer

from bot.announcements import queries
from bot.announcements.outcome import Course, Fate, Tally
from bot.announcements.rules import UNDER_WAY, UNSENT, State
from bot.announcements.tallies import course_of
from bot.clock import Clock
from bot.storage.engine import Database

REST: Final = 0.5  # seconds between two looks
PATIENCE: Final = 5.0  # seconds without any change, before that is said

_IN_WORDS: Final = {
    Fate.BLOCKED: "blocked the bot",
    Fate.DELETED: "no more on Telegram",
    Fate.NO_CHAT: "no chat with the bot",
    Fate.REFUSED: "refused by Telegram",
    Fate.DOUBTFUL: "may have arrived, or not",
    Fate.LATE: "too late",
    Fate.CALLED_OFF: "stopped before it was sent",
    Fate.MUTED: "want no announcements",
    Fate.SILENT: "no language chosen",
}


class Watcher:
    """Looks at an announcement again and again; `now` tells seminar time."""

    def __init__(
        self, database: Database, clock: Clock, announcement_id: int, now: Callable[[], datetime]
    ) -> None:
        self._database, self._clock, self._id, self._now = database, clock, announcement_id, now
        self._last: Course | None = None
        self._moved_at = clock.monotonic()

    async def watch(self) -> bool:
        """Show a progress bar until it has gone out, then whom it has not reached; whether that is nobody."""
        course = await self._look()
        while course.announcement.state is State.SCHEDULED:
            course = await self._next()
        if course.announcement.state in UNSENT:
            typer.echo("It was taken back in the chat and has not been sent.", err=True)
            return False
        with typer.progressbar(length=course.tally.total, label="Sending") as bar:
            bar.update(_done(course))
            while course.announcement.state in UNDER_WAY:
                before, course = course, await self._next()
                bar.update(_done(course) - _done(before))
        _report(course.tally)
        return course.tally.reached == course.tally.addressed > 0

    async def _look(self) -> Course:
        async with self._database.reading() as tx:
            announcement = await queries.load(tx, self._id)
            assert announcement is not None  # noqa: S101 -- nobody deletes one
            return await course_of(tx, announcement)

    async def _next(self) -> Course:
        """After a rest; where nothing moves though it should, that is said."""
        await self._clock.sleep(REST)
        course, moment = await self._look(), self._clock.monotonic()
        if course != self._last or not _should_move(course, self._now()):
            self._last, self._moved_at = course, moment
        elif moment - self._moved_at > PATIENCE:
            typer.echo("Nothing moves: is `seminar-bot run` at work?", err=True)
            self._moved_at = math.inf  # said once
        return course


def _should_move(course: Course, now: datetime) -> bool:
    """Whether a bot that is at work would have something to do with it."""
    one = course.announcement
    begins = one.state is State.SCHEDULED and (one.send_at is None or one.send_at <= now)
    return begins or one.state is State.SENDING


def _done(course: Course) -> int:
    return course.tally.total - course.tally.waiting


def _report(tally: Tally) -> None:
    took = f" in {tally.took.total_seconds():.1f} s" if tally.took else ""
    typer.echo(f"Sent to {tally.reached} of {tally.addressed}{took}.")
    for fate, words in _IN_WORDS.items():
        if number := tally.of(fate):
            typer.echo(f"{words}: {number}")
