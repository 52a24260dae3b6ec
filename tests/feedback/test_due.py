"""Who is asked how a session was, and when; and who is reminded in the evening."""

from datetime import time

import pytest
from sqlalchemy import select

from bot.agenda.formats import Document
from bot.delivery.outbox import Priority
from bot.feedback import queries
from bot.storage.engine import Database
from bot.storage.tables import outbox
from tests.feedback.seminar import (
    EVENING,
    INTRODUCTION,
    TRAINING,
    begun,
    minutes,
    mute,
    plan,
    planned,
    rate,
    send,
    tick,
)
from tests.reminders.seminar import changed, join, lead, put, sit

clock = time.fromisoformat


@pytest.fixture(autouse=True)
async def seminar(database: Database, sample: Document) -> None:
    await put(database, sample)


# ------------------------------------------------------------------------ questions


async def test_everybody_is_asked_once_five_minutes_before_the_end(database: Database) -> None:
    await join(database, 1, 2)
    await plan(database, INTRODUCTION - minutes(0.1))
    assert await planned(database) == []
    for later in (0, 1, 10):
        await plan(database, INTRODUCTION + minutes(later))
    assert await planned(database) == [(1, "d1-introduction"), (2, "d1-introduction")]


async def test_a_bot_that_was_away_for_long_does_not_ask_any_more(database: Database) -> None:
    await join(database, 1)
    await plan(database, INTRODUCTION + minutes(16))
    assert await planned(database) == []


async def test_a_question_goes_last_and_lasts_two_hours(database: Database) -> None:
    await join(database, 1)
    await plan(database, INTRODUCTION + minutes(3))
    async with database.reading() as tx:
        row = (await tx.execute(select(outbox))).one()
    assert (row.kind, row.person_id, row.chat_id, row.priority) == ("feedback", 1, 101, Priority.NUDGE)
    assert (row.due_at, row.expires_at) == (INTRODUCTION + minutes(3), INTRODUCTION + minutes(120))


async def test_of_parallel_sessions_each_is_asked_about_their_own(database: Database) -> None:
    await join(database, 1, 2, 3)
    await sit(database, 1, "d1-training1")
    await sit(database, 2, "d1-training2")
    await plan(database, TRAINING)
    assert await planned(database) == [(1, "d1-training1"), (2, "d1-training2")]


