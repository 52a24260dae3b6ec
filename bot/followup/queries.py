"""Asks and reports in the database."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, String, cast, or_, select

from bot.delivery.outbox import State
from bot.followup.rules import FOLLOWUP, Ask, Help, Report, Said, Stage
from bot.screens.message import FileKind
from bot.storage.engine import Transaction
from bot.storage.tables import asks, outbox, plan_leads, reports

_NEVER_ASKED: Final = (None, State.FAILED, State.EXPIRED, State.CANCELLED)  # None: it went with its reader
_ITS_MESSAGE: Final = (  # sought for each ask: joined, all messages of the year would be read
    select(outbox.c.state)
    .where(outbox.c.kind == FOLLOWUP, outbox.c.subject == cast(asks.c.id, String))
    .scalar_subquery()
)


async def ask(tx: Transaction, ask_id: int) -> Ask | None:
    """None for one that is gone."""
    return next(iter(await _asks(tx, asks.c.id == ask_id)), None)


async def asks_to(tx: Transaction, person_id: int) -> Sequence[Ask]:
    """What somebody was asked, of whatever plan."""
    return await _asks(tx, asks.c.person_id == person_id)


async def asks_about(tx: Transaction, plan_ids: Collection[int]) -> Sequence[Ask]:
    """What was asked about these plans, and what their leads were asked about others."""
    leads = select(plan_leads.c.person_id).where(plan_leads.c.plan_id.in_(plan_ids))
    return await _asks(tx, or_(asks.c.plan_id.in_(plan_ids), asks.c.person_id.in_(leads)))


async def _asks(tx: Transaction, *conditions: ColumnElement[bool]) -> Sequence[Ask]:
    """The oldest first."""
    found = select(asks, _ITS_MESSAGE.label("state")).where(*conditions)
    return [_ask(row) for row in await tx.execute(found.order_by(asks.c.id))]


async def reports_about(tx: Transaction, plan_ids: Collection[int]) -> Sequence[Report]:
    """What was said of these plans and their steps, in the order in which it was said."""
    found = select(reports).where(reports.c.plan_id.in_(plan_ids)).order_by(reports.c.id)
    return [_report(row) for row in await tx.execute(found)]


def _ask(row: Row[Any]) -> Ask:
    return Ask(
        id=row.id,
        plan_id=row.plan_id,
        person_id=row.person_id,
        stage=Stage(row.stage),
        items=tuple(row.items),
        asked_at=row.asked_at,
        settled_at=row.settled_at,
        arrives=row.state not in _NEVER_ASKED,
        came=row.state not in (*_NEVER_ASKED, State.READY),
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        plan_id=row.plan_id,
        step_id=row.step_id,
        person_id=row.person_id,
        said=Said(row.kind),
        reported_at=row.reported_at,
        help=Help(row.help) if row.help else None,
        until_on=row.until_on,
        text=row.text,
        file_id=row.file_id,
        file_kind=FileKind(row.file_kind) if row.file_kind else None,
    )
