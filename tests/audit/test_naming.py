"""What deeds were done to, by the words and names of today."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert

from bot.agenda.formats import Document
from bot.audit.naming import names_in
from bot.audit.rules import Deed, Entry, Names
from bot.people.queries import register
from bot.people.rules import Profile
from bot.storage.engine import Database, Transaction
from bot.storage.tables import announcement_texts, announcements, guests, letters

DEEDS: Final = (Deed.ANNOUNCED, Deed.ANSWERED, Deed.GUEST_STRUCK, Deed.APPLIED)


async def _announced(tx: Transaction, now: datetime) -> None:
    row = {"id": 7, "state": "sent", "audience": {}, "version": 2, "created_at": now}
    await tx.execute(insert(announcements).values(row))
    texts = [(1, "ru", "Автобус в 17"), (2, "ru", "<b>Автобус</b>\nв 18"), (2, "en", "The bus")]
    rows = [{"announcement_id": 7, "version": v, "language": code, "text": text} for v, code, text in texts]
    await tx.execute(insert(announcement_texts), rows)


async def _everything(tx: Transaction, now: datetime) -> None:
    """An announcement, a letter and a guest, each with the number 7."""
    await _announced(tx, now)
    writer = await register(tx, Profile(1001, "Марина"), now)
    await tx.execute(insert(letters).values(id=7, person_id=writer, text="Где &lt;зал&gt;?", written_at=now))
    guest = {"id": 7, "key": "k", "name": "Daniel Kim", "role": "participant", "listed_at": now}
    await tx.execute(insert(guests).values(guest))


async def test_each_thing_is_named_in_the_readers_language(
    database: Database, sample: Document, now: datetime
) -> None:
    entries = [Entry(now, deed, None, subject="7") for deed in DEEDS]
    async with database.writing() as tx:
        await _everything(tx, now)
        names = await names_in(tx, sample.to_programme(1), entries, "kk")
        assert [names.subject(entry) for entry in entries] == [
            *("Автобус в 18", "Где <зал>?", "Daniel Kim", "")
        ]
        in_english = await names_in(tx, sample.to_programme(1), entries, "en")
        assert in_english.subject(entries[0]) == "The bus"


async def test_what_is_gone_has_no_name(database: Database, sample: Document, now: datetime) -> None:
    entries = [Entry(now, deed, None, subject="7") for deed in DEEDS]
    async with database.writing() as tx:
        await _everything(tx, now)
        for table in (letters, guests, announcement_texts, announcements):
            await tx.execute(delete(table))
        assert await names_in(tx, sample.to_programme(1), entries, "ru") == Names(sample.to_programme(1))


async def test_an_audience_of_those_who_have_not_answered_names_the_announcement(
    database: Database, sample: Document, now: datetime
) -> None:
    entry = Entry(now, Deed.PAUSED, None, subject="9", details="language:kk, unanswered:7: 3")
    async with database.writing() as tx:
        await _announced(tx, now)
        names = await names_in(tx, sample.to_programme(1), [entry], "en")
    assert list(names.things.values()) == ["The bus"]
