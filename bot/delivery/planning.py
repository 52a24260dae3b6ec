"""The columns of a SELECT that plans messages, one row for each person it finds in `people`."""

from typing import Any

from sqlalchemy import ColumnElement, Select, SmallInteger, String, cast, literal

from bot.delivery.outbox import Priority
from bot.storage.tables import people


def key_of(kind: str, *parts: ColumnElement[Any]) -> ColumnElement[str]:
    """What makes a message the same one, so that it is planned once."""
    key: ColumnElement[str] = literal(kind, String)
    for part in parts:
        key = key + ":" + cast(part, String)
    return key


def without(told: Select[tuple[int]]) -> ColumnElement[bool]:
    """Whether somebody is none of the people whose ids `told` yields, none of them null.

    These ids are read once and held in memory: nearly all have their message whenever it is asked, and to
    look up the key of each would take two or three times as long.
    """
    return people.c.id.not_in(told)


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
