"""A reminder that has arrived is corrected when its session changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

import pytest
from babel.support import NullTranslations
from sqlalchemy import select, update

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.context import Telling
from bot.i18n.translator import Translator
from bot.people import queries as people_queries
from bot.reminders import due, jobs
from bot.reminders.due import CORRECTION, FRESH
from bot.screens import Edit
from bot.storage.engine import Database
from bot.storage.tables import outbox, seats
from tests.reminders.seminar import (
    DISCUSSION,
    TRAINING,
    changed,
    join,
    minutes,
    plan,
    put,
    send,
    set_person,
    sit,
)

REMINDED = DISCUSSION - minutes(10)
LATER = DISCUSSION - minutes(8)


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)
    await join(database, 1)


async def reminded(database: Database, now: datetime = REMINDED) -> None:
    """Everybody has their reminders; each message has the number of its row."""
    await plan(database, now)
    await send(database, now)
    async with database.writing() as tx:
        arrived = update(outbox).where(outbox.c.sent_at.is_not(None), outbox.c.message_id.is_(None))
        await tx.execute(arrived.values(message_id=outbox.c.id))


async def change(database: Database, document: Document, now: datetime = LATER) -> None:
    async with database.writing() as tx:
        await agenda.store_programme(tx, document, source="programme.yaml", now=now)


async def corrections(database: Database, now: datetime) -> Sequence[Any]:
    """The rows that the job plans anew."""
    async with database.writing() as tx:
        before = set(await tx.scalars(select(outbox.c.id)))
    await plan(database, now)
    async with database.reading() as tx:
        rows = await tx.execute(select(outbox).where(outbox.c.kind == CORRECTION).order_by(outbox.c.id))
        return [row for row in rows if row.id not in before]


async def corrected(database: Database, now: datetime) -> list[tuple[int, list[str]]]:
    """Which messages become what."""
    rows = await corrections(database, now)
    async with database.reading() as tx:
        return [await _edit(tx, row, now) for row in rows]


async def _edit(tx: Any, row: Any, now: datetime) -> tuple[int, list[str]]:
    programme = await agenda.load(tx)
    assert programme
    people = await people_queries.recognise_all(tx, [row.person_id], frozenset())
    t = Translator("en", NullTranslations())
    edit = await jobs.MESSAGES[CORRECTION](Telling(tx, now, people[row.person_id], t, programme, row.subject))
    assert isinstance(edit, Edit)
    return edit.message_id, str(edit.screen.text).split("\n")


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"room": "hall3"}, ["<b>Room changed: Hall 3</b>", "Discussion · 12:00–13:00 · Hall 3"]),
        (
            {"start": time(12, 10), "end": time(13, 10)},
            ["<b>Starts later: 12:10</b>", "Discussion · 12:10–13:10 · Main Hall"],
        ),
        ({"end": time(12, 45)}, ["<b>Ends earlier: 12:45</b>", "Discussion · 12:00–12:45 · Main Hall"]),
        (
            {"day": "day2", "start": time(8), "end": time(9)},
            ["<b>On another day: 1 May, 08:00</b>", "Discussion · 08:00–09:00 · Main Hall"],
        ),
        (
            {"room": "hall3", "start": time(11, 55)},
            [
                "<b>Starts earlier: 11:55</b>",
                "<b>Room changed: Hall 3</b>",
                "Discussion · 11:55–13:00 · Hall 3",
            ],
        ),
        ({"cancelled": True}, ["<b>Cancelled: Discussion</b>", "<s>Discussion · 12:00–13:00</s>"]),
    ],
)
async def test_it_says_first_what_has_changed(
    database: Database, sample: Document, values: Mapping[str, Any], lines: list[str]
) -> None:
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", **values))
    assert await corrected(database, LATER) == [(1, lines)]
    assert await corrections(database, LATER + minutes(0.1)) == []


async def test_a_session_that_is_gone_is_cancelled(database: Database, sample: Document) -> None:
    await reminded(database)
    kept = [session for session in sample.sessions if session.id != "d1-discussion"]
    await change(database, sample.model_copy(update={"sessions": kept}))
    ((_, lines),) = await corrected(database, LATER)
    assert lines[0] == "<b>Cancelled: Discussion</b>"


@pytest.mark.parametrize("values", [{"capacity": 20}, {"people": []}, {"reminder": False}])
async def test_what_a_reminder_does_not_say_needs_no_correction(
    database: Database, sample: Document, values: Mapping[str, Any]
) -> None:
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", **values))
    assert await corrections(database, LATER) == []


async def test_each_change_corrects_it_again(database: Database, sample: Document) -> None:
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", room="hall3"))
    assert len(await corrected(database, LATER)) == 1
    await change(database, sample, LATER + minutes(1))
    ((_, lines),) = await corrected(database, LATER + minutes(1))
    assert lines == ["<b>As first planned</b>", "Discussion · 12:00–13:00 · Main Hall"]


async def test_who_has_no_reminder_yet_gets_none_corrected(database: Database, sample: Document) -> None:
    await join(database, 2, reminder_lead=0)
    await plan(database, REMINDED)  # for the first, and it has not left
    await change(database, changed(sample, "d1-discussion", room="hall3"))
    assert await corrections(database, LATER) == []


async def test_a_reminder_that_leaves_while_a_change_is_made_is_corrected_too(
    database: Database, sample: Document
) -> None:
    await plan(database, REMINDED)
    await change(database, changed(sample, "d1-discussion", room="hall3"))
    assert await corrections(database, LATER) == []
    async with database.writing() as tx:
        await tx.execute(update(outbox).values(state="sent", sent_at=LATER, message_id=7))
    assert [number for number, _ in await corrected(database, LATER + minutes(1))] == [7]


async def test_nobody_who_is_gone_and_nothing_that_is_long_ago_or_over_is_corrected(
    database: Database, sample: Document
) -> None:
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", end=time(12, 5)))
    assert await corrections(database, LATER + FRESH) == []
    assert await corrections(database, DISCUSSION + minutes(5)) == []
    await join(database, 2)
    await set_person(database, 1, active=False)
    assert await corrections(database, DISCUSSION + minutes(4)) == []


async def test_a_message_about_several_sessions_is_corrected_as_a_whole(
    database: Database, sample: Document
) -> None:
    crowded = changed(sample, "d1-discussion", start=time(14), end=time(15))
    await put(database, crowded)
    await sit(database, 1, "d1-training2")
    await reminded(database, TRAINING - minutes(10))
    now = TRAINING - minutes(5)
    one = changed(crowded, "d1-discussion", room="hall3")
    await change(database, one, now)
    assert [lines for _, lines in await corrected(database, now)] == [
        [
            "<b>Room changed: Hall 3</b>",
            "2. Creative pedagogy · 14:00–16:00 · Hall 2",
            "Discussion · 14:00–15:00 · Hall 3",
        ]
    ]
    await change(database, changed(one, "d1-training2", cancelled=True), now + minutes(1))
    assert [lines for _, lines in await corrected(database, now + minutes(1))] == [
        [
            "<b>The programme has changed</b>",
            "<s>2. Creative pedagogy · 14:00–16:00</s>",
            "Discussion · 14:00–15:00 · Hall 3",
        ]
    ]


async def test_a_person_elsewhere_reads_their_own_time_too(database: Database, sample: Document) -> None:
    await set_person(database, 1, zone="Asia/Seoul")
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", start=time(12, 10)))
    ((_, lines),) = await corrected(database, LATER)
    assert lines[-1] == "Where you are: 15:10"


async def test_who_has_their_reminder_is_not_looked_for_again_once_all_are_corrected(
    database: Database, sample: Document
) -> None:
    await reminded(database)
    await change(database, changed(sample, "d1-discussion", room="hall3"))
    assert len(await corrections(database, LATER)) == 1
    async with database.reading() as tx:
        assert (await tx.execute(due.changed_sessions(LATER))).all() == []


async def test_who_has_taken_another_seat_meanwhile_keeps_the_reminder_as_it_is(
    database: Database, sample: Document
) -> None:
    await join(database, 2)
    for number in (1, 2):
        await sit(database, number, "d1-training2")
    await reminded(database, TRAINING - minutes(10))
    async with database.writing() as tx:
        moved = update(seats).where(seats.c.person_id == 2)
        await tx.execute(moved.values(session_id="d1-training3"))
    await change(database, changed(sample, "d1-training2", room="foyer"), TRAINING - minutes(9))
    assert [row.person_id for row in await corrections(database, TRAINING - minutes(9))] == [1]


async def test_what_came_into_the_programme_after_a_reminder_was_due_is_corrected_from_then(
    database: Database, sample: Document
) -> None:
    """Its tick had begun before, and waited while it was imported."""
    (discussion,) = (session for session in sample.sessions if session.id == "d1-discussion")
    film = discussion.model_copy(update={"id": "film", "room": "foyer", "people": [], "talks": []})
    later = [*(s for s in sample.sessions if s.id != "d1-discussion"), film]
    new = sample.model_copy(update={"sessions": later})
    await change(database, new, REMINDED + minutes(0.01))
    await reminded(database)
    await change(database, changed(new, "film", room="hall3"))
    ((_, lines),) = await corrected(database, LATER)
    assert lines[0] == "<b>Room changed: Hall 3</b>"
