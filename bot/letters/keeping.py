"""Writing letters and answers down, once each; settling letters and taking them back."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update

from bot.letters.queries import WAITS, newest_of
from bot.letters.rules import Content, Fate, Letter
from bot.storage.engine import Transaction
from bot.storage.tables import letters


async def keep(
    tx: Transaction, person_id: int, content: Content, announcement_id: int | None, now: datetime
) -> tuple[int, bool]:
    """The id of the letter, and whether it is new.

    One that says at once the same as the last, which still waits, is that one: a button was tapped twice.
    """
    last = await newest_of(tx, person_id)
    if last and last.is_repeated_by(content, announcement_id, now):
        return last.id, False
    row = {"person_id": person_id, "announcement_id": announcement_id, "written_at": now}
    return await _write(tx, {**row, **_stored(content)}), True


async def keep_answer(
    tx: Transaction, letter: Letter, author_id: int, content: Content, now: datetime
) -> int | None:
    """The id of a new answer; None where the author's last one says the same and has not failed."""
    own = [answer for answer in letter.answers if answer.author_id == author_id]
    if own and own[-1].content == content and own[-1].fate in {Fate.ARRIVED, Fate.UNDER_WAY}:
        return None
    to = {"person_id": letter.writer.id, "answers_id": letter.id, "announcement_id": letter.announcement_id}
    by = {"author_id": author_id, "written_at": now, "settled_at": now}
    return await _write(tx, {**to, **by, **_stored(content)})


def _stored(content: Content) -> dict[str, Any]:
    return {"text": content.text, "file_id": content.file_id, "file_kind": content.file_kind}


async def _write(tx: Transaction, row: dict[str, Any]) -> int:
    new = insert(letters).values(row).returning(letters.c.id)
    return int((await tx.execute(new)).scalar_one())


async def settle(tx: Transaction, letter: Letter, now: datetime) -> bool:
    """It needs an answer no more; whether it waited. What else its writer has asked waits on."""
    waits = update(letters).where(letters.c.id == letter.id, *WAITS)
    return (await tx.execute(waits.values(settled_at=now))).rowcount > 0


async def take_back(tx: Transaction, letter_id: int) -> None:
    await tx.execute(delete(letters).where(letters.c.id == letter_id))
