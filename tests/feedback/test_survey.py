"""Going through the questions about the whole: every type of answer, and every wrong turn."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.agenda import queries as agenda
from bot.agenda.formats import Document
from bot.agenda.formats.document import Question
from bot.agenda.questions import Type
from bot.clock import RehearsalClock
from bot.context import Services
from bot.feedback import queries
from bot.feedback.steps import TEXTS
from bot.storage.tables import answers, ballots
from tests.feedback.seminar import CLOSED, minutes
from tests.people.telegram import MakePhone, Phone

AFTER = datetime(2019, 5, 1, 10, 15, tzinfo=UTC)  # the last rated session ends
DURING = datetime(2019, 4, 30, 6, 0, tzinfo=UTC)
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]


def texts(english: str) -> dict[str, str]:
    return dict.fromkeys(("kk", "ru", "en"), english)


@pytest.fixture
def jump(services: Services) -> Callable[[datetime], None]:
    assert isinstance(services.clock, RehearsalClock)
    return services.clock.jump_to


@pytest.fixture
async def afterwards(member: Phone, jump: Callable[[datetime], None]) -> Phone:
    """An English-speaking member's, when the last rated session has just ended."""
    jump(AFTER)
    return member


async def said(services: Services) -> Mapping[str, Sequence[str]]:
    """All that was answered: `survey:overall` -> the answers, or the options."""
    found: dict[str, list[str]] = {}
    async with services.database.reading() as tx:
        for row in await tx.execute(select(answers).order_by(answers.c.part)):
            found.setdefault(f"{row.subject}:{row.question}", []).append(row.answer or row.part)
    return found


async def states(services: Services) -> Mapping[str, str]:
    async with services.database.reading() as tx:
        rows = (await tx.execute(select(ballots).order_by(ballots.c.form))).all()
    assert len({row.number for row in rows}) == len(rows)
    return {row.form: row.state for row in rows}


async def edit(services: Services, document: Document, **changes: Any) -> None:
    async with services.database.writing() as tx:
        await agenda.store_programme(
            tx, document.model_copy(update=changes), source="test", now=services.clock.now()
        )


# ------------------------------------------------------------------ the whole way


async def test_how_sure_before_and_after_stand_side_by_side(
    member: Phone, services: Services, jump: Callable[[datetime], None]
) -> None:
    await member.tap("survey")
    for question in ("explain", "lead", "partners"):
        await member.tap(f"reply:before:{question}:2")
    assert "Thank you!" in member.text
    assert "Answered: 3 of 3" in member.text
    assert await states(services) == {"assessment": "given"}
    jump(AFTER)
    await member.tap("survey")
    assert "1 of 8 · now, after the seminar" in member.text
    await member.tap("reply:after:explain:5")
    assert await said(services) == {
        "before:explain": ["2"],
        "before:lead": ["2"],
        "before:partners": ["2"],
        "after:explain": ["5"],
    }


