"""Moments in statements that are built once, and executed every second or with every tap.

SQLAlchemy takes longer to build a statement than SQLite to execute it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import BindParameter, ColumnElement, bindparam, literal

from bot.storage.tables import Instant

Statement = TypeVar("Statement")
Moment = datetime | BindParameter[datetime]

NOW: Final[BindParameter[datetime]] = bindparam("now", type_=Instant)


@cache
def built(build: Callable[[Moment], Statement]) -> Statement:
    """What `build` makes for the moment that is given as the parameter `now`."""
    return build(NOW)


def at(moment: Moment) -> ColumnElement[Any]:
    """The moment in a statement."""
    return literal(moment, Instant) if isinstance(moment, datetime) else moment
