"""Figures for Prometheus: numbers and kinds, nobody's name or words.

What waits is asked of the database, and is that of all processes; what was sent is counted by each.
"""

from datetime import datetime
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.clock import Clock
from bot.delivery import queue
from bot.delivery.outbox import Priority, Settlement, State
from bot.storage.engine import Database

LATENESS: Final = (0.5, 1, 2, 3, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21600)  # seconds


class Measures:
    """The figures of one application."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._registry = CollectorRegistry()
        its: dict[str, Any] = {"namespace": "seminar_bot", "registry": self._registry}
        self._waiting = Gauge("waiting_messages", "That have not left.", ("kind", "when"), **its)
        self._due = Gauge("oldest_due_message_seconds", "For which the oldest is late.", **its)
        self._unhandled = Gauge("unhandled_updates", "That Telegram brought.", **its)
        self._lag = Gauge("oldest_unhandled_update_seconds", "For which the oldest waits.", **its)
        self._parked = Gauge("parked_updates", "Kept aside: they failed too often.", **its)
        self._attempts = Counter("attempts", "To send planned messages.", ("kind", "result"), **its)
        self._requests = Counter("requests", "To Telegram.", ("method", "status"), **its)
        self._lateness = Histogram(
            "lateness_seconds", "From due to sent.", ("priority",), buckets=LATENESS, **its
        )

    def settled(self, settlement: Settlement) -> None:
        """A planned message was sent, or was not."""
        row, result = settlement.row, _result(settlement)
        if result:
            self._attempts.labels(row.kind, result).inc()
        if settlement.state is State.SENT:
            late = (self._clock.now() - row.due_at).total_seconds()
            self._lateness.labels(Priority(row.priority).name.lower()).observe(max(0.0, late))

    def answered(self, method: str, status: str) -> None:
        """Telegram answered a request with this HTTP status, or with none."""
        self._requests.labels(method, status).inc()

    async def read(self) -> bytes:
        """All figures in Prometheus' text format; raises sqlalchemy's DBAPIError."""
        now, machine_now = self._clock.now(), self._clock.machine_now()
        async with self._database.reading() as tx:
            waiting, backlog = await queue.waiting(tx, now), await queue.backlog(tx, now)
        self._waiting.clear()
        for kind, when, messages in waiting:
            self._waiting.labels(kind, when).set(messages)
        self._due.set(_seconds(backlog.due_since, now))
        self._unhandled.set(backlog.unhandled)
        self._lag.set(_seconds(backlog.unhandled_since, machine_now))
        self._parked.set(backlog.parked)
        return generate_latest(self._registry)


def _result(settlement: Settlement) -> str | None:
    """None where nothing was tried: it missed its slot."""
    if settlement.ambiguous:
        return State.AMBIGUOUS
    if settlement.state is State.READY:
        return "again" if settlement.error else None
    return settlement.state


def _seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
