"""Participants of three clubs as bare rows, two of whom nothing reaches, and drafts of the Declaration."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Select, insert, select

from bot.declaration import queries
from bot.declaration.rules import Adoption
from bot.delivery.outbox import plan_selected
from bot.i18n.localised import Localised
from bot.storage.engine import Transaction
from bot.storage.tables import clubs, mutes, outbox, people

NOW: Final = datetime(2019, 5, 1, 10, tzinfo=UTC)
AIGERIM, ERLAN, MARINA, DANIEL, MUTED, BLOCKED, NEW = range(1, 8)  # ids; 100 more are Telegram's
DRAFT: Final = Localised("Біз, ЮНЕСКО клубтары…", "Мы, клубы ЮНЕСКО…", "We, UNESCO Clubs…")
NEXT: Final = Localised("Біз, Азияның клубтары…", "Мы, клубы Азии…", "We, the clubs of Asia…")
CLUBS: Final = {AIGERIM: 1, ERLAN: 1, MARINA: 2, MUTED: 3}  # Daniel has none
ZONES: Final = {DANIEL: "Europe/Berlin"}


async def set_up(tx: Transaction) -> None:
    """Erlan is of the same club as Aigerim; the last one has not chosen a language yet."""
    named = [(1, "Өрлеу", "Қазақстан"), (2, "Мир", "Казахстан"), (3, "Seoul", "")]
    await tx.execute(insert(clubs), [dict(zip(("id", "name", "country"), row, strict=True)) for row in named])
    await tx.execute(insert(people), [_person(number) for number in range(AIGERIM, NEW + 1)])
    await tx.execute(insert(mutes).values(person_id=MUTED, kind="announcement"))


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "telegram_id": 100 + number,
        "name": f"P{number}",
        "language": None if number == NEW else "kk",
        "zone": ZONES.get(number),
        "club_id": CLUBS.get(number),
        "active": number != BLOCKED,
        "joined_at": NOW,
    }


async def adopted(tx: Transaction, now: datetime = NOW) -> Adoption:
    """By Daniel."""
    adoption = await queries.adopt(tx, DRAFT, DANIEL, now)
    assert adoption is not None
    return adoption


async def planned(tx: Transaction, selected: Select[Any]) -> set[tuple[int, datetime]]:
    """Plan them; to whom those go that are new, and when."""
    before = await _rows(tx)
    await plan_selected(tx, selected)
    return await _rows(tx) - before


async def _rows(tx: Transaction) -> set[tuple[int, datetime]]:
    return {(row.person_id, row.due_at) for row in await tx.execute(select(outbox))}
