"""The tap on a reminder by somebody who would rather be in a parallel session."""

from collections.abc import Mapping

from bot.context import Context, Handler
from bot.reminders import screens


async def elsewhere(context: Context) -> None:
    """What there is to choose instead, while choosing is open; the seat is kept until another is taken."""
    session = context.programme.session(context.argument)
    choice = context.programme.choice(session.choice_id) if session and session.choice_id else None
    if session is None or choice is None:
        await context.open("stale")
    elif choice.open_at(context.now):
        await context.open("choose", choice.id, notice=screens.keep_notice(context.t))
    else:
        await context.open("session", session.id, notice=screens.over_notice(context.t))


HANDLERS: Mapping[str, Handler] = {"elsewhere": elsewhere}