async def test_of_parallel_sessions_for_everybody_one_question_comes_when_the_last_ends(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    await put(database, changed(sample, "d1-discussion", start=clock("10:00"), end=clock("11:00")))
    await plan(database, INTRODUCTION - minutes(30))
    assert await planned(database) == []
    (sent,) = await tick(database, INTRODUCTION)
    assert sent.screen.text.startswith("<b>Which one were you in?</b>")
    assert sent.ways == [
        *("attended:d1-introduction", "attended:d1-discussion", "absent:d1-introduction"),
        *("notnow", "nomoreprompts"),
    ]


@pytest.mark.parametrize("ended_at", ["11:30", "11:00"])
async def test_whoever_leads_one_of_them_is_not_asked(
    database: Database, sample: Document, ended_at: str
) -> None:
    await join(database, 1, 2)
    await lead(database, 1, "key1")
    parallel = changed(sample, "d1-discussion", start=clock("10:00"), end=clock(ended_at), people=[])
    await put(database, parallel)
    await plan(database, INTRODUCTION)
    assert [person for person, _ in await planned(database)] == [2]


async def test_a_trainer_is_not_asked_about_their_training(database: Database) -> None:
    await join(database, 1)
    await lead(database, 1, "trainer2")
    await sit(database, 1, "d1-training2")
    await plan(database, TRAINING)
    assert await planned(database) == []


async def test_nobody_is_asked_who_cannot_be_or_does_not_want_to(database: Database) -> None:
    await join(database, 1, active=False)
    await join(database, 2, language=None)
    await join(database, 3)
    await mute(database, 3)
    await plan(database, INTRODUCTION)
    assert await planned(database) == []


async def test_nobody_is_asked_about_what_is_cancelled(database: Database, sample: Document) -> None:
    await join(database, 1)
    await put(database, changed(sample, "d1-introduction", cancelled=True))
    await plan(database, INTRODUCTION)
    assert await planned(database) == []


async def test_whoever_has_answered_already_is_not_asked(database: Database) -> None:
    await join(database, 1, 2, 3)
    await rate(database, 1, "d1-introduction")
    async with database.writing() as tx:
        await queries.clear(tx, await begun(tx, 2, "d1-introduction"))
        await begun(tx, 3, "d1-introduction")
    await plan(database, INTRODUCTION)
    assert await planned(database) == [(3, "d1-introduction")]


# --------------------------------------------------------------- between plan and sending


async def test_nothing_is_asked_of_somebody_who_answered_or_muted_meanwhile(database: Database) -> None:
    await join(database, 1, 2, 3)
    await plan(database, INTRODUCTION)
    await rate(database, 1, "d1-introduction")
    await mute(database, 2)
    assert [sent.person for sent in await send(database, INTRODUCTION)] == [3]


async def test_nothing_is_asked_about_a_session_that_was_cancelled_or_goes_on(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    for change in ({"cancelled": True}, {"end": clock("11:55")}):
        await plan(database, INTRODUCTION)
        await put(database, changed(sample, "d1-introduction", **change))
        assert await send(database, INTRODUCTION) == []
        await put(database, sample)


async def test_when_a_session_goes_on_people_are_asked_at_its_new_end(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    await plan(database, INTRODUCTION)
    await put(database, changed(sample, "d1-introduction", end=clock("11:45")))
    assert await send(database, INTRODUCTION) == []
    asked = [await tick(database, INTRODUCTION + minutes(later)) for later in (14, 15, 16)]
    assert [[sent.subject for sent in at_once] for at_once in asked] == [[], ["d1-introduction"], []]


async def test_whoever_was_asked_is_not_asked_again_when_the_session_or_its_name_changes(
    database: Database, sample: Document
) -> None:
    at_once = changed(sample, "d1-discussion", start=clock("10:00"), end=clock("11:30"), people=[])
    await put(database, at_once)
    await join(database, 1)
    assert len(await tick(database, INTRODUCTION)) == 1
    longer = changed(at_once, "d1-introduction", end=clock("11:35"))
    for programme in (longer, changed(longer, "d1-discussion", cancelled=True)):
        await put(database, programme)
        assert await tick(database, INTRODUCTION + minutes(6)) == []


async def test_nothing_is_asked_at_night(database: Database, sample: Document) -> None:
    await join(database, 1)
    await put(database, changed(sample, "d1-introduction", start=clock("20:00"), end=clock("21:30")))
    await plan(database, INTRODUCTION + minutes(600))
    assert await planned(database) == [(1, "d1-introduction")]
    assert await send(database, INTRODUCTION + minutes(600)) == []


# ------------------------------------------------------------------------- the evening


async def test_one_reminder_in_the_evening_names_all_that_waits(database: Database) -> None:
    await join(database, 1, 2)
    await sit(database, 1, "d1-training2")
    for moment in (INTRODUCTION, INTRODUCTION + minutes(90), TRAINING):
        await tick(database, moment)
    await rate(database, 1, "d1-discussion")
    await rate(database, 2, "d1-discussion")
    await rate(database, 2, "d1-introduction")
    assert await tick(database, EVENING - minutes(0.1)) == []
    (sent,) = await tick(database, EVENING)
    assert sent.person == 1
    assert sent.ways == ["rate:d1-training2", "rate:d1-introduction", "notnow", "nomoreprompts"]
    for later in (1, 10, 19):
        assert await tick(database, EVENING + minutes(later)) == []


async def test_a_day_that_lasts_longer_brings_no_second_reminder(
    database: Database, sample: Document
) -> None:
    await join(database, 1)
    await tick(database, INTRODUCTION)
    assert len(await tick(database, EVENING)) == 1
    await put(database, changed(sample, "d1-closing", end=clock("18:00")))
    assert await tick(database, EVENING + minutes(30)) == []


async def test_nobody_is_reminded_of_what_they_were_never_asked(database: Database) -> None:
    await join(database, 1, 2)
    await plan(database, INTRODUCTION)
    await send(database, INTRODUCTION)
    await join(database, 3)
    await mute(database, 2)
    assert [sent.person for sent in await tick(database, EVENING)] == [1]


async def test_nothing_is_said_once_all_is_answered(database: Database) -> None:
    await join(database, 1)
    await tick(database, INTRODUCTION)
    await plan(database, EVENING)
    await rate(database, 1, "d1-introduction")
    assert await send(database, EVENING) == []


async def test_a_day_that_ends_at_night_brings_no_reminder(database: Database, sample: Document) -> None:
    await join(database, 1)
    await tick(database, INTRODUCTION)
    await put(database, changed(sample, "d1-closing", end=clock("20:30")))
    assert await tick(database, EVENING) == []
    assert await tick(database, EVENING + minutes(180)) == []
