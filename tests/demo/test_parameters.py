"""Every method takes the parameters of the Bot API's own list, requires those it must, and no others."""

import inspect
import re
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.demo.methods import IMPLEMENTATIONS
from bot.demo.parameters import Parameters, check
from bot.demo.refusal import Refusal
from bot.demo.specification import METHODS, NOT_EMULATED, Method
from tests.demo.sides import AIGERIM, BotSide

ALL = list(METHODS.values())
# Arguments that python-telegram-bot turns into parameters, and what it makes of them.
CONVENIENCE = {
    "allow_sending_without_reply": "reply_parameters",
    "reply_to_message_id": "reply_parameters",
    "disable_web_page_preview": "link_preview_options",
    "filename": "document",
    "caption_of_group": "media",
}
TRANSPORT = {"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"}


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_a_parameter_that_does_not_exist_is_named(method: Method) -> None:
    values = dict.fromkeys(method.required, "x")
    with pytest.raises(Refusal) as refused:
        check(Parameters({**values, "txet": "x"}), method)
    assert refused.value.description == f'Bad Request: unknown parameter "txet" of {method.name}'


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_each_required_parameter_is_missed(method: Method) -> None:
    for missing in method.required:
        values = {name: "x" for name in method.required if name != missing}
        with pytest.raises(Refusal):
            check(Parameters(values), method)


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_all_documented_parameters_are_known(method: Method) -> None:
    required = {name: "x" for name in method.parameters if name in method.required}
    optional = {name: "0" for name in method.parameters if name not in method.required}
    check(Parameters(required | optional), method)


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_python_telegram_bot_sends_no_others(method: Method) -> None:
    function = getattr(Bot, re.sub("([A-Z])", lambda letter: f"_{letter[0].lower()}", method.name))
    arguments = {CONVENIENCE.get(name, name) for name in inspect.signature(function).parameters}
    if method.name == "sendMediaGroup":
        arguments -= {"caption", "parse_mode", "caption_entities"}  # go into its media
    arguments -= {"document"} if method.name in ("sendPhoto", "sendMediaGroup") else set()
    assert arguments - TRANSPORT <= method.parameters.keys()


def test_all_listed_methods_are_implemented_and_the_others_named() -> None:
    assert METHODS.keys() == IMPLEMENTATIONS.keys()
    assert not METHODS.keys() & NOT_EMULATED.keys()
    assert len(METHODS) + len(NOT_EMULATED) == 180  # methods of Bot API 10.1


@pytest.mark.parametrize("name", ["SENDMESSAGE", "sendmessage", "sendMessage"])
async def test_the_case_of_a_method_does_not_matter(bot: BotSide, name: str) -> None:
    assert (await bot.call(name, chat_id=AIGERIM.id, text="hello"))["text"] == "hello"


async def test_parameters_come_in_all_the_ways_telegram_takes(session: ClientSession, bot: BotSide) -> None:
    given: dict[str, Any] = {"chat_id": str(AIGERIM.id), "text": "привет & қош"}
    address = f"{bot.base}sendMessage"
    for request in (
        session.get(address, params=given),
        session.post(address, params=given),
        session.post(address, data=given),
        session.post(address, json={**given, "chat_id": AIGERIM.id, "reply_markup": {"inline_keyboard": []}}),
        session.post(
            address, params={"chat_id": given["chat_id"]}, json={"text": given["text"], "entities": None}
        ),
    ):
        async with request as response:
            assert (await response.json())["result"]["text"] == given["text"]
    assert (await bot.call("sendMessage", **given))["text"] == given["text"]


async def test_a_file_that_nothing_mentions_is_a_slip(bot: BotSide) -> None:
    refusal = await bot.refusal("sendMessage", {"photo": b"x"}, chat_id=AIGERIM.id, text="x")
    assert refusal == 'Bad Request: unknown parameter "photo" of sendMessage'
