"""Watching from the command line how an announcement goes out; the running bot sends it."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

import typer

from bot.announcements import queries
from bot.announcements.rules import Announcement, State
from bot.clock import Clock
from bot.delivery.outbox import State as Post
from bot.storage.engine import Database

REST: Final = 0.5  # seconds between two looks
PATIENCE: Final = 5.0  # seconds without any change, before that is said

_GOING: Final = frozenset({State.SCHEDULED, State.SENDING, State.PAUSED})
_IN_HAND: Final = frozenset({Post.READY, Post.SENDING})
_IN_WORDS: Final = {
    Post.FAILED: "could not be delivered",
    Post.AMBIGUOUS: "may have arrived, or not",
    Post.EXPIRED: "too late",
    Post.CANCELLED: "called off",
}


class Look(NamedTuple):
    """An announcement, and its messages counted by what has become of them."""

    announcement: Announcement
    messages: Mapping[Post, int]

    @property
    def total(self) -> int:
        return sum(self.messages.values())

    @property
    def done(self) -> int:
        return sum(count for state, count in self.messages.items() if state not in _IN_HAND)

    @property
    def sent(self) -> int:
        return self.messages.get(Post.SENT, 0)

    def should_move(self, now: datetime) -> bool:
        """Whether a bot that is at work would have something to do with it."""
        one = self.announcement
        begins = one.state is State.SCHEDULED and one.send_at is not None and one.send_at <= now
        return begins or one.state is State.SENDING


class Watcher:
    """Looks at an announcement again and again; `now` tells seminar time."""

    def __init__(
        self, database: Database, clock: Clock, announcement_id: int, now: Callable[[], datetime]
    ) -> None:
        self._database, self._clock, self._id, self._now = database, clock, announcement_id, now
        self._last: Look | None = None
        self._moved_at = clock.monotonic()

    async def watch(self) -> bool:
        """Show a progress bar until it has gone out, then whom it has not reached; whether that is nobody."""
        look = await self._look()
        while look.announcement.state is State.SCHEDULED:
            look = await self._next()
        with typer.progressbar(length=look.total, label="Sending") as bar:
            bar.update(look.done)
            while look.announcement.state in _GOING:
                before, look = look, await self._next()
                bar.update(look.done - before.done)
        return _report(look)

    async def _look(self) -> Look:
        async with self._database.reading() as tx:
            announcement = await queries.load(tx, self._id)
            assert announcement is not None  # noqa: S101 -- nobody deletes one
            return Look(announcement, await queries.tally(tx, self._id))

    async def _next(self) -> Look:
        """After a rest; where nothing moves though it should, that is said."""
        await self._clock.sleep(REST)
        look, moment = await self._look(), self._clock.monotonic()
        if look != self._last or not look.should_move(self._now()):
            self._last, self._moved_at = look, moment
        elif moment - self._moved_at > PATIENCE:
            typer.echo("Nothing moves: is `seminar-bot run` at work?", err=True)
            self._moved_at = math.inf  # said once
        return look


def _report(look: Look) -> bool:
    typer.echo(f"Sent to {look.sent} of {look.total}.")
    for state, words in _IN_WORDS.items():
        if count := look.messages.get(state):
            typer.echo(f"{count} {words}")
    return look.sent == look.total
