"""Whom a change reaches, applying it, and taking it back."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import insert, select

from bot.agenda import queries as agenda
from bot.agenda.changes import compare
from bot.agenda.formats import Document
from bot.people.rules import Kind
from bot.programme import edits, history, queries, reaching
from bot.programme.queries import SupersededError
from bot.programme.rules import PROPOSALS, Reach, Turn
from bot.storage.engine import Database
from bot.storage.tables import concerns, mutes, outbox, waiting
from tests.reminders.seminar import MORNING, TRAINING, changed, join, lead, minutes, plan, put, send, sit

ART: Final = "d1-training2"


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    """Ten people: one each in the trainings 1, 3 and 4, two in the second, which two others lead and want."""
    await put(database, sample)
    await join(database, *range(1, 11))
    for person, number in ((1, 1), (2, 2), (3, 2), (4, 3), (5, 4)):
        await sit(database, person, f"d1-training{number}")
    await lead(database, 6, "trainer2")
    async with database.writing() as tx:
        place = {"person_id": 7, "choice_id": "training", "session_id": ART, "joined_at": MORNING}
        await tx.execute(insert(waiting).values(place))


async def reach_of(database: Database, document: Document) -> Reach:
    async with database.reading() as tx:
        former = await agenda.load(tx)
        assert former is not None
        return await reaching.reach(tx, compare(former, document.to_programme(2)), MORNING)


async def applied(database: Database, document: Document, *, base: int = 1, tell: bool = True) -> None:
    async with database.writing() as tx:
        await queries.apply(tx, document, base=base, tell=tell, source="test", now=MORNING)


async def concerned(database: Database) -> Sequence[tuple[int, str]]:
    async with database.reading() as tx:
        rows = await tx.execute(select(concerns).order_by(concerns.c.person_id, concerns.c.session_id))
        return [(row.person_id, row.session_id) for row in rows]


# --------------------------------------------------------------- whom it concerns


@pytest.mark.parametrize(
    "values",
    [{"room": "foyer"}, {"start": time(14, 30)}, {"end": time(15)}, {"cancelled": True}, {"choice": None}],
)
async def test_a_change_of_one_of_four_parallel_sessions_concerns_its_people_alone(
    database: Database, sample: Document, values: dict[str, Any]
) -> None:
    new = changed(sample, ART, **values)
    assert (await reach_of(database, new)).told == 4
    await applied(database, new)
    assert await concerned(database) == [(2, ART), (3, ART), (6, ART), (7, ART)]


async def test_what_is_for_all_concerns_everybody_who_can_be_reached(
    database: Database, sample: Document
) -> None:
    await join(database, 11, active=False)
    await join(database, 12, language=None)
    async with database.writing() as tx:
        await tx.execute(insert(mutes).values(person_id=1, kind=Kind.CHANGE))
    new = edits.set_room(sample, "d1-lunch", "foyer")
    assert (await reach_of(database, new)).told == 9
    await applied(database, new)
    assert await concerned(database) == [(person, "d1-lunch") for person in range(2, 11)]


async def test_whose_seat_comes_back_with_the_choice_is_told_too(
    database: Database, sample: Document
) -> None:
    elsewhere = changed(sample, ART, choice="workshop")
    await applied(database, elsewhere)
    async with database.reading() as tx:
        former = await agenda.load(tx)
        assert former
        reach = await reaching.reach(tx, compare(former, sample.to_programme(3)), MORNING)
    assert (reach.told, reach.seats_lost) == (4, 0)


async def test_a_new_session_concerns_everybody_and_one_to_choose_those_without_a_seat(
    database: Database, sample: Document
) -> None:
    film = _copy(sample, "d1-dinner", id="film", room="hall4")
    song = _copy(sample, "d1-training1", id="song", room="restaurant", people=[])
    new = sample.model_copy(update={"sessions": [*sample.sessions, film, song]})
    assert (await reach_of(database, new)).told == 10
    await applied(database, new)
    found = await concerned(database)
    assert [person for person, session in found if session == "film"] == list(range(1, 11))
    assert [person for person, session in found if session == "song"] == list(range(6, 11))


async def test_who_is_to_lead_a_session_is_told_of_it_too(database: Database, sample: Document) -> None:
    await lead(database, 1, "lead1")  # and has a seat beside the new one
    await lead(database, 8, "trainer3")
    song = _copy(sample, "d1-training1", id="song", room="restaurant", people=["lead1"])
    new = changed(sample, ART, people=["trainer3"], room="foyer")
    await applied(database, new.model_copy(update={"sessions": [*new.sessions, song]}))
    found = await concerned(database)
    assert (8, ART) in found
    assert (1, "song") in found


def _copy(document: Document, session_id: str, **values: Any) -> Any:
    (session,) = (session for session in document.sessions if session.id == session_id)
    return session.model_copy(update=values)


@pytest.mark.parametrize(
    "values", [{"capacity": 30}, {"people": []}, {"title": None}, {"reminder": False}], ids=str
)
async def test_nobody_is_told_of_what_is_no_place_and_no_time(
    database: Database, sample: Document, values: dict[str, Any]
) -> None:
    if "title" in values:
        values = {"title": sample.sessions[0].title}
    new = changed(sample, ART, **values)
    assert (await reach_of(database, new)).told == 0
    await applied(database, new)
    assert await concerned(database) == []


async def test_nobody_is_told_of_what_is_over_and_of_what_stays_cancelled(
    database: Database, sample: Document
) -> None:
    cancelled = edits.cancel(sample, "d1-lunch")
    await applied(database, cancelled, tell=False)
    now = MORNING + timedelta(hours=1, minutes=30)  # 10:30; the opening is over
    new = edits.set_room(edits.set_room(cancelled, "d1-lunch", "foyer"), "d1-opening", "hall3")
    async with database.writing() as tx:
        await queries.apply(tx, new, base=2, tell=True, source="test", now=now)
    assert await concerned(database) == []


async def test_a_later_change_keeps_what_people_knew_and_starts_the_wait_anew(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(sample, ART, "foyer")
    await applied(database, first)
    later = MORNING + timedelta(seconds=40)
    async with database.writing() as tx:
        new = edits.set_room(first, ART, "theatre")
        await queries.apply(tx, new, base=2, tell=True, source="test", now=later)
        rows = (await tx.execute(select(concerns))).all()
    assert {(row.since, row.changed_at) for row in rows} == {(1, later)}
    assert len(rows) == 4


async def test_silently_nobody_is_concerned(database: Database, sample: Document) -> None:
    await applied(database, edits.cancel(sample, "d1-lunch"), tell=False)
    assert await concerned(database) == []


async def test_what_was_changed_silently_is_told_with_the_next_change(
    database: Database, sample: Document
) -> None:
    first = edits.set_room(sample, ART, "foyer")
    await applied(database, first, tell=False)
    await applied(database, edits.set_room(first, ART, "theatre"), base=2)
    async with database.reading() as tx:
        assert set(await tx.scalars(select(concerns.c.since))) == {1}
    await applied(database, edits.set_room(first, ART, "main"), base=3)
    async with database.writing() as tx:
        await tx.execute(concerns.delete())
    await applied(database, edits.set_room(first, ART, "theatre"), base=4)
    async with database.reading() as tx:
        assert set(await tx.scalars(select(concerns.c.since))) == {4}


async def test_what_was_changed_silently_and_back_again_is_no_news(
    database: Database, sample: Document
) -> None:
    await applied(database, edits.set_room(sample, ART, "foyer"), tell=False)
    assert (await reach_of(database, sample)).told == 0
    await applied(database, sample, base=2)
    assert await concerned(database) == []


async def test_of_what_was_added_silently_those_in_it_are_told_too(
    database: Database, sample: Document
) -> None:
    song = _copy(sample, "d1-training1", id="song", room="restaurant", people=[])
    new = sample.model_copy(update={"sessions": [*sample.sessions, song]})
    await applied(database, new, tell=False)
    await sit(database, 9, "song")
    await applied(database, edits.set_room(new, "song", "foyer"), base=2)
    assert [person for person, _ in await concerned(database)] == [6, 7, 8, 9, 10]


# ------------------------------------------------------------------- the reach


async def test_whose_seat_is_lost(database: Database, sample: Document) -> None:
    assert (await reach_of(database, edits.cancel(sample, ART))).seats_lost == 2
    gone = [session for session in sample.sessions if session.id != ART]
    assert (await reach_of(database, sample.model_copy(update={"sessions": gone}))).seats_lost == 2
    assert (await reach_of(database, changed(sample, ART, choice=None))).seats_lost == 2
    assert (await reach_of(database, edits.set_room(sample, ART, "foyer"))).seats_lost == 0


async def test_who_has_two_own_sessions_at_once_and_had_not_before(
    database: Database, sample: Document
) -> None:
    await sit(database, 2, "d2-workshop1")
    await sit(database, 4, "d2-workshop1")
    await lead(database, 4, "trainer2")  # has a seat in the third training, and has two at once already
    new = edits.move(sample, "d2-workshop1", "day1", time(15))
    assert (await reach_of(database, new)).overlaps == 1
    await lead(database, 8, "lead1")
    await lead(database, 8, "trainer1")
    assert (await reach_of(database, new)).overlaps == 2
    assert (await reach_of(database, edits.cancel(new, "d2-workshop1"))).overlaps == 0


async def test_whose_reminder_will_be_corrected(database: Database, sample: Document) -> None:
    await plan(database, TRAINING - minutes(10))
    await send(database, TRAINING - minutes(10))
    async with database.writing() as tx:
        await tx.execute(outbox.update().values(message_id=outbox.c.id))
    assert (await reach_of(database, edits.set_room(sample, ART, "foyer"))).reminded == 3
    assert (await reach_of(database, edits.set_room(sample, "d1-training1", "foyer"))).reminded == 1
    assert (await reach_of(database, edits.set_room(sample, "d1-closing", "foyer"))).reminded == 0


async def test_who_has_not_chosen_yet_where_choosing_closes(database: Database, sample: Document) -> None:
    await join(database, 11, active=False)
    (choosing,) = (await reach_of(database, edits.move(sample, ART, "day1", time(13)))).choosing
    assert (choosing.change.id, choosing.turn, choosing.unseated) == ("training", Turn.EARLIER, 5)
    (shut,) = (await reach_of(database, edits.move(sample, ART, "day1", time(8)))).choosing
    assert (shut.turn, shut.unseated) == (Turn.SHUT, 5)
    assert (await reach_of(database, edits.move(sample, ART, "day1", time(15)))).choosing == []


async def test_who_hears_of_what_is_done_silently(database: Database, sample: Document) -> None:
    new = edits.set_room(sample, ART, "foyer")
    silently = compare(new.to_programme(2), edits.cancel(new, ART).to_programme(3))
    elsewhere = compare(new.to_programme(2), edits.cancel(new, "d1-lunch").to_programme(3))
    async with database.reading() as tx:
        assert await reaching.about_to_hear(tx, silently, MORNING) == 0
    await applied(database, new)
    async with database.reading() as tx:
        assert await reaching.about_to_hear(tx, silently, MORNING) == 4
        assert await reaching.about_to_hear(tx, elsewhere, MORNING) == 0


# ------------------------------------------------------- proposing and applying


async def test_a_proposal_waits_until_it_is_applied(database: Database, sample: Document) -> None:
    new = edits.set_room(sample, ART, "hall3")
    taken = list(edits.examine(sample, new))
    assert [finding.code for finding in taken] == ["room-overlap"]
    async with database.writing() as tx:
        number = await queries.propose(tx, 1, 1, new, warnings=taken, source="programme.xlsx", now=MORNING)
    async with database.reading() as tx:
        found = await queries.proposal(tx, number)
        assert await queries.proposal(tx, number + 1) is None
    assert found == queries.Proposal(number, 1, 1, new, taken, "programme.xlsx", MORNING)


async def test_of_a_person_the_last_few_proposals_are_kept(database: Database, sample: Document) -> None:
    async with database.writing() as tx:
        other, *mine = [
            await queries.propose(tx, person, 1, sample, source="chat", now=MORNING)
            for person in (2, *[1] * (PROPOSALS + 2))
        ]
        kept = [number for number in [other, *mine] if await queries.proposal(tx, number)]
    assert kept == [other, *mine[2:]]


async def test_who_looked_at_an_older_programme_changes_nothing(database: Database, sample: Document) -> None:
    await applied(database, edits.cancel(sample, "d1-lunch"))
    with pytest.raises(SupersededError):
        await applied(database, edits.cancel(sample, ART))
    async with database.reading() as tx:
        assert await agenda.latest_version(tx) == 2


async def test_the_last_change_can_be_undone_and_done_again(database: Database, sample: Document) -> None:
    async with database.reading() as tx:
        assert await history.document_of(tx, 0) is None
    late = edits.delay_rest(sample, MORNING, 10)
    await applied(database, late)
    async with database.reading() as tx:
        former = await history.document_of(tx, 1)
    assert former == sample
    await applied(database, former, base=2)
    async with database.reading() as tx:
        assert await agenda.load_document(tx) == sample
        assert await history.document_of(tx, 2) == late
