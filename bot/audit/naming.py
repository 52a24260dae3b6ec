"""What the ids in a list of deeds stand for; queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from bot.agenda.rules import Programme
from bot.announcements.rules import text_for
from bot.audit.rules import Entry, Names, Thing, things_in
from bot.screens.message import plain
from bot.storage.engine import Transaction
from bot.storage.tables import announcement_texts, announcements, guests, letters


async def names_in(tx: Transaction, programme: Programme, entries: Sequence[Entry], language: str) -> Names:
    """An announcement by its text for readers of this language."""
    things = {
        **_named(Thing.ANNOUNCEMENT, await _announcements(tx, _ids(entries, Thing.ANNOUNCEMENT), language)),
        **_named(Thing.LETTER, await _texts(tx, _letters(_ids(entries, Thing.LETTER)))),
        **_named(Thing.GUEST, await _texts(tx, _guests(_ids(entries, Thing.GUEST)))),
    }
    return Names(programme, things)


def _ids(entries: Iterable[Entry], wanted: Thing) -> Collection[int]:
    return {its_id for entry in entries for thing, its_id in things_in(entry) if thing is wanted}


def _named(thing: Thing, texts: Mapping[int, str]) -> Mapping[tuple[Thing, str], str]:
    return {(thing, str(its_id)): " ".join(plain(text).split()) for its_id, text in texts.items()}


async def _announcements(tx: Transaction, ids: Collection[int], language: str) -> Mapping[int, str]:
    by_id: dict[int, dict[str, str]] = defaultdict(dict)
    its = announcement_texts.c.announcement_id == announcements.c.id
    newest = (
        select(announcements.c.id, announcement_texts.c.language, announcement_texts.c.text)
        .join(announcement_texts, its & (announcement_texts.c.version == announcements.c.version))
        .where(announcements.c.id.in_(ids))
    )
    for its_id, its_language, text in await tx.execute(newest):
        by_id[its_id][its_language] = text
    return {its_id: text_for(texts, language)[1] for its_id, texts in by_id.items()}


def _letters(ids: Collection[int]) -> Select[Any]:
    return select(letters.c.id, letters.c.text).where(letters.c.id.in_(ids))


def _guests(ids: Collection[int]) -> Select[Any]:
    return select(guests.c.id, guests.c.name).where(guests.c.id.in_(ids))


async def _texts(tx: Transaction, found: Select[Any]) -> Mapping[int, str]:
    return {row[0]: row[1] for row in await tx.execute(found)}
