"""Requests that nobody knows about: never lost, and what may be double is written down."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from sqlalchemy import select

from bot.delivery import outbox
from bot.delivery.outbox import Priority, Row
from bot.delivery.request import AiohttpRequest
from bot.screens import Screen
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as table
from tests.delivery.office import Office
from tests.delivery.telegram import Answer, Telegram, deliver_and_reset, page, refuse, reset


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(reset, id="reset"),
        pytest.param(page(502), id="a proxy's 502"),
        pytest.param(refuse(500, "Internal Server Error"), id="500"),
    ],
)
async def test_what_may_have_arrived_is_sent_again_and_recorded(
    office: Office, telegram: Telegram, answer: Answer
) -> None:
    telegram.next_for[1] = [answer]
    await office.plan("news")
    await office.plan("after it")
    await office.work(office.sender(), seconds=15)
    assert telegram.texts == ["news", "after it"]
    first, second = await office.rows()
    assert (first.state, first.ambiguous) == ("sent", 1)
    assert (second.state, second.ambiguous) == ("sent", 0)


async def test_a_double_is_recorded(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [deliver_and_reset]
    await office.plan("news")
    await office.work(office.sender(), seconds=15)
    assert telegram.texts == ["news", "news"]
    (row,) = await office.rows()
    assert (row.state, row.ambiguous) == ("sent", 1)


async def test_what_may_have_arrived_counts_for_the_pace_of_its_chat(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [deliver_and_reset]
    await office.plan("news")
    sender = office.sender()
    await office.round(sender)
    await office.plan("urgent", priority=Priority.REMINDER)
    await office.work(sender, seconds=0.8)
    assert telegram.texts == ["news"]
    await office.work(sender, seconds=2)
    assert telegram.texts == ["news", "urgent"]


async def test_after_a_few_tries_people_must_look_themselves(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [deliver_and_reset] * 9
    await office.plan("news")
    await office.plan("after it", due_at=office.clock.now() + timedelta(seconds=1))
    await office.work(office.sender(), seconds=60)
    assert telegram.texts.count("news") == 3
    first = (await office.rows())[0]
    assert (first.state, first.ambiguous) == ("ambiguous", 3)


async def test_what_may_have_arrived_and_expires_is_not_called_expired(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [deliver_and_reset]
    await office.plan("starts soon", expires_at=office.clock.now() + timedelta(seconds=3))
    await office.work(office.sender(), seconds=15)
    assert telegram.texts == ["starts soon"]
    assert await office.states() == {"starts soon": "ambiguous"}


async def test_what_may_have_arrived_and_is_called_off_is_in_doubt_until_it_holds_again(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [reset]
    await office.plan("may be there", 1)
    sender = office.sender()
    await office.work(sender, seconds=1)
    await office.plan("surely is not", 2)
    async with office.database.writing() as tx:
        assert await outbox.cancel(tx) == 2
    assert await office.states() == {"may be there": "ambiguous", "surely is not": "cancelled"}
    async with office.database.writing() as tx:
        assert await outbox.revive(tx, select(table.c.id)) == 2
    await office.work(sender, seconds=15)
    assert sorted(telegram.texts) == ["may be there", "surely is not"]


async def test_what_may_have_arrived_and_was_refused_since_is_not_tried_for_ever(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [reset, *[refuse(403, "Forbidden: not now")] * 20]
    await office.plan("news")
    await office.work(office.sender(), seconds=600)
    assert await office.states() == {"news": "ambiguous"}
    async with office.database.writing() as tx:
        assert await outbox.revive(tx, select(table.c.id)) == 0


async def test_what_may_have_arrived_and_no_longer_holds_is_in_doubt(
    office: Office, telegram: Telegram
) -> None:
    async def hold_no_more(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[None]:
        return [None for _ in rows]

    telegram.next_for[1] = [deliver_and_reset]
    await office.plan("there already")
    await office.work(office.sender(), seconds=1)
    await office.plan("not yet", 2)
    await office.work(office.sender(render=hold_no_more), seconds=15)
    assert await office.states() == {"there already": "ambiguous", "not yet": "cancelled"}


async def test_what_may_have_arrived_and_cannot_be_put_into_words_again_is_in_doubt(
    office: Office, telegram: Telegram
) -> None:
    async def break_down(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        raise ValueError

    telegram.next_for[1] = [deliver_and_reset]
    await office.plan("there already")
    await office.work(office.sender(), seconds=1)
    await office.plan("not yet", 2)
    await office.work(office.sender(render=break_down), seconds=600)
    assert await office.states() == {"there already": "ambiguous", "not yet": "failed"}


async def test_telegram_away_is_asked_now_and_then_and_few_messages_are_in_doubt(
    office: Office, telegram: Telegram
) -> None:
    telegram.always = reset
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=60)
    assert 8 < len(telegram.calls) < 20
    telegram.always = None
    await office.work(sender, seconds=120)
    rows = await office.rows()
    assert sum(row.state == "sent" for row in rows) >= 56
    assert sum(row.ambiguous for row in rows) == len(telegram.calls) - len(telegram.texts)


async def test_without_a_connection_nothing_is_in_doubt(
    office: Office, telegram: Telegram, server: BaseTestServer
) -> None:
    port = server.port
    await server.close()
    for chat_id in range(1, 31):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=60)
    assert set((await office.states()).values()) == {"ready"}
    assert isinstance(office.bot.request, AiohttpRequest)
    assert 8 < office.bot.request.messages < 20
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", telegram.answer)
    async with TestServer(application, port=port):
        await office.work(sender, seconds=90)
    assert len(telegram.texts) == 30
    assert {(row.state, row.tries, row.ambiguous) for row in await office.rows()} == {("sent", 0, 0)}
