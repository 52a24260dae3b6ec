"""The columns of a SELECT that plans messages, one row for each person it finds in `people`."""

from typing import Any

from sqlalchemy import ColumnElement, SmallInteger, String, cast, literal, select

from bot.delivery.outbox import Priority
from bot.storage.tables import outbox, people


def key_of(kind: str, *parts: ColumnElement[Any]) -> ColumnElement[str]:
    """What makes a message the same one, so that it is planned once."""
    key: ColumnElement[str] = literal(kind, String)
    for part in parts:
        key = key + ":" + cast(part, String)
    return key


def without(kind: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody has no message of this kind that meets the conditions, which are on `outbox`.

    Who has one is read once and held in memory: nearly all have theirs whenever it is asked, and to look up
    the key of each would take two or three times as long.
    """
    return people.c.id.not_in(select(outbox.c.person_id).where(outbox.c.kind == kind, *conditions))


def columns_of(  # noqa: PLR0913 -- one for each column
    kind: str,
    key: ColumnElement[str],
    *,
    subject: Any,
    due_at: Any,
    expires_at: Any,
    priority: Priority = Priority.REMINDER,
    chat_id: Any = people.c.telegram_id,
) -> list[ColumnElement[Any]]:
    """In the order that `outbox.plan_selected` asks for; in another chat it speaks their language."""
    its_priority = literal(int(priority), SmallInteger)
    return [key, literal(kind), people.c.id, chat_id, subject, its_priority, due_at, expires_at]
