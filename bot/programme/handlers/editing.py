"""Changing one session; each tap leads to a preview, and changes nothing itself."""

from functools import partial

from bot.agenda.rules import Session
from bot.context import Context
from bot.programme import edits
from bot.programme.handlers.naming import gone, second, session_of
from bot.programme.handlers.proposing import propose_edit
from bot.programme.marks import marked
from bot.programme.screens import editing as screens


async def change_day(context: Context) -> None:
    """The days; or the sessions of one."""
    days = context.programme.days
    day = days[0] if len(days) == 1 else context.programme.day(context.argument)
    if day is None and not context.argument:
        return await context.show(screens.days_screen(context.t, context.programme))
    if day is None:
        return await gone(context)
    return await context.show(screens.day_screen(context.t, context.programme, day, context.number(1)))


async def change(context: Context) -> None:
    found = session_of(context)
    if found is None:
        return await gone(context)
    return await context.show(screens.session_screen(context.t, context.programme, found))


# -------------------------------------------------------- room, on and off, swapping


async def move_room(context: Context) -> None:
    found, room = session_of(context), marked(context.programme.rooms, second(context))
    if found is None or (room is None and second(context)):
        return await gone(context)
    if room is None:
        return await _show_rooms(context, found, 0)
    edit = partial(edits.set_room, session_id=found.id, room_id=room.id)
    return await propose_edit(context, edit, f"change:{found.id}")


async def rooms(context: Context) -> None:
    """A page of them."""
    found = session_of(context)
    if found is None:
        return await gone(context)
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
    found = session_of(context)
    if found is None:
        return await gone(context)
    page = context.number(1) if second(context) else None
    return await context.show(screens.swap_screen(context.t, context.programme, found, page))


async def swap(context: Context) -> None:
    found, other = session_of(context), marked(context.programme.sessions, second(context))
    if found is None or other is None:
        return await gone(context)
    edit = partial(edits.swap, first_id=found.id, second_id=other.id)
    return await propose_edit(context, edit, f"change:{found.id}")
