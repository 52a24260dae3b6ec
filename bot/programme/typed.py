"""Times and minutes as people type them in a hurry."""

import re
from datetime import time
from typing import Final

MOST_MINUTES: Final = 240  # that a day can be late; more is a slip of the thumb

_CLOCK: Final = re.compile(r"(\d{1,2})(?:\s*[:.,\-]\s*|\s*)(\d{2})")
_MINUTES: Final = re.compile(r"\+?\s*(\d{1,3})\s*(?:(?:min|мин)\w*\.?|[mм]\.?|['′])?", re.IGNORECASE)


def clock_time(text: str) -> time | None:
    """09:30, 9.30, 9-30, 9 30 or 930; None where it is no clock time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def minutes(text: str) -> int | None:
    """15, +15 or "15 min"; None where it is no number of minutes that may be meant."""
    found = _MINUTES.fullmatch(text.strip())
    number = int(found[1]) if found else 0
    return number if 0 < number <= MOST_MINUTES else None
