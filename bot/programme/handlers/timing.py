"""When a session begins and ends, and how late the rest of a day is; each tap leads to a preview."""

from datetime import time, timedelta
from functools import partial

from bot.agenda.rules import Day, Session
from bot.context import Context
from bot.people.queries import await_text
from bot.programme import edits, typed
from bot.programme.handlers.naming import gone, second, session_of
from bot.programme.handlers.proposing import propose_edit
from bot.programme.marks import marked
from bot.programme.screens import timing as screens
from bot.screens import Screen

MINUTE = timedelta(minutes=1)


async def shift(context: Context) -> None:
    """Ask for a time; or propose the one that was tapped, in minutes later, or typed."""
    found = session_of(context)
    if found is None:
        return await gone(context)
    if minutes := context.number(1):
        later = partial(edits.shift, session_id=found.id, minutes=minutes)
        return await propose_edit(context, later, f"change:{found.id}")
    wanted = typed.clock_time(context.typed)
    if wanted is None:
        screen = screens.time_screen(context.t, context.programme, found, context.now, context.typed)
        return await _ask(context, f"shift:{found.id}", screen)
    return await _move(context, found, found.day_id, wanted)


async def shift_day(context: Context) -> None:
    """Ask when it begins on another day; or propose the same time, or the one that was typed."""
    found, day = session_of(context), marked(context.programme.days, second(context))
    if found is None or day is None:
        return await gone(context)
    same = context.arguments[2:] == ("same",)
    wanted = _start(context, found) if same else typed.clock_time(context.typed)
    if wanted is None:
        return await _ask_on(context, found, day)
    return await _move(context, found, day.id, wanted)


async def _ask_on(context: Context, session: Session, day: Day) -> None:
    screen = screens.other_day_screen(context.t, context.programme, session, day, context.now, context.typed)
    await _ask(context, f"shiftday:{session.id}:{second(context)}", screen)


async def _move(context: Context, session: Session, day_id: str, start: time) -> None:
    edit = partial(edits.move, session_id=session.id, day_id=day_id, start=start)
    await propose_edit(context, edit, f"change:{session.id}")


async def ends(context: Context) -> None:
    """Ask when it ends; or propose the length that was tapped, in minutes, or the end that was typed."""
    found = session_of(context)
    if found is None:
        return await gone(context)
    if minutes := context.number(1):
        return await _take(context, found, minutes)
    wanted = typed.clock_time(context.typed)
    if wanted is None:
        screen = screens.end_screen(context.t, context.programme, found, context.typed)
        return await _ask(context, f"ends:{found.id}", screen)
    return await _take(context, found, edits.minutes_between(_start(context, found), wanted))


async def _take(context: Context, session: Session, minutes: int) -> None:
    edit = partial(edits.set_length, session_id=session.id, minutes=minutes)
    await propose_edit(context, edit, f"change:{session.id}")


async def delay(context: Context) -> None:
    """Ask how late; or propose it for what is left of today."""
    minutes = context.number() or typed.minutes(context.typed)
    if minutes is None or minutes > typed.MOST_MINUTES:
        return await _ask(context, "delay", screens.delay_screen(context.t, context.typed))
    return await propose_edit(
        context, partial(edits.delay_rest, now=context.now, minutes=minutes), "programme"
    )


async def _ask(context: Context, action: str, screen: Screen) -> None:
    """Let the next text answer `action`."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, action)
    await context.show(screen)


def _start(context: Context, session: Session) -> time:
    return session.starts_at.astimezone(context.programme.zone).time()
