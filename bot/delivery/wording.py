"""Putting claimed rows into words: one that cannot be must not keep the others back."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from bot.delivery.outbox import Row
from bot.screens import Outgoing
from bot.storage.engine import Database, Transaction

log = logging.getLogger(__name__)

Render = Callable[[Transaction, Sequence[Row], datetime], Awaitable[Sequence[Outgoing | None]]]


class Later:
    """It is to wait: something else leaves to its chat first."""


Worded = Outgoing | Exception | Later | None  # None: it no longer holds


async def put_into_words(
    database: Database, render: Render, rows: Sequence[Row], now: datetime
) -> Sequence[Worded]:
    """What goes out for each row, None, or the error that its renderer raised."""
    worded = await _try(database, render, rows, now)
    if len(rows) == 1 or not isinstance(worded[0], Exception):
        return worded
    return [(await _try(database, render, [row], now))[0] for row in rows]


async def _try(database: Database, render: Render, rows: Sequence[Row], now: datetime) -> Sequence[Worded]:
    try:
        async with database.reading() as tx:
            screens = await render(tx, rows, now)
        return [screen for _, screen in zip(rows, screens, strict=True)]
    except DBAPIError as error:
        return [error] * len(rows)
    except Exception as error:
        if len(rows) == 1:
            log.exception("outbox row %d: %s cannot be put into words", rows[0].id, rows[0].kind)
        return [error] * len(rows)
