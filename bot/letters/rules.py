"""What a letter is, and what may still be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from bot.screens.message import CAPTION, TEXT, FileKind, length

# The kinds of messages about letters.
LETTER: Final = "letter"  # to an organiser; its subject is the letter's id
DESK_LETTER: Final = "desk-letter"  # the same to the group
ANSWER: Final = "answer"  # to whoever wrote the letter; its subject is the answer's id
NEWS: Final = (
    "letter-news"  # changes a letter that was sent; the ids of the letter and of its row in the outbox
)
DESK: Final = "desk"  # to organisers: where letters go from now on; its subject is one of the next three
DESK_MOVED: Final = "desk-moved"  # to the group that gets none any more; its subject: BOUND, FREE

BOUND: Final = "bound"  # to a group
FREE: Final = "free"  # to each organiser again
REFUSED: Final = "refused"  # to a group, and from there to each organiser: it does not take them

KEPT: Final = timedelta(days=7)  # that a letter waits for Telegram; it is worth reading even late
AT_ONCE: Final = timedelta(minutes=1)  # within which the same words are one letter
DELETES: Final = timedelta(hours=48)  # that a message can be deleted; Bot API "deleteMessage"
TAKES_BACK: Final = timedelta(hours=24)  # well within it


@dataclass(frozen=True)
class Content:
    """What somebody wrote: Telegram's HTML, perhaps under a file that Telegram has."""

    text: str = ""
    file_id: str | None = None
    file_kind: FileKind | None = None

    @property
    def limit(self) -> int:
        """UTF-16 units of text that one message takes."""
        return CAPTION if self.file_id else TEXT

    @property
    def fits(self) -> bool:
        """One message takes it as it is; with Telegram Premium people write longer captions than bots."""
        return length(self.text) <= self.limit


class Writer(NamedTuple):
    """Who wrote a letter, as organisers see them."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None
    club: str = ""
    country: str = ""  # the club's
    active: bool = True  # false: blocked the bot, or is gone


class Fate(StrEnum):
    """What became of an answer."""

    UNDER_WAY = "under way"
    ARRIVED = "arrived"
    BLOCKED = "blocked"  # its reader has blocked the bot
    FAILED = "failed"
    DOUBTFUL = "doubtful"  # Telegram's answer was lost: it may have arrived


class Answer(NamedTuple):
    """What an organiser wrote back."""

    id: int
    content: Content
    written_at: datetime
    author_id: int | None  # None: they are forgotten
    author: str
    fate: Fate


@dataclass(frozen=True)
class Letter:
    """What somebody wrote to the organisers, and the answers to it, the oldest first."""

    id: int
    writer: Writer
    content: Content
    written_at: datetime
    announcement_id: int | None = None  # what it is about
    settled_at: datetime | None = None  # answered, or without need of an answer
    answers: Sequence[Answer] = ()

    @property
    def waits(self) -> bool:
        return self.settled_at is None

    def is_repeated_by(self, content: Content, announcement_id: int | None, now: datetime) -> bool:
        """Whether it is the same again, and not what somebody wants to say once more."""
        same = (self.content, self.announcement_id) == (content, announcement_id)
        return same and self.waits and now - self.written_at < AT_ONCE

    def answered_by_another(self, person_id: int) -> Answer | None:
        """The newest answer of somebody else."""
        others = (answer for answer in reversed(self.answers) if answer.author_id != person_id)
        return next(others, None)

    def can_be_taken_back(self, now: datetime) -> bool:
        """While nobody has dealt with it, and Telegram still deletes it where it was read."""
        return self.waits and now - self.written_at < TAKES_BACK


class Line(NamedTuple):
    """One message of a conversation; `author` is an organiser's name, None for the person themselves."""

    written_at: datetime
    author: str | None
    content: Content
    fate: Fate = Fate.ARRIVED


class Desk(NamedTuple):
    """The group in which the organisers read letters together."""

    group_id: int  # Telegram's
    name: str  # of who bound it
