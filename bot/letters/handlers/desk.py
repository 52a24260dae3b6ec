"""The organisers' group: bound, unbound, left."""

from typing import Final

from telegram import ChatMember

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.delivery import outbox
from bot.letters import desks, due
from bot.letters.handlers.content import group_of
from bot.letters.rules import BOUND, FREE
from bot.letters.screens import desk as screens
from bot.people.rules import may
from bot.storage.engine import Transaction

_OUTSIDE: Final = (ChatMember.BANNED, ChatMember.LEFT)


async def bind(context: Context) -> None:
    """Letters come to this group from now on, and to no other."""
    group_id = group_of(context)
    if group_id is None:
        return await context.show(screens.only_in_groups_screen(context.t, _way_to_group(context)))
    async with context.transaction() as tx:
        replaced = await desks.bind(tx, group_id, context.person.id, context.now)
        if replaced:
            await outbox.plan_selected(tx, due.brought_along(group_id, replaced, context.now))
            await outbox.plan_selected(tx, due.desk_moved(replaced, context.person.id, context.now))
        await _tell_organisers(context, tx, BOUND)
        await note(tx, context.person.id, Deed.DESK_BOUND, details=_title(context), now=context.now)
    return await context.show(screens.bound_screen(context.t, replaced=replaced is not None))


async def unbind(context: Context) -> None:
    """Letters come to this group no more."""
    group_id = group_of(context)
    if group_id is None:
        return await context.show(screens.only_in_groups_screen(context.t, _way_to_group(context)))
    was_bound = await _leave(context, group_id)
    screen = screens.unbound_screen(context.t) if was_bound else screens.not_bound_screen(context.t)
    return await context.show(screen)


async def grouped(context: Context) -> None:
    """Somebody took the bot into a group, or out of it; only an organiser is told what it can do there."""
    change = context.update.my_chat_member
    assert change is not None  # noqa: S101 -- RIGHTS lets nobody else come here
    if change.new_chat_member.status in _OUTSIDE:
        await _leave(context, change.chat.id)
    elif change.old_chat_member.status in _OUTSIDE:
        await _greet(context)


async def regrouped(context: Context) -> None:
    """A group that becomes a supergroup gets another id (Bot API "Message", migrate_to_chat_id)."""
    message = context.update.message
    assert message is not None  # noqa: S101 -- RIGHTS lets nobody else come here
    assert message.migrate_to_chat_id is not None  # noqa: S101 -- as before
    async with context.transaction() as tx:
        await desks.move(tx, message.chat_id, message.migrate_to_chat_id)


async def _greet(context: Context) -> None:
    if context.person.language and may(context.person.roles, "bind"):
        await context.show(screens.not_bound_screen(context.t))


async def _leave(context: Context, group_id: int) -> bool:
    """Whether it had the letters; those that wait and have not arrived there go to each organiser."""
    owners, now = context.owners, context.now
    async with context.transaction() as tx:
        was_bound = await desks.unbind(tx, group_id)
        if was_bound:
            await set_free(context, tx)
            await outbox.plan_selected(tx, due.missed_by_desk(group_id, owners, now))
    return was_bound


async def set_free(context: Context, tx: Transaction) -> None:
    """Tell organisers that letters come to each of them again."""
    await _tell_organisers(context, tx, FREE)
    by = context.person.id or None
    await note(tx, by, Deed.DESK_LEFT, details=_title(context), now=context.now)


async def _tell_organisers(context: Context, tx: Transaction, what: str) -> None:
    await outbox.plan_selected(tx, due.desk_news(what, context.owners, context.person.id, context.now))


def _way_to_group(context: Context) -> str:
    """Telegram asks to which group; core.telegram.org/bots/features#deep-linking."""
    return f"{context.bot.link}?startgroup=bind"


def _title(context: Context) -> str:
    chat = context.update.effective_chat
    return (chat.title or "") if chat else ""
