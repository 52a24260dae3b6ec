"""What had to wait for long comes as one message a person, and every row of it is accounted for."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup
from sqlalchemy import update

from bot.delivery.digests import LONG, Digests
from bot.delivery.outbox import LEASE, Priority, Row
from bot.delivery.sender import Sender
from bot.recognition import Answered
from bot.screens import Edit, Picture, Screen
from bot.screens.message import TEXT
from bot.storage.engine import Transaction
from bot.storage.tables import people
from tests.delivery.office import Office, plainly
from tests.delivery.telegram import Telegram, deliver_and_reset, flood, hold, refuse
from tests.delivery.test_crash import kill

DOWNTIME = timedelta(hours=6).total_seconds()


def joined(language: str, screens: Sequence[Screen]) -> Screen:
    return Screen(Markup(" + ").join(screen.text for screen in screens))


DIGESTS: Digests = {"test": joined}


@pytest.fixture
def sender(office: Office) -> Sender:
    return office.sender(digests=DIGESTS)


async def plan_three(office: Office, chat_id: int = 1) -> None:
    for subject in ("first", "second", "third"):
        lasts = office.clock.now() + timedelta(days=1)
        await office.plan(subject, chat_id, expires_at=lasts)


async def test_after_a_downtime_each_gets_one_message_and_the_backlog_adds_up(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    for chat_id in range(1, 6):
        await plan_three(office, chat_id)
        await office.plan("starts soon", chat_id, priority=Priority.REMINDER)
    office.clock.move(DOWNTIME)
    await office.work(sender, seconds=5)
    assert telegram.texts == ["first + second + third"] * 5
    rows = await office.rows()
    merged = [row for row in rows if row.came_with and row.came_with != row.id]
    became = Counter("merged" if row in merged else row.state for row in rows)
    assert became == {"sent": 5, "merged": 10, "expired": 5}
    for row in merged:
        first = next(other for other in rows if other.id == row.came_with)
        assert (row.state, row.message_id, row.sent_at) == ("sent", first.message_id, first.sent_at)


async def test_what_has_not_waited_long_comes_one_by_one(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    await plan_three(office)
    office.clock.move(LONG.total_seconds() - 60)
    await office.work(sender, seconds=5)
    assert telegram.texts == ["first", "second", "third"]
    assert {row.came_with for row in await office.rows()} == {None}


async def test_other_kinds_and_other_chats_come_by_themselves(office: Office, telegram: Telegram) -> None:
    await plan_three(office)
    await office.plan("a question", kind="question", expires_at=office.clock.now() + timedelta(days=1))
    await office.plan("elsewhere", 2, expires_at=office.clock.now() + timedelta(days=1))
    office.clock.move(DOWNTIME)
    sender = office.sender(digests=DIGESTS, kinds=("test", "question"))
    await office.work(sender, seconds=5)
    assert sorted(telegram.texts) == ["a question", "elsewhere", "first + second + third"]


SCREENS = {
    "gone": None,
    "file": Screen(Markup("file"), file=Picture("a.ics", b"x")),
    "long": Screen(Markup("l") * TEXT),
    "edit": Edit(1, Screen(Markup("edit"))),
}


async def some_unlike_others(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[object]:
    plain = await plainly(tx, rows, now)
    return [SCREENS.get(row.subject, words) for row, words in zip(rows, plain, strict=True)]


async def test_what_does_not_fit_into_a_digest_keeps_its_place_before_and_behind_those_that_do(
    office: Office, telegram: Telegram
) -> None:
    lasts = office.clock.now() + timedelta(days=1)
    for subject in ("file", "first", "gone", "second", "long", "third", "fourth", "edit"):
        await office.plan(subject, expires_at=lasts)
    office.clock.move(DOWNTIME)
    await office.work(office.sender(digests=DIGESTS, render=some_unlike_others), seconds=15)
    assert telegram.texts == ["file", "first + second", "l" * TEXT, "third + fourth", "edit"]
    assert Counter(row.state for row in await office.rows()) == {"sent": 7, "cancelled": 1}


@pytest.mark.parametrize("claimed", ["gone", "file"])
async def test_a_chat_waits_while_parts_are_on_their_way_whatever_became_of_the_row_they_came_with(
    office: Office, telegram: Telegram, claimed: str
) -> None:
    for subject in (claimed, "first", "second"):
        await office.plan(subject, expires_at=office.clock.now() + timedelta(days=1))
    office.clock.move(DOWNTIME)
    answer = asyncio.Event()
    telegram.next_for[1] = [hold(answer)]
    sender = office.sender(digests=DIGESTS, render=some_unlike_others)
    await sender._round()
    await telegram.until(lambda telegram: len(telegram.calls) == 1)
    await sender._round()
    await office.plan("urgent", priority=Priority.REMINDER)
    await office.sender("another")._round()
    assert (await office.states())["urgent"] == "ready"
    answer.set()
    await office.landed(sender)


async def test_a_message_of_many_parts_takes_no_more_of_the_window_than_another(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    chats = sender._pace.window // 2
    for chat_id in range(1, chats + 1):
        await plan_three(office, chat_id)
    office.clock.move(DOWNTIME)
    answer = asyncio.Event()
    telegram.always = hold(answer)
    for _ in range(2 * chats):
        office.clock.move(await sender._round())
    assert Counter(row.state for row in await office.rows()) == {"sending": 3 * chats}
    answer.set()
    await office.landed(sender)


async def test_parts_that_cannot_be_put_into_one_come_one_by_one(office: Office, telegram: Telegram) -> None:
    def broken(language: str, screens: Sequence[Screen]) -> Screen:
        raise KeyError(language)

    await plan_three(office)
    office.clock.move(DOWNTIME)
    await office.work(office.sender(digests={"test": broken}), seconds=20)
    assert telegram.texts == ["first", "second", "third"]


async def test_a_digest_that_was_limited_comes_later_as_one(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    telegram.next_for[1] = [flood(20)]
    await plan_three(office)
    office.clock.move(DOWNTIME)
    await office.work(sender, seconds=25)
    assert telegram.texts == ["first + second + third"]


async def test_a_digest_that_may_have_arrived_comes_again_in_parts_and_is_recorded(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    telegram.next_for[1] = [deliver_and_reset]
    await plan_three(office)
    office.clock.move(DOWNTIME)
    await office.work(sender, seconds=30)
    assert telegram.texts == ["first + second + third", "first", "second", "third"]
    rows = await office.rows()
    assert {(row.state, row.ambiguous, row.came_with) for row in rows} == {("sent", 1, None)}


async def test_one_part_that_telegram_cannot_read_does_not_take_the_others_with_it(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    unreadable = refuse(400, "Bad Request: can't parse entities: unclosed tag")
    telegram.next_for[1] = [unreadable, unreadable]
    await plan_three(office)
    office.clock.move(DOWNTIME)
    await office.work(sender, seconds=30)
    assert telegram.texts == ["second", "third"]
    assert await office.states() == {"first": "failed", "second": "sent", "third": "sent"}


async def test_who_dies_with_a_digest_under_way_leaves_all_its_parts_in_doubt(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    answer = asyncio.Event()
    telegram.next_for[1] = [hold(answer)]
    await plan_three(office)
    office.clock.move(DOWNTIME)
    await sender._round()
    await telegram.until(lambda telegram: len(telegram.calls) == 1)
    await kill(sender)
    answer.set()
    office.clock.move(LEASE.total_seconds() + 1)
    await office.work(office.sender("heir", digests=DIGESTS), seconds=10)
    assert telegram.texts == ["first + second + third", "first", "second", "third"]
    rows = await office.rows()
    assert {(row.state, row.ambiguous, row.came_with) for row in rows} == {("sent", 1, None)}


async def test_nothing_else_leaves_to_a_chat_while_a_digest_is_under_way(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    await plan_three(office)
    office.clock.move(DOWNTIME)
    await sender._round()
    await office.plan("urgent", priority=Priority.REMINDER)
    await office.sender("another")._round()
    assert (await office.states())["urgent"] == "ready"
    await office.landed(sender)


async def test_what_is_answered_of_several_is_their_kind(
    office: Office, telegram: Telegram, sender: Sender
) -> None:
    await plan_three(office)
    await office.plan("alone", 2)
    office.clock.move(60)
    await office.work(sender, seconds=1)
    office.clock.move(DOWNTIME)
    await plan_three(office, 3)
    office.clock.move(DOWNTIME)
    await office.work(sender, seconds=5)
    assert await office.answered(2, 2) == Answered("test", "alone")
    assert await office.answered(3, len(telegram.delivered)) == Answered("test", "")


async def test_a_digest_is_in_the_persons_language(office: Office, telegram: Telegram) -> None:
    def speaking(language: str, screens: Sequence[Screen]) -> Screen:
        return Screen(Markup(f"{language}: {len(screens)}"))

    await plan_three(office)
    async with office.database.writing() as tx:
        await tx.execute(update(people).values(language="kk"))
    office.clock.move(DOWNTIME)
    await office.work(office.sender(digests={"test": speaking}), seconds=5)
    assert telegram.texts == ["kk: 3"]
