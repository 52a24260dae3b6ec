"""Plans in the database, and the two steps that bring their leads questions: plan and send."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

from babel.support import NullTranslations
from sqlalchemy import insert, select, update

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.context import Telling
from bot.delivery.outbox import State
from bot.followup import jobs
from bot.i18n.translator import Translator
from bot.people.queries import recognise_all
from bot.people.rules import Kind
from bot.plans import queries, writing
from bot.plans.rules import Plan
from bot.screens import Screen
from bot.storage.engine import Database, Transaction
from bot.storage.tables import mutes, outbox
from tests.reminders.seminar import join

EVENING: Final = datetime(2019, 5, 1, 12, tzinfo=UTC)  # 18:00 in Almaty, on the seminar's last day
CHECK_IN: Final = datetime(2019, 5, 8, 4, tzinfo=UTC)  # 10:00, a week later
DUE_ON: Final = date(2019, 6, 1)
BEFORE: Final = datetime(2019, 5, 29, 4, tzinfo=UTC)  # 10:00, three days earlier
T: Final = Translator("en", NullTranslations())


class Sent(NamedTuple):
    """A question that arrived."""

    person: int
    screen: Screen

    @property
    def lines(self) -> Sequence[str]:
        return self.screen.text.split("\n")


async def keeps_plan(database: Database, *person_ids: int, due_on: date | None = DUE_ON) -> int:
    """The id of a plan that these people lead, with one step, kept on the last evening."""
    await join(database, *person_ids)
    async with database.writing() as tx:
        plan_id = await writing.begin(tx, person_ids[0], EVENING)
        for other in person_ids[1:]:
            await writing.lead(tx, plan_id, other, EVENING)
        step_id = await writing.add_step(tx, plan_id, "a lesson on peace", EVENING)
        assert step_id
        await writing.change_step(tx, step_id, EVENING, due_on=due_on)
        await writing.keep(tx, plan_id, EVENING)
    return plan_id


async def plan_now(database: Database, plan_id: int) -> Plan:
    async with database.reading() as tx:
        plan = await queries.load(tx, plan_id)
    assert plan
    return plan


async def mute(database: Database, person_id: int) -> None:
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=person_id, kind=Kind.PLAN))


async def plan(database: Database, now: datetime) -> None:
    async with database.writing() as tx:
        await jobs.plan(tx, now)


async def planned(database: Database) -> list[int]:
    """Whom a question waits for."""
    async with database.reading() as tx:
        ready = select(outbox.c.person_id).where(outbox.c.state == State.READY)
        return sorted(await tx.scalars(ready))


async def become(database: Database, state: State) -> None:
    """What waits to be sent becomes this instead."""
    async with database.writing() as tx:
        await tx.execute(update(outbox).where(outbox.c.state == State.READY).values(state=state))


async def send(database: Database, now: datetime) -> list[Sent]:
    """What delivery does with the rows that wait: cancel or send each."""
    async with database.writing() as tx:
        programme = await agenda.load(tx)
        assert programme
        rows = await tx.execute(select(outbox).where(outbox.c.state == State.READY).order_by(outbox.c.id))
        return [sent for row in rows.all() if (sent := await _settle(tx, row, programme, now))]


async def _settle(tx: Transaction, row: Any, programme: Programme, now: datetime) -> Sent | None:
    person = (await recognise_all(tx, [row.person_id], frozenset()))[row.person_id]
    screen = await jobs.MESSAGES[row.kind](Telling(tx, now, person, T, programme, row.subject))
    became = {"state": State.SENT if screen else State.CANCELLED, "sent_at": now if screen else None}
    await tx.execute(update(outbox).where(outbox.c.id == row.id).values(became))
    return Sent(row.person_id, screen) if isinstance(screen, Screen) else None


async def tick(database: Database, now: datetime) -> list[Sent]:
    await plan(database, now)
    return await send(database, now)


def days(number: float) -> timedelta:
    return timedelta(days=number)
