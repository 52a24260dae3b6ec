"""What is sent is what holds at that moment."""

from datetime import time

import pytest
from sqlalchemy import delete, insert, update

from bot.agenda.formats import Document
from bot.delivery import outbox as post
from bot.delivery.outbox import MOST_AMBIGUOUS
from bot.people.rules import Kind
from bot.screens import Screen
from bot.storage.engine import Database
from bot.storage.tables import mutes, outbox, seats
from tests.reminders.seminar import (
    DISCUSSION,
    TRAINING,
    WORKSHOP,
    changed,
    join,
    lead,
    minutes,
    plan,
    planned,
    put,
    send,
    set_person,
    sit,
    tick,
)

TEN = minutes(10)
clock = time.fromisoformat


def ways(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row]


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)
    await join(database, 1)


async def test_it_says_what_where_and_in_how_many_minutes(database: Database) -> None:
    await plan(database, DISCUSSION - TEN)
    (sent,) = await send(database, DISCUSSION - minutes(7))
    assert sent.lines == ["<b>In 7 minutes: Discussion</b>", "12:00 · Main Hall"]
    assert ways(sent.screen) == ["session:d1-discussion"]


async def test_a_person_elsewhere_reads_their_own_time_too(database: Database) -> None:
    await set_person(database, 1, zone="Asia/Seoul")
    (sent,) = await tick(database, DISCUSSION - TEN)
    assert sent.lines[-1] == "Where you are: 15:00"


async def test_whoever_sits_there_may_go_elsewhere_while_choosing_is_open(database: Database) -> None:
    await join(database, 2, reminder_lead=30)
    for person in (1, 2):
        await sit(database, person, "d2-workshop1")
    (early,) = await tick(database, WORKSHOP - minutes(30))
    (late,) = await tick(database, WORKSHOP - TEN)  # choosing closed at 09:15
    assert ways(early.screen) == ["session:d2-workshop1", "elsewhere:d2-workshop1"]
    assert ways(late.screen) == ["session:d2-workshop1"]


async def test_whoever_leads_a_session_goes_nowhere_else(database: Database) -> None:
    await set_person(database, 1, reminder_lead=30)
    await lead(database, 1, "lead1")
    (sent,) = await tick(database, WORKSHOP - minutes(30))
    assert ways(sent.screen) == ["session:d2-workshop1"]


# ------------------------------------------- the programme changes before or after planning


async def test_the_room_is_the_one_at_the_moment_of_sending(database: Database, sample: Document) -> None:
    await plan(database, DISCUSSION - TEN)
    await put(database, changed(sample, "d1-discussion", room="hall3"))
    (sent,) = await send(database, DISCUSSION - TEN)
    assert sent.lines[1] == "12:00 · Hall 3"


async def test_a_session_that_moves_before_planning_is_reminded_at_its_new_time(
    database: Database, sample: Document
) -> None:
    await put(database, changed(sample, "d1-discussion", start=clock("12:05"), end=clock("13:00")))
    assert await tick(database, DISCUSSION - TEN) == []
    (sent,) = await tick(database, DISCUSSION - minutes(5))
    assert sent.lines == ["<b>In 10 minutes: Discussion</b>", "12:05 · Main Hall"]


async def test_a_session_that_moves_between_planning_and_sending_is_reminded_anew(
    database: Database, sample: Document
) -> None:
    await plan(database, DISCUSSION - TEN)
    await put(database, changed(sample, "d1-discussion", start=clock("12:20"), end=clock("13:00")))
    assert await send(database, DISCUSSION - TEN) == []
    (sent,) = await tick(database, DISCUSSION + TEN)
    assert sent.lines[0] == "<b>In 10 minutes: Discussion</b>"


async def test_a_session_that_moves_there_and_back_before_its_reminder_leaves_is_reminded(
    database: Database, sample: Document
) -> None:
    await plan(database, DISCUSSION - TEN)
    await put(database, changed(sample, "d1-discussion", start=clock("12:30"), end=clock("13:00")))
    assert await send(database, DISCUSSION - TEN) == []
    await put(database, sample)
    assert len(await tick(database, DISCUSSION - minutes(9))) == 1


@pytest.mark.parametrize(("tries", "reminded"), [(1, 1), (MOST_AMBIGUOUS, 0)])
async def test_one_that_may_have_arrived_leaves_once_more_where_it_holds_again_but_not_for_ever(
    database: Database, tries: int, reminded: int
) -> None:
    await plan(database, DISCUSSION - TEN)
    async with database.writing() as tx:
        await tx.execute(update(outbox).values(ambiguous=tries, sent_at=DISCUSSION - TEN))
        await post.cancel(tx)
    assert len(await tick(database, DISCUSSION - minutes(9))) == reminded


async def test_a_session_that_moves_after_the_reminder_is_reminded_anew_and_back_again_is_not(
    database: Database, sample: Document
) -> None:
    assert len(await tick(database, DISCUSSION - TEN)) == 1
    later = changed(sample, "d1-discussion", start=clock("12:03"), end=clock("13:00"))
    await put(database, later)
    assert [sent.lines[1] for sent in await tick(database, DISCUSSION - minutes(7))] == ["12:03 · Main Hall"]
    await put(database, sample)
    assert await tick(database, DISCUSSION - minutes(6)) == []


