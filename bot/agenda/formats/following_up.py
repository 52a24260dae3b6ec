"""What is wrong with the follow-up of a programme: asking at night, check-ins out of order."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from bot.agenda import quiet
from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import Fault

_FAR: Final = date(9000, 1, 1)  # from there on the calendar may end before a check-in


def check(document: Document) -> Iterator[Fault]:
    asks_at = document.follow_up.asks_at
    if not quiet.END <= asks_at < quiet.BEGIN:
        about = {"value": f"{asks_at:%H:%M}", "start": f"{quiet.END:%H:%M}", "end": f"{quiet.BEGIN:%H:%M}"}
        yield Fault("asks-at-night", ("follow_up", "asks_at"), about)
    yield from _unordered(document)


def _unordered(document: Document) -> Iterator[Fault]:
    """Check-ins that do not come later than the one before; they count from the last day."""
    last_day = min(_FAR, max(day.date for day in document.days))
    check_ins = document.follow_up.check_ins
    for number, (former, period) in enumerate(pairwise(check_ins), start=1):
        if period.after(last_day) <= former.after(last_day):
            yield Fault("check-in-order", ("follow_up", "check_ins", number), {"value": str(period)})
