"""Letters in the database: what is one letter, what waits, what became of an answer."""

from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import delete, update

from bot.delivery.outbox import plan_selected
from bot.letters import due, keeping, queries
from bot.letters.rules import ANSWER, Content, Fate, Writer
from bot.people.belongings import collect, erase
from bot.people.queries import recognise
from bot.storage.engine import Transaction
from bot.storage.tables import outbox, people
from tests.letters.people import (
    ANNOUNCEMENT,
    BUS,
    GUEST,
    NOW,
    ORGANISER,
    OWNER,
    PHOTO,
    WRITER,
    arrives,
    written,
)

ALL: Final = 9


async def test_a_letter_says_who_wrote_it(tx: Transaction) -> None:
    letter = await written(tx)
    assert letter.writer == Writer(WRITER, "P1", "writer", "kk", "Almaty", "Kazakhstan")
    assert (letter.content, letter.written_at, letter.waits) == (BUS, NOW, True)
    assert (await written(tx, PHOTO, by=GUEST)).content == PHOTO


async def test_the_same_twice_in_a_row_is_one_letter(tx: Transaction) -> None:
    first = await keeping.keep(tx, WRITER, BUS, None, NOW)
    assert await keeping.keep(tx, WRITER, BUS, None, NOW) == (first[0], False)
    for by, content, about in ((WRITER, PHOTO, None), (WRITER, PHOTO, ANNOUNCEMENT), (GUEST, BUS, None)):
        assert (await keeping.keep(tx, by, content, about, NOW))[1]


async def test_the_same_words_a_minute_later_are_another_letter(tx: Transaction) -> None:
    letter = await written(tx)
    at_once = await keeping.keep(tx, WRITER, BUS, None, NOW + timedelta(seconds=59))
    later = await keeping.keep(tx, WRITER, BUS, None, NOW + timedelta(seconds=60))
    assert (at_once, later[1]) == ((letter.id, False), True)


async def test_the_same_again_once_it_is_settled_is_another_letter(tx: Transaction) -> None:
    letter = await written(tx)
    await keeping.settle(tx, letter, NOW)
    assert (await written(tx)).id != letter.id


async def test_the_number_of_a_letter_that_is_gone_is_given_to_no_other(tx: Transaction) -> None:
    letter = await written(tx)
    await keeping.take_back(tx, letter.id)
    assert await queries.load(tx, letter.id) is None
    assert (await written(tx)).id > letter.id


async def test_what_waits_comes_newest_first(tx: Transaction) -> None:
    letters = [await written(tx), await written(tx, by=GUEST), await written(tx, PHOTO)]
    assert [one.id for one in await queries.waiting(tx, ALL)] == [one.id for one in reversed(letters)]
    assert [one.id for one in await queries.waiting(tx, 1, 1)] == [letters[1].id]
    assert await queries.count_waiting(tx) == 3


async def test_settling_a_letter_leaves_open_what_else_the_same_person_asked(tx: Transaction) -> None:
    earlier, this, later = await written(tx), await written(tx, PHOTO), await written(tx)
    assert [await keeping.settle(tx, this, NOW) for _ in range(2)] == [True, False]
    assert {one.id for one in await queries.waiting(tx, ALL)} == {earlier.id, later.id}


# --------------------------------------------------------------------- answers


async def test_an_answer_belongs_to_its_letter(tx: Transaction) -> None:
    letter = await written(tx)
    answer_id = await keeping.keep_answer(tx, letter, ORGANISER, Content("18:00"), NOW)
    assert answer_id
    found = await queries.load(tx, letter.id)
    assert found
    (answer,) = found.answers
    assert (answer.id, answer.author, answer.content) == (answer_id, "P2", Content("18:00"))
    assert found.answered_by_another(ORGANISER) is None
    assert found.answered_by_another(OWNER) == answer
    assert await queries.load(tx, answer_id) is None
    assert len(await queries.waiting(tx, ALL)) == 1  # until it is settled


async def test_the_same_answer_twice_is_one(tx: Transaction) -> None:
    letter = await written(tx)
    for author, content, new in [
        (ORGANISER, BUS, True),
        (ORGANISER, BUS, False),
        (OWNER, BUS, True),
        (ORGANISER, PHOTO, True),
    ]:
        now = await queries.load(tx, letter.id)
        assert now
        answer_id = await keeping.keep_answer(tx, now, author, content, NOW)
        assert bool(answer_id) is new
        await plan_selected(tx, due.answer(answer_id or 0, NOW))


async def test_an_answer_that_has_not_arrived_can_be_given_again(tx: Transaction) -> None:
    letter = await written(tx)
    first = await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    await plan_selected(tx, due.answer(first or 0, NOW))
    await tx.execute(update(outbox).where(outbox.c.kind == "answer").values(state="failed"))
    now = await queries.load(tx, letter.id)
    assert now
    assert await keeping.keep_answer(tx, now, ORGANISER, BUS, NOW)


