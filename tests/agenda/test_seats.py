"""Seats: the last one goes once, lists keep their order, offers hold and pass on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.agenda import seats as desk
from bot.agenda.outlook import Outcome
from bot.storage.engine import Database, Transaction
from bot.storage.tables import choices, people, seats, sessions, waiting
from tests.agenda.choosing import CLOSES, MORNING, OFFER_FOR, set_up

NIGHT = MORNING + timedelta(hours=20)
TOMORROW = MORNING + timedelta(days=1)

Wish = Callable[[Transaction, int, str, datetime], Awaitable[Outcome]]


async def do(database: Database, wish: Wish, person: int, session: str, now: datetime = MORNING) -> Outcome:
    async with database.writing() as tx:
        return await wish(tx, person, session, now)


async def seated(database: Database, session: str) -> list[int]:
    async with database.reading() as tx:
        rows = await tx.scalars(
            select(seats.c.person_id).where(seats.c.session_id == session).order_by(seats.c.person_id)
        )
        return list(rows)


async def in_line(database: Database, session: str) -> list[int]:
    async with database.reading() as tx:
        rows = await tx.scalars(
            select(waiting.c.person_id).where(waiting.c.session_id == session).order_by(waiting.c.id)
        )
        return list(rows)


async def offers(database: Database) -> dict[int, datetime]:
    async with database.reading() as tx:
        rows = await tx.execute(
            select(waiting.c.person_id, waiting.c.offered_until).where(waiting.c.offered_until.is_not(None))
        )
        return {row.person_id: row.offered_until for row in rows}


async def fill(database: Database, session: str, numbers: Iterable[int]) -> None:
    for number in numbers:
        assert await do(database, desk.take, number, session) is Outcome.DONE


async def test_a_seat_is_taken_and_given_up(database: Database) -> None:
    await set_up(database, 1, {"art": 2})
    assert await do(database, desk.take, 1, "art") is Outcome.DONE
    assert await do(database, desk.take, 1, "art") is Outcome.DONE  # an impatient second tap
    assert await seated(database, "art") == [1]
    assert await do(database, desk.leave, 1, "art") is Outcome.DONE
    assert await do(database, desk.leave, 1, "art") is Outcome.STALE
    assert await seated(database, "art") == []


async def test_changing_your_mind_frees_the_old_seat_at_once(database: Database) -> None:
    await set_up(database, 3, {"art": 1, "law": 1})
    await fill(database, "art", [1])
    assert await do(database, desk.take, 1, "law") is Outcome.DONE
    assert await do(database, desk.take, 2, "art") is Outcome.DONE
    assert (await seated(database, "art"), await seated(database, "law")) == ([2], [1])


async def test_whoever_finds_the_new_session_full_keeps_the_old_seat(database: Database) -> None:
    await set_up(database, 2, {"art": 1, "law": 1})
    await fill(database, "art", [1])
    await fill(database, "law", [2])
    assert await do(database, desk.take, 1, "law") is Outcome.FULL
    assert await seated(database, "art") == [1]


async def test_nothing_is_chosen_after_it_closed_or_was_cancelled(database: Database) -> None:
    await set_up(database, 2, {"art": 1})
    await fill(database, "art", [1])
    for wish in (desk.take, desk.wait, desk.leave, desk.stop_waiting):
        assert await do(database, wish, 1, "art", CLOSES) is Outcome.CLOSED
        assert await do(database, wish, 1, "no-such-session") is Outcome.STALE
    async with database.writing() as tx:
        await tx.execute(update(sessions).values(cancelled=True))
    assert await do(database, desk.take, 2, "art") is Outcome.STALE
    assert await seated(database, "art") == [1]


async def test_a_session_without_a_limit_is_never_full(database: Database) -> None:
    await set_up(database, 3, {"art": None})
    await fill(database, "art", [1, 2])
    assert await do(database, desk.wait, 3, "art") is Outcome.FREE


async def test_a_freed_seat_is_offered_to_the_first_in_line_and_kept(database: Database) -> None:
    await set_up(database, 4, {"art": 1})
    await fill(database, "art", [1])
    for number in (2, 3):
        assert await do(database, desk.wait, number, "art") is Outcome.DONE
    assert await do(database, desk.wait, 2, "art") is Outcome.DONE  # a second tap keeps the place
    assert await do(database, desk.leave, 1, "art") is Outcome.DONE
    assert await offers(database) == {2: MORNING + OFFER_FOR}
    assert await do(database, desk.take, 4, "art") is Outcome.FULL
    assert await do(database, desk.take, 3, "art") is Outcome.FULL
    assert await do(database, desk.take, 2, "art") is Outcome.DONE
    assert (await seated(database, "art"), await in_line(database, "art")) == ([2], [3])


async def test_an_offer_holds_as_long_as_the_programme_says(database: Database) -> None:
    await set_up(database, 2, {"art": 1})
    async with database.writing() as tx:
        await tx.execute(update(choices).values(offer_minutes=40))
    await fill(database, "art", [1])
    await do(database, desk.wait, 2, "art")
    await do(database, desk.leave, 1, "art")
    assert await offers(database) == {2: MORNING + timedelta(minutes=40)}


async def test_an_offer_at_night_holds_into_the_morning(database: Database) -> None:
    await set_up(database, 3, {"art": 1}, closes_at=TOMORROW + timedelta(hours=1))
    await fill(database, "art", [1])
    for number in (2, 3):
        await do(database, desk.wait, number, "art")
    await do(database, desk.leave, 1, "art", NIGHT)
    assert await offers(database) == {2: TOMORROW + OFFER_FOR}
    async with database.writing() as tx:
        await desk.settle(tx, TOMORROW + OFFER_FOR)
    assert await offers(database) == {3: TOMORROW + 2 * OFFER_FOR}


async def test_an_offer_at_night_ends_when_choosing_closes(database: Database) -> None:
    await set_up(database, 2, {"art": 1}, closes_at=TOMORROW)
    await fill(database, "art", [1])
    await do(database, desk.wait, 2, "art")
    await do(database, desk.leave, 1, "art", NIGHT)
    assert await offers(database) == {2: TOMORROW}


async def test_a_declined_or_forgotten_offer_passes_to_the_next(database: Database) -> None:
    await set_up(database, 4, {"art": 1})
    await fill(database, "art", [1])
    for number in (2, 3, 4):
        await do(database, desk.wait, number, "art")
    await do(database, desk.leave, 1, "art")
    assert await do(database, desk.stop_waiting, 2, "art") is Outcome.DONE
    assert list(await offers(database)) == [3]
    late = MORNING + OFFER_FOR
    async with database.writing() as tx:
        await desk.settle(tx, late)
    assert await offers(database) == {4: late + OFFER_FOR}
    assert await do(database, desk.take, 3, "art", late) is Outcome.FULL


async def test_a_late_yes_is_a_yes_while_nobody_else_wants_the_seat(database: Database) -> None:
    await set_up(database, 2, {"art": 1})
    await fill(database, "art", [1])
    await do(database, desk.wait, 2, "art")
    await do(database, desk.leave, 1, "art")
    assert await do(database, desk.take, 2, "art", MORNING + OFFER_FOR) is Outcome.DONE
    assert await seated(database, "art") == [2]


async def test_an_offer_ends_when_choosing_closes(database: Database) -> None:
    await set_up(database, 2, {"art": 1})
    await fill(database, "art", [1])
    await do(database, desk.wait, 2, "art")
    shortly_before = CLOSES - timedelta(minutes=4)
    await do(database, desk.leave, 1, "art", shortly_before)
    assert await offers(database) == {2: CLOSES}
    assert await do(database, desk.take, 2, "art", CLOSES) is Outcome.CLOSED
    async with database.writing() as tx:
        await desk.settle(tx, CLOSES)
    assert await offers(database) == {}


async def test_a_fallback_seat_is_kept_while_waiting_and_freed_on_moving(database: Database) -> None:
    await set_up(database, 3, {"art": 1, "law": 1})
    await fill(database, "art", [1])
    await fill(database, "law", [2])
    await do(database, desk.wait, 2, "art")
    await do(database, desk.wait, 3, "law")
    assert await seated(database, "law") == [2]
    await do(database, desk.leave, 1, "art")
    assert await do(database, desk.take, 2, "art") is Outcome.DONE
    assert (await seated(database, "art"), list(await offers(database))) == ([2], [3])


async def test_moving_to_another_list_passes_an_open_offer_on(database: Database) -> None:
    await set_up(database, 4, {"art": 1, "law": 1})
    await fill(database, "art", [1])
    await fill(database, "law", [4])
    for number in (2, 3):
        await do(database, desk.wait, number, "art")
    await do(database, desk.leave, 1, "art")
    assert await do(database, desk.wait, 2, "law") is Outcome.DONE
    assert list(await offers(database)) == [3]
    assert (await in_line(database, "art"), await in_line(database, "law")) == ([3], [2])


async def test_whoever_blocked_the_bot_is_passed_over_but_keeps_the_place(database: Database) -> None:
    await set_up(database, 3, {"art": 1})
    await fill(database, "art", [1])
    for number in (2, 3):
        await do(database, desk.wait, number, "art")
    async with database.writing() as tx:
        await tx.execute(update(people).where(people.c.id == 2).values(active=False))
    await do(database, desk.leave, 1, "art")
    assert (list(await offers(database)), await in_line(database, "art")) == ([3], [2, 3])


async def test_a_session_made_smaller_unseats_nobody_and_seats_nobody(database: Database) -> None:
    await set_up(database, 4, {"art": 2})
    await fill(database, "art", [1, 2])
    await do(database, desk.wait, 3, "art")
    await do(database, desk.leave, 1, "art")
    async with database.writing() as tx:
        await tx.execute(update(sessions).values(capacity=1))
    assert await do(database, desk.take, 3, "art") is Outcome.FULL
    assert await seated(database, "art") == [2]


async def test_a_seat_freed_by_deleting_a_person_is_offered_at_the_next_tick(database: Database) -> None:
    await set_up(database, 2, {"art": 1})
    await fill(database, "art", [1])
    await do(database, desk.wait, 2, "art")
    async with database.writing() as tx:
        await tx.execute(people.delete().where(people.c.id == 1))
    async with database.writing() as tx:
        await desk.settle(tx, MORNING)
    assert list(await offers(database)) == [2]


async def test_two_hundred_people_race_for_forty_seats(database: Database) -> None:
    await set_up(database, 200, {"art": 40})
    arrivals: list[int] = []

    async def come(number: int) -> None:
        async with database.writing() as tx:
            if await desk.take(tx, number, "art", MORNING) is Outcome.FULL:
                assert await desk.wait(tx, number, "art", MORNING) is Outcome.DONE
                arrivals.append(number)

    await asyncio.gather(*(come(number) for number in range(1, 201)))
    on_the_list = await in_line(database, "art")
    assert len(await seated(database, "art")) == 40
    assert on_the_list == arrivals
    assert sorted(await seated(database, "art") + on_the_list) == list(range(1, 201))


async def test_a_crowd_that_moves_between_sessions_never_overfills_one(database: Database) -> None:
    await set_up(database, 60, {"art": 15, "law": 15, "sea": 15})

    async def wander(number: int) -> None:
        for step in range(3):
            session = ("art", "law", "sea")[(number * 7 + step) % 3]
            if await do(database, desk.take, number, session) is Outcome.FULL:
                await do(database, desk.wait, number, session)

    await asyncio.gather(*(wander(number) for number in range(1, 61)))
    async with database.reading() as tx:
        fullest = await tx.scalar(
            select(func.count())
            .select_from(seats)
            .group_by(seats.c.session_id)
            .order_by(func.count().desc())
            .limit(1)
        )
    assert fullest == 15
