"""A seminar that can change, people in it, and the two steps that bring them reminders: plan and send."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from babel.support import NullTranslations
from sqlalchemy import insert, select, update

from bot.agenda import queries as agenda
from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.agenda.outlook import Outcome
from bot.agenda.rules import Programme
from bot.context import Telling
from bot.i18n.translator import Translator
from bot.people import queries as people_queries
from bot.reminders import jobs
from bot.screens import Deletion, Edit, Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import outbox, people, roles

MORNING = datetime(2019, 4, 30, 3, 0, tzinfo=UTC)  # 09:00 in Almaty
DISCUSSION = datetime(2019, 4, 30, 6, 0, tzinfo=UTC)  # 12:00, for everybody
TRAINING = datetime(2019, 4, 30, 8, 0, tzinfo=UTC)  # 14:00, four in parallel
WORKSHOP = datetime(2019, 5, 1, 3, 30, tzinfo=UTC)  # 09:30, two in parallel


class Sent(NamedTuple):
    """A reminder that arrived."""

    person: int
    subject: str
    screen: Screen

    @property
    def lines(self) -> Sequence[str]:
        return self.screen.text.split("\n")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def changed(document: Document, session_id: str, **values: Any) -> Document:
    """The programme after the organisers changed one session."""
    sessions = [
        session.model_copy(update=values) if session.id == session_id else session
        for session in document.sessions
    ]
    return document.model_copy(update={"sessions": sessions})


async def put(database: Database, document: Document) -> None:
    async with database.writing() as tx:
        await agenda.store_programme(tx, document, source="programme.yaml", now=MORNING)


async def join(database: Database, *numbers: int, **values: Any) -> None:
    rows = [
        {"id": n, "telegram_id": 100 + n, "name": f"Person {n}", "language": "en", "joined_at": MORNING}
        for n in numbers
    ]
    async with database.writing() as tx:
        await tx.execute(insert(people), [row | values for row in rows])


async def set_person(database: Database, number: int, **values: Any) -> None:
    async with database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == number).values(values))


async def lead(database: Database, number: int, host_id: str) -> None:
    async with database.writing() as tx:
        await tx.execute(insert(roles).values(person_id=number, role="host", subject=host_id))


async def sit(database: Database, number: int, session_id: str) -> None:
    async with database.writing() as tx:
        assert await desk.take(tx, number, session_id, MORNING) is Outcome.DONE


async def plan(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        for job in jobs.JOBS:
            await job(tx, now)


async def planned(database: Database) -> list[tuple[int, str]]:
    """Who waits for which reminder."""
    async with database.reading() as tx:
        rows = await tx.execute(select(outbox).where(outbox.c.state == "ready").order_by(outbox.c.id))
        return [(row.person_id, row.subject.partition(":")[0]) for row in rows]


async def waiting(database: Database) -> list[tuple[int, str, datetime]]:
    """The rows that wait to be sent: for whom, about which session, at which start."""
    async with database.reading() as tx:
        rows = await tx.execute(select(outbox).where(outbox.c.state == "ready"))
        return [(row.person_id, row.subject.partition(":")[0], row.expires_at) for row in rows]


async def send(database: Database, now: datetime) -> list[Sent]:
    """What delivery does with the rows that wait, in order: expire, cancel or send each."""
    async with database.writing() as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.state == "ready").order_by(outbox.c.id))).all()
        programme = await agenda.load(tx)
        assert programme is not None
        return [sent for row in rows if (sent := await _settle(tx, row, programme, now))]


async def _settle(tx: Transaction, row: Any, programme: Programme, now: datetime) -> Sent | None:
    screen = await _render(tx, row, programme, now) if now < row.expires_at else None
    state = "expired" if now >= row.expires_at else "sent" if screen else "cancelled"
    sent_at = now if screen else None
    await tx.execute(update(outbox).where(outbox.c.id == row.id).values(state=state, sent_at=sent_at))
    return Sent(row.person_id, row.subject, screen) if screen else None


async def _render(tx: Transaction, row: Any, programme: Programme, now: datetime) -> Screen | None:
    known = await people_queries.recognise_all(tx, [row.person_id], frozenset())
    t = Translator("en", NullTranslations())
    told = await jobs.MESSAGES[row.kind](Telling(tx, now, known[row.person_id], t, programme, row.subject))
    assert not isinstance(told, Edit | Deletion)
    return told


async def tick(database: Database, now: datetime) -> list[Sent]:
    await plan(database, now)
    return await send(database, now)
