"""A writer, organisers and an owner as bare rows, and letters between them."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Select, insert, select, update

from bot.delivery.outbox import plan_selected
from bot.letters import keeping, queries
from bot.letters.rules import Content, Letter
from bot.screens.message import FileKind
from bot.storage.engine import Database, Transaction
from bot.storage.tables import announcement_texts, announcements, clubs, outbox, people, roles

NOW: Final = datetime(2019, 4, 30, 1, 30, tzinfo=UTC)
WRITER, ORGANISER, OWNER, SILENT, BLOCKED, GUEST = range(1, 7)  # ids; 100 more are Telegram's
OWNERS: Final = frozenset({100 + OWNER})
BUS: Final = Content("When does the <b>bus</b> leave?")
PHOTO: Final = Content("", "photo-id", FileKind.PHOTO)
ANNOUNCEMENT: Final = 12
GROUP: Final = -1001234567890


async def set_up(database: Database) -> None:
    """Two organisers who can be reached, two who cannot, and a writer with a club who got an announcement."""
    async with database.writing() as tx:
        await tx.execute(insert(clubs).values(id=1, name="Almaty", country="Kazakhstan"))
        await tx.execute(insert(people), [_person(number) for number in range(WRITER, GUEST + 1)])
        named = [ORGANISER, SILENT, BLOCKED]
        await tx.execute(insert(roles), [{"person_id": one, "role": "organiser"} for one in named])
        row = {"id": ANNOUNCEMENT, "state": "sent", "audience": {}, "created_at": NOW}
        await tx.execute(insert(announcements).values(row))
        texts = [{"language": language, "text": f"<b>{language}</b>: bus"} for language in ("ru", "en")]
        its = {"announcement_id": ANNOUNCEMENT, "version": 1}
        await tx.execute(insert(announcement_texts), [{**its, **text} for text in texts])
        await _got(tx, WRITER, ANNOUNCEMENT)


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "telegram_id": 100 + number,
        "name": f"P{number}",
        "username": "writer" if number == WRITER else None,
        "language": None if number == SILENT else "kk",
        "club_id": 1 if number == WRITER else None,
        "active": number != BLOCKED,
        "joined_at": NOW,
    }


async def _got(tx: Transaction, person_id: int, announcement_id: int) -> None:
    to = {"person_id": person_id, "chat_id": 100 + person_id, "priority": 2}
    when = {"due_at": NOW, "expires_at": NOW, "sent_at": NOW, "state": "sent", "message_id": 7}
    what = {"kind": "announcement", "subject": str(announcement_id)}
    key = f"announcement:{announcement_id}:{person_id}"
    await tx.execute(insert(outbox).values(key=key, **what, **to, **when))


async def written(tx: Transaction, content: Content = BUS, by: int = WRITER) -> Letter:
    """A letter of somebody's."""
    letter_id, _ = await keeping.keep(tx, by, content, None, NOW)
    letter = await queries.load(tx, letter_id)
    assert letter is not None
    return letter


async def planned(tx: Transaction, selected: Select[Any]) -> set[tuple[str, int, int, str]]:
    """Plan them; the kind, person, chat and subject of those that are new."""
    before = await _rows(tx)
    await plan_selected(tx, selected)
    return await _rows(tx) - before


async def _rows(tx: Transaction) -> set[tuple[str, int, int, str]]:
    columns = outbox.c.kind, outbox.c.person_id, outbox.c.chat_id, outbox.c.subject
    return {tuple(row) for row in await tx.execute(select(*columns))}


async def arrives(tx: Transaction, message_id: int, **values: Any) -> int:
    """The one message that is ready has arrived under this number; the id of its row."""
    ready = update(outbox).where(outbox.c.state == "ready").returning(outbox.c.id)
    came = {"state": "sent", "sent_at": NOW, "message_id": message_id, **values}
    return int((await tx.execute(ready.values(came))).scalar_one())
