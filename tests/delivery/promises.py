"""What delivery promises, as checks of its rows and of the requests it has made."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.delivery.limits import CHAT_STEP, GROUP_STEP
from bot.delivery.outbox import State
from tests.delivery.weather import Sky

OPEN = frozenset({State.READY, State.SENDING})


def order(row: Any) -> tuple[int, datetime, int]:
    return row.priority, row.due_at, row.id


def check_rows(rows: Sequence[Any], sky: Sky) -> None:
    """Nothing arrived twice that is not recorded as in doubt, nothing is called sent that did not arrive."""
    arrivals = Counter(subject for attempt in sky.arrived for subject in attempt.subjects)
    for row in rows:
        most = row.ambiguous + (row.state in {State.SENT, State.SENDING})
        assert arrivals[row.subject] <= most, (row, arrivals[row.subject])
        assert arrivals[row.subject] or row.state != State.SENT, row
    flying = Counter(row.chat_id for row in rows if row.state == State.SENDING and not row.came_with)
    assert all(number == 1 for number in flying.values()), flying


def check_requests(rows: Iterable[Any], sky: Sky) -> None:
    """None left after its message had expired, or before its chat's deadline."""
    expiry = {row.subject: row.expires_at for row in rows}
    for attempt in sky.attempts:
        assert all(attempt.seminar < expiry[subject] for subject in attempt.subjects), attempt
    assert not sky.early, sky.early


def check_unchanged(settled: Mapping[int, Any], rows: Iterable[Any]) -> None:
    """What has been settled stays as it was."""
    found = {row.id: row for row in rows}
    for its_id, row in settled.items():
        assert found.get(its_id) == row, (row, found.get(its_id))


def check_claim(
    claimed: Sequence[Any],
    rows: Sequence[Any],
    deadlines: Mapping[int, datetime],
    seminar: datetime,
    machine: datetime,
) -> None:
    """Just claimed at this moment of both times: in the order of each chat, and of all of them."""
    waiting = [row for row in rows if row.state == State.READY and row.due_at <= seminar < row.expires_at]
    heads = {row.chat_id: row for row in sorted(waiting, key=order, reverse=True)}
    for row in claimed:
        head = heads.get(row.chat_id)
        assert head is None or order(row) < order(head), (row, head)
    free = [head for head in heads.values() if _may_leave(head, rows, deadlines, machine)]
    overtaken = [head for head in free if claimed and order(head) < max(map(order, claimed))]
    assert not overtaken, (overtaken, claimed)


def _may_leave(row: Any, rows: Sequence[Any], deadlines: Mapping[int, datetime], machine: datetime) -> bool:
    same_chat = [other for other in rows if other.chat_id == row.chat_id]
    step = GROUP_STEP if row.chat_id < 0 else CHAT_STEP
    fresh = any(other.sent_at and other.sent_at > machine - step for other in same_chat)
    flying = any(other.state == State.SENDING for other in same_chat)
    waits = (row.retry_at and row.retry_at > machine) or deadlines.get(row.chat_id, machine) > machine
    return not (fresh or flying or waits)
