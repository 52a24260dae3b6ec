"""Updates whose process dies, whose database is lost, whose handler is wrong: none is lost or done twice."""

import asyncio

import pytest
from sqlalchemy import insert, text

from bot.delivery import inbox as updates
from bot.delivery.inbox import SupersededError
from bot.delivery.inbox_rows import LEASE, MOST_TRIES
from bot.storage.tables import clubs
from tests.delivery.desk import Desk, kill, landed, written

AFTER_THE_LEASE = LEASE.total_seconds() + 1


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
    begun: list[int] = []

    async def slowly(update_id: int) -> None:
        begun.append(update_id)
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
    assert begun == [1]
    answer.set()
    await landed(slow)
    assert await desk.effects() == [1]


async def test_who_is_stopped_hands_over_at_once_what_does_not_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    acted = asyncio.Event()

    async def hang(update_id: int) -> None:
        if update_id == 2:
            await desk.act(update_id)
            acted.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(updates, "GRACE", 0.01)
    await desk.store(written(1, chat_id=1), written(2, chat_id=2), written(3, chat_id=2))
    stopped = desk.inbox("stopped", hang)
    running = asyncio.create_task(stopped.run())
    await acted.wait()
    stopped.stop()
    await running
    await desk.work(desk.inbox("heir", desk.act))
    assert sorted(await desk.effects()) == [1, 2, 3]


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


async def test_a_handler_that_never_ends_is_ended_and_its_chat_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def handle(update_id: int) -> None:
        if update_id == 1:
            await asyncio.Event().wait()
        await desk.act(update_id)

    await desk.store(written(1), written(2))
    box = desk.inbox(handler=handle)
    with monkeypatch.context() as impatience:
        impatience.setattr(updates, "LONGEST", 0.01)
        await box._round()
        await landed(box)
    await desk.work(box, rounds=2)
    assert await desk.effects() == [2]
    assert (await desk.rows())[0].tries == MOST_TRIES
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
