"""Letters in the database, their answers, and the group that reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, String, and_, cast, exists, func, select

from bot.announcements import queries as announcements
from bot.announcements.audience import ANNOUNCEMENT
from bot.announcements.rules import text_for
from bot.delivery.outbox import State
from bot.letters.rules import ANSWER, Answer, Content, Fate, Letter, Line, Writer
from bot.screens.message import FileKind, plain
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, letters, outbox, people

_author, _post = people.alias("author"), outbox.alias("post")
_POSTED: Final = and_(_post.c.kind == ANSWER, _post.c.subject == cast(letters.c.id, String))


async def load(tx: Transaction, letter_id: int) -> Letter | None:
    """A letter of somebody's with its answers; None for an answer, and for one that is gone."""
    found = _LETTERS.where(letters.c.id == letter_id)
    row = (await tx.execute(found)).one_or_none()
    return _letter(row, await _answers_to(tx, letter_id)) if row else None


async def locked(tx: Transaction, letter_id: int) -> Letter | None:
    """As `load`, and nobody else deals with it until the transaction ends, which must be a writing one."""
    await tx.execute(select(letters.c.id).where(letters.c.id == letter_id).with_for_update())
    return await load(tx, letter_id)


async def newest_of(tx: Transaction, person_id: int) -> Letter | None:
    """What somebody wrote last, without the answers."""
    theirs = _LETTERS.where(letters.c.person_id == person_id).order_by(letters.c.id.desc()).limit(1)
    row = (await tx.execute(theirs)).one_or_none()
    return _letter(row) if row else None


async def written_by(tx: Transaction, person_id: int) -> Sequence[int]:
    """The ids of somebody's letters, without the answers."""
    theirs = letters.c.person_id == person_id, letters.c.answers_id.is_(None)
    return (await tx.scalars(select(letters.c.id).where(*theirs))).all()


async def count_waiting(tx: Transaction) -> int:
    """How many letters wait for an answer."""
    found = select(func.count()).select_from(letters).where(*WAITS)
    return int(await tx.scalar(found) or 0)


async def waiting(tx: Transaction, limit: int, after: int = 0) -> Sequence[Letter]:
    """Those that wait for an answer, without the answers; the newest first, after so many of them."""
    page = _LETTERS.where(*WAITS).order_by(letters.c.id.desc()).limit(limit).offset(after)
    return [_letter(row) for row in await tx.execute(page)]


WAITS: Final = letters.c.answers_id.is_(None), letters.c.settled_at.is_(None)


_LETTERS: Final = (
    select(
        letters,
        *(people.c.name, people.c.username, people.c.language, people.c.active),
        *(clubs.c.name.label("club"), clubs.c.country),
    )
    .join_from(letters, people, people.c.id == letters.c.person_id)
    .join(clubs, clubs.c.id == people.c.club_id, isouter=True)
    .where(letters.c.answers_id.is_(None))
)


def _letter(row: Row[Any], answers: Sequence[Answer] = ()) -> Letter:
    club, country = row.club or "", row.country or ""
    writer = Writer(row.person_id, row.name, row.username, row.language, club, country, row.active)
    about, settled_at = row.announcement_id, row.settled_at
    return Letter(row.id, writer, _content(row), row.written_at, about, settled_at, answers)


def _content(row: Row[Any]) -> Content:
    return Content(row.text, row.file_id, FileKind(row.file_kind) if row.file_kind else None)


# --------------------------------------------------------------------- answers


async def _answers_to(tx: Transaction, letter_id: int) -> Sequence[Answer]:
    found = _SAID.where(letters.c.answers_id == letter_id).order_by(letters.c.id)
    return [
        Answer(row.id, _content(row), row.written_at, row.author_id, row.author or "", _fate(row))
        for row in await tx.execute(found)
    ]


async def conversation(tx: Transaction, person_id: int, limit: int) -> Sequence[Line]:
    """The last messages between somebody and the organisers, the oldest first."""
    newest = _SAID.where(letters.c.person_id == person_id).order_by(letters.c.id.desc()).limit(limit)
    lines = [_line(row) for row in await tx.execute(newest)]
    return lines[::-1]


_SAID: Final = (
    select(
        letters,
        _author.c.name.label("author"),
        people.c.active,
        _post.c.state,
    )
    .join_from(letters, people, people.c.id == letters.c.person_id)
    .join(_author, _author.c.id == letters.c.author_id, isouter=True)
    .join(_post, _POSTED, isouter=True)
)


def _line(row: Row[Any]) -> Line:
    if row.answers_id is None:
        return Line(row.written_at, None, _content(row))
    return Line(row.written_at, row.author or "", _content(row), _fate(row))


def _fate(row: Row[Any]) -> Fate:
    match row.state:
        case State.SENT:
            return Fate.ARRIVED
        case State.AMBIGUOUS:
            return Fate.DOUBTFUL
        case State.READY | State.SENDING:
            return Fate.UNDER_WAY
        case _:
            return Fate.FAILED if row.active else Fate.BLOCKED


class Said(NamedTuple):
    """An answer on its way to the person, and what they had written."""

    content: Content
    asked: Content


async def answer(tx: Transaction, answer_id: int, person_id: int) -> Said | None:
    """An answer to this person; None for anything else."""
    asked = letters.alias("asked")
    both = (
        select(
            *(letters.c.text, letters.c.file_id, letters.c.file_kind),
            *(asked.c.text.label("asked"), asked.c.file_id.label("asked_file")),
        )
        .join_from(letters, asked, asked.c.id == letters.c.answers_id)
        .where(letters.c.id == answer_id, letters.c.person_id == person_id)
    )
    row = (await tx.execute(both)).one_or_none()
    return Said(_content(row), Content(row.asked, row.asked_file)) if row else None


# ------------------------------------------------------------------ what it is about


async def announcement_of(tx: Transaction, person_id: int, kind: str, subject: int) -> int | None:
    """The announcement that somebody writes about, who replies to it, or to an answer about it.

    None where there is none, or they never got it.
    """
    if kind == ANSWER:
        asked = letters.alias("asked")
        about = (
            select(asked.c.announcement_id)
            .join_from(letters, asked, asked.c.id == letters.c.answers_id)
            .where(letters.c.id == subject, letters.c.person_id == person_id)
        )
        return await tx.scalar(about)
    theirs = outbox.c.kind == ANNOUNCEMENT, outbox.c.subject == str(subject)
    got = exists().where(outbox.c.person_id == person_id, *theirs)
    there = await announcements.load(tx, subject)
    return subject if there and await tx.scalar(select(got)) else None


async def opening_words(tx: Transaction, announcement_id: int | None, language: str) -> str:
    """An announcement as plain text, in the language in which its readers of this one get it; '' for none."""
    found = await announcements.load(tx, announcement_id) if announcement_id else None
    if found is None or not found.texts:
        return ""
    _, text = text_for(found.texts, language)
    return plain(text)


# ---------------------------------------------------------------- what was sent


class Message(NamedTuple):
    """A letter where an organiser reads it."""

    kind: str
    chat_id: int
    id: int | None  # Telegram's; None: it never arrived
    due_at: datetime  # when it was written


async def message_of(tx: Transaction, row_id: int) -> Message | None:
    """What a row of the outbox became."""
    found = select(outbox.c.kind, outbox.c.chat_id, outbox.c.message_id, outbox.c.due_at).where(
        outbox.c.id == row_id
    )
    row = (await tx.execute(found)).one_or_none()
    return Message(*row) if row else None
