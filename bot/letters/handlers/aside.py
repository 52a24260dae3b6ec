"""What is said to the bot in a group and is not done there: why, and where it is done."""

from typing import Final

from bot.context import Context
from bot.letters import desks
from bot.letters.handlers.content import group_of
from bot.letters.screens import aside as screens

_ABOUT_GROUPS: Final = {"bind", "unbind"}


async def aside(context: Context) -> None:
    """`context.argument` is the action; other than about the group itself it is answered in the bound one."""
    if context.update.callback_query:
        await context.notice(screens.organisers_notice(context.t), alert=True)
    elif context.argument in _ABOUT_GROUPS:
        await _refuse(context)
    elif await _in_bound_group(context):
        await (_refuse(context) if context.argument == "answer" else _lead_away(context))


async def _refuse(context: Context) -> None:
    replied = context.argument == "answer"
    if _anonymous(context):
        screen = screens.unseen_screen(context.services.translators.values())
    else:
        screen = screens.organisers_screen(context.t, context.bot.link, replied=replied)
    await context.reply(screen)


async def _lead_away(context: Context) -> None:
    if context.argument in context.services.commands:
        await context.reply(screens.private_screen(context.t, context.bot.link))


async def _in_bound_group(context: Context) -> bool:
    async with context.reading() as tx:
        desk = await desks.bound(tx, context.owners)
    return desk is not None and desk.group_id == group_of(context)


def _anonymous(context: Context) -> bool:
    """It is written in the name of a group or a channel; Bot API "Message", sender_chat."""
    message = context.update.message
    return bool(message and message.sender_chat)
