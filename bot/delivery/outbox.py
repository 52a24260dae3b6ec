"""Messages that are to leave: a row is planned once, claimed (see `claims`), and settled.

Seminar time (`now`) says what is due and what has expired; machine time says when to try again and how long a
lease holds. Within a chat, messages leave by priority, then in the order they were due.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Insert,
    ScalarSelect,
    Select,
    SmallInteger,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.delivery.reasons import Reason
from bot.storage.engine import Transaction, hold_crowds
from bot.storage.moments import Moment, built
from bot.storage.tables import Instant, outbox, people
from bot.storage.upserts import insert_new

LEASE: Final = timedelta(seconds=30)  # longer than any request may take
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)  # when a message that is held back is due
MOST_AMBIGUOUS: Final = 3  # requests that may have arrived, before people must look themselves
Due = Callable[[Moment], Select[Any]]  # what is due at a moment
PLANNED: Final = ("key", "kind", "person_id", "chat_id", "subject", "priority", "due_at", "expires_at")


class Priority(IntEnum):
    """Who goes first; decided message by message, so that a broadcast never delays a reminder."""

    REPLY = 0
    REMINDER = 1
    ANNOUNCEMENT = 2
    NUDGE = 3


class State(StrEnum):
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Row:
    """A message that this process is to send; `subject` is what its renderer put there.

    Its id and the end of its lease, in machine time, tell this claim from an older one.
    """

    id: int
    kind: str
    person_id: int
    chat_id: int
    subject: str
    priority: int
    due_at: datetime
    expires_at: datetime
    tries: int
    ambiguous: int
    lease_until: datetime
    language: str | None = None
    others: tuple["Row", ...] = field(default=(), compare=False)  # that come in one message with it

    @property
    def parts(self) -> "tuple[Row, ...]":
        """All that comes in its message, itself first."""
        return (replace(self, others=()), *self.others) if self.others else (self,)

    def given_up(self, state: State) -> State:
        """What becomes of it without another try; see `_given_up`."""
        return State.AMBIGUOUS if self.ambiguous else state


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a row; the numbers are added to the row's."""

    row: Row
    state: State
    message_id: int | None = None
    error: str | None = None
    reason: Reason | None = None  # of a failure
    retry_at: datetime | None = None  # machine time
    sent_at: datetime | None = None  # machine time, where a request arrived or may have
    tries: int = 0
    ambiguous: int = 0
    came_with: int | None = None

    @property
    def parts(self) -> "Sequence[Settlement]":
        """The same for each row that was in the message."""
        if not self.row.others:
            return (self,)
        first = self.row.id if self.state is State.SENT else None
        return [replace(self, row=row, came_with=first) for row in self.row.parts]


async def plan_selected(tx: Transaction, planned: Select[Any]) -> int:
    """Plan every message that a SELECT yields, once for each key; how many were new.

    Its columns: key, kind, person, chat, subject, priority, due, expiry. SQLite wants it to have a WHERE.
    """
    return (await tx.execute(_planning(planned))).rowcount


async def plan_for_crowds(tx: Transaction, planned: Sequence[Select[Any]]) -> None:
    """As `plan_selected`, for SELECTs that leave out whoever has the message (`planning.without`)."""
    if planned:
        await hold_crowds(tx)
    for one in planned:
        await plan_selected(tx, one)


async def plan_due(tx: Transaction, due: Due, now: datetime, given: Due | None = None) -> int:
    """As `plan_selected`, for what is asked every second; how many were new.

    `given`: where this finds nothing, nothing is due, and else it may be for a crowd. PostgreSQL may read all
    people before it sees that.
    """
    if given:
        if not await tx.scalar(_any(given), {"now": now}):
            return 0
        await hold_crowds(tx)
    return (await tx.execute(_planning_due(due), {"now": now})).rowcount


@cache
def _planning_due(due: Due) -> Insert:
    return _planning(built(due))


def _planning(planned: Select[Any]) -> Insert:
    return insert_new(outbox, ["key"]).from_select(list(PLANNED), planned)


@cache
def _any(given: Due) -> Select[tuple[bool]]:
    return select(built(given).exists())


async def cancel(tx: Transaction, *conditions: ColumnElement[bool]) -> int:
    """Call off the messages that have not left yet; how many there were."""
    ready = update(outbox).where(in_state(outbox, State.READY), *conditions)
    called_off = _given_up(State.CANCELLED)
    return (await tx.execute(ready.values(state=called_off, language=_language_then()))).rowcount


async def revive(tx: Transaction, ids: Select[tuple[int]]) -> int:
    """Let messages leave that were called off, where what they say holds again; how many there were."""
    cancelled = update(outbox).where(outbox.c.id.in_(ids), called_off(outbox))
    return (await tx.execute(cancelled.values(state=State.READY))).rowcount


def called_off(row: Any) -> ColumnElement[bool]:
    """Whether a message was given up though nothing had failed; it may have arrived even so."""
    doubted = row.c.state == State.AMBIGUOUS, row.c.ambiguous < MOST_AMBIGUOUS, row.c.reason.is_(None)
    in_doubt = and_(*doubted)
    return or_(row.c.state == State.CANCELLED, in_doubt)


async def postpone(
    tx: Transaction, due_at: datetime, *conditions: ColumnElement[bool], longer: timedelta = timedelta()
) -> int:
    """Let messages that have not left be due at another moment, and last `longer`; how many there were."""
    ready = update(outbox).where(in_state(outbox, State.READY), *conditions)
    expires_at = outbox.c.expires_at + longer // timedelta(milliseconds=1)
    return (await tx.execute(ready.values(due_at=due_at, expires_at=expires_at))).rowcount


