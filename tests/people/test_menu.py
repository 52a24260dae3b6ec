"""The bot's own name, descriptions and menus, told only where they differ."""

from dataclasses import replace

from telegram import Bot

from bot.agenda import queries as agenda
from bot.agenda.rules import Programme
from bot.context import Services
from bot.people import menu
from tests.people.telegram import Telegram


async def programme_of(services: Services) -> Programme:
    async with services.database.reading() as tx:
        programme = await agenda.load(tx)
    assert programme is not None
    return programme


def told(telegram: Telegram) -> list[str]:
    return [method for method, _ in telegram.calls if method.startswith("set")]


async def test_everything_is_told_in_three_languages_and_for_all_others(
    bot: Bot, telegram: Telegram, services: Services
) -> None:
    await menu.publish(bot, services.translators, services.commands, await programme_of(services))
    for method in ("setMyName", "setMyDescription", "setMyShortDescription", "setMyCommands"):
        languages = [call.get("language_code", "") for call in telegram.named(method)]
        assert languages == ["", "kk", "ru", "en"], method
    by_language = {call.get("language_code", ""): call for call in telegram.named("setMyCommands")}
    assert by_language["kk"]["scope"] == {"type": "all_private_chats"}
    assert all("[kk]" in line["description"] for line in by_language["kk"]["commands"])
    assert all("[en]" in line["description"] for line in by_language[""]["commands"])


async def test_what_stands_already_is_not_told_again(
    bot: Bot, telegram: Telegram, services: Services
) -> None:
    programme = await programme_of(services)
    await menu.publish(bot, services.translators, services.commands, programme)
    telegram.calls.clear()
    await menu.publish(bot, services.translators, services.commands, programme)
    assert told(telegram) == []
    renamed = replace(programme, short_name=replace(programme.short_name, ru="Другой семинар"))
    await menu.publish(bot, services.translators, services.commands, renamed)
    assert told(telegram) == ["setMyName"]


async def test_a_refusal_stops_neither_the_rest_nor_the_bot(
    bot: Bot, telegram: Telegram, services: Services
) -> None:
    telegram.refuses = {"setMyName": "Too Many Requests", "getMyCommands": "Internal Server Error"}
    await menu.publish(bot, services.translators, services.commands, await programme_of(services))
    assert told(telegram).count("setMyDescription") == 4
    assert told(telegram).count("setMyName") == 4
    assert told(telegram).count("setMyCommands") == 0


async def test_the_texts_fit_telegrams_limits(bot: Bot, telegram: Telegram, services: Services) -> None:
    await menu.publish(bot, services.translators, services.commands, await programme_of(services))
    assert all(0 < len(call["name"]) <= 64 for call in telegram.named("setMyName"))
    assert all(0 < len(call["description"]) <= 512 for call in telegram.named("setMyDescription"))
    assert all(0 < len(call["short_description"]) <= 120 for call in telegram.named("setMyShortDescription"))
    lines = [line for call in telegram.named("setMyCommands") for line in call["commands"]]
    assert all(0 < len(line["description"]) <= 256 for line in lines)


async def test_before_there_is_a_programme_only_the_menu_is_told(
    bot: Bot, telegram: Telegram, services: Services
) -> None:
    await menu.publish(bot, services.translators, services.commands, None)
    assert set(told(telegram)) == {"setMyCommands"}
