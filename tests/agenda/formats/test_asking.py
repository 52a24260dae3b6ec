"""Questions in the organisers' file: what can be wrong with them, and how they survive each format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from bot.agenda.changes import compare
from bot.agenda.formats import Document, read_programme
from bot.agenda.formats.document import Option, Question
from bot.agenda.formats.template import template
from bot.agenda.questions import Questionnaire, Type
from bot.agenda.rules import Programme
from bot.programme.english import change_in_english, finding_in_english
from tests.agenda.formats.small import SMALL, place_of
from tests.agenda.formats.test_frab import GUIDS, by_days, event
from tests.agenda.formats.test_frab import read as read_schedule
from tests.agenda.formats.test_round_trips import IDS, LABELS, LINES, unique
from tests.agenda.formats.test_sheet import found_in, put, sheet

QUESTIONS = """\
questions:
  - id: sure
    questionnaire: assessment
    type: scale
    text: {kk: Сенім, ru: Уверенность, en: Sure}
  - id: useful
    questionnaire: survey
    type: choices
    text: {kk: Пайдасы, ru: Польза, en: Of use}
    options:
      - {id: talks, text: {kk: Баяндама, ru: Доклады, en: Talks}}
      - {id: people, text: {kk: Адамдар, ru: Люди, en: People}}
  - id: words
    questionnaire: survey
    type: text
    text: {kk: Тағы, ru: Ещё, en: More}