async def any_due(tx: Transaction, now: datetime) -> bool:
    """Whether a message should have left by now and has not: it waits, or is on its way."""
    waits = exists().where(in_state(outbox, State.READY), outbox.c.due_at <= now, outbox.c.expires_at > now)
    on_its_way = exists().where(in_state(outbox, State.SENDING))
    return bool(await tx.scalar(select(or_(waits, on_its_way))))


async def any_waits(tx: Transaction, *conditions: ColumnElement[bool]) -> bool:
    """Whether a message that meets these conditions has yet to leave, or is on its way."""
    states = (State.READY, State.SENDING)
    found = or_(*(exists().where(in_state(outbox, state), *conditions) for state in states))
    return bool(await tx.scalar(select(found)))


async def assume_sent(tx: Transaction, until: datetime) -> int:
    """Send nothing that was due by then: it may have left, which this database does not know; how much.

    Nothing revives it, as what was tried often enough. What is on its way is taken from whoever sends it.
    """
    unsettled = or_(in_state(outbox, State.READY), in_state(outbox, State.SENDING))
    due = update(outbox).where(unsettled, outbox.c.due_at <= until)
    doubted = {
        "state": State.AMBIGUOUS,
        "ambiguous": MOST_AMBIGUOUS,
        "error": "sent before a backup came back",
    }
    free = {"owner": None, "lease_until": None, "came_with": None}
    return (await tx.execute(due.values(doubted | free | {"language": _language_then()}))).rowcount


async def settle(tx: Transaction, owner: str, settlements: Sequence[Settlement]) -> None:
    """Note what became of rows; one that was claimed anew meanwhile is left to that claim."""
    ordered = sorted(settlements, key=lambda settlement: settlement.row.id)  # as all lock rows
    if ordered:
        await tx.execute(_SETTLE, [_parameters(settlement, owner) for settlement in ordered])


async def expire(tx: Transaction, now: datetime) -> None:
    """End what is too late to be of use. Not what is held back."""
    await tx.execute(built(_expiring), {"now": now})


def _expiring(now: Moment) -> Update:
    late = in_state(outbox, State.READY), outbox.c.expires_at <= now, outbox.c.due_at < NEVER
    return update(outbox).where(*late).values(state=_given_up(State.EXPIRED), language=_language_then())


async def release_dead(tx: Transaction, machine_now: datetime) -> None:
    """Free the rows of processes that died: their requests may have arrived, or not."""
    await tx.execute(built(_releasing), {"now": machine_now})


def _releasing(machine_now: Moment) -> Update:
    dead = update(outbox).where(in_state(outbox, State.SENDING), outbox.c.lease_until <= machine_now)
    tried_enough = outbox.c.ambiguous + 1 >= MOST_AMBIGUOUS
    return dead.values(
        state=case((tried_enough, State.AMBIGUOUS), else_=State.READY),
        ambiguous=outbox.c.ambiguous + 1,
        sent_at=machine_now,
        owner=None,
        lease_until=None,
        came_with=None,
        error="its process died",
    )


def _parameters(settlement: Settlement, owner: str) -> dict[str, Any]:
    its = {f"its_{field.name}": getattr(settlement, field.name) for field in fields(Settlement)[1:]}
    row = settlement.row
    return {**its, "its_id": row.id, "its_owner": owner, "its_lease": row.lease_until}


_SETTLE: Final = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("its_id"),
        outbox.c.owner == bindparam("its_owner"),
        outbox.c.lease_until == bindparam("its_lease", type_=Instant),
        outbox.c.state == State.SENDING,
    )
    .values(
        state=bindparam("its_state"),
        message_id=bindparam("its_message_id"),
        came_with=bindparam("its_came_with"),
        error=bindparam("its_error"),
        reason=bindparam("its_reason"),
        retry_at=bindparam("its_retry_at"),
        sent_at=func.coalesce(bindparam("its_sent_at", type_=Instant), outbox.c.sent_at),
        tries=outbox.c.tries + bindparam("its_tries", type_=SmallInteger),
        ambiguous=outbox.c.ambiguous + bindparam("its_ambiguous", type_=SmallInteger),
        owner=None,
        lease_until=None,
    )
)


def language_now() -> ScalarSelect[str]:
    """The person's, in which the message is put into words at once."""
    return select(people.c.language).where(people.c.id == outbox.c.person_id).scalar_subquery()


def _language_then() -> ColumnElement[str]:
    """The one in which it was put into words, or else would be now that it is given up."""
    return func.coalesce(outbox.c.language, language_now())


def _given_up(state: State) -> ColumnElement[str]:
    """What becomes of a message without another try: it is in doubt where an earlier one may have arrived."""
    return case((outbox.c.ambiguous > 0, State.AMBIGUOUS), else_=state)


def undone(row: Any) -> ColumnElement[bool]:
    """It did not arrive, or was called off."""
    return in_state(row, State.FAILED, State.AMBIGUOUS, State.EXPIRED, State.CANCELLED)


def not_arrived(row: Any) -> ColumnElement[bool]:
    """It failed, came too late, or is in doubt."""
    return in_state(row, State.FAILED, State.AMBIGUOUS, State.EXPIRED)


def in_state(row: Any, *states: State) -> ColumnElement[bool]:
    """Written out, so that a plan made for any parameters uses the indexes of these states."""
    its_state: ColumnElement[str] = row.c.state
    written: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in states]
    return its_state.in_(written) if len(written) > 1 else its_state == written[0]
