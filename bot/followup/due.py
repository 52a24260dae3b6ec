"""News that leads of a plan have for each other, as rows for the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select

from bot.delivery.outbox import Priority
from bot.delivery.planning import columns_of, key_of
from bot.followup.rules import GIVEN_UP, HANDED_OVER, KEPT
from bot.people.queries import wants
from bot.people.rules import Kind
from bot.storage.tables import Instant, milliseconds, people, plan_leads


def handed_over(step_id: int, giver_id: int, to_id: int, now: datetime) -> Select[Any]:
    """To whoever has the step from now on."""
    return _news(HANDED_OVER, f"{step_id}:{giver_id}", now).where(people.c.id == to_id)


def given_up(plan_id: int, decider_id: int, now: datetime) -> Select[Any]:
    """To the plan's other leads."""
    others = _news(GIVEN_UP, f"{plan_id}:{decider_id}", now).join_from(people, plan_leads)
    return others.where(plan_leads.c.plan_id == plan_id, people.c.id != decider_id)


def _news(kind: str, subject: str, now: datetime) -> Select[Any]:
    """Once for each moment at which it happens."""
    row = columns_of(
        kind,
        key_of(kind, literal(subject), literal(milliseconds(now)), people.c.id),
        subject=literal(subject),
        due_at=literal(now, Instant),
        expires_at=literal(now + KEPT, Instant),
        priority=Priority.ANNOUNCEMENT,
    )
    return select(*row).where(*wants(Kind.PLAN))