async def test_each_type_of_question_is_answered_in_its_way(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:overall")
    await afterwards.tap("reply:survey:overall:4")
    assert "Would you recommend" in afterwards.text
    await afterwards.tap("reply:survey:recommend:10")
    assert "What was of use to you?" in afterwards.text
    await afterwards.tap("reply:survey:useful:people:on")
    await afterwards.tap("reply:survey:useful:speakers:on")
    await afterwards.tap("reply:survey:useful:people:off")
    assert "☑ The key speakers" in afterwards.buttons
    assert "☐ The people I met" in afterwards.buttons
    await afterwards.tap("survey:survey:differently")
    await afterwards.write("Ask <b> & listen")
    assert "Your answer: “Ask &lt;b&gt; &amp; listen” [en]" in afterwards.text
    assert await said(services) == {
        "survey:overall": ["4"],
        "survey:recommend": ["10"],
        "survey:useful": ["speakers"],
        "survey:differently": ["Ask &lt;b&gt; &amp; listen"],
    }


async def test_an_option_that_is_tapped_twice_stays(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:useful")
    chosen = afterwards.buttons["☐ The people I met"]
    for _ in range(2):
        await afterwards.tap(chosen)
    assert await said(services) == {"survey:useful": ["people"]}
    taken_back = afterwards.buttons["☑ The people I met"]
    for _ in range(2):
        await afterwards.tap(taken_back)
    assert await said(services) == {}


async def test_of_several_options_one_may_be_the_answer(
    afterwards: Phone, services: Services, sample: Document
) -> None:
    options = [{"id": own, "text": texts(own.capitalize())} for own in ("online", "here")]
    which = {"id": "where", "questionnaire": "survey", "type": "choice", "text": texts("Where?")}
    await edit(services, sample, questions=[Question.model_validate({**which, "options": options})])
    await afterwards.tap("survey")
    await afterwards.tap("reply:survey:where:online")
    await afterwards.tap("reply:survey:where:here")
    assert await said(services) == {"survey:where": ["here"]}
    await afterwards.tap("survey:survey:where")
    assert list(afterwards.buttons)[:2] == ["Online", "✓ Here"]


async def test_marks_stand_in_rows_and_the_given_one_has_a_tick(afterwards: Phone) -> None:
    await afterwards.tap("survey:survey:recommend")
    (screen,) = afterwards.screens
    rows = screen["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows] == [6, 5, 2]
    assert [button["text"] for button in rows[2]] == ["Skip [en]", "Back [en]"]
    await afterwards.tap("reply:survey:recommend:10")
    await afterwards.tap("survey:survey:recommend")
    assert "✓ 10" in afterwards.buttons
    assert "Next [en]" in afterwards.buttons


async def test_whoever_skips_to_the_end_is_through(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("reply:survey:overall:4")
    assert await states(services) == {"survey": "begun"}
    await afterwards.tap("survey:end")
    assert "Answered: 1 of 8" in afterwards.text
    assert await states(services) == {"survey": "given"}
    await afterwards.tap("survey")
    assert "Answered: 1 of 8" in afterwards.text
    await afterwards.tap(afterwards.buttons["Look through my answers [en]"])
    assert "1 of 8" in afterwards.text


async def test_whoever_says_nothing_takes_no_part_and_may_change_their_mind(
    afterwards: Phone, services: Services
) -> None:
    await afterwards.tap("survey:end")
    assert "Nothing is answered yet" in afterwards.text
    assert await states(services) == {"survey": "absent"}
    await afterwards.tap("reply:survey:overall:4")
    assert await states(services) == {"survey": "begun"}


async def test_the_last_answer_ends_it(afterwards: Phone, services: Services, sample: Document) -> None:
    words = [question for question in sample.questions if question.id in {"overall", "change"}]
    await edit(services, sample, questions=words)
    await afterwards.tap("reply:survey:overall:4")
    await afterwards.write("More time")
    assert "Finish [en]" in afterwards.buttons
    assert await states(services) == {"survey": "given"}


# ------------------------------------------------------------------------- words


async def test_what_telegram_splits_is_one_answer(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:change")
    await afterwards.write("a" * 4096)
    await afterwards.write("the rest")
    assert await said(services) == {"survey:change": ["a" * 4096, "the rest"]}
    assert len(afterwards.text) < 600


async def test_an_answer_in_words_is_deleted_and_written_anew(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:change")
    await afterwards.write("Nothing")
    await afterwards.tap(afterwards.buttons["Delete my answer [en]"])
    assert afterwards.notice == "Your answer is deleted. [en]"
    assert await said(services) == {}
    await afterwards.write("More time")
    assert await said(services) == {"survey:change": ["More time"]}


async def test_somebody_who_does_something_else_is_not_listened_to(
    afterwards: Phone, services: Services
) -> None:
    await afterwards.tap("survey:survey:change")
    await afterwards.tap("survey:survey:useful")
    await afterwards.write("This is for nobody")
    assert await said(services) == {}


async def test_a_photo_is_no_answer_and_words_under_it_are(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:change")
    await afterwards.send(photo=PHOTO)
    assert "Only text is kept here." in afterwards.text
    assert await said(services) == {}
    await afterwards.send(photo=PHOTO, caption="Bigger rooms")
    assert "Your text is kept, the file is not." in afterwards.text
    assert await said(services) == {"survey:change": ["Bigger rooms"]}


async def test_nothing_is_lost_silently_when_no_more_fits(afterwards: Phone, services: Services) -> None:
    await afterwards.tap("survey:survey:change")
    for number in range(TEXTS + 1):
        await afterwards.write(f"{number}")
    assert "No more fits here" in afterwards.text
    assert await said(services) == {"survey:change": list(map(str, range(TEXTS)))}


# -------------------------------------------------------------------- wrong turns


async def test_a_double_tap_is_one_answer(afterwards: Phone, services: Services) -> None:
    for _ in range(2):
        await afterwards.tap("reply:survey:overall:4")
        assert "Would you recommend" in afterwards.text
    assert await said(services) == {"survey:overall": ["4"]}


@pytest.mark.parametrize(
    "data",
    [
        "reply",
        "reply:survey",
        "reply:survey:overall:0",
        "reply:survey:overall:6",
        "reply:survey:overall:abc",
        "reply:survey:useful:nothing",
        "reply:survey:change:4",
        "reply:survey:explain:4",
        "reply:before:explain:4",
        "reply:nobody:overall:4",
        "reply:survey:gone:4",
    ],
)
async def test_a_forged_answer_is_refused(afterwards: Phone, services: Services, data: str) -> None:
    await afterwards.tap(data)
    assert afterwards.notice == "This is not asked any more: your answer is not kept. [en]"
    assert "of 8" in afterwards.text
    assert await said(services) == {}


@pytest.mark.parametrize("data", ["survey:survey:gone", "survey:before:explain", "survey:x:y"])
async def test_an_old_question_gives_way_to_the_next(afterwards: Phone, data: str) -> None:
    await afterwards.tap(data)
    assert afterwards.notice == "This was out of date. Here is the new one. [en]"
    assert "1 of 8" in afterwards.text


async def test_a_question_that_was_removed_meanwhile_is_gone_on_from(
    afterwards: Phone, services: Services, sample: Document
) -> None:
    await afterwards.tap("survey:survey:differently")
    left = [question for question in sample.questions if question.id in {"overall", "change"}]
    await edit(services, sample, questions=left)
    await afterwards.write("Too late for that")
    assert "How was the seminar as a whole?" in afterwards.text
    assert "your answer is not kept" in afterwards.text
    assert await said(services) == {}


async def test_words_for_a_question_that_takes_marks_now_are_not_kept(
    afterwards: Phone, services: Services, sample: Document
) -> None:
    await afterwards.tap("survey:survey:change")
    change = sample.questions[-1]
    scale = change.model_copy(update={"type": Type.SCALE})
    await edit(services, sample, questions=[scale])
    await afterwards.write("More time")
    assert "your answer is not kept" in afterwards.text
    assert await said(services) == {}


async def test_a_question_that_takes_words_now_keeps_the_mark_beside_them(
    afterwards: Phone, services: Services, sample: Document
) -> None:
    await afterwards.tap("reply:survey:overall:4")
    overall = next(question for question in sample.questions if question.id == "overall")
    await edit(services, sample, questions=[overall.model_copy(update={"type": Type.TEXT})])
    await afterwards.tap("survey:survey:overall")
    await afterwards.write("Lively")
    assert await said(services) == {"survey:overall": ["4", "Lively"]}


async def test_between_the_first_session_and_the_last_nothing_is_asked(
    member: Phone, services: Services, jump: Callable[[datetime], None]
) -> None:
    jump(DURING)
    for data in ("survey", "survey:end", "reply:before:explain:4"):
        await member.tap(data)
        assert "The closing questions come: 1 May, 16:15" in member.text
    assert await states(services) == {}


async def test_once_closed_an_answer_is_neither_taken_nor_changed(
    afterwards: Phone, services: Services, jump: Callable[[datetime], None]
) -> None:
    await afterwards.tap("reply:survey:overall:4")
    await afterwards.tap("survey:survey:change")
    jump(CLOSED)
    await afterwards.write("Too late")
    assert afterwards.text == "This is not asked any more: your answer is not kept. [en]"
    await afterwards.tap("reply:survey:overall:1")
    assert "Thank you for all your answers" in afterwards.text
    assert await said(services) == {"survey:overall": ["4"]}


async def test_who_taps_while_it_closes_finds_it_closed(afterwards: Phone, services: Services) -> None:
    """Its number is deleted already: what they said is nobody's any more."""
    await afterwards.tap("reply:survey:overall:4")
    async with services.database.writing() as tx:
        await queries.close(tx, CLOSED + minutes(1))
    await afterwards.tap("reply:survey:overall:1")
    assert afterwards.notice.startswith("This is not asked any more")
    assert await said(services) == {"survey:overall": ["4"]}


@pytest.mark.usefixtures("invited_only", "afterwards")
async def test_a_stranger_answers_nothing(phone_of: MakePhone, services: Services) -> None:
    stranger = phone_of(telegram_id=1002)
    await stranger.tap("reply:survey:overall:4")
    await stranger.write("Hello")
    assert await said(services) == {}
    assert await states(services) == {}


async def test_who_puts_it_off_reads_until_when_just_this_is_asked(
    member: Phone, jump: Callable[[datetime], None]
) -> None:
    jump(datetime(2019, 4, 30, 4, 0, tzinfo=UTC))
    await member.tap("notnow:before")
    assert "Answers are taken until: 30 April, 11:30" in member.text
    await member.tap("notnow")
    assert "Answers are taken until: 9 May, 00:00" in member.text
    jump(DURING)
    await member.tap("notnow:before")
    assert "Answers are taken until: 9 May, 00:00" in member.text
