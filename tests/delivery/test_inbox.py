"""Updates: handled once in their effect, one chat in order, others at the same time."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.clock import Clock
from bot.delivery.inbox import Inbox
from bot.delivery.inbox_rows import KNOWN_FOR
from bot.storage.tables import inbox
from tests.delivery.desk import Desk, joined, landed, tapped, written


async def test_an_update_reaches_its_handler_as_it_was_and_leaves_nothing_but_its_number(
    desk: Desk,
) -> None:
    seen: list[Mapping[str, Any]] = []

    async def handle(update: Mapping[str, Any]) -> None:
        seen.append(update)

    await desk.store(written(1, chat_id=77))
    await desk.work(Inbox(desk.database, desk.clock, "one", handle))
    assert seen == [written(1, chat_id=77)]
    (row,) = await desk.rows()
    assert (row.update_id, row.chat_id, row.body, row.lease_until) == (1, 0, "", None)
    assert row.handled_at == desk.clock.machine_now()


async def test_an_update_that_comes_again_is_known(desk: Desk) -> None:
    box = desk.inbox(handler=desk.act)
    await desk.store(written(1), written(1))
    await box._round()
    await desk.store(written(1))
    await landed(box)
    await desk.work(box)
    await desk.store(written(1), written(2))
    await desk.work(box)
    assert await desk.effects() == [1, 2]


async def test_half_a_surrogate_pair_is_kept_as_it_came(desk: Desk) -> None:
    seen: list[Mapping[str, Any]] = []

    async def handle(update: Mapping[str, Any]) -> None:
        seen.append(update)

    update = {**written(1, chat_id=77), "odd": "\ud83d"}
    await desk.store(update)
    await desk.work(Inbox(desk.database, desk.clock, "one", handle))
    assert seen == [update]


async def test_after_two_days_even_the_number_is_forgotten(desk: Desk) -> None:
    await desk.store(written(1))
    await desk.work(desk.inbox())
    desk.clock.machine += KNOWN_FOR - timedelta(hours=1)
    await desk.work(desk.inbox())
    assert len(await desk.rows()) == 1
    desk.clock.machine += timedelta(hours=2)
    await desk.work(desk.inbox())
    assert await desk.rows() == []


async def test_one_chat_in_order_others_meanwhile(desk: Desk) -> None:
    begun: list[int] = []
    busy = {10: asyncio.Event()}

    async def handle(update_id: int) -> None:
        begun.append(update_id)
        if update_id in busy:
            await busy[update_id].wait()
        desk.handled.append(update_id)

    await desk.store(written(10), tapped(11), joined(12), written(20, chat_id=2), tapped(21, chat_id=2))
    box = desk.inbox(handler=handle)
    for other_chats in (20, 21):
        await box._round()
        await asyncio.wait([box._in_hand[other_chats]])
    await box._round()
    assert begun == [10, 20, 21]
    busy[10].set()
    await desk.work(box, rounds=3)
    assert [number for number in desk.handled if number < 20] == [10, 11, 12]


async def test_order_holds_across_processes_even_while_a_reply_is_on_its_way(desk: Desk) -> None:
    acted, reply = asyncio.Event(), asyncio.Event()

    async def act_and_reply(update_id: int) -> None:
        await desk.act(update_id)
        acted.set()
        await reply.wait()

    await desk.store(tapped(1), tapped(2))
    one, two = desk.inbox("one", act_and_reply), desk.inbox("two")
    await one._round()
    await acted.wait()
    await desk.work(two)
    assert desk.handled == [1]
    one.stop()
    reply.set()
    await landed(one)
    await one._round()
    await desk.work(two)
    assert desk.handled == [1, 2]


async def test_a_handler_may_open_several_transactions(desk: Desk) -> None:
    async def handle(update_id: int) -> None:
        await desk.act(update_id)
        await desk.act(update_id)

    await desk.store(written(1))
    await desk.work(desk.inbox(handler=handle))
    assert await desk.effects() == [1, 1]
    assert await desk.open_rows() == 0


async def test_outside_an_inbox_there_is_nothing_to_finish(desk: Desk) -> None:
    await desk.act(1)
    assert await desk.effects() == [1]


# --------------------------------------------------------------------- running


async def test_it_runs_until_stopped_and_ends_what_it_began(desk: Desk) -> None:
    begun, answer = asyncio.Event(), asyncio.Event()

    async def handle(update_id: int) -> None:
        begun.set()
        await answer.wait()
        await desk.act(update_id)

    await desk.store(written(1), written(2))
    box = desk.inbox(handler=handle)
    running = asyncio.create_task(box.run())
    await begun.wait()
    box.stop()
    answer.set()
    await running
    assert await desk.effects() == [1]
    assert await desk.open_rows() == 1


async def test_two_hundred_people_tap_five_times_and_two_processes_share_them(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    taps = [tapped(1000 * n + chat_id, chat_id) for n in range(5) for chat_id in range(1, 201)]
    seen: dict[int, list[int]] = {}
    done = asyncio.Event()

    async def handle(update_id: int) -> None:
        await desk.note(update_id)
        seen.setdefault(update_id % 1000, []).append(update_id // 1000)
        if len(desk.handled) == 1000:
            done.set()

    await desk.store(*taps)
    boxes = [desk.inbox(name, handle, Clock()) for name in ("one", "two")]
    async with asyncio.TaskGroup() as running:
        for box in boxes:
            running.create_task(box.run())
        await done.wait()
        for box in boxes:
            box.stop()
    assert len(desk.handled) == 1000
    assert all(numbers == [0, 1, 2, 3, 4] for numbers in seen.values())
    assert await desk.open_rows() == 0


async def test_an_update_without_a_chat_waits_for_nobody(desk: Desk) -> None:
    await desk.store({"update_id": 1, "poll": {}}, {"update_id": 2, "poll": {}})
    async with desk.database.writing() as tx:
        await tx.execute(update(inbox).values(lease_until=desk.clock.machine_now()))
    box = desk.inbox()
    await box._round()
    assert set(box._in_hand) == {1, 2}
    await landed(box)
