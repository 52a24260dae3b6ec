"""A sheet's cell as the document reads it: a real date or time, or what somebody typed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from bot.agenda.formats.sheet_columns import Cell

_FAR: Final = 10_000  # days since 1900; what is later was meant as a date, and is said as one


def plain(value: Any, holds: Cell) -> Any:
    if holds is Cell.AS_ROW:
        return value
    if holds is Cell.TIME:
        return _time(value)
    if holds is Cell.IDS:
        return [part for part in re.split(r"[\s,;]+", _text(value)) if part]
    if holds is Cell.TEXT or not isinstance(value, date | time | bool):
        return _text(value)
    return _whole(value) if isinstance(value, datetime) else value


def _time(value: Any) -> Any:
    """A day or more is no clock time, but somebody's 9.3 for 09:30: left as a number, to be refused."""
    if isinstance(value, time):
        return _whole(datetime.combine(date.min, value)).time()
    days: Any = value
    if isinstance(value, datetime | timedelta):
        from openpyxl.utils.datetime import to_excel  # noqa: PLC0415 -- slow to begin with

        days = to_excel(value)  # type: ignore[no-untyped-call]  # openpyxl leaves its types out
    if isinstance(days, bool) or not isinstance(days, float | int):
        return _text(value)
    if 0 <= days < 1:  # a part of a day, whatever the cell's format
        return _whole(datetime.combine(date.min, time()) + timedelta(days=days)).time()
    return value if days > _FAR else round(days, 4) if days % 1 else int(days)


def _whole(moment: datetime) -> datetime:
    """To the second: a sheet keeps a part of a day, which is a hair off."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
