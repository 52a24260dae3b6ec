"""From a planned row to a message in a chat, and what is written down about it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.delivery.outbox import Priority, Row
from bot.screens import Button, Picture, Screen
from bot.storage.engine import Transaction
from tests.delivery.conftest import HOUR, Office
from tests.delivery.telegram import Telegram, deliver, flood, hold, refuse


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


# -------------------------------------------------------------------- limits


async def test_after_429_nothing_goes_to_that_chat_before_the_deadline(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [flood(20)]
    await office.plan("held back")
    await office.plan("after it")
    for chat_id in range(2, 12):
        await office.plan("others", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=19)
    assert telegram.texts == ["others"] * 10
    assert len(telegram.calls) == 11
    await office.work(sender, seconds=4)
    assert telegram.texts[10:] == ["held back", "after it"]
    first = (await office.rows())[0]
    assert (first.state, first.tries, first.ambiguous) == ("sent", 0, 0)


async def test_a_shorter_deadline_does_not_end_a_longer_one(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [flood(20)]
    await office.plan("held back")
    await office.work(office.sender(), seconds=1)
    async with office.database.writing() as tx:
        await tx.execute(text("UPDATE outbox SET chat_id = 2"))
    telegram.next_for[2] = [flood(5)]
    await office.work(office.sender(), seconds=1)
    async with office.database.writing() as tx:
        await tx.execute(text("UPDATE outbox SET chat_id = 1"))
    await office.work(office.sender(), seconds=15)
    assert telegram.texts == []


async def test_when_chat_after_chat_is_refused_all_wait(office: Office, telegram: Telegram) -> None:
    telegram.always = flood(30)
    for chat_id in range(1, 101):
        await office.plan("news", chat_id)
    sender = office.sender()
    await office.work(sender, seconds=25)
    assert len(telegram.calls) < 20
    telegram.always = None
    await office.work(sender, seconds=15)
    assert len(telegram.texts) == 100


async def test_chats_that_are_refused_here_and_there_stop_nobody_else(
    office: Office, telegram: Telegram
) -> None:
    for chat_id in range(1, 61):
        await office.plan("news", chat_id)
        if chat_id % 3 == 0:
            telegram.next_for[chat_id] = [flood(60)]
    await office.work(office.sender(), seconds=4)
    assert len(telegram.texts) == 40


# --------------------------------------------------- whom it can no longer reach


async def test_who_blocked_the_bot_is_reported_and_not_tried_again(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [refuse(403, "Forbidden: bot was blocked by the user")]
    await office.plan("news")
    await office.work(office.sender(), seconds=30)
    assert len(telegram.calls) == 1
    (row,) = await office.rows()
    assert row.state == "failed"
    assert "blocked" in row.error
    assert office.unreachable == [1]


async def test_a_403_that_passes_deactivates_nobody(office: Office, telegram: Telegram) -> None:
    telegram.next_for[1] = [refuse(403, "Forbidden: bot can't send messages to the user")]
    await office.plan("news")
    await office.work(office.sender(), seconds=30)
    assert office.unreachable == []
    (row,) = await office.rows()
    assert (row.state, row.tries, row.ambiguous) == ("sent", 1, 0)


async def test_a_403_that_does_not_pass_ends_after_some_tries(office: Office, telegram: Telegram) -> None:
    telegram.always = refuse(403, "Forbidden: bot can't send messages to the user")
    await office.plan("news")
    await office.work(office.sender(), seconds=120)
    assert len(telegram.calls) == 5
    assert await office.states() == {"news": "failed"}


async def test_what_telegram_cannot_read_fails_and_keeps_nobody_back(
    office: Office, telegram: Telegram
) -> None:
    telegram.next_for[1] = [refuse(400, "Bad Request: can't parse entities: unclosed tag")]
    await office.plan("broken")
    await office.plan("fine")
    await office.work(office.sender(), seconds=3)
    assert await office.states() == {"broken": "failed", "fine": "sent"}
    assert office.unreachable == []


# -------------------------------------------------------- our own mistakes


async def test_a_renderer_that_fails_keeps_only_its_row_back(office: Office, telegram: Telegram) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        if any(row.subject == "broken" for row in rows):
            raise KeyError("no such session")
        return [Screen(Markup("fine")) for _ in rows]

    await office.plan("broken")
    for chat_id in range(2, 5):
        await office.plan(f"fine {chat_id}", chat_id)
    sender = office.sender(render=render)
    await office.work(sender)
    assert telegram.texts == ["fine"] * 3
    broken = (await office.rows())[0]
    assert (broken.state, broken.tries) == ("ready", 1)
    await office.work(sender, seconds=120)
    broken = (await office.rows())[0]
    assert (broken.state, broken.tries, broken.error) == ("failed", 5, "KeyError('no such session')")


async def test_a_lost_database_loses_no_result(office: Office, telegram: Telegram) -> None:
    await office.plan("once")
    sender = office.sender()
    await office.round(sender)
    assert telegram.texts == ["once"]
    async with office.database.writing() as tx:
        await tx.execute(text("ALTER TABLE outbox RENAME TO away"))
    for _ in range(3):
        with pytest.raises(DBAPIError):
            await sender._round()
    async with office.database.writing() as tx:
        await tx.execute(text("ALTER TABLE away RENAME TO outbox"))
    await office.work(sender)
    assert telegram.texts == ["once"]
    assert await office.states() == {"once": "sent"}


async def test_a_database_that_is_lost_while_rendering_costs_no_try(
    office: Office, telegram: Telegram
) -> None:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Screen]:
        if lost:
            lost.pop()
            await tx.execute(text("SELECT * FROM away"))
        return [Screen(Markup("fine")) for _ in rows]

    lost = [True] * 7
    await office.plan("fine")
    await office.work(office.sender(render=render), seconds=5)
    assert telegram.texts == ["fine"]
    (row,) = await office.rows()
    assert (row.state, row.tries) == ("sent", 0)
