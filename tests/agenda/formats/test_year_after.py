"""The year after in the organisers' file: topics, the follow-up, and the draft of the Declaration."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from typing import Any, cast

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from bot.agenda.changes import compare
from bot.agenda.followup import Annual, FollowUp, Period
from bot.agenda.formats import Document, read_programme
from bot.agenda.formats import year_after as parts
from bot.agenda.formats.template import template
from bot.agenda.formats.texts import Statement
from bot.agenda.rules import Programme
from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import load_translators
from bot.programme.english import change_in_english, finding_in_english
from bot.programme.screens.faults import finding_line
from tests.agenda.formats.small import SMALL, place_of
from tests.agenda.formats.test_asking import Writing, as_sheet, as_yaml, line_of, read
from tests.agenda.formats.test_frab import GUIDS, by_days, event
from tests.agenda.formats.test_frab import read as read_schedule
from tests.agenda.formats.test_round_trips import IDS, LABELS, LINES, PAGES, unique
from tests.agenda.formats.test_sheet import found_in, put, saved, sheet

YEAR_AFTER = """\
follow_up:
  asks_at: 09:30
  check_ins:
    - 10 days
    - 1 Month
    - 52 weeks
  days_before: 0
  days_after: 30
  holidays:
    - 2025-05-09
    - 21.03.2026
  school_year_ends: 31.05
topics:
  - id: peace
    name: {kk: Бейбітшілік, ru: Мир, en: Peace}
    aim: {kk: Бейбіт мектеп, ru: Мирная школа, en: A peaceful school}
    steps:
      - {kk: Сабақ, ru: Урок, en: A lesson}
      - {kk: Кеш, ru: Вечер, en: An evening}
