"""Replies that Telegram refuses for their number, or that find no connection, are asked for again."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import BaseTestServer, unused_port
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.delivery.patience import LONGEST, PatientRequest
from bot.delivery.request import AiohttpRequest, NotSent
from tests.delivery.still import StillClock
from tests.delivery.telegram import TOKEN, Telegram, flood, page, refuse, reset


def over(url: str, clock: StillClock) -> Bot:
    request = PatientRequest(AiohttpRequest(), clock)
    return Bot(TOKEN, url, request=request, get_updates_request=request)


@pytest.fixture
async def patient(server: BaseTestServer, clock: StillClock) -> AsyncIterator[Bot]:
    bot = over(str(server.make_url("/bot")), clock)
    yield bot
    await bot.request.shutdown()


async def test_a_reply_waits_as_long_as_telegram_says(
    patient: Bot, telegram: Telegram, clock: StillClock
) -> None:
    began = clock.machine
    telegram.next_for[1] = [flood(7), flood(2)]
    await patient.send_message(1, "Сәлем")
    assert telegram.texts == ["Сәлем"]
    assert clock.machine - began == timedelta(seconds=9)


async def test_what_would_come_too_late_is_refused_at_once(
    patient: Bot, telegram: Telegram, clock: StillClock
) -> None:
    began = clock.machine
    telegram.next_for[1] = [flood(15), flood(6)]
    with pytest.raises(RetryAfter):
        await patient.send_message(1, "Сәлем")
    assert not telegram.texts
    assert clock.machine - began == timedelta(seconds=15)


@pytest.mark.parametrize("said", [{}, {"retry_after": 0}, {"retry_after": -1}])
async def test_a_429_that_does_not_say_how_long_is_an_error(
    patient: Bot, telegram: Telegram, said: dict[str, object]
) -> None:
    telegram.next_for[1] = [refuse(429, "Too Many Requests", **said)]
    with pytest.raises(TelegramError):
        await patient.send_message(1, "Сәлем")
    assert len(telegram.calls) == 1


async def test_what_came_instead_of_an_answer_is_not_logged(
    patient: Bot, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.next_for[1] = [page(200)]
    with pytest.raises(TelegramError):
        await patient.send_message(1, "Сәлем")
    ours = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]
    assert TOKEN not in "".join(ours)
    assert "html" not in "".join(ours)


async def test_what_may_have_arrived_is_not_asked_for_again(patient: Bot, telegram: Telegram) -> None:
    telegram.next_for[1] = [reset]
    with pytest.raises(NetworkError):
        await patient.send_message(1, "Сәлем")
    telegram.next_for[1] = [refuse(400, "Bad Request: message is too long")]
    with pytest.raises(BadRequest):
        await patient.send_message(1, "Сәлем")
    assert len(telegram.calls) == 2


async def test_without_a_connection_it_is_tried_for_a_while(clock: StillClock) -> None:
    began, bot = clock.machine, over(f"http://127.0.0.1:{unused_port()}/bot", clock)
    with pytest.raises(NotSent):
        await bot.send_message(1, "Сәлем")
    await bot.request.shutdown()
    assert timedelta(seconds=LONGEST / 3) < clock.machine - began <= timedelta(seconds=LONGEST)
