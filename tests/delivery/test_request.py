"""The transport: what arrives, what surely did not, and what never says the token."""

import asyncio
import logging
import traceback

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, unused_port
from telegram import Bot, InputFile
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.delivery.request import AiohttpRequest, ConnectTimedOut, NotSent
from tests.delivery.telegram import TOKEN, Answer, Call, Telegram, hold, page, refuse, reset


def bot_at(url: str) -> Bot:
    request = AiohttpRequest()
    return Bot(TOKEN, base_url=url, request=request, get_updates_request=request)


@pytest.mark.parametrize("text", ["Сәлем & <b>привет</b> + 100 %", "", "a=b&c=d;%41", "😀\n\t\0\x7f"])
async def test_texts_arrive_as_they_are(bot: Bot, telegram: Telegram, text: str) -> None:
    message = await bot.send_message(1, text)
    assert telegram.texts == [text]
    assert message.message_id == 1


@pytest.mark.parametrize("size", [3, 2 * 2**20])
async def test_files_arrive_as_they_are(bot: Bot, telegram: Telegram, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"\x00\xff\n"
    await bot.send_document(1, InputFile(content, filename="жоспар.ics"), "Қараңыз")
    (call,) = telegram.calls
    assert (call.method, call.parameters["document"], call.text) == ("sendDocument", content, "Қараңыз")


async def test_two_hundred_and_fifty_six_at_once(bot: Bot, telegram: Telegram) -> None:
    all_there = asyncio.Event()
    telegram.always = hold(all_there)
    sends = [asyncio.create_task(bot.send_message(number, "x")) for number in range(1, 257)]
    await telegram.until(lambda telegram: len(telegram.calls) == 256)
    all_there.set()
    assert len(await asyncio.gather(*sends)) == 256


async def test_connections_are_used_again(bot: Bot, telegram: Telegram) -> None:
    for _ in range(5):
        await bot.send_message(1, "x")
    assert len({call.request.transport for call in telegram.calls}) == 1


async def test_after_a_shutdown_it_opens_again(bot: Bot, telegram: Telegram) -> None:
    await bot.send_message(1, "x")
    await bot.request.shutdown()
    await bot.send_message(1, "x")
    assert len(telegram.texts) == 2


async def test_what_was_sent_is_counted_and_nothing_else(bot: Bot) -> None:
    request = bot.request
    assert isinstance(request, AiohttpRequest)
    await bot.send_message(1, "x")
    await bot.send_document(1, b"x")
    await bot.answer_callback_query("1")
    await bot.delete_webhook()
    assert request.messages == 2


# -------------------------------------------------------------------- failures


async def test_an_answer_that_does_not_come_may_have_arrived(bot: Bot, telegram: Telegram) -> None:
    never = asyncio.Event()
    telegram.always = hold(never)
    with pytest.raises(TimedOut) as raised:
        await bot.send_message(1, "x", read_timeout=0.05)
    assert not isinstance(raised.value, NotSent)
    never.set()


async def test_no_limit_is_no_limit(bot: Bot, telegram: Telegram) -> None:
    await bot.send_message(1, "x", read_timeout=None, write_timeout=None, connect_timeout=None)
    assert telegram.texts == ["x"]


async def test_a_request_that_waits_for_a_connection_in_vain_did_not_arrive(
    bot: Bot, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.request.CONNECTIONS", 1)
    never = asyncio.Event()
    telegram.always = hold(never)
    first = asyncio.create_task(bot.send_message(1, "x"))
    await telegram.until(lambda telegram: len(telegram.calls) == 1)
    with pytest.raises(ConnectTimedOut):
        await bot.send_message(2, "x", pool_timeout=0.01, connect_timeout=0.01)
    never.set()
    await first


async def test_a_refused_connection_means_not_sent() -> None:
    bot = bot_at(f"http://127.0.0.1:{unused_port()}/bot")
    with pytest.raises(NotSent, match=r":\d+: Connection refused$"):
        await bot.send_message(1, "x")
    await bot.request.shutdown()


async def test_a_name_that_nobody_knows_means_not_sent() -> None:
    bot = bot_at("http://telegram.invalid/bot")
    with pytest.raises(NotSent, match=r"telegram\.invalid:80: its name is not known here"):
        await bot.send_message(1, "x")
    await bot.request.shutdown()


async def test_a_server_without_tls_means_not_sent() -> None:
    async def speak_plainly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(speak_plainly, "127.0.0.1", 0) as server:
        bot = bot_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot")
        with pytest.raises(NotSent, match="it speaks no TLS"):
            await bot.send_message(1, "x")
        await bot.request.shutdown()


async def test_a_broken_connection_may_have_arrived(bot: Bot, telegram: Telegram) -> None:
    telegram.always = reset
    with pytest.raises(NetworkError) as raised:
        await bot.send_message(1, "x")
    assert not isinstance(raised.value, NotSent)


async def test_a_bad_token_is_telegrams_own_error(bot: Bot, telegram: Telegram) -> None:
    telegram.always = refuse(401, "Unauthorized")
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def redirect(telegram: Telegram, call: Call) -> web.StreamResponse:
    raise web.HTTPFound("/bot/elsewhere")


async def test_nobody_leads_a_message_elsewhere(bot: Bot, telegram: Telegram) -> None:
    telegram.always = redirect
    with pytest.raises(NetworkError, match="302"):
        await bot.send_message(1, "x")
    assert len(telegram.calls) == 1


@pytest.mark.parametrize(
    "answer", [reset, page(502), page(404), page(200), refuse(401, "Unauthorized"), redirect]
)
async def test_no_error_and_no_log_says_the_token(
    bot: Bot, telegram: Telegram, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.always = answer
    with caplog.at_level(logging.INFO), pytest.raises(TelegramError) as raised:
        await bot.send_message(1, "x")
    ours = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]
    said = "".join([*traceback.format_exception(raised.value), *ours])
    assert TOKEN not in said
    assert TOKEN.partition(":")[2] not in said


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/bot", "http://telegram.invalid/bot"])
async def test_neither_does_a_missing_connection(url: str) -> None:
    bot = bot_at(url)
    with pytest.raises(NotSent) as raised:
        await bot.send_message(1, "x")
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
    await bot.request.shutdown()


async def test_neither_does_a_time_out(bot: Bot, telegram: Telegram, server: BaseTestServer) -> None:
    never = asyncio.Event()
    telegram.always = hold(never)
    with pytest.raises(TimedOut) as raised:
        await bot.send_message(1, "x", read_timeout=0.05)
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
    never.set()
