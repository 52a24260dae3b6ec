"""People say how sessions were, in each language; and all that may go another way."""

from collections.abc import AsyncIterator
from datetime import time

import pytest
from sqlalchemy import insert

from bot.feedback.rules import TAG
from bot.storage.tables import roles
from tests.journeys.rating import (
    ASKED,
    CLOSED,
    INTRODUCTION,
    TRAINING,
    Rater,
    comments,
    given,
    numbers,
    questions,
)
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import LANGUAGES

FORGED = [
    *("rate", "rate:", "rate:nothing", "rate:nothing:4", "rate:d1-lunch:4", "rate:day1", "rate:training"),
    *(f"rate:{INTRODUCTION}:{mark}" for mark in ("0", "6", "-1", "abc", "44", "٤", "²", "4:5")),
    *(
        "tag",
        "tag:nothing",
        f"tag:{INTRODUCTION}",
        f"tag:{INTRODUCTION}:lively:on",
        f"tag:{INTRODUCTION}:x:on",
    ),
    *("rated", "rated:nothing", "another:d1-lunch", "attended", "attended:nothing", "absent", "absent:day1"),
    *("comment", f"comment:{INTRODUCTION}", "uncomment", "uncomment:nothing:0"),
]


@pytest.fixture(params=LANGUAGES)
async def rater(seminar: Seminar, request: pytest.FixtureRequest) -> AsyncIterator[Rater]:
    async with seminar.open():
        rater = Rater(seminar, request.param)
        await rater.comes_in()
        yield rater


@pytest.fixture
async def daniel(seminar: Seminar) -> AsyncIterator[Rater]:
    """In English alone, where the language makes no difference."""
    async with seminar.open():
        rater = Rater(seminar, "en")
        await rater.comes_in()
        yield rater


# ------------------------------------------------------------------------- one day


async def test_one_tap_is_enough_and_more_is_possible(seminar: Seminar, rater: Rater) -> None:
    phone = rater.phone
    phone.came()
    await seminar.moves_to(ASKED)
    assert phone.came() == [f"{rater['introduction']}\n{rater['how']}"]
    before = len(phone.screens)
    assert await rater.taps("4 ★", "four", "what was good") == rater["saved"]
    assert await given(seminar) == [(INTRODUCTION, "4")]

    await rater.taps("examples", "with examples")
    assert await given(seminar, TAG) == [(INTRODUCTION, "examples")]
    await rater.taps("change", "introduction", "so far")
    await rater.taps("2 ★", "two", "what was missing", "more time")
    assert await given(seminar) == [(INTRODUCTION, "2")]
    assert await given(seminar, TAG) == []  # it was about what was good
    await rater.taps("done", "thanks")
    assert len(phone.screens) == before  # all this in the message that came by itself


async def test_a_comment_is_just_written(seminar: Seminar, rater: Rater) -> None:
    phone = rater.phone
    await seminar.moves_to(ASKED)
    await rater.taps("4 ★", "four")
    await phone.write(rater["comment"])
    await rater.sees("comment kept")
    await phone.write("Second")
    await phone.sees(rater["comment kept"])
    await seminar.calms()
    first = (
        rater["comment"].replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;").replace(" & ", " &amp; ")
    )
    assert sorted(await comments(seminar)) == sorted([first, "Second"])
    assert await rater.taps("delete", "four") == rater["deleted"]
    assert await comments(seminar) == [first]


async def test_a_comment_comes_before_the_mark(seminar: Seminar, rater: Rater) -> None:
    """They were told that their name is not shown: it must be no letter with their name."""
    await seminar.moves_to(ASKED)
    await rater.phone.press(f"rate:{INTRODUCTION}")
    await rater.phone.write("Short and good")
    await rater.sees("comment kept")
    assert await comments(seminar) == ["Short and good"]
    await rater.taps("4 ★", "four")
    assert await given(seminar) == [(INTRODUCTION, "4")]


async def test_somebody_was_in_another_session_than_they_had_chosen(seminar: Seminar, rater: Rater) -> None:
    await seminar.moves_to(at(1, "15:55"))
    await rater.sees("training")
    await rater.taps("4 ★", "four")
    await rater.taps("change", "another")
    await rater.taps("another", "which", "first training")
    await rater.taps("first training", "four", "first training")
    assert await given(seminar) == [("d1-training1", "4")]  # it has moved along


