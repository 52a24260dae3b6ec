"""The questions as people read them, in three languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.followup.rules import Ask, Stage
from bot.followup.screens.prompts import STEPS, prompt
from bot.followup.screens.trouble import handed_over_message
from bot.i18n.translator import load_translators
from bot.plans.rules import Step

DUE_ON = date(2019, 6, 15)
STEP = Step(
    *(7, 1, "a lesson on peace in three schools", "Aigul", DUE_ON),
    occasion="on Wednesdays in the reading room",
    obstacle="if the room is taken, in the hall",
)
ASK = Ask(5, 1, 1, Stage.FIRST, ("step:7:before:2019-06-15",), datetime(2019, 6, 12, 4, tzinfo=UTC))
TRANSLATORS = load_translators()


def lines(language: str, ask: Ask, *steps: Step, today: date = DUE_ON) -> Sequence[str]:
    return prompt(TRANSLATORS[language], ask, steps, today).text.split("\n")


@pytest.mark.parametrize(
    ("language", "read"),
    [
        (
            "kk",
            [
                "<b>Белгіленген күн — бүгін</b>",
                "Жоспарда былай жазылған: «a lesson on peace in three schools»",
                "Мерзімі: 15 маусым",
                "Қашан және қайда: on Wednesdays in the reading room",
            ],
        ),
        (
            "ru",
            [
                "<b>Сегодня тот самый день</b>",
                "В плане написано: «a lesson on peace in three schools»",
                "Срок: 15 июня",
                "Когда и где: on Wednesdays in the reading room",
            ],
        ),
        (
            "en",
            [
                "<b>Today is the day</b>",
                "The plan says: “a lesson on peace in three schools”",
                "By: 15 June",
                "When and where: on Wednesdays in the reading room",
            ],
        ),
    ],
)
def test_it_quotes_the_clubs_own_words_whoever_of_its_leads_wrote_them(
    language: str, read: list[str]
) -> None:
    assert lines(language, ASK, STEP) == read
    handed_over = handed_over_message(TRANSLATORS[language], STEP, "Aigul", DUE_ON)
    assert handed_over.text.split("\n")[2:] == read[1:]


@pytest.mark.parametrize(
    ("day", "title"),
    [(12, "The day is near"), (15, "Today is the day"), (16, "How did it go?")],
)
def test_it_says_where_the_day_is(day: int, title: str) -> None:
    assert lines("en", ASK, STEP, today=date(2019, 6, day))[0] == f"<b>{title}</b>"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("kk", "Келіскеніміздей, қайта сұрап отырмын"),
        ("ru", "Спрашиваю снова, как договорились"),
        ("en", "As agreed, I am asking again"),
    ],
)
@pytest.mark.parametrize("items", [("step:7:later:3",), ("checkin:2019-06-01", "step:7:later:3")])
@pytest.mark.parametrize("day", [1, 15, 16])
def test_what_was_put_off_comes_as_agreed(
    language: str, title: str, items: tuple[str, ...], day: int
) -> None:
    put_off = replace(ASK, items=items)
    assert lines(language, put_off, STEP, today=date(2019, 6, day))[0] == f"<b>{title}</b>"


def test_of_a_digest_the_title_is_about_what_is_left() -> None:
    digest = replace(ASK, items=("step:7:later:3", "step:8:before:2019-06-15"))
    first, other = STEP, replace(STEP, id=8)
    titles = [lines("en", digest, *steps)[0] for steps in ((first,), (other,), (first, other))]
    assert titles == [
        "<b>As agreed, I am asking again</b>",
        "<b>Today is the day</b>",
        "<b>How is it going?</b>",
    ]


def test_a_day_that_is_far_is_not_near() -> None:
    check_in = replace(ASK, items=("checkin:2019-05-08", "step:8:before:2019-05-11"))
    assert lines("en", check_in, STEP, today=date(2019, 5, 8))[0] == "<b>How is it going?</b>"


def test_a_year_that_is_another_one_is_named() -> None:
    assert "By: 15 June 2019" in lines("en", ASK, STEP, today=date(2018, 12, 31))


def test_asked_again_it_uses_other_words_and_says_how_to_stop_it() -> None:
    again = lines("en", replace(ASK, stage=Stage.AGAIN), STEP)
    assert again[0] == "<b>Any news?</b>"
    assert "If something gets in the way: if the room is taken, in the hall" in again
    assert again[-1] == "To stop these questions: /stop"
    assert set(again) & set(lines("en", ASK, STEP)) == set(lines("en", ASK, STEP)[1:])


def test_a_co_lead_is_told_why_they_are_asked() -> None:
    asked = lines("en", replace(ASK, stage=Stage.CO_LEAD), STEP)
    assert asked[:2] == [
        "<b>Do you know how it is going?</b>",
        "You answer for this plan together, so you are asked too.",
    ]


def test_one_step_is_answered_with_a_tap() -> None:
    screen = prompt(TRANSLATORS["en"], ASK, [STEP], DUE_ON)
    assert [[button.data for button in row] for row in screen.rows] == [
        ["did:7:5", "going:7:5"],
        ["trouble:7:5"],
        ["remindlater:7:5"],
    ]


def test_several_steps_are_a_list_with_a_way_to_each() -> None:
    steps = [replace(STEP, id=number, what=f"step {number}") for number in range(1, 4)]
    screen = prompt(TRANSLATORS["en"], ASK, steps, DUE_ON)
    assert screen.text.split("\n")[2:] == ["• step 1 · 15 June", "• step 2 · 15 June", "• step 3 · 15 June"]
    assert [[button.data for button in row] for row in screen.rows] == [
        *(["asked:5:1"], ["asked:5:2"], ["asked:5:3"]),
        ["remindlater:0:5"],
    ]


def test_a_long_list_ends_with_the_way_to_the_plan() -> None:
    screen = prompt(TRANSLATORS["en"], ASK, [STEP] * 12, DUE_ON)
    assert "and more: 6" in screen.text
    assert len(screen.rows) == STEPS + 2
    assert screen.rows[STEPS][0].data == "plan"


def test_what_people_wrote_is_no_html() -> None:
    assert "<i>" not in prompt(TRANSLATORS["en"], ASK, [replace(STEP, what="<i>peace</i>")], DUE_ON).text
