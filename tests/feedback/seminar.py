"""The two steps that bring people questions about sessions, plan and put into words; and their answers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from babel.support import NullTranslations
from sqlalchemy import insert, select, update

from bot.agenda import queries as agenda
from bot.agenda.asking import slot_of
from bot.agenda.rules import Programme
from bot.clock import ballot_number
from bot.context import Telling
from bot.delivery.outbox import State
from bot.feedback import jobs, queries
from bot.feedback.rules import RATING, Answer, Ballot
from bot.feedback.rules import State as Stage
from bot.i18n.translator import Translator
from bot.people.queries import recognise_all
from bot.people.rules import Kind
from bot.screens import Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import mutes, outbox

INTRODUCTION: Final = datetime(2019, 4, 30, 5, 25, tzinfo=UTC)  # 11:25 in Almaty, five minutes before its end
TRAINING: Final = datetime(2019, 4, 30, 9, 55, tzinfo=UTC)  # 15:55
EVENING: Final = datetime(2019, 4, 30, 12, 30, tzinfo=UTC)  # 18:30, an hour after the last rated session
CLOSED: Final = datetime(2019, 5, 8, 18, 0, tzinfo=UTC)  # midnight, a week after the last day
T: Final = Translator("en", NullTranslations())


class Sent(NamedTuple):
    """A question that arrived."""

    person: int
    subject: str
    screen: Screen

    @property
    def ways(self) -> Sequence[str]:
        return [button.data for row in self.screen.rows for button in row]


async def plan(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        await jobs.plan(tx, now)


async def planned(database: Database) -> list[tuple[int, str]]:
    """Who is to be asked about which session."""
    async with database.reading() as tx:
        rows = await tx.execute(select(outbox).where(outbox.c.state == State.READY))
        return sorted((row.person_id, row.subject) for row in rows)


async def send(database: Database, now: datetime) -> list[Sent]:
    """What delivery does with the rows that wait: cancel or send each."""
    async with database.writing() as tx:
        programme = await agenda.load(tx)
        assert programme is not None
        rows = await tx.execute(select(outbox).where(outbox.c.state == State.READY).order_by(outbox.c.id))
        return [sent for row in rows.all() if (sent := await _settle(tx, row, programme, now))]


async def _settle(tx: Transaction, row: Any, programme: Programme, now: datetime) -> Sent | None:
    person = (await recognise_all(tx, [row.person_id], frozenset()))[row.person_id]
    screen = await jobs.MESSAGES[row.kind](Telling(tx, now, person, T, programme, row.subject))
    became = {"state": State.SENT if screen else State.CANCELLED, "sent_at": now if screen else None}
    await tx.execute(update(outbox).where(outbox.c.id == row.id).values(became))
    return Sent(row.person_id, row.subject, screen) if isinstance(screen, Screen) else None


async def tick(database: Database, now: datetime) -> list[Sent]:
    await plan(database, now)
    return await send(database, now)


async def begun(tx: Transaction, person_id: int, session_id: str) -> Ballot:
    programme = await agenda.load(tx)
    slot = slot_of(programme, session_id) if programme else None
    assert slot is not None
    ballot = await queries.begin(tx, person_id, slot.form, ballot_number(), session_id)
    assert ballot is not None
    return ballot


async def rate(database: Database, person_id: int, session_id: str, mark: int = 4) -> None:
    async with database.writing() as tx:
        ballot = await begun(tx, person_id, session_id)
        await queries.put(tx, ballot, Answer(session_id, RATING, answer=str(mark)))
        await queries.set_state(tx, ballot, Stage.GIVEN)


async def mute(database: Database, person_id: int) -> None:
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=person_id, kind=Kind.FEEDBACK))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)