async def test_somebody_was_not_there_after_all_they_were(seminar: Seminar, rater: Rater) -> None:
    await seminar.moves_to(ASKED)
    await rater.taps("4 ★", "four")
    await rater.taps("change", "absent")
    await rater.taps("absent", "noted")
    assert await given(seminar) == []
    await rater.taps("present", "introduction")
    await rater.taps("2 ★", "two")
    assert await given(seminar) == [(INTRODUCTION, "2")]


async def test_what_waits_is_offered_again_and_reminded_of_once(seminar: Seminar, rater: Rater) -> None:
    phone = rater.phone
    await seminar.moves_to(ASKED)
    await rater.taps("4 ★", "four")
    await seminar.moves_to(at(1, "12:55"))
    await rater.sees("discussion")
    await rater.taps("not now", "later")
    await seminar.moves_to(at(1, "15:55"))
    await rater.taps("2 ★", "two")
    await rater.taps("done", "rate also", "open discussion")
    phone.came()
    await seminar.moves_to(at(1, "18:30"))
    await rater.sees("today", "open discussion")
    assert len(phone.came()) == 1
    await rater.taps("open discussion", "discussion")
    await rater.taps("absent", "noted")
    await seminar.moves_to(at(1, "18:40"))
    assert phone.came() == []

    await phone.write("/feedback")
    await rater.sees("list", "own marks")


async def test_whoever_wants_no_more_questions_gets_none_until_they_say_so(
    seminar: Seminar, rater: Rater
) -> None:
    phone = rater.phone
    await seminar.moves_to(ASKED)
    await rater.taps("no more", "muted")
    for moment in ("12:55", "18:30"):
        await seminar.moves_to(at(1, moment))
    assert questions(phone) == 0
    await phone.press("mute:feedback")
    await seminar.moves_to(at(2, "12:55"))
    assert questions(phone) == 1


async def test_a_session_that_is_over_can_be_rated_from_the_agenda(seminar: Seminar, rater: Rater) -> None:
    phone = rater.phone
    await phone.write("/feedback")
    await rater.sees("list", "nothing yet")
    await phone.press(f"session:{INTRODUCTION}")
    await seminar.calms()
    assert rater["rate it"] not in phone.labels
    await seminar.moves_to(at(1, "14:30"))
    await phone.press(f"session:{INTRODUCTION}")
    await rater.sees("rate it")
    await rater.taps("rate it", "introduction")
    await rater.taps("4 ★", "four")
    assert await given(seminar) == [(INTRODUCTION, "4")]


# ----------------------------------------------------------------------- wrong turns


async def test_nothing_is_taken_after_the_close_and_nobody_knows_whose_it_was(
    seminar: Seminar, rater: Rater
) -> None:
    phone = rater.phone
    await seminar.moves_to(ASKED)
    await rater.taps("4 ★", "four")
    assert None not in await numbers(seminar)
    await seminar.moves_to(CLOSED)
    assert set(await numbers(seminar)) == {None}
    assert await rater.taps("examples") == rater["closed"]
    assert await phone.press(f"rate:{INTRODUCTION}:1") == rater["closed"]
    await phone.write("/feedback")
    await rater.sees("all closed")
    assert await given(seminar) == [(INTRODUCTION, "4")]


async def test_what_cannot_be_rated_says_why(seminar: Seminar, rater: Rater) -> None:
    phone = rater.phone
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        await tx.execute(insert(roles).values(person_id=1, role="host", subject="key1"))
    await seminar.moves_to(ASKED)
    assert questions(phone) == 0  # of their own session
    assert rater["own"] in await phone.press(f"rate:{INTRODUCTION}:5")
    assert rater["own"] in await phone.press(f"absent:{INTRODUCTION}")
    await seminar.changes("d1-closing", cancelled=True)
    assert rater["cancelled"] in await phone.press("rate:d1-closing:5")
    assert await phone.press("rate:d1-lunch:5") == rater["stale"]
    assert await given(seminar) == []


