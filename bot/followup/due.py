"""News that leads of a plan have for each other, as rows for the outbox; what happens at night waits."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, literal, select

from bot.agenda.quiet import awake
from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.followup.rules import GIVEN_UP, HANDED_OVER, KEPT, TAKEN_UP
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.plans.rules import Lead
from bot.storage.tables import Instant, milliseconds, people


def handed_over(step_id: int, giver_id: int, to: Lead, now: datetime, zone: ZoneInfo) -> Select[Any]:
    """To whoever has the step from now on. `zone` is the seminar's."""
    return _news(HANDED_OVER, f"{step_id}:{giver_id}", to, now, zone)


def given_up(plan_id: int, decider_id: int, to: Lead, now: datetime, zone: ZoneInfo) -> Select[Any]:
    """To one of the plan's other leads. `zone` is the seminar's."""
    return _news(GIVEN_UP, f"{plan_id}:{decider_id}", to, now, zone)


def taken_up(plan_id: int, decider_id: int, to: Lead, now: datetime, zone: ZoneInfo) -> Select[Any]:
    """The same, once it goes on."""
    return _news(TAKEN_UP, f"{plan_id}:{decider_id}", to, now, zone)


def _news(kind: str, subject: str, to: Lead, now: datetime, zone: ZoneInfo) -> Select[Any]:
    """Once for each moment at which it happens."""
    due_at = awake(now, ZoneInfo(to.zone) if to.zone else zone)
    row = columns_of(
        kind,
        key_of(kind, literal(subject), literal(milliseconds(now)), people.c.id),
        subject=literal(subject),
        due_at=literal(due_at, Instant),
        expires_at=literal(due_at + KEPT, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    return select(*row).where(people.c.id == to.person_id, *wants(Kind.PLAN))
