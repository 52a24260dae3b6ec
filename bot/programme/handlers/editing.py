"""Changing one session, or the rest of a day; each tap leads to a preview, and changes nothing itself."""

from functools import partial

from bot.agenda.rules import Session
from bot.context import Context
from bot.people.queries import await_text
from bot.programme import edits, typed
from bot.programme.handlers.proposing import propose_edit
from bot.programme.marks import marked
from bot.programme.screens import editing as screens
from bot.screens.texts import stale_notice


async def change_day(context: Context) -> None:
    """The days; or the sessions of one."""
    days = context.programme.days
    day = days[0] if len(days) == 1 else context.programme.day(context.argument)
    if day is None and not context.argument:
        return await context.show(screens.days_screen(context.t, context.programme))
    if day is None:
        return await _gone(context)
    return await context.show(screens.day_screen(context.t, context.programme, day, context.number(1)))


async def change(context: Context) -> None:
    found = _session(context)
    if found is None:
        return await _gone(context)
    return await context.show(screens.session_screen(context.t, context.programme, found))


# ------------------------------------------------------------------------ time


async def shift(context: Context) -> None:
    """Ask for a time; or propose the one that was tapped, in minutes later, or typed."""
    found = _session(context)
    if found is None:
        return await _gone(context)
    if context.update.callback_query and not _second(context):
        return await _ask_time(context, found)
    if minutes := context.number(1):
        later = partial(edits.shift, session_id=found.id, minutes=minutes)
        return await propose_edit(context, later, f"change:{found.id}")
    wanted = typed.clock_time(context.typed)
    if wanted is None:
        return await _ask_time(context, found, context.typed)
    edit = partial(edits.move, session_id=found.id, day_id=found.day_id, start=wanted)
    return await propose_edit(context, edit, f"change:{found.id}")


async def _ask_time(context: Context, session: Session, wrong: str = "") -> None:
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, f"shift:{session.id}")
    await context.show(screens.time_screen(context.t, context.programme, session, wrong))


async def shift_day(context: Context) -> None:
    """The same time on another day."""
    found, day = _session(context), marked(context.programme.days, _second(context))
    if found is None or day is None:
        return await _gone(context)
    start = found.starts_at.astimezone(context.programme.zone).time()
    edit = partial(edits.move, session_id=found.id, day_id=day.id, start=start)
    return await propose_edit(context, edit, f"change:{found.id}")


async def delay(context: Context) -> None:
    """Ask how late; or propose it for what is left of today."""
    minutes = context.number() or typed.minutes(context.typed)
    if minutes is None or minutes > typed.MOST_MINUTES:
        async with context.transaction() as tx:
            await await_text(tx, context.person.id, "delay")
        return await context.show(screens.delay_screen(context.t, context.typed))
    return await propose_edit(
        context, partial(edits.delay_rest, now=context.now, minutes=minutes), "programme"
    )


# -------------------------------------------------------- room, on and off, swapping


async def move_room(context: Context) -> None:
    found, room = _session(context), marked(context.programme.rooms, _second(context))
    if found is None or (room is None and _second(context)):
        return await _gone(context)
    if room is None:
        return await _show_rooms(context, found, 0)
    edit = partial(edits.set_room, session_id=found.id, room_id=room.id)
    return await propose_edit(context, edit, f"change:{found.id}")


async def rooms(context: Context) -> None:
    """A page of them."""
    found = _session(context)
    if found is None:
        return await _gone(context)
    return await _show_rooms(context, found, context.number(1))


async def _show_rooms(context: Context, session: Session, page: int) -> None:
    await context.show(screens.room_screen(context.t, context.programme, session, page))


async def call_off(context: Context) -> None:
    await propose_edit(
        context, partial(edits.cancel, session_id=context.argument), f"change:{context.argument}"
    )


async def restore(context: Context) -> None:
    await propose_edit(
        context, partial(edits.restore, session_id=context.argument), f"change:{context.argument}"
    )


async def swap_with(context: Context) -> None:
    found = _session(context)
    if found is None:
        return await _gone(context)
    page = context.number(1) if _second(context) else None
    return await context.show(screens.swap_screen(context.t, context.programme, found, page))


async def swap(context: Context) -> None:
    found, other = _session(context), marked(context.programme.sessions, _second(context))
    if found is None or other is None:
        return await _gone(context)
    edit = partial(edits.swap, first_id=found.id, second_id=other.id)
    return await propose_edit(context, edit, f"change:{found.id}")


# ------------------------------------------------------------------ the pieces


def _session(context: Context) -> Session | None:
    return context.programme.session(context.argument)


def _second(context: Context) -> str:
    return context.arguments[1] if len(context.arguments) > 1 else ""


async def _gone(context: Context) -> None:
    await context.open("programme", notice=stale_notice(context.t))