async def test_what_is_not_over_yet_says_when_it_can_be_rated(seminar: Seminar, rater: Rater) -> None:
    await seminar.moves_to(ASKED)
    assert rater["early"] in await rater.phone.press("rate:d1-discussion:5")
    assert await given(seminar) == []


async def test_two_taps_are_as_one(seminar: Seminar, daniel: Rater) -> None:
    await seminar.moves_to(ASKED)
    number = daniel.phone.newest["message_id"]
    taps = [f"rate:{INTRODUCTION}:4", f"tag:{INTRODUCTION}:lively:on", f"rated:{INTRODUCTION}"]
    for data in (tap for tap in taps for _ in range(2)):
        await daniel.phone.press(data, number)
    assert await given(seminar) == [(INTRODUCTION, "4")]
    assert await given(seminar, TAG) == [(INTRODUCTION, "lively")]


async def test_forged_buttons_change_nothing(seminar: Seminar, daniel: Rater) -> None:
    await seminar.moves_to(ASKED)
    notices = {data: await daniel.phone.press(data) for data in FORGED}
    assert {data: notice for data, notice in notices.items() if notice != daniel["stale"]} == {}
    assert [*await given(seminar), *await given(seminar, TAG)] == []


async def test_a_stranger_is_asked_to_come_in_first(seminar: Seminar, daniel: Rater) -> None:
    await seminar.moves_to(ASKED)
    stranger = Rater(seminar, "ru")
    await stranger.phone.write("/start")
    await stranger.phone.sees("Русский")
    await stranger.phone.press(f"rate:{INTRODUCTION}:5")
    await stranger.phone.sees("Русский")
    await seminar.calms()
    assert await given(seminar) == []


async def test_a_question_about_what_was_cancelled_meanwhile(seminar: Seminar, daniel: Rater) -> None:
    await seminar.moves_to(at(1, "15:55"))
    await daniel.sees("training")
    question = daniel.phone.newest["message_id"]
    await seminar.changes(TRAINING, cancelled=True)
    assert daniel["cancelled"] in await daniel.phone.press(f"rate:{TRAINING}:5", question)
    await daniel.phone.reply("It was fine", question)
    await daniel.sees("cancelled")
    assert [*await given(seminar), *await comments(seminar)] == []


# ------------------------------------------------------------- replies and other messages


async def test_a_reply_to_the_question_is_a_comment(seminar: Seminar, rater: Rater) -> None:
    await seminar.moves_to(ASKED)
    await rater.phone.write("/find")
    await rater.phone.reply(rater["comment"], rater["introduction"])
    await rater.sees("comment kept", "1 ★")
    assert len(await comments(seminar)) == 1
    await rater.taps("4 ★", "four")
    assert await given(seminar) == [(INTRODUCTION, "4")]


async def test_only_a_text_is_kept_and_the_next_one_is_still_a_comment(
    seminar: Seminar, rater: Rater
) -> None:
    await seminar.moves_to(ASKED)
    await rater.taps("4 ★", "four")
    await rater.phone.send_file("notes.txt", b"Notes")
    await rater.sees("only text")
    await rater.phone.write("In words")
    await rater.sees("comment kept")
    assert await comments(seminar) == ["In words"]


async def test_a_text_about_parallel_sessions_waits_until_it_is_clear_which(
    seminar: Seminar, daniel: Rater
) -> None:
    await seminar.changes("d1-discussion", start=time(10), end=time(11, 30))
    await seminar.moves_to(ASKED)
    await daniel.sees("which")
    await daniel.phone.reply("Good pictures")
    await seminar.calms()
    assert await comments(seminar) == []
    await daniel.taps("Introduction Session", "comment kept", "1 ★")
    await daniel.taps("4 ★", "four")
    assert await comments(seminar) == ["Good pictures"]
    assert await given(seminar) == [(INTRODUCTION, "4")]


async def test_whoever_does_something_else_writes_no_comment(seminar: Seminar, daniel: Rater) -> None:
    await seminar.moves_to(ASKED)
    await daniel.taps("4 ★", "four")
    await daniel.taps("done", "thanks")
    await daniel.phone.write("Creative")
    await daniel.phone.sees("not passed it on")
    assert await comments(seminar) == []