@pytest.mark.parametrize(
    ("state", "active", "fate"),
    [
        ("ready", True, Fate.UNDER_WAY),
        ("sending", True, Fate.UNDER_WAY),
        ("sent", True, Fate.ARRIVED),
        ("ambiguous", True, Fate.DOUBTFUL),
        ("failed", True, Fate.FAILED),
        ("expired", True, Fate.FAILED),
        ("failed", False, Fate.BLOCKED),
    ],
)
async def test_the_fate_of_an_answer_is_that_of_its_message(
    tx: Transaction, state: str, active: bool, fate: Fate
) -> None:
    letter = await written(tx)
    answer_id = await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    assert answer_id
    await plan_selected(tx, due.answer(answer_id, NOW))
    await tx.execute(update(outbox).where(outbox.c.kind == ANSWER).values(state=state))
    await tx.execute(update(people).where(people.c.id == WRITER).values(active=active))
    found = await queries.load(tx, letter.id)
    assert found
    assert [answer.fate for answer in found.answers] == [fate]
    assert [line.fate for line in await queries.conversation(tx, WRITER, 9)] == [Fate.ARRIVED, fate]


async def test_an_answer_is_read_only_by_whom_it_is_for(tx: Transaction) -> None:
    letter = await written(tx)
    answer_id = await keeping.keep_answer(tx, letter, ORGANISER, PHOTO, NOW)
    assert answer_id
    said = await queries.answer(tx, answer_id, WRITER)
    assert said
    assert (said.content, said.asked.text) == (PHOTO, BUS.text)
    assert await queries.answer(tx, answer_id, GUEST) is None
    assert await queries.answer(tx, letter.id, WRITER) is None


async def test_a_conversation_is_the_last_messages_of_both(tx: Transaction) -> None:
    letter = await written(tx)
    await keeping.keep_answer(tx, letter, ORGANISER, Content("18:00"), NOW + timedelta(hours=1))
    await written(tx, PHOTO)
    await written(tx, by=GUEST)
    said = [(line.author, line.content) for line in await queries.conversation(tx, WRITER, 2)]
    assert said == [("P2", Content("18:00")), (None, PHOTO)]


# ------------------------------------------------------------------ what it is about


async def test_a_reply_to_an_announcement_is_about_it(tx: Transaction) -> None:
    assert await queries.announcement_of(tx, WRITER, "announcement", ANNOUNCEMENT) == ANNOUNCEMENT
    assert await queries.announcement_of(tx, GUEST, "announcement", ANNOUNCEMENT) is None  # never got it
    assert await queries.announcement_of(tx, WRITER, "announcement", 99) is None


async def test_a_reply_to_an_answer_is_about_the_same_announcement(tx: Transaction) -> None:
    letter_id, _ = await keeping.keep(tx, WRITER, BUS, ANNOUNCEMENT, NOW)
    letter = await queries.load(tx, letter_id)
    assert letter
    answer_id = await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    assert answer_id
    assert await queries.announcement_of(tx, WRITER, ANSWER, answer_id) == ANNOUNCEMENT
    assert await queries.announcement_of(tx, GUEST, ANSWER, answer_id) is None


async def test_an_announcement_is_named_in_a_language_that_its_readers_get(tx: Transaction) -> None:
    assert await queries.opening_words(tx, ANNOUNCEMENT, "kk") == "ru: bus"
    assert await queries.opening_words(tx, ANNOUNCEMENT, "en") == "en: bus"
    assert await queries.opening_words(tx, 99, "en") == ""
    assert await queries.opening_words(tx, None, "en") == ""


# ----------------------------------------------------------------- whose it is


async def test_letters_and_answers_go_with_whoever_wrote(tx: Transaction) -> None:
    letter = await written(tx)
    await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    found = await recognise(tx, 100 + WRITER, frozenset())
    assert found
    assert len((await collect(tx, found))["letters"]) == 2
    await erase(tx, found)
    assert await queries.load(tx, letter.id) is None
    assert await queries.conversation(tx, WRITER, 9) == []


async def test_an_answer_outlives_its_author(tx: Transaction) -> None:
    letter = await written(tx)
    await keeping.keep_answer(tx, letter, ORGANISER, BUS, NOW)
    await tx.execute(delete(people).where(people.c.id == ORGANISER))
    found = await queries.load(tx, letter.id)
    assert found
    assert [(answer.author_id, answer.author) for answer in found.answers] == [(None, "")]


async def test_a_message_that_never_arrived_has_no_number(tx: Transaction) -> None:
    letter = await written(tx)
    await plan_selected(tx, due.to_organisers(letter.id, frozenset(), NOW))
    row_id = await arrives(tx, 70)
    assert await queries.message_of(tx, row_id) == ("letter", 100 + ORGANISER, 70, NOW)
    await tx.execute(update(outbox).where(outbox.c.id == row_id).values(message_id=None))
    assert await queries.message_of(tx, row_id) == ("letter", 100 + ORGANISER, None, NOW)
    assert await queries.message_of(tx, row_id + 1) is None
