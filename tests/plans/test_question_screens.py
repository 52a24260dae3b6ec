"""What a question says can be answered just so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.formats import Document
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.i18n.typed_dates import Day, read
from bot.plans.conversation import Conversation, Place, Question
from bot.plans.screens.asked import Asked
from bot.plans.screens.question import question_screen
from bot.screens.length import LABEL
from tests.plans.test_conversation import without

TRANSLATORS = load_translators()


def asked(sample: Document, today: date) -> Asked:
    talk = Conversation(without(Question.DUE), topics=True)
    return Asked(talk, Place(Question.DUE, 7), sample.to_programme(1), today)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_days_are_understood(sample: Document, language: str) -> None:
    today = date(2019, 4, 30)
    *_, hint = question_screen(TRANSLATORS[language], asked(sample, today)).text.split("\n")
    day, span = (part.rpartition(", ")[0] if "," in part else part for part in _examples(hint))
    assert read(day, today) == Day(date(2019, 6, 14))
    assert read(span, today) == Day(today + timedelta(weeks=3))


def _examples(hint: str) -> list[str]:
    """Of "..., for example: 14 June, or: in three weeks"."""
    _, day, span = hint.split(": ")
    return [day, span]


@given(today=st.dates(date(2019, 1, 1), date(2024, 12, 31)))
def test_days_that_are_tapped_lie_ahead_and_fit_a_button(sample: Document, today: date) -> None:
    for language in LANGUAGES:
        *days, _later = question_screen(TRANSLATORS[language], asked(sample, today)).rows
        taps = [date.fromisoformat(button.data.rpartition(":")[2]) for (button,) in days]
        assert taps == sorted(taps)
        assert all(today < day <= today + timedelta(days=366) for day in taps)
        assert all(len(button.label) <= LABEL[1] and "…" not in button.label for (button,) in days)


def test_a_step_that_the_plan_has_is_no_example_any_more(sample: Document) -> None:
    programme = sample.to_programme(1)
    topic = programme.topics[0]
    plan = replace(without(), topic=topic.id)
    steps = tuple(
        replace(plan.steps[0], id=number, what=step.kk) for number, step in enumerate(topic.steps, 1)
    )
    for taken, labels in ((steps[:1], {"2", "3"}), (steps, set())):
        talk = Conversation(replace(plan, steps=taken), topics=True)
        what = Asked(talk, Place(Question.WHAT), programme, date(2019, 5, 1))
        screen = question_screen(TRANSLATORS["en"], what)
        assert {button.label for row in screen.rows for button in row if button.label.isdecimal()} == labels
