"""Updates: handled once in their effect, one chat in order, others at the same time, whatever dies."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update

from bot.clock import Clock
from bot.delivery import inbox as updates
from bot.delivery.inbox import Inbox, SupersededError
from bot.delivery.inbox_rows import KNOWN_FOR, LEASE, MOST_TRIES
from bot.storage.engine import Database
from bot.storage.tables import clubs, inbox
from tests.delivery.conftest import StillClock

AFTER_THE_LEASE = LEASE.total_seconds() + 1
Handler = Callable[[int], Awaitable[None]]


def written(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id}, "text": "Сәлем"}}


def tapped(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    query = {"id": "1", "from": {"id": chat_id}, "message": {"chat": {"id": chat_id}}, "data": "now"}
    return {"update_id": update_id, "callback_query": query}


def joined(update_id: int, chat_id: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "my_chat_member": {"chat": {"id": chat_id}}}


class Desk:
    """Makes inboxes that share a database; keeps what their handlers were given and what they did."""

    def __init__(self, database: Database, clock: StillClock) -> None:
        self.database, self.clock = database, clock
        self.handled: list[int] = []

    def inbox(
        self, process: str = "one", handler: Handler | None = None, clock: Clock | None = None
    ) -> Inbox:
        async def handle(update: Mapping[str, Any]) -> None:
            await (handler or self.note)(update["update_id"])

        return Inbox(self.database, clock or self.clock, process, handle)

    async def note(self, update_id: int) -> None:
        self.handled.append(update_id)

    async def act(self, update_id: int) -> None:
        """A handler with an effect: a row of its own number."""
        async with self.database.writing() as tx:
            await updates.finish(tx, update_id)
            await tx.execute(insert(clubs).values(name=f"{update_id} {len(self.handled)}"))
        self.handled.append(update_id)

    async def store(self, *received: Mapping[str, Any]) -> None:
        async with self.database.writing() as tx:
            await updates.store(tx, received, self.clock.machine_now())

    async def work(self, inbox: Inbox, rounds: int = 1) -> None:
        """Rounds of which each is dealt with before the next."""
        for _ in range(rounds):
            await inbox._round()
            await landed(inbox)
        await inbox._round()

    async def effects(self) -> Sequence[int]:
        async with self.database.reading() as tx:
            names = await tx.scalars(select(clubs.c.name).order_by(clubs.c.id))
            return [int(name.split()[0]) for name in names]

    async def rows(self) -> Sequence[Any]:
        async with self.database.reading() as tx:
            return (await tx.execute(select(inbox).order_by(inbox.c.update_id))).all()

    async def open_rows(self) -> int:
        async with self.database.reading() as tx:
            count = select(func.count()).where(inbox.c.handled_at.is_(None))
            return await tx.scalar(count) or 0


async def landed(inbox: Inbox) -> None:
    if inbox._in_hand:
        await asyncio.wait(inbox._in_hand.values())


async def kill(inbox: Inbox) -> None:
    tasks = list(inbox._in_hand.values())
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def desk(database: Database, clock: StillClock) -> Desk:
    return Desk(database, clock)


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
    for _ in range(4):
        await box._round()
        await asyncio.wait(box._in_hand.values(), return_when=asyncio.FIRST_COMPLETED, timeout=0.01)
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
    reply.set()
    await landed(one)
    await one._round()
    await desk.work(two)
    assert sorted(desk.handled) == [1, 2]


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


# ----------------------------------------------------------------------- death


async def test_who_dies_before_the_effect_leaves_it_to_the_next(desk: Desk) -> None:
    async def die(update_id: int) -> None:
        await asyncio.Event().wait()

    await desk.store(written(1), written(2))
    dying = desk.inbox("dying", die)
    await dying._round()
    await kill(dying)
    heir = desk.inbox("heir", desk.act)
    desk.clock.move(LEASE.total_seconds() - 1)
    await desk.work(heir)
    assert await desk.effects() == []
    desk.clock.move(2)
    await desk.work(heir, rounds=2)
    assert await desk.effects() == [1, 2]


async def test_who_dies_between_effect_and_reply_has_done_it_once(desk: Desk) -> None:
    acted = asyncio.Event()

    async def act_and_die(update_id: int) -> None:
        await desk.act(update_id)
        acted.set()
        await asyncio.Event().wait()

    await desk.store(written(1), written(2))
    dying = desk.inbox("dying", act_and_die)
    await dying._round()
    await acted.wait()
    await kill(dying)
    desk.clock.move(AFTER_THE_LEASE)
    await desk.work(desk.inbox("heir", desk.act), rounds=2)
    assert await desk.effects() == [1, 2]


async def test_who_was_thought_dead_cannot_do_it_a_second_time(desk: Desk) -> None:
    late = asyncio.Event()
    refused: list[BaseException] = []

    async def act_late(update_id: int) -> None:
        await late.wait()
        try:
            await desk.act(update_id)
        except SupersededError as error:
            refused.append(error)
            raise

    await desk.store(written(1), written(2))
    slow = desk.inbox("slow", act_late)
    await slow._round()
    desk.clock.move(AFTER_THE_LEASE)
    heir = desk.inbox("heir", desk.act)
    await desk.work(heir)
    late.set()
    await landed(slow)
    await slow._round()
    assert len(refused) == 1
    await desk.work(heir)
    assert await desk.effects() == [1, 2]


async def test_who_lives_keeps_what_it_has_in_hand(desk: Desk) -> None:
    answer = asyncio.Event()

    async def slowly(update_id: int) -> None:
        await answer.wait()
        await desk.act(update_id)

    await desk.store(written(1))
    slow, other = desk.inbox("slow", slowly), desk.inbox("other")
    await slow._round()
    for _ in range(20):
        desk.clock.move(LEASE.total_seconds() / 3)
        await slow._round()
        await desk.work(other)
    assert desk.handled == []
    answer.set()
    await landed(slow)
    assert await desk.effects() == [1]


# -------------------------------------------------------------------- failures


async def test_a_lost_database_is_tried_again_and_costs_nothing(desk: Desk) -> None:
    async def handle(update_id: int) -> None:
        if lost:
            lost.pop()
            async with desk.database.writing() as tx:
                await updates.finish(tx, update_id)
                await tx.execute(insert(clubs).values(name="half done"))
                await tx.execute(text("SELECT * FROM away"))
        await desk.act(update_id)

    lost = [True, True]
    await desk.store(written(1), written(2))
    box = desk.inbox(handler=handle)
    for _ in range(4):
        await desk.work(box)
        desk.clock.move(2)
    assert await desk.effects() == [1, 2]


async def test_what_fails_always_is_parked_and_its_chat_goes_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def handle(update_id: int) -> None:
        if update_id == 1:
            async with desk.database.reading() as tx:
                await tx.execute(text("SELECT * FROM away"))
        await desk.act(update_id)

    await desk.store(written(1), written(2))
    box = desk.inbox(handler=handle)
    for _ in range(MOST_TRIES + 2):
        await desk.work(box)
        desk.clock.move(60)
    assert await desk.effects() == [2]
    parked = (await desk.rows())[0]
    assert (parked.update_id, parked.handled_at) == (1, None)
    assert "Сәлем" in parked.body
    assert "Сәлем" not in caplog.text
    desk.clock.move(3600)
    await desk.work(box)
    assert "1 updates failed too often" in caplog.text


async def test_a_mistake_of_ours_parks_at_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    async def handle(update_id: int) -> None:
        if update_id == 1:
            raise KeyError("oh")
        await desk.act(update_id)

    await desk.store(written(1), written(2))
    await desk.work(desk.inbox(handler=handle), rounds=2)
    assert await desk.effects() == [2]
    assert "update 1: its handler failed" in caplog.text


async def test_a_process_that_one_update_kills_again_and_again_is_spared(desk: Desk) -> None:
    async def die(update_id: int) -> None:
        await asyncio.Event().wait()

    await desk.store(written(1), written(2))
    for attempt in range(MOST_TRIES):
        dying = desk.inbox(f"dying {attempt}", die)
        await dying._round()
        await kill(dying)
        desk.clock.move(AFTER_THE_LEASE)
    await desk.work(desk.inbox("heir", desk.act), rounds=2)
    assert await desk.effects() == [2]


async def test_a_database_that_is_away_between_handler_and_settlement(desk: Desk) -> None:
    await desk.store(written(1))
    box = desk.inbox()
    await box._round()
    await landed(box)
    async with desk.database.writing() as tx:
        await tx.execute(text("ALTER TABLE inbox RENAME TO away"))
    with pytest.raises(Exception, match="inbox"):
        await box._round()
    async with desk.database.writing() as tx:
        await tx.execute(text("ALTER TABLE away RENAME TO inbox"))
    await desk.work(box)
    assert await desk.open_rows() == 0
    assert desk.handled == [1]


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
