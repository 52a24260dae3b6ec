"""The bot's profile and command menus in three languages, told to Telegram only where they differ.

Telegram allows setMyName a few times a day, so what stands there is asked first. Nothing here stops the bot.
"""

import logging
from collections.abc import Awaitable, Collection, Mapping, Sequence
from typing import Final

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.agenda.rules import Programme
from bot.context import Describe
from bot.i18n.translator import Translator, Translators
from bot.people.rules import Person, Role, may
from bot.people.screens import profile

log = logging.getLogger(__name__)

DEFAULT: Final = "en"  # for a phone in none of our languages


async def publish(
    bot: Bot,
    translators: Translators,
    commands: Mapping[str, Describe],
    programme: Programme | None,
) -> None:
    """Name, descriptions and the menu of commands, in each language and for all others."""
    for code, t in {"": translators[DEFAULT], **translators}.items():
        scope, lines = BotCommandScopeAllPrivateChats(), visible(t, commands, {Role.PARTICIPANT})
        await _forgiving(_publish_commands(bot, scope, code, lines))
        if programme:
            await _publish_profile(bot, code, t, programme)


async def speak(bot: Bot, t: Translator, commands: Mapping[str, Describe], person: Person) -> None:
    """One person's menu: in the language they chose, with what their roles may do."""
    lines = [BotCommand(*line) for line in visible(t, commands, person.roles)]
    await _forgiving(bot.set_my_commands(lines, BotCommandScopeChat(person.telegram_id)))


async def forget(bot: Bot, telegram_id: int) -> None:
    """Take a person's own menu back."""
    await _forgiving(bot.delete_my_commands(BotCommandScopeChat(telegram_id)))


def visible(
    t: Translator, commands: Mapping[str, Describe], roles: Collection[Role]
) -> Sequence[tuple[str, str]]:
    """The commands that these roles may use, with their descriptions."""
    return [(name, describe(t)) for name, describe in commands.items() if may(roles, name)]


async def _publish_commands(
    bot: Bot, scope: BotCommandScope, code: str, lines: Sequence[tuple[str, str]]
) -> None:
    wanted = [BotCommand(*line) for line in lines]
    if list(await bot.get_my_commands(scope, code or None)) != wanted:
        await bot.set_my_commands(wanted, scope, code or None)


async def _publish_profile(bot: Bot, code: str, t: Translator, programme: Programme) -> None:
    language = code or None
    await _forgiving(_name(bot, language, profile.bot_name(t, programme)))
    await _forgiving(_description(bot, language, profile.description(t, programme)))
    await _forgiving(_short_description(bot, language, profile.short_description(t, programme)))


async def _name(bot: Bot, language: str | None, text: str) -> None:
    if (await bot.get_my_name(language)).name != text:
        await bot.set_my_name(text, language)


async def _description(bot: Bot, language: str | None, text: str) -> None:
    if (await bot.get_my_description(language)).description != text:
        await bot.set_my_description(text, language)


async def _short_description(bot: Bot, language: str | None, text: str) -> None:
    if (await bot.get_my_short_description(language)).short_description != text:
        await bot.set_my_short_description(text, language)


async def _forgiving(request: Awaitable[object]) -> None:
    try:
        await request
    except TelegramError as error:
        log.warning("Telegram did not take a part of the bot's profile: %s", error)
