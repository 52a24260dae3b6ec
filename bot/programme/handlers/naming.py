"""What the data on a button names."""

from bot.agenda.rules import Session
from bot.context import Context
from bot.screens.texts import stale_notice


def session_of(context: Context) -> Session | None:
    return context.programme.session(context.argument)


def second(context: Context) -> str:
    """The second argument; empty where there is none."""
    return context.arguments[1] if len(context.arguments) > 1 else ""


async def gone(context: Context) -> None:
    await context.open("programme", notice=stale_notice(context.t))
