"""A seminar's people as bare rows: seats, hosts, clubs, and what was sent and answered."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from bot.announcements import queries
from bot.announcements.audience import addressed
from bot.announcements.rules import Audience, Criterion, Dimension, State
from bot.storage.engine import Database, Transaction
from bot.storage.tables import (
    choices,
    clubs,
    letters,
    mutes,
    outbox,
    people,
    plan_leads,
    plans,
    roles,
    seats,
    session_hosts,
    sessions,
)

NOW: Final = datetime(2019, 4, 30, 1, 30, tzinfo=UTC)

KK, RU, EN, LEAD, TRAINER, ORGANISER = range(1, 7)  # people whom everything reaches
MUTED, BLOCKED, SILENT = range(7, 10)
EVERYBODY: Final = {KK, RU, EN, LEAD, TRAINER, ORGANISER}


async def set_up(database: Database) -> None:
    """Nine people; two trainings to choose from and a plenary for all; a cancelled third training."""
    async with database.writing() as tx:
        await set_up_people(tx)
        await _sessions(tx)


async def set_up_people(tx: Transaction) -> None:
    """Without a programme, and so without seats."""
    await _clubs_and_people(tx)
    await _plans(tx)
    await tx.execute(insert(mutes).values(person_id=MUTED, kind="announcement"))
    await tx.execute(insert(mutes).values(person_id=KK, kind="reminder"))


async def _plans(tx: Transaction) -> None:
    """Two of them, each of a club: one has two leads."""
    kept = {"state": "kept", "created_at": NOW, "changed_at": NOW}
    await tx.execute(insert(plans), [{"id": club, "club_id": club, **kept} for club in (1, 3)])
    leads = {KK: 1, BLOCKED: 1, EN: 3}
    rows = [{"person_id": one, "plan_id": plan, "joined_at": NOW} for one, plan in leads.items()]
    await tx.execute(insert(plan_leads), rows)


async def _clubs_and_people(tx: Transaction) -> None:
    named = [
        (1, "Almaty", "Kazakhstan"),
        (2, "Astana", "Kazakhstan"),
        (3, "Seoul", "Korea"),
        (4, "Empty", "X"),
    ]
    await tx.execute(insert(clubs), [dict(zip(("id", "name", "country"), row, strict=True)) for row in named])
    languages = {KK: "kk", RU: "ru", EN: "en", LEAD: "kk", TRAINER: "ru", ORGANISER: "ru", MUTED: "kk"}
    rows = [
        {
            "id": number,
            "telegram_id": 100 + number,
            "name": f"P{number}",
            "language": {**languages, BLOCKED: "ru"}.get(number),
            "club_id": {KK: 1, RU: 2, EN: 3, BLOCKED: 1}.get(number),
            "active": number != BLOCKED,
            "joined_at": NOW,
        }
        for number in range(1, 10)
    ]
    await tx.execute(insert(people), rows)
    held = [(LEAD, "club_lead", ""), (TRAINER, "host", "trainer2"), (ORGANISER, "organiser", "")]
    names = ("person_id", "role", "subject")
    await tx.execute(insert(roles), [dict(zip(names, row, strict=True)) for row in held])


async def _sessions(tx: Transaction) -> None:
    hall = {"starts_at": NOW, "ends_at": NOW, "room_id": "hall", "reminded": True}
    await tx.execute(insert(choices).values(id="training", closes_at=NOW))
    rows: list[dict[str, Any]] = [
        {"id": "plenary", "choice_id": None, "cancelled": False},
        {"id": "training1", "choice_id": "training", "cancelled": False},
        {"id": "training2", "choice_id": "training", "cancelled": False},
        {"id": "training3", "choice_id": "training", "cancelled": True},
    ]
    await tx.execute(insert(sessions), [{**row, **hall} for row in rows])
    await tx.execute(insert(session_hosts).values(session_id="training2", host_id="trainer2"))
    taken = {KK: "training1", RU: "training2", EN: "training3", BLOCKED: "training1"}
    for person, session in taken.items():
        seat = {"person_id": person, "choice_id": "training", "session_id": session, "taken_at": NOW}
        await tx.execute(insert(seats).values(seat))


async def sent(database: Database, to: set[int], answered_by: set[int]) -> int:
    """An announcement that has arrived at some, of whom some wrote back."""
    async with database.writing() as tx:
        its_id = await queries.draft(tx, ORGANISER, NOW)
        await queries.set_text(tx, its_id, 1, "en", "Bring <b>passports</b>")
        await queries.move(tx, its_id, {State.DRAFT}, State.SENT)
        for person in to | {SILENT}:
            await tx.execute(insert(outbox).values(_message(its_id, person, arrived=person in to)))
        for person in answered_by:
            letter = {"person_id": person, "announcement_id": its_id, "text": "Which?", "written_at": NOW}
            await tx.execute(insert(letters).values(letter))
    return its_id


async def refused(database: Database, person: int, reason: str) -> None:
    """Telegram has refused a message to them."""
    row = {**_message(0, person, arrived=False), "key": f"{reason}:{person}", "reason": reason}
    async with database.writing() as tx:
        await tx.execute(insert(outbox).values(row))


def _message(its_id: int, person: int, *, arrived: bool) -> dict[str, Any]:
    return {
        "key": f"announcement:{its_id}:{person}",
        "kind": "announcement",
        "person_id": person,
        "chat_id": 100 + person,
        "subject": str(its_id),
        "priority": 2,
        "state": "sent" if arrived else "failed",
        "due_at": NOW,
        "expires_at": NOW + timedelta(days=1),
    }


def those(*names: str) -> Audience:
    """`role:club_lead` and the like."""
    pairs = (name.split(":", 1) for name in names)
    return Audience(frozenset(Criterion(Dimension(dimension), value) for dimension, value in pairs))


async def reached(database: Database, *names: str, owners: frozenset[int] = frozenset()) -> set[int]:
    async with database.reading() as tx:
        found = await tx.scalars(select(people.c.id).where(*addressed(those(*names), owners)))
        return set(found)