"""

# What is changed, what is found, and the text of the line that it is found in.
ERRORS: Sequence[tuple[str, str, str, str]] = [
    ("    type: scale", "    type: text", "assessment-no-scale", "type: text"),
    ("type: scale", "type: scale\n    lowest: 5", "scale-upside-down", "id: sure"),
    ("type: scale", "type: scale\n    highest: 1", "scale-upside-down", "highest"),
    ("type: scale", "type: scale\n    highest: 11", "too-large", "highest"),
    ("type: scale", "type: scale\n    lowest: -1", "too-small", "lowest"),
    ("type: scale", "type: scale\n    lowest: low", "not-a-number", "lowest"),
    ("type: scale", "type: stars", "not-one-of", "stars"),
    ("questionnaire: assessment", "questionnaire: quiz", "not-one-of", "quiz"),
    ("type: choices", "type: scale", "options-unasked", "options:"),
    ("type: text", "type: choice", "options-number", "id: words"),
    ("{id: people,", "{id: talks,", "option-twice", "People"),
    ("{id: people,", f"{{id: {'p' * 21},", "not-an-id", "People"),
    ("id: words", f"id: {'w' * 21}", "not-an-id", "www"),
    ("id: words", "id: sure", "id-twice", "*id: sure"),
    ("id: words", "id: comment", "question-reserved", "id: comment"),
    ("en: People}", f"en: {'P' * 29}}}", "too-long", "PPP"),
    ("ru: Люди, ", "", "text-missing", "People"),
]


def read(text: str) -> Sequence[Any]:
    reading = read_programme("small.yaml", text.encode())
    assert (reading.document is None) == any(not finding.warning for finding in reading.findings)
    return reading.findings


def line_of(text: str, part: str) -> str:
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if part.lstrip("*") in line]
    return f"line {lines[-1 if part.startswith('*') else 0]}"


def test_these_questions_are_right() -> None:
    assert read(SMALL + QUESTIONS) == []


@pytest.mark.parametrize(("before", "after", "code", "part"), ERRORS, ids=[row[2] for row in ERRORS])
def test_an_error_is_found_at_its_line(before: str, after: str, code: str, part: str) -> None:
    assert before in QUESTIONS
    text = SMALL + QUESTIONS.replace(before, after, 1)
    findings = [finding for finding in read(text) if finding.code == code]
    assert [place_of(finding) for finding in findings] == [line_of(text, part)]
    assert not findings[0].warning


def test_nine_options_are_too_many_for_one_screen() -> None:
    nine = "".join(f"      - {{id: o{n}, text: {{kk: К, ru: Р, en: E}}}}\n" for n in range(7))
    text = SMALL + QUESTIONS.replace("  - id: words", f"{nine}  - id: words")
    (finding,) = read(text)
    assert finding.code == "options-number"
    assert "9" in finding_in_english(finding)
    assert read(text.replace("      - {id: o6, text: {kk: К, ru: Р, en: E}}\n", "")) == []


def test_an_error_of_a_question_reads_like_a_sentence() -> None:
    (finding,) = read(SMALL + QUESTIONS.replace("type: choices", "type: scale"))
    assert "question useful" in finding_in_english(finding)


# ------------------------------------------------------------------ sheets


def cells(document: Document, name: str, header: str) -> dict[str, str]:
    """The cell of each id in a column of a sheet."""
    table = sheet(openpyxl.load_workbook(BytesIO(template(document))), name)
    headers = [cell.value for cell in table[1]]
    column, ids = headers.index(header) + 1, headers.index("id") + 1
    return {
        str(table.cell(row, ids).value): table.cell(row, column).coordinate
        for row in range(2, table.max_row + 1)
    }


@pytest.mark.parametrize(
    ("where", "value", "code"),
    [
        ("Questions overall type", "starz", "not-one-of"),
        ("Questions overall highest", 1, "scale-upside-down"),
        ("Questions overall highest", "five", "not-a-number"),
        ("Questions explain type", "text", "assessment-no-scale"),
        ("Questions change id", "overall", "id-twice"),
        ("Questions change text kk", None, "text-missing"),
        ("Options people id", "speakers", "option-twice"),
        ("Options people question", "usefull", "no-such-row"),
        ("Options people text en", "x" * 29, "too-long"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_found_in_its_cell(
    sample: Document, where: str, value: Any, code: str
) -> None:
    name, item, header = where.split(maxsplit=2)
    cell = cells(sample, name, header)[item]
    findings = [finding for finding in found_in(sample, put(name, cell, value)) if finding.code == code]
    assert [place_of(finding) for finding in findings] == [f"sheet {name}, cell {cell}"]


def test_questions_offer_their_types_in_the_sheet(sample: Document) -> None:
    table = sheet(openpyxl.load_workbook(BytesIO(template(sample))), "Questions")
    offered = [str(rule.formula1) for rule in table.data_validations.dataValidation]
    assert any("choices" in values for values in offered)
    assert any("assessment" in values for values in offered)


def test_a_workbook_without_the_sheets_of_questions_asks_nothing(sample: Document) -> None:
    def drop(workbook: Workbook) -> None:
        del workbook["Questions"], workbook["Options"]

    assert [finding for finding in found_in(sample, drop) if not finding.warning] == []


# ------------------------------------------------------- whatever they are


@st.composite
def question(draw: st.DrawFn, own: str) -> Question:
    """Any right question of this id."""
    which = draw(st.sampled_from(Questionnaire))
    kind = Type.SCALE if which is Questionnaire.ASSESSMENT else draw(st.sampled_from(Type))
    lowest = draw(st.integers(0, 9))
    ids = draw(unique(IDS, 2, 8)) if kind in {Type.CHOICE, Type.CHOICES} else []
    return Question(
        id=own,
        questionnaire=which,
        type=kind,
        text=draw(LINES),
        lowest=lowest,
        highest=draw(st.integers(lowest + 1, 10)),
        options=[Option(id=option_id, text=draw(LABELS)) for option_id in ids],
    )


LISTS = unique(IDS, 0, 4).flatmap(lambda ids: st.tuples(*map(question, ids)).map(list))
Writing = Callable[[Document], tuple[str, bytes]]


def as_sheet(document: Document) -> tuple[str, bytes]:
    return "programme.xlsx", template(document)


def as_yaml(document: Document) -> tuple[str, bytes]:
    plain = document.model_dump(mode="json")
    return "programme.yaml", yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode()


@pytest.mark.parametrize("writing", [as_sheet, as_yaml])
@settings(deadline=None, max_examples=25)
@given(questions=LISTS)
def test_questions_survive_a_file(small: Document, writing: Writing, questions: list[Question]) -> None:
    document = small.model_copy(update={"questions": questions})
    reading = read_programme(*writing(document))
    assert reading.document == document, reading.findings


def test_a_schedule_keeps_what_it_does_not_know(sample: Document) -> None:
    """Questions, and when people are asked; a session's own choice whether it is rated, too."""
    about = sample.event.model_copy(update={"feedback_minutes": 0, "feedback_days": 20})
    first = sample.sessions[0].model_copy(update={"id": GUIDS[0], "feedback": True})
    present = sample.model_copy(update={"event": about, "sessions": [first, *sample.sessions[1:]]})
    opening = event(GUIDS[0], "08:30", date="2019-04-30T08:30:00+06:00")
    document = read_schedule(by_days(opening), present).document
    assert document is not None
    assert document.questions == sample.questions
    assert (document.event.feedback_minutes, document.event.feedback_days) == (0, 20)
    assert [session.feedback for session in document.sessions] == [True]


# ------------------------------------------------------------ a new version


def told(old: Programme, questions: Sequence[Any]) -> list[str]:
    return [change_in_english(change) for change in compare(old, replace(old, questions=tuple(questions)))]


def test_what_changes_in_questions_is_told(small: Document) -> None:
    document = read_programme("small.yaml", (SMALL + QUESTIONS).encode()).document
    assert document is not None
    old = document.to_programme(1)
    sure, useful, words = old.questions
    assert told(old, old.questions) == []
    assert told(old, [sure, useful]) == ["question words (More): no longer in the programme"]
    assert told(old, [replace(sure, highest=10), useful, words]) == [
        "question sure (Sure): highest number: 5 → 10"
    ]
    fewer = replace(useful, options=useful.options[:1])
    assert told(old, [sure, fewer, words]) == ["question useful (Of use): details"]
    assert told(small.to_programme(1), [sure]) == ["question sure (Sure): new"]