declaration: {kk: Біз сенеміз., ru: Мы верим., en: We believe.}
"""

# What is changed, what is found, and the text of the line that it is found in.
ERRORS: Sequence[tuple[str, str, str, str]] = [
    ("asks_at: 09:30", "asks_at: 08:59", "asks-at-night", "asks_at"),
    ("asks_at: 09:30", "asks_at: 21:00", "asks-at-night", "asks_at"),
    ("asks_at: 09:30", "asks_at: morning", "not-a-time", "morning"),
    ("- 10 days", "- ten days", "not-a-period", "ten days"),
    ("- 10 days", "- 0 days", "not-a-period", "0 days"),
    ("- 10 days", "- 1 year", "not-a-period", "1 year"),
    ("- 10 days", "- 31 days", "check-in-order", "1 Month"),
    ("- 52 weeks", "- 1 month", "check-in-order", "- 1 month"),
    ("days_before: 0", "days_before: -1", "too-small", "days_before"),
    ("days_after: 30", "days_after: 31", "too-large", "days_after"),
    ("2025-05-09", "2025-02-30", "not-a-date", "2025-02-30"),
    ("31.05", "31.06", "not-a-day-of-the-year", "31.06"),
    ("31.05", "May", "not-a-day-of-the-year", "May"),
    ("days_before", "day_before", "unknown-key", "day_before"),
    ("follow_up:", "followup:", "unknown-key", "followup"),
    ("  - id: peace", "  - id: peace!", "not-an-id", "peace!"),
    ("en: Peace}", f"en: {'P' * 29}}}", "too-long", "PPP"),
    ("ru: Мир, ", "", "text-missing", "en: Peace"),
    ("ru: Урок, ", "", "text-missing", "A lesson"),
    ("ru: Мы верим., ", "", "text-missing", "We believe."),
    ("We believe.", "W" * 3501, "too-long", "WWW"),
]
TOPIC = YEAR_AFTER[YEAR_AFTER.index("  - id: peace") : YEAR_AFTER.index("declaration")]


@pytest.fixture(scope="module")
def whole() -> Document:
    document = read_programme("small.yaml", (SMALL + YEAR_AFTER).encode()).document
    assert document is not None
    return document


def test_it_becomes_a_part_of_the_programme(whole: Document) -> None:
    programme = whole.to_programme(1)
    assert programme.follow_up == FollowUp(
        asks_at=time(9, 30),
        check_ins=(Period(days=10), Period(months=1), Period(days=7 * 52)),
        days_before=0,
        days_after=30,
        holidays=frozenset({date(2025, 5, 9), date(2026, 3, 21)}),
        school_year_ends=Annual(5, 31),
    )
    peace = programme.topic("peace")
    assert peace is not None
    assert (peace.name.ru, peace.aim.kk) == ("Мир", "Бейбіт мектеп")
    assert [step.en for step in peace.steps] == ["A lesson", "An evening"]
    assert programme.declaration == Localised("Біз сенеміз.", "Мы верим.", "We believe.")


def test_a_programme_may_say_nothing_of_it(small: Document) -> None:
    programme = small.to_programme(1)
    assert (programme.follow_up, programme.topics, programme.declaration) == (FollowUp(), (), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_has_topics_holidays_and_a_declaration(sample: Document, language: str) -> None:
    programme = sample.to_programme(1)
    assert [topic.id for topic in programme.topics] == ["peace", "intercultural", "sustainable", "youth"]
    assert len({step.to(language) for topic in programme.topics for step in topic.steps}) == 12
    assert {date(2019, 12, 16), date(2020, 3, 22)} <= programme.follow_up.holidays
    assert programme.declaration is not None
    sentences = [word for word in programme.declaration.to(language).split() if word.endswith(".")]
    assert 6 <= len(sentences) <= 8


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("before", "after", "code", "part"), ERRORS, ids=[f"{row[2]} {row[1][:20]}" for row in ERRORS]
)
def test_an_error_is_found_at_its_line(before: str, after: str, code: str, part: str) -> None:
    assert before in YEAR_AFTER
    text = SMALL + YEAR_AFTER.replace(before, after, 1)
    findings = [finding for finding in read(text) if finding.code == code]
    assert [place_of(finding) for finding in findings] == [line_of(text, f"*{part}")]
    assert not findings[0].warning


@pytest.mark.parametrize(
    ("part", "often", "code"),
    [
        ("    - 2025-05-09\n", 200, "too-many"),
        ("      - {kk: Сабақ, ru: Урок, en: A lesson}\n", 6, "too-many"),
        (TOPIC, 2, "id-twice"),
        (TOPIC, 13, "too-many"),
    ],
)
def test_there_may_be_too_many(part: str, often: int, code: str) -> None:
    (finding,) = read(SMALL + YEAR_AFTER.replace(part, part * often))
    assert finding.code == code


@pytest.mark.parametrize(
    ("first", "last"), [("    check_ins", "  days_before"), ("    steps", "declaration")]
)
def test_a_list_may_not_be_empty(first: str, last: str) -> None:
    name = first.strip()
    begin, end = YEAR_AFTER.index(name), YEAR_AFTER.index(last)
    (finding,) = read(SMALL + YEAR_AFTER[:begin] + f"{name}: []\n" + YEAR_AFTER[end:])
    assert (finding.code, finding.parameters["field"]) == ("too-few", name)


def test_the_end_of_the_calendar_is_no_end_of_the_check() -> None:
    text = SMALL.replace("2025-04-30", "9999-12-30").replace("2025-05-01", "9999-12-31")
    findings = read(text + YEAR_AFTER.replace("- 52 weeks", "- 999 months\n    - 1 week"))
    assert "check-in-order" in {finding.code for finding in findings}


def test_a_broken_follow_up_hides_no_other_error() -> None:
    text = (SMALL + YEAR_AFTER).replace("room: side", "room: sido").replace("09:30\n", "morning\n")
    assert {finding.code for finding in read(text)} == {"not-a-time", "unknown-room"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "кейінгі жұмыс: 22:00 — тыныш уақыт, ешкімге сұрақ қойылмайды."),
        ("ru", "дальнейшая работа: 22:00 — тихие часы, в это время никого не спрашивают."),
        ("en", "the follow-up: 22:00 is in the quiet hours, when nobody is asked."),
    ],
)
def test_an_error_reads_like_a_sentence(language: str, said: str) -> None:
    (finding,) = read(SMALL + YEAR_AFTER.replace("09:30", "22:00"))
    assert said in finding_line(load_translators()[language], finding)


def test_an_error_of_a_topic_names_it() -> None:
    (finding,) = read(SMALL + YEAR_AFTER.replace("ru: Мир, ", ""))
    assert "topic peace" in finding_in_english(finding)


# ------------------------------------------------------------------ sheets


def workbook_of(document: Document) -> Workbook:
    return openpyxl.load_workbook(BytesIO(template(document)))


def changed(document: Document, change: Callable[[Workbook], object]) -> Document:
    """What is read, without a finding, once the organiser has changed the workbook."""
    workbook = workbook_of(document)
    change(workbook)
    reading = read_programme("programme.xlsx", saved(workbook))
    assert (reading.document is not None, reading.findings) == (True, [])
    return cast("Document", reading.document)


def value_cell(document: Document, field: str, number: int = 0) -> str:
    """The cell with the value of a field of the follow-up, of which there may be several."""
    rows = sheet(workbook_of(document), "Follow-up").iter_rows(min_row=2)
    return [row[1].coordinate for row in rows if row[0].value == field][number]


@pytest.mark.parametrize(
    ("field", "number", "value", "code"),
    [
        ("asks_at", 0, time(22), "asks-at-night"),
        ("asks_at", 0, "noon", "not-a-time"),
        ("check_in", 1, "10 days", "check-in-order"),
        ("check_in", 2, "soon", "not-a-period"),
        ("days_after", 0, 31, "too-large"),
        ("holiday", 1, "May", "not-a-date"),
        ("school_year_ends", 0, "May", "not-a-day-of-the-year"),
    ],
)
def test_what_is_wrong_with_the_follow_up_is_found_in_its_cell(
    whole: Document, field: str, number: int, value: Any, code: str
) -> None:
    cell = value_cell(whole, field, number)
    (finding,) = found_in(whole, put("Follow-up", cell, value))
    assert (finding.code, place_of(finding)) == (code, f"sheet Follow-up, cell {cell}")


@pytest.mark.parametrize(
    ("name", "cell", "value", "code"),
    [
        ("Topics", "A2", "peace and so on", "not-an-id"),
        ("Topics", "D2", "P" * 29, "too-long"),
        ("Topics", "E2", None, "text-missing"),
        ("Steps", "B3", None, "text-missing"),
        ("Steps", "A3", "peas", "no-such-row"),
        ("Follow-up", "A2", "ask_when", "row-unknown"),
        ("Follow-up", "A2", "days after", "row-twice"),
        ("Declaration", "B2", None, "text-missing"),
        ("Declaration", "C2", "We {verb}", "placeholder-elsewhere"),
    ],
)
def test_what_is_wrong_in_a_sheet_is_found_in_its_cell(
    whole: Document, name: str, cell: str, value: Any, code: str
) -> None:
    findings = [finding for finding in found_in(whole, put(name, cell, value)) if finding.code == code]
    place = "A7" if code == "row-twice" else cell
    assert [place_of(finding) for finding in findings] == [f"sheet {name}, cell {place}"]


@pytest.mark.parametrize("typed", [date(2026, 5, 31), "05-31", "31.5.", "5-31"])
def test_a_day_of_the_year_may_be_typed_in_several_ways(whole: Document, typed: Any) -> None:
    assert changed(whole, put("Follow-up", value_cell(whole, "school_year_ends"), typed)) == whole


def test_a_declaration_may_spread_over_rows(whole: Document) -> None:
    def spread(workbook: Workbook) -> None:
        sheet(workbook, "Declaration").append(["Біз барамыз.", "Мы идём.", "We go."])

    declaration = changed(whole, spread).declaration
    assert declaration is not None
    assert declaration.en == "We believe.\n\nWe go."


def test_a_new_holiday_is_a_new_row(whole: Document) -> None:
    def add(workbook: Workbook) -> None:
        sheet(workbook, "Follow-up").append(["holiday", date(2025, 7, 6)])

    assert changed(whole, add).follow_up.holidays == [*whole.follow_up.holidays, date(2025, 7, 6)]


def test_steps_need_their_topics(whole: Document) -> None:
    def drop(workbook: Workbook) -> None:
        del workbook["Topics"]

    (finding,) = found_in(whole, drop)
    assert (finding.code, finding.parameters["sheet"]) == ("sheet-missing", "Topics")


def test_a_workbook_of_before_is_still_read(whole: Document, small: Document) -> None:
    def drop(workbook: Workbook) -> None:
        for name in ("Topics", "Steps", "Follow-up", "Declaration"):
            del workbook[name]

    assert changed(whole, drop) == small


# ------------------------------------------------------- whatever it says

LATER = st.integers(1, 12).flatmap(
    lambda most: st.lists(st.integers(1, 999), min_size=most, max_size=most, unique=True).map(sorted)
)
FOLLOW_UPS = st.builds(
    parts.FollowUp,
    asks_at=st.times(time(9), time(20, 59)).map(lambda moment: moment.replace(second=0, microsecond=0)),
    check_ins=LATER.map(lambda days: [Period(days=number) for number in days])
    | LATER.map(lambda months: [Period(months=number) for number in months]),
    days_before=st.integers(0, 30),
    days_after=st.integers(0, 30),
    holidays=st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), max_size=5),
    school_year_ends=st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: Annual(d.month, d.day)),
)
DECLARATIONS = st.none() | PAGES.map(lambda page: Statement(**page.model_dump()))


@st.composite
def topics(draw: st.DrawFn) -> list[parts.Topic]:
    steps = st.lists(LINES, min_size=1, max_size=6)
    return [
        parts.Topic(id=own, name=draw(LABELS), aim=draw(LINES), steps=draw(steps))
        for own in draw(unique(IDS, 0, 3))
    ]


@pytest.mark.parametrize("writing", [as_sheet, as_yaml])
@settings(deadline=None, max_examples=25)
@given(follow_up=FOLLOW_UPS, listed=topics(), declaration=DECLARATIONS)
def test_it_survives_a_file(
    small: Document,
    writing: Writing,
    follow_up: parts.FollowUp,
    listed: list[parts.Topic],
    declaration: Statement | None,
) -> None:
    update = {"follow_up": follow_up, "topics": listed, "declaration": declaration}
    document = small.model_copy(update=update)
    reading = read_programme(*writing(document))
    assert reading.document == document, reading.findings


def test_it_survives_a_sheet_and_yaml_in_turn(sample: Document, whole: Document) -> None:
    for document in (sample, whole):
        from_sheet = read_programme(*as_sheet(document)).document
        assert from_sheet is not None
        assert read_programme(*as_yaml(from_sheet)).document == document


def test_a_schedule_keeps_it(sample: Document) -> None:
    first = sample.sessions[0].model_copy(update={"id": GUIDS[0]})
    follow_up = sample.follow_up.model_copy(update={"days_before": 9})
    present = sample.model_copy(update={"sessions": [first, *sample.sessions[1:]], "follow_up": follow_up})
    opening = event(GUIDS[0], "08:30", date="2019-04-30T08:30:00+06:00")
    document = read_schedule(by_days(opening), present).document
    assert document is not None
    assert (document.follow_up, document.topics) == (follow_up, sample.topics)
    assert document.declaration == sample.declaration


# ------------------------------------------------------------ a new version


def told(old: Programme, **parts: Any) -> list[str]:
    return [change_in_english(change) for change in compare(old, replace(old, **parts))]


def test_what_changes_in_topics_is_told(whole: Document) -> None:
    old = whole.to_programme(1)
    (peace,) = old.topics
    assert told(old, topics=()) == ["topic peace (Peace): no longer in the programme"]
    assert told(old, topics=(peace, replace(peace, id="more"))) == ["topic more (Peace): new"]
    calm = replace(peace, aim=replace(peace.aim, en="A calm school"))
    assert told(old, topics=(calm,)) == [
        "topic peace (Peace): aim, English: A peaceful school → A calm school"
    ]
    assert told(old, topics=(replace(peace, steps=peace.steps[:1]),)) == ["topic peace (Peace): details"]


def test_what_changes_in_the_follow_up_is_told(whole: Document) -> None:
    old = whole.to_programme(1)
    new = FollowUp(time(11), old.follow_up.check_ins[:2], 0, 5, frozenset(), Annual(6, 1))
    (line,) = told(old, follow_up=new)
    assert line.partition(": ")[2].split("; ") == [
        "follow-up, people are asked at: 09:30 → 11:00",
        "follow-up, check-ins",
        "follow-up, days after a step was due: 30 → 5",
        "follow-up, holidays",
        "end of the school year: 05-31 → 06-01",
    ]


def test_what_changes_in_the_declaration_is_told(whole: Document, small: Document) -> None:
    old, without = whole.to_programme(1), small.to_programme(1)
    shorter = Localised("Біз сенеміз.", "Мы верим.", "We do.")
    (line,) = told(old, declaration=shorter)
    assert line.endswith(": text of the Declaration, English: We believe. → We do.")
    (line,) = told(without, declaration=shorter)
    assert "text of the Declaration, Қазақша: — → Біз сенеміз." in line
