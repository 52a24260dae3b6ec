"""A letter goes to the organisers, whatever part of the bot it is written in; these are queries."""

from datetime import datetime
from typing import NamedTuple

from bot.delivery import outbox
from bot.letters import desks, due, keeping
from bot.letters.rules import Content
from bot.storage.engine import Transaction


class Sent(NamedTuple):
    letter_id: int
    reached: bool  # somebody gets it by itself


async def send(  # noqa: PLR0913, PLR0917 -- who writes what to whom about what
    tx: Transaction,
    person_id: int,
    content: Content,
    owners: frozenset[int],
    now: datetime,
    announcement_id: int | None = None,
) -> Sent:
    """Keep it, and plan the messages in which it is read; owners are Telegram ids."""
    letter_id, new = await keeping.keep(tx, person_id, content, announcement_id, now)
    return Sent(letter_id, await _tell(tx, letter_id, owners, now) if new else True)


async def _tell(tx: Transaction, letter_id: int, owners: frozenset[int], now: datetime) -> bool:
    desk = await desks.bound(tx, owners)
    if desk:
        return bool(await outbox.plan_selected(tx, due.to_desk(letter_id, desk.group_id, now)))
    return bool(await outbox.plan_selected(tx, due.to_organisers(letter_id, owners, now)))