@pytest.mark.parametrize("gone", [True, False])
async def test_nothing_is_said_of_a_session_that_is_cancelled_or_gone(
    database: Database, sample: Document, gone: bool
) -> None:
    await plan(database, DISCUSSION - TEN)
    kept = [session for session in sample.sessions if session.id != "d1-discussion"]
    without = sample.model_copy(update={"sessions": kept})
    await put(database, without if gone else changed(sample, "d1-discussion", cancelled=True))
    assert await send(database, DISCUSSION - TEN) == []


async def test_what_replaces_a_session_at_its_moment_is_reminded_too(
    database: Database, sample: Document
) -> None:
    assert len(await tick(database, DISCUSSION - TEN)) == 1
    other = next(session for session in sample.sessions if session.id == "d1-discussion")
    cancelled = changed(sample, "d1-discussion", cancelled=True)
    film = other.model_copy(update={"id": "film", "room": "hall4"})
    await put(database, cancelled.model_copy(update={"sessions": [*cancelled.sessions, film]}))
    assert [sent.lines[1] for sent in await tick(database, DISCUSSION - minutes(8))] == ["12:00 · Hall 4"]


# ------------------------------------------------------- the person changes their mind


async def test_nothing_is_said_to_somebody_who_gave_up_the_seat_meanwhile(database: Database) -> None:
    await sit(database, 1, "d1-training1")
    await plan(database, TRAINING - TEN)
    async with database.writing() as tx:
        await tx.execute(delete(seats))
    assert await send(database, TRAINING - TEN) == []


async def test_whoever_moved_meanwhile_is_reminded_of_where_they_sit(database: Database) -> None:
    await sit(database, 1, "d1-training1")
    await plan(database, TRAINING - TEN)
    await sit(database, 1, "d1-training2")
    assert await send(database, TRAINING - TEN) == []
    assert [sent.subject.partition(":")[0] for sent in await tick(database, TRAINING - TEN)] == [
        "d1-training2"
    ]


@pytest.mark.parametrize("values", [{"reminder_lead": 0}, {"active": False}])
async def test_nothing_is_said_to_somebody_who_switched_it_off_meanwhile(
    database: Database, values: dict[str, object]
) -> None:
    await plan(database, DISCUSSION - TEN)
    await set_person(database, 1, **values)
    assert await send(database, DISCUSSION - TEN) == []


async def test_nothing_is_said_to_somebody_who_muted_reminders_meanwhile(database: Database) -> None:
    await plan(database, DISCUSSION - TEN)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=1, kind=Kind.REMINDER))
    assert await send(database, DISCUSSION - TEN) == []


# --------------------------------------------------- several begin at the same moment


@pytest.fixture
def crowded(sample: Document) -> Document:
    """The plenary discussion moved to the moment when the trainings begin."""
    return changed(sample, "d1-discussion", start=clock("14:00"), end=clock("15:00"))


async def test_what_begins_at_one_moment_is_one_message(database: Database, crowded: Document) -> None:
    await put(database, crowded)
    await sit(database, 1, "d1-training2")
    (sent,) = await tick(database, TRAINING - TEN)
    assert sent.lines == [
        "<b>In 10 minutes · 14:00</b>",
        "2. Creative pedagogy · Hall 2",
        "Discussion · Main Hall",
    ]
    assert ways(sent.screen) == ["session:d1-training2", "session:d1-discussion"]
    assert await planned(database) == []
    assert await tick(database, TRAINING - minutes(9)) == []


async def test_what_was_said_by_its_neighbour_is_not_said_again(
    database: Database, crowded: Document
) -> None:
    await put(database, crowded)
    await sit(database, 1, "d1-training2")
    assert len(await tick(database, TRAINING - TEN)) == 1
    assert await tick(database, TRAINING - minutes(9)) == []


async def test_one_of_two_that_is_cancelled_leaves_the_message_to_the_other(
    database: Database, crowded: Document
) -> None:
    await put(database, crowded)
    await sit(database, 1, "d1-training2")
    await plan(database, TRAINING - TEN)
    await put(database, changed(crowded, "d1-discussion", cancelled=True))
    (sent,) = await send(database, TRAINING - TEN)
    assert sent.lines[0] == "<b>In 10 minutes: 2. Creative pedagogy</b>"


async def test_a_seat_taken_after_the_reminder_of_a_plenary_is_reminded_by_itself(
    database: Database, crowded: Document
) -> None:
    await put(database, crowded)
    (plenary,) = await tick(database, TRAINING - TEN)
    await sit(database, 1, "d1-training2")
    (own,) = await tick(database, TRAINING - minutes(5))
    assert plenary.lines[0] == "<b>In 10 minutes: Discussion</b>"
    assert own.lines[0] == "<b>In 5 minutes: 2. Creative pedagogy</b>"


async def test_a_message_that_may_have_arrived_is_not_repeated_by_its_neighbour(
    database: Database, crowded: Document
) -> None:
    await put(database, crowded)
    await sit(database, 1, "d1-training2")
    await plan(database, TRAINING - TEN)
    async with database.writing() as tx:
        first = outbox.c.subject.startswith("d1-discussion")
        await tx.execute(update(outbox).where(first).values(state="ambiguous", sent_at=TRAINING - TEN))
    assert await send(database, TRAINING - TEN) == []


async def test_a_message_that_may_have_arrived_is_worded_again_for_another_try(database: Database) -> None:
    await plan(database, DISCUSSION - TEN)
    async with database.writing() as tx:
        await tx.execute(update(outbox).values(sent_at=DISCUSSION - TEN, ambiguous=1))
    (sent,) = await send(database, DISCUSSION - minutes(9))
    assert sent.lines[0] == "<b>In 9 minutes: Discussion</b>"
