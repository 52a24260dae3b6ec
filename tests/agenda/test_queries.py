"""The programme in the database: versions, projections, and seats that outlive an import."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.agenda import occupancy, queries
from bot.agenda import seats as desk
from bot.agenda.formats import Document
from bot.agenda.outlook import Outcome, Outlook, Taken, Wait
from bot.people.rules import Person
from bot.storage.engine import Database, Transaction
from bot.storage.tables import choices, people, programmes, seats, session_hosts, sessions
from tests.agenda.choosing import MORNING, join
from tests.reminders.seminar import changed


def without(document: Document, *session_ids: str) -> Document:
    """The same programme after somebody took sessions out of the file."""
    kept = [session for session in document.sessions if session.id not in session_ids]
    return document.model_copy(update={"sessions": kept})


async def put(database: Database, document: Document) -> int:
    async with database.writing() as tx:
        return await queries.store_programme(tx, document, source="programme.yaml", now=MORNING)


async def put_with_people(database: Database, document: Document, number_of_people: int) -> None:
    async with database.writing() as tx:
        await queries.store_programme(tx, document, source="programme.yaml", now=MORNING)
        await join(tx, range(1, number_of_people + 1))


async def shrink(tx: Transaction) -> None:
    """One seat is in the first training."""
    await tx.execute(update(sessions).where(sessions.c.id == "d1-training1").values(capacity=1))


async def outlook_of(tx: Transaction, number: int) -> Outlook:
    programme = await queries.load(tx)
    assert programme is not None
    return await queries.outlook(tx, programme, Person(number, 100 + number, "P"), MORNING)


async def rows_of(database: Database, table: Any) -> dict[Any, Any]:
    async with database.reading() as tx:
        return {row.id: row for row in await tx.execute(select(table))}


async def test_before_the_first_import_there_is_nothing(database: Database) -> None:
    async with database.reading() as tx:
        assert await queries.latest_version(tx) is None
        assert await queries.load(tx) is None
        assert await queries.load_document(tx) is None


async def test_what_was_applied_is_loaded_back(database: Database, sample: Document) -> None:
    assert await put(database, sample) == 1
    async with database.reading() as tx:
        assert await queries.load_document(tx) == sample
        assert await queries.load(tx) == sample.to_programme(1)
        source = await tx.scalar(select(programmes.c.source))
    assert source == "programme.yaml"


async def test_each_import_is_a_version_and_the_newest_counts(database: Database, sample: Document) -> None:
    await put(database, sample)
    assert await put(database, without(sample, "d1-dinner")) == 2
    async with database.reading() as tx:
        newest = await queries.load(tx)
    assert newest is not None
    assert (newest.version, newest.session("d1-dinner")) == (2, None)


async def test_a_programme_can_be_read_as_it_was(database: Database, sample: Document) -> None:
    later = MORNING + timedelta(minutes=5)
    await put(database, sample)
    async with database.writing() as tx:
        await queries.store_programme(tx, without(sample, "d1-dinner"), source="programme.yaml", now=later)
    async with database.reading() as tx:
        assert await queries.load_version(tx, 1) == sample.to_programme(1)
        assert await queries.load_version(tx, 3) is None
        assert await queries.versions_since(tx, MORNING - timedelta(minutes=1)) == [1, 2]
        assert await queries.versions_since(tx, later - timedelta(seconds=1)) == [1, 2]
        assert await queries.versions_since(tx, later) == [2]


@pytest.mark.parametrize(
    ("values", "noted"),
    [
        ({"start": time(13, 5)}, True),
        ({"end": time(14, 5)}, True),
        ({"room": "foyer"}, True),
        ({"cancelled": True}, True),
        ({"reminder": True}, False),
        ({"capacity": 20}, False),
    ],
)
async def test_it_is_noted_when_a_session_last_changed_its_place_or_time(
    database: Database, sample: Document, values: dict[str, Any], noted: bool
) -> None:
    await put(database, sample)
    later = MORNING + timedelta(minutes=5)
    async with database.writing() as tx:
        new = changed(sample, "d1-lunch", **values)
        await queries.store_programme(tx, new, source="programme.yaml", now=later)
        again = changed(new, "d1-dinner", room="foyer")
        await queries.store_programme(tx, again, source="programme.yaml", now=later + timedelta(minutes=5))
    moments = {name: row.changed_at for name, row in (await rows_of(database, sessions)).items()}
    assert moments["d1-lunch"] == (later if noted else None)
    assert moments["d1-dinner"] == later + timedelta(minutes=5)
    assert moments["d1-opening"] is None


async def test_a_session_that_is_gone_has_changed_when_it_went(database: Database, sample: Document) -> None:
    await put(database, sample)
    later = MORNING + timedelta(minutes=5)
    for moment in (later, later + timedelta(minutes=5)):
        async with database.writing() as tx:
            await queries.store_programme(
                tx, without(sample, "d1-lunch"), source="programme.yaml", now=moment
            )
    lunch = (await rows_of(database, sessions))["d1-lunch"]
    assert (lunch.cancelled, lunch.changed_at) == (True, later)


async def test_the_projections_are_what_set_based_queries_need(database: Database, sample: Document) -> None:
    await put(database, sample)
    training = (await rows_of(database, sessions))["d1-training2"]
    assert (training.choice_id, training.capacity, training.room_id) == ("training", 40, "hall2")
    assert training.starts_at == datetime(2019, 4, 30, 8, 0, tzinfo=UTC)  # 14:00 in Almaty, +06:00 in 2019


async def test_the_time_for_which_a_free_seat_is_kept_is_the_programmes(
    database: Database, sample: Document
) -> None:
    slow = [choice.model_copy(update={"offer_minutes": 40}) for choice in sample.choices]
    await put(database, sample.model_copy(update={"choices": slow}))
    assert {row.offer_minutes for row in (await rows_of(database, choices)).values()} == {40}


async def test_who_leads_a_session_is_named_anew_with_each_import(
    database: Database, sample: Document
) -> None:
    await put(database, sample)
    led = select(session_hosts.c.session_id).where(session_hosts.c.host_id == "trainer2")
    async with database.reading() as tx:
        assert "d1-training2" in list(await tx.scalars(led))
    await put(database, without(sample, "d1-training2"))
    async with database.reading() as tx:
        assert "d1-training2" not in list(await tx.scalars(led))


async def test_a_seat_outlives_an_import(database: Database, sample: Document) -> None:
    await put_with_people(database, sample, 1)
    async with database.writing() as tx:
        assert await desk.take(tx, 1, "d1-training2", MORNING) is Outcome.DONE
    await put(database, without(sample, "d1-dinner"))
    async with database.reading() as tx:
        assert (await tx.execute(select(seats.c.session_id))).scalars().all() == ["d1-training2"]


async def test_a_session_that_is_gone_is_cancelled_and_comes_back_with_seats_and_list(
    database: Database, sample: Document
) -> None:
    await put_with_people(database, sample, 3)
    async with database.writing() as tx:
        await desk.take(tx, 1, "d1-training2", MORNING)
        await shrink(tx)
        for number, wish in ((2, desk.take), (3, desk.wait), (2, desk.leave)):
            assert await wish(tx, number, "d1-training1", MORNING) is Outcome.DONE
        assert (await outlook_of(tx, 3)).waits["training"].offered_until
    await put(database, without(sample, "d1-training1", "d1-training2"))
    stored = await rows_of(database, sessions)
    assert stored["d1-training2"].cancelled
    assert not stored["d1-training3"].cancelled
    async with database.writing() as tx:
        assert await tx.scalar(select(seats.c.session_id)) == "d1-training2"  # who is to be told
        assert (await outlook_of(tx, 3)).waits == {}
        assert await occupancy.how_full(tx, MORNING) == {"d1-training2": Taken(seats=1)}
        await desk.settle(tx, MORNING + timedelta(hours=1))
    await put(database, sample)
    assert not (await rows_of(database, sessions))["d1-training2"].cancelled
    async with database.reading() as tx:
        assert (await outlook_of(tx, 3)).waits == {"training": Wait("d1-training1", ahead=0)}


async def test_a_seat_counts_only_in_the_choice_for_which_it_was_taken(
    database: Database, sample: Document
) -> None:
    await put_with_people(database, sample, 2)
    async with database.writing() as tx:
        for number in (1, 2):
            await desk.take(tx, number, "d1-training2", MORNING)
    plenary = [
        session.model_copy(update={"choice": None}) if session.id == "d1-training2" else session
        for session in sample.sessions
    ]
    await put(database, sample.model_copy(update={"sessions": plenary}))
    async with database.writing() as tx:
        assert (await outlook_of(tx, 1)).seats == {}
        assert await occupancy.how_full(tx, MORNING) == {}
        await desk.take(tx, 2, "d1-training3", MORNING)
    await put(database, sample)
    async with database.reading() as tx:
        assert (await outlook_of(tx, 1)).seats == {"training": "d1-training2"}
        assert await occupancy.how_full(tx, MORNING) == {
            "d1-training2": Taken(seats=1),
            "d1-training3": Taken(seats=1),
        }


async def test_the_outlook_of_a_person(database: Database, sample: Document) -> None:
    await put_with_people(database, sample, 4)
    async with database.writing() as tx:
        await shrink(tx)
        await desk.take(tx, 1, "d1-training1", MORNING)
        for number in (2, 3, 4):
            await desk.wait(tx, number, "d1-training1", MORNING)
        await tx.execute(update(people).where(people.c.id == 4).values(active=False))
        outlook = await outlook_of(tx, 3)
    assert outlook.seats == {}
    assert outlook.waits["training"].ahead == 1
    assert outlook.taken == {"d1-training1": Taken(seats=1, offered=0, waiting=2)}


async def test_a_seat_that_is_kept_for_somebody_who_blocked_the_bot_is_not_free(
    database: Database, sample: Document
) -> None:
    await put_with_people(database, sample, 3)
    async with database.writing() as tx:
        await shrink(tx)
        await desk.take(tx, 1, "d1-training1", MORNING)
        await desk.wait(tx, 2, "d1-training1", MORNING)
        await desk.leave(tx, 1, "d1-training1", MORNING)
        await tx.execute(update(people).where(people.c.id == 2).values(active=False))
        assert await occupancy.how_full(tx, MORNING) == {"d1-training1": Taken(offered=1, waiting=1)}
        assert await desk.take(tx, 3, "d1-training1", MORNING) is Outcome.FULL


async def test_whoever_blocked_the_bot_is_not_counted_before_others(
    database: Database, sample: Document
) -> None:
    await put_with_people(database, sample, 3)
    async with database.writing() as tx:
        await shrink(tx)
        await desk.take(tx, 1, "d1-training1", MORNING)
        await desk.wait(tx, 2, "d1-training1", MORNING)
        await desk.wait(tx, 3, "d1-training1", MORNING)
        await tx.execute(update(people).where(people.c.id == 2).values(active=False))
        outlook = await outlook_of(tx, 3)
    assert outlook.waits["training"].ahead == 0
