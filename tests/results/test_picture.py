"""What a picture shows: its bars and words before it is drawn, and that a phone can read it."""

import asyncio
import struct
from collections.abc import Sequence
from dataclasses import replace

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.agenda.rules import Programme
from bot.agenda.sample import read_sample
from bot.feedback.rules import SURVEY
from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import Translator, load_translators
from bot.pictures.bars import Bar, Chart, Group, draw, figure
from bot.results.screens import assessment, survey
from bot.results.screens.session import session_chart
from bot.screens.message import CAPTION, length
from tests.results.answering import TRAINING
from tests.screens.gallery.results import ASKED, BOTH, full

WIDTH, PHONE = 1080, 360  # pixels
LEGIBLE = 12  # pixels of a phone
POINTS = 72  # an inch
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
BEFORE_AND_AFTER = {"kk": ("Басында", "Соңында"), "ru": ("До", "После"), "en": ("Before", "After")}
TRANSLATORS = load_translators()
PROGRAMME = read_sample().to_programme(1)


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return TRANSLATORS[request.param]


def texts(drawn: Figure) -> Sequence[Text]:
    return [text for text in drawn.findobj(Text) if isinstance(text, Text) and text.get_text()]


def words(drawn: Figure) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in texts(drawn))


def lengths(drawn: Figure) -> list[float]:
    """Of the bars, from top to bottom."""
    (axes,) = drawn.axes
    return [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)]


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def charts(t: Translator, programme: Programme = PROGRAMME) -> list[Chart]:
    """Of a session, of a long scale, of options, of before and after."""
    results, session = full(programme), programme.session(TRAINING)
    assert session is not None
    questions = [question for question in programme.questions if question.id in {"recommend", "useful"}]
    return [
        session_chart(t, results, session, ASKED),
        *(survey.question_chart(t, one, results.tally(SURVEY, one.id), ASKED) for one in questions),
        assessment.assessment_chart(t, assessment.shown(assessment.page_of(programme, 0), results), results),
    ]


def test_a_session_s_bars_are_its_marks_and_tags(t: Translator) -> None:
    drawn = figure(charts(t)[0])
    assert lengths(drawn) == [45, 36, 27, 18, 9, 12, 12, 12, 12, 12, 12]
    session = PROGRAMME.session(TRAINING)
    assert session is not None
    expected = {
        "kk": ("Орташа баға: 3", "Жауап бергендер: 57 / 140 (41 %)", "Не жетіспеді"),
        "ru": ("Средняя оценка: 3", "Ответили: 57 из 140 (41 %)", "Чего не хватило"),
        "en": ("Mean: 3", "Answered: 57 of 140 (41 %)", "What was missing"),
    }[t.language]
    assert all(text in words(drawn) for text in (session.title.to(t.language), *expected))


def test_before_and_after_stand_beside_each_other_with_their_intervals(t: Translator) -> None:
    drawn = figure(charts(t)[-1])
    assert lengths(drawn) == [2.31, 3.9, 2.31, 3.9, 4]
    (axes,) = drawn.axes
    assert len(axes.containers) == 5 + 4  # of the fifth nobody knows how sure it is
    assert axes.get_xlim() == (0, 5)
    before, after = {"kk": ("Басында", "Соңында"), "ru": ("До", "После"), "en": ("Before", "After")}[
        t.language
    ]
    assert words(drawn).count(f"{before} ") >= 3
    assert words(drawn).count(f"{after} ") >= 2


def test_of_many_long_questions_each_picture_shows_a_page_whose_caption_fits(t: Translator) -> None:
    long = Localised(*["How sure do you feel about it? " * 9] * 3)
    asked = [replace(PROGRAMME.questions[0], id=f"q{number}", text=long) for number in range(7)]
    programme = replace(PROGRAMME, questions=tuple(asked))
    results = replace(full(PROGRAMME), changes={question.id: BOTH for question in asked})
    pages = [assessment.shown(assessment.page_of(programme, number), results) for number in range(3)]
    assert [question for page in pages for question in page] == asked
    for page in pages:
        assert length(assessment.assessment_text(t, page, results)) <= CAPTION
        assert len(lengths(figure(assessment.assessment_chart(t, page, results)))) <= 2 * len(page)


@pytest.mark.parametrize("number", range(4))
def test_a_phone_can_read_it_and_nothing_is_cut(t: Translator, number: int) -> None:
    chart = charts(t)[number]
    drawn = figure(chart)
    drawn.draw_without_rendering()
    smallest = min(float(text.get_fontsize()) for text in texts(drawn)) / POINTS
    assert smallest * PHONE / drawn.get_figwidth() >= LEGIBLE
    boxes = {text.get_text(): text.get_window_extent() for text in texts(drawn)}
    assert [text for text, box in boxes.items() if box.x0 < 0 or box.x1 > drawn.bbox.width] == []
    width, height = size(draw(chart))
    assert width == WIDTH
    assert WIDTH // 2 < height < 2 * WIDTH


def test_no_two_texts_lie_on_each_other(t: Translator) -> None:
    for chart in charts(t):
        drawn = figure(chart)
        drawn.draw_without_rendering()
        boxes = [text.get_window_extent().padded(-2) for text in texts(drawn)]
        assert not [one for number, one in enumerate(boxes) if one.count_overlaps(boxes[:number])]


def test_it_is_light(t: Translator) -> None:
    drawn = figure(charts(t)[0])
    assert drawn.get_facecolor() == (1, 1, 1, 1)


# -------------------------------------------------------------------- letters


@pytest.mark.parametrize("letters", [KAZAKH, KAZAKH.lower(), "“”«»–—№’…±ÄÖÜẞäöüßÉéŞşĞğİıÑñŁł"])
def test_every_letter_is_drawn(letters: str) -> None:
    """Matplotlib warns where one is missing, and a warning fails a test."""
    chart = Chart(letters[:20], [letters[20:]], [Group("", [Bar(letters[:12], 1, letters[12:16])])], 1)
    assert letters[:20] in words(figure(chart))
    draw(chart)


def test_what_the_font_does_not_have_is_left_out() -> None:
    chart = Chart("Peace 🕊 平和 seminar", [], [Group("", [Bar("A", 1, "1")])], 1)
    assert "Peace   seminar" in words(figure(chart))
    draw(chart)


def test_a_dollar_begins_no_formula() -> None:
    chart = Chart("From $5 to $\\frac{1}{0}$", [], [Group("$x^2$", [Bar("$", 0, "0")])], 1)
    assert "$\\frac{1}{0}$" in words(figure(chart))
    draw(chart)


async def test_many_are_drawn_at_once() -> None:
    chart = charts(TRANSLATORS["kk"])[0]
    drawn = await asyncio.gather(*(asyncio.to_thread(draw, chart) for _ in range(8)))
    assert set(drawn) == {draw(chart)}
