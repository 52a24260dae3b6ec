"""A plan to print, with the letters of Kazakh, and in three languages around what people have written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from bot.agenda.formats import Document
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.plans.paper import draw
from bot.plans.rules import MOST_STEPS, Plan, PlanState, Step, StepState
from bot.plans.screens.papers import paper

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
TRANSLATORS = load_translators()
TODAY = date(2019, 5, 1)


def plan(now: datetime, *steps: Step) -> Plan:
    about = "«Өрлеу»", "Қазақстан", "peace", "Үш мектеп кездеседі"
    return Plan(7, PlanState.KEPT, *about, False, now, now, now, (), steps)


LESSON = Step(12, 1, "Бейбітшілік сабағы", "Ұлпан", date(2019, 6, 15), "Кітапханада", "Жаңбыр жауса, ішінде")


def pages(pdf: bytes) -> Sequence[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("kk", ["Іс-қимыл жоспары", "Мерзімі: 2019 жылғы 15 маусым", "Шығарылған күні: 2019 жылғы 1 мамыр"]),
        ("ru", ["План действий", "Срок: 15 июня 2019 года", "Дата печати: 1 мая 2019 года"]),
        ("en", ["Action plan", "By: 15 June 2019", "Printed on: 1 May 2019"]),
    ],
)
def test_all_of_it_is_printed(sample: Document, now: datetime, language: str, lines: list[str]) -> None:
    programme = sample.to_programme(1)
    sheet = paper(TRANSLATORS[language], programme, plan(now, LESSON), TODAY)
    content, gaps = draw(sheet, now)
    (page,) = pages(content)
    written = ["«Өрлеу», Қазақстан", "Үш мектеп кездеседі", "1. Бейбітшілік сабағы", "Ұлпан", LESSON.obstacle]
    seminar = " ".join(programme.name.to(language).split())
    assert [said for said in (seminar, *lines, *written) if said not in page] == []
    assert not gaps


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_long_steps_go_on_to_further_pages(sample: Document, now: datetime, language: str) -> None:
    steps = [replace(LESSON, id=n, what=KAZAKH, who=f"[{n}]", occasion=KAZAKH * 3) for n in range(MOST_STEPS)]
    programme = sample.to_programme(1)
    content, _ = draw(paper(TRANSLATORS[language], programme, plan(now, *steps), TODAY), now)
    texts = pages(content)
    assert len(texts) > 1
    for number in range(MOST_STEPS):
        (page,) = [text for text in texts if f"[{number}]" in text]
        assert f"{number + 1}. {KAZAKH}" in page  # what belongs together stands together


def test_letters_that_the_font_does_not_have_are_said_to_be_missing(sample: Document, now: datetime) -> None:
    done = replace(LESSON, what="평화 🕊 lesson", state=StepState.DONE)
    sheet = paper(TRANSLATORS["en"], sample.to_programme(1), plan(now, done), TODAY)
    content, gaps = draw(sheet, now)
    (page,) = pages(content)
    assert gaps
    assert "1. ?? lesson (done)" in page


def test_a_picture_is_left_out_silently(sample: Document, now: datetime) -> None:
    dove = plan(now, replace(LESSON, what="🕊 lesson"))
    content, gaps = draw(paper(TRANSLATORS["en"], sample.to_programme(1), dove, TODAY), now)
    assert not gaps
    assert "1. lesson" in pages(content)[0]
