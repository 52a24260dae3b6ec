"""What becomes of a row after an attempt, and the batch in which that is written down."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.delivery import limits, outbox
from bot.delivery.failures import Failure, Meaning
from bot.delivery.outbox import MOST_AMBIGUOUS, Row, Settlement, State
from bot.delivery.reasons import Reason
from bot.storage.engine import Transaction

Unreachable = Callable[[Transaction, Sequence[int]], Awaitable[None]]  # ids of people

MOST_TRIES: Final = 5  # of what fails for a reason of its own
FIRST_RETRY: Final = timedelta(seconds=5)  # doubled each time


def sent(row: Row, message_id: int, now: datetime) -> Settlement:
    return Settlement(row, State.SENT, message_id=message_id, sent_at=now)


def withheld(row: Row, error: str | None = None) -> Settlement:
    """Nothing left: it is as before; where it is too late meanwhile, it expires as all others."""
    return Settlement(row, State.READY, error=error)


def cancelled(row: Row) -> Settlement:
    return Settlement(row, row.given_up(State.CANCELLED))


def failed(row: Row, failure: Failure, now: datetime) -> Settlement:
    """After a request that brought an error."""
    match failure.meaning:
        case Meaning.LIMITED | Meaning.UNSENT:
            return withheld(row, failure.error)
        case Meaning.DEFINITE if row.others and failure.reason is Reason.REFUSED:
            return fruitless(row, failure.error, now)  # it may be one of them: next time each comes alone
        case Meaning.DEFINITE:
            return Settlement(row, State.FAILED, error=failure.error, reason=failure.reason)
        case Meaning.REFUSED:
            return fruitless(row, failure.error, now, failure.reason)
        case Meaning.AMBIGUOUS:
            return _ambiguous(row, failure.error, now)


def fruitless(row: Row, error: str, now: datetime, reason: Reason = Reason.REFUSED) -> Settlement:
    """Nothing arrived this time, for a reason that lies in this row: a few more tries."""
    if row.tries + 1 >= MOST_TRIES:
        return Settlement(row, row.given_up(State.FAILED), error=error, reason=reason, tries=1)
    retry_at = now + FIRST_RETRY * 2**row.tries
    return Settlement(row, State.READY, error=error, retry_at=retry_at, tries=1)


def _ambiguous(row: Row, error: str, now: datetime) -> Settlement:
    state = State.AMBIGUOUS if row.ambiguous + 1 >= MOST_AMBIGUOUS else State.READY
    retry_at = now + FIRST_RETRY * 2**row.ambiguous
    return Settlement(row, state, error=error, retry_at=retry_at, sent_at=now, ambiguous=1)


@dataclass
class Batch:
    """What came back since the last commit; many messages share one."""

    settlements: list[Settlement] = field(default_factory=list)
    deadlines: dict[int, datetime] = field(default_factory=dict)  # chat -> machine time, after a 429
    gone: set[int] = field(default_factory=set)  # people who can no longer be reached

    def hold_back(self, chat_id: int, until: datetime) -> None:
        self.deadlines[chat_id] = max(until, self.deadlines.get(chat_id, until))

    def absorb(self, other: "Batch") -> None:
        """Take back what could not be written."""
        self.settlements += other.settlements
        self.gone |= other.gone
        for chat_id, until in other.deadlines.items():
            self.hold_back(chat_id, until)

    async def write(self, tx: Transaction, owner: str, unreachable: Unreachable) -> None:
        await outbox.settle(tx, owner, self.settlements)
        await limits.hold_back(tx, self.deadlines)
        if self.gone:
            await unreachable(tx, sorted(self.gone))
