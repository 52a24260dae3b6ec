"""What a change would put into the past: a decision too, in a file of its own."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.agenda.changes import Change, What
from bot.agenda.rules import Session

A_MINUTE: Final = timedelta(minutes=1)  # that may pass until somebody has typed what begins or ends now


def into_past(changes: Collection[Change], now: datetime) -> Sequence[Change]:
    """Those by which something would have begun already, or be over while it runs."""
    moved = [change.before for change in changes if change.what is What.MOVED]
    # What runs may begin earlier, or give its place to another.
    running = any(isinstance(was, Session) and was.runs_at(now) for was in moved)
    return [change for change in changes if _lands(change, now, running=running)]


def passed_since(changes: Collection[Change], looked_at: datetime, now: datetime) -> Sequence[Change]:
    """Those that go into the past by now, and did not when somebody looked at them."""
    then = into_past(changes, looked_at)
    return [change for change in into_past(changes, now) if change not in then]


def _lands(change: Change, now: datetime, *, running: bool) -> bool:
    was, to_be = change.before, change.after
    if not (isinstance(was, Session) and isinstance(to_be, Session)) or to_be.cancelled:
        return False
    if change.what is What.MOVED:
        return to_be.ends_at <= now or (to_be.starts_at <= now - A_MINUTE and not running)
    ends = change.what is What.LENGTH and was.starts_at == to_be.starts_at
    return ends and to_be.ends_at <= now - A_MINUTE and was.ends_at > now
