"""Help, and whatever nothing else expects: a text, a file, an old button, a person who blocks the bot."""

from telegram import ChatMember

from bot.context import Context
from bot.people import menu, queries
from bot.people.handlers.door import start
from bot.people.rules import Person, Role, may
from bot.people.screens import help as screens
from bot.screens import Screen
from bot.screens.texts import stale_notice
from bot.written import written


async def show_help(context: Context) -> None:
    commands = {name: tell for name, tell in context.services.commands.items() if name != "help"}
    everybodys = menu.visible(context.t, commands, {Role.PARTICIPANT})
    own = menu.visible(context.t, commands, context.person.roles)
    more = [command for command, _ in own if command not in dict(everybodys)]
    async with context.reading() as tx:
        organisers = await queries.reachable_organisers(tx, context.owners)
    await context.show(screens.help_screen(context.t, context.person, everybodys, more, organisers))


async def text(context: Context) -> None:
    """Nobody asked for a text: say so, and lose nothing."""
    if context.update.callback_query:  # a forged button of that name
        return await stale(context)
    if not context.person.known:
        return await start(context)
    if context.command:
        return await context.reply(_of_no_use(context, context.command.name))
    if await _heard(context):
        return None
    return await context.reply(screens.unexpected_text_screen(context.t, _whole_text(context)))


def _of_no_use(context: Context, command: str) -> Screen:
    if _is_others(command, context.person):
        return screens.forbidden_screen(context.t, hosts_too=may({Role.HOST}, command))
    return screens.unknown_command_screen(context.t, command)


def _is_others(action: str, person: Person) -> bool:
    return may(frozenset(Role), action) and not may(person.roles, action)


async def _heard(context: Context) -> bool:
    """Whether a feature takes it for something all the same."""
    for hear in context.services.hears:
        if await hear(context):
            return True
    return False


async def unheard(context: Context) -> None:
    """It was taken for something that it is not: the tapped screen, which replies to it, says so instead."""
    if context.attached:
        await context.show(screens.unexpected_file_screen(context.t, passable=True))
    else:
        await context.show(screens.unexpected_text_screen(context.t, _whole_text(context)))


def _whole_text(context: Context) -> str:
    """The message as it was written."""
    message = written(context.update)
    return (message.text or message.caption or "").strip() if message else ""


async def file(context: Context) -> None:
    """Nobody asked for a file."""
    if context.update.callback_query:
        return await stale(context)
    if not context.person.known:
        return await start(context)
    if await _heard(context):
        return None
    passable = context.attached is not None
    return await context.reply(screens.unexpected_file_screen(context.t, passable=passable))


async def seek(context: Context) -> None:
    """Look up the text that nobody expected."""
    context.typed = ":".join(context.arguments)
    await context.open("find")


async def stale(context: Context) -> None:
    """An old button, or one that is not for this person: the screen is refreshed in place."""
    if not context.person.known:
        return await start(context)
    return await context.open("now", notice=stale_notice(context.t))


async def membership(context: Context) -> None:
    """Somebody blocked the bot, or came back; what they chose stays as it was."""
    change = context.update.my_chat_member
    assert change is not None  # noqa: S101 -- RIGHTS lets nobody else come here
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    async with context.transaction() as tx:
        await queries.set_active(tx, [context.person.id], active=not gone)


async def unready(context: Context) -> None:
    """Whatever is asked before there is a programme."""
    await context.show(screens.unready_screen(context.t))
