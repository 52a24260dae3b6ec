"""From a planned row to a message in a chat, and what is written down about it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from aiohttp.web import StreamResponse
from markupsafe import Markup

from bot.delivery.outbox import Priority, Row
from bot.delivery.sender import REST
from bot.screens import Button, Picture, Screen
from bot.storage.engine import Transaction
from tests.delivery.office import HOUR, Office
from tests.delivery.telegram import Call, Telegram, deliver, hold


async def test_a_due_message_arrives_once_with_its_text_and_leaves_its_number(
    office: Office, telegram: Telegram
) -> None:
    await office.plan("now")
    await office.plan("later", chat_id=2, due_at=office.clock.now() + HOUR)
    await office.work(office.sender())
    assert telegram.texts == ["now"]
    first, second = await office.rows()
    assert (first.state, first.message_id, first.tries, first.ambiguous) == ("sent", 1, 0, 0)
    assert second.state == "ready"


@pytest.mark.parametrize("photo", [False, True])
async def test_buttons_and_files_arrive(office: Office, telegram: Telegram, photo: bool) -> None:
    rows = [[Button("Go", "go:1"), Button("Look", url="https://example.org")]]

    async def render(tx: Transaction, planned: Sequence[Row], now: datetime) -> Sequence[Screen]:
        file = Picture("a.ics", b"\x00\xff", photo=photo)
        return [
            Screen(Markup("<b>Look</b>"), rows, file if row.subject == "file" else None) for row in planned
        ]

    await office.plan("text")
    await office.plan("file", chat_id=2)
    await office.work(office.sender(render=render))
    plain, with_file = telegram.delivered
    assert (plain.method, with_file.method) == ("sendMessage", "sendPhoto" if photo else "sendDocument")
    assert plain.text == with_file.text == "<b>Look</b>"
    assert with_file.parameters["photo" if photo else "document"] == b"\x00\xff"
    for call in telegram.delivered:
        assert call.parameters["parse_mode"] == "HTML"
        go, look = call.parameters["reply_markup"]["inline_keyboard"][0]
        assert (go["callback_data"], look["url"]) == ("go:1", "https://example.org")
    assert [row.message_id for row in await office.rows()] == [1, 2]


async def test_what_no_longer_holds_is_cancelled(office: Office, telegram: Telegram) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[None]:
        return [None for _ in rows]

    await office.plan("gone")
    await office.work(office.sender(render=render))
    assert telegram.calls == []
    assert await office.states() == {"gone": "cancelled"}


async def test_a_reminder_overtakes_a_broadcast(office: Office, telegram: Telegram) -> None:
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=0.5)
    begun = len(telegram.texts)
    await office.plan("starts soon", chat_id=99, priority=Priority.REMINDER)
    await office.work(sender)
    assert 0 < begun < telegram.texts.index("starts soon") + 1 <= begun + 15
    assert len(telegram.texts) == 61


async def test_one_chat_gets_its_messages_in_order_a_second_apart(office: Office, telegram: Telegram) -> None:
    for subject in ("first", "second", "third"):
        await office.plan(subject)
    await office.plan("urgent", priority=Priority.REMINDER)
    sender = office.sender()
    await office.work(sender, seconds=0.9)
    assert telegram.texts == ["urgent"]
    await office.work(sender, seconds=4)
    assert telegram.texts == ["urgent", "first", "second", "third"]


async def test_two_senders_share_the_work_and_nothing_is_sent_twice(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 41):
        await office.plan(f"for {chat_id}", chat_id)
    one, two = office.sender("one"), office.sender("two")
    await office.work(one, two, seconds=5)
    assert sorted(telegram.texts) == sorted(f"for {chat_id}" for chat_id in range(1, 41))
    assert set((await office.states()).values()) == {"sent"}


async def test_who_finds_all_slots_taken_soon_looks_again_for_a_fair_part(office: Office) -> None:
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
    one, two = office.sender("one"), office.sender("two")
    await one._round()
    assert await two._round() == REST
    await office.landed(one)


async def test_two_senders_at_the_same_moment_never_take_the_same_row(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 31):
        await office.plan(f"for {chat_id}", chat_id)
    senders = [office.sender(name, rate=300) for name in ("one", "two")]
    for _ in range(5):
        await asyncio.gather(*(office.round(sender) for sender in senders))
        office.clock.move(0.1)
    assert len(telegram.texts) == len(set(telegram.texts)) == 30


async def test_a_slot_that_was_missed_is_not_used(office: Office, telegram: Telegram) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        office.clock.move(slow.pop() if slow else 0)
        return [Screen(Markup("late")) for _ in rows]

    slow = [5.0]
    await office.plan("late")
    sender = office.sender(render=render)
    await office.round(sender)
    assert telegram.calls == []
    await office.work(sender, seconds=10)
    assert telegram.texts == ["late"]
    (row,) = await office.rows()
    assert (row.state, row.tries, row.ambiguous) == ("sent", 0, 0)


async def test_a_reply_leaves_at_once_in_the_middle_of_a_broadcast(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 101):
        await office.plan("news", chat_id)
    silence = asyncio.Event()
    telegram.always = hold(silence)
    telegram.next_for[500] = [deliver]
    sender = office.sender()
    await sender._round()
    await telegram.until(lambda telegram: len(telegram.calls) == 8)
    before = office.clock.machine_now()
    await office.bot.send_message(500, "a reply")
    assert telegram.texts[-1] == "a reply"
    assert office.clock.machine_now() == before
    silence.set()
    await office.landed(sender)


async def test_the_slower_telegram_is_the_more_requests_are_under_way(
    office: Office, telegram: Telegram
) -> None:
    async def slowly(telegram: Telegram, call: Call) -> StreamResponse:
        office.clock.move(3)
        return await deliver(telegram, call)

    for chat_id in range(1, 41):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=0.5)
    window = sender._pace.window
    telegram.always = slowly
    await office.work(sender, seconds=30)
    assert sender._pace.window > 3 * window


# -------------------------------------------------------------------- expiry


async def test_what_expires_before_it_is_claimed_is_never_sent(office: Office, telegram: Telegram) -> None:
    await office.plan("too late", expires_at=office.clock.now() + timedelta(minutes=2))
    office.clock.move(120)
    await office.work(office.sender())
    assert telegram.calls == []
    assert await office.states() == {"too late": "expired"}


async def test_what_expires_between_claim_and_request_is_never_sent(
    office: Office, telegram: Telegram
) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        office.clock.seminar += timedelta(minutes=2)
        return [Screen(Markup("starts in ten minutes")) for _ in rows]

    await office.plan("too late", expires_at=office.clock.now() + timedelta(minutes=2))
    await office.work(office.sender(render=render))
    assert telegram.calls == []
    assert await office.states() == {"too late": "expired"}
