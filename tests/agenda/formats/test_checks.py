"""Everything that can be wrong with a programme, each with its line."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.formats import Document, checks, times
from bot.programme.english import finding_in_english
from tests.agenda.formats.small import SMALL, place_of, read_small

# What is changed, what is found, and the text of the line it is found in.
ERRORS: Sequence[tuple[str, str, str, str]] = [
    ("schema: 1", "schema: 2", "too-large", "schema: 2"),
    ("  id: small", "  id: ünï", "not-an-id", "ünï"),
    ("  id: small", f"  id: {'x' * 41}", "not-an-id", "xxx"),
    ("Asia/Almaty", "Asia/Alma", "unknown-zone", "Asia/Alma"),
    ("Asia/Almaty", "Asia", "unknown-zone", "time_zone"),
    ("Asia/Almaty", "../../etc/passwd", "unknown-zone", "time_zone"),
    ('"+05:00"', '"+06:00"', "wrong-offset", "expected_utc_offset"),
    ('"+05:00"', '"+5"', "not-an-offset", "expected_utc_offset"),
    ("first_day: 2025-04-30", "first_day: 30 April", "not-a-date", "30 April"),
    ("first_day: 2025-04-30", "first_day: 2025-02-30", "not-a-date", "2025-02-30"),
    ("first_day: 2025-04-30", "first_day: 2025-05-02", "last-day-first", "last_day"),
    ("last_day: 2025-05-01", "last_day: 2025-04-30", "day-outside", "id: day2"),
    ("date: 2025-05-01", "date: 2025-04-30", "date-twice", "id: day2"),
    ("capacity: 50", "capacity: many", "not-a-number", "many"),
    ("capacity: 50", "capacity: 0", "too-small", "capacity: 0"),
    ("capacity: 50\n", "\n", "missing", "event:"),
    ("ru: Алматы, ", "", "text-missing", " city"),
    ("ru: Алматы", 'ru: ""', "text-missing", " city"),
    ("ru: Алматы", "ru: '  '", "text-missing", " city"),
    ("city: {kk: Алматы, ru: Алматы, en: Almaty}", "city: Almaty", "not-trilingual", " city"),
    ("en: Almaty", 'en: "Al\\x07maty"', "unprintable", " city"),
    ("{id: day2,", "{id: day1,", "id-twice", "Day 2"),
    ("{id: side,", "{id: main,", "id-twice", "capacity: 30"),
    ("rooms:", "romms:", "unknown-key", "romms"),
    ("    kind: plenary", "    knid: plenary", "unknown-key", "knid"),
    ("kind: plenary", "kind: plenery", "not-one-of", "plenery"),
    ('start: "09:00"', 'start: "9 h"', "not-a-time", "9 h"),
    ('start: "09:00"', 'start: "25:00"', "not-a-time", "25:00"),
    ('end: "10:00"', 'end: "08:00"', "end-before-start", 'end: "08:00"'),
    ('end: "10:00"', 'end: "09:00"', "end-before-start", 'end: "09:00"'),
    ("    day: day1", "    day: day3", "unknown-day", "day: day3"),
    ("    room: main", "    room: mian", "unknown-room", "room: mian"),
    ("    choice: pick", "    choice: peck", "unknown-choice", "choice: peck"),
    ("people: [anna]", "people: [hanna]", "unknown-person", "people: [hanna]"),
    ("people: [anna]", "people: anna", "wrong-shape", "people: anna"),
    ("person: anna", "person: hanna", "unknown-person", "person: hanna"),
    ('{start: "09:30"', '{start: "10:00"', "talk-outside", '{start: "10:00"'),
    ("    room: side", "    room: main", "room-overlap", "*    room: main"),
    ("people: [berik]", "people: [berik, anna]", "person-overlap", "berik, anna"),
    ("capacity: 20", "capacity: 31", "over-capacity", "capacity: 31"),
    ("capacity: 20", "capacity: 20.5", "not-a-number", "20.5"),
    ('"2025-04-30T10:30"', '"2025-04-30T11:01"', "closes-late", "closes"),
    ('"2025-04-30T10:30"', '"2025-04-30T10:30+05:00"', "not-a-moment", "closes"),
    ('"2025-04-30T10:30"', '"2025-04-30"', "not-a-moment", "closes"),
    ("{id: pick,", "{id: pick, offer_minutes: 0,", "too-small", "offer_minutes"),
    ("    room: side", "    reminder: perhaps\n    room: side", "not-a-truth", "perhaps"),
    ("short: {kk: Ашылуы", f"short: {{kk: {'а' * 29}", "too-long", "ааа"),
    ("en: Opening}", 'en: "At {time}"}', "placeholder-elsewhere", "At {time}"),
]  # fmt: skip

WARNINGS: Sequence[tuple[str, str, str, str]] = [
    ("    choice: pick\n", "", "parallel", "*start: 11:00"),
    ("start: 11:00\n    end: 12:00\n    room: side", "start: 13:00\n    end: 14:00\n    room: side",
     "choice-apart", "*choice: pick"),
    ("capacity: 50", "capacity: 121", "choice-small", "id: pick"),
    ("capacity: 100", "capacity: 49", "room-small", "    room: main"),
    ("{id: pick,", "{id: none, closes: 2025-04-30T09:00, name: {kk: Е, ru: Е, en: E}}\n  - {id: pick,",
     "choice-empty", "id: none"),
    ("    values: {network: Seminar}\n", "", "unfilled", "text:"),
    ("{network: Seminar}", "{network: Seminar, netwrk: X}", "unused-value", "netwrk"),
    ("Сеть: {network}", "Сеть", "unequal-placeholders", "text:"),
    ("en: Opening}", 'en: "Opening {at noon"}', "brace", "{at noon"),
    ("Network: {network}", "Network: {network}, {password", "brace", "text:"),
    ("Network: {network}", "Network: {network}, password}", "brace", "text:"),
    ("info:\n", "feedback: [1]\ninfo:\n", "unread-section", "feedback"),
]  # fmt: skip


def line_of(text: str, part: str) -> str:
    """`line 12` of the first line with the part, or of the last one where it begins with *."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if part.lstrip("*") in line]
    return f"line {lines[-1 if part.startswith('*') else 0]}"


def test_the_small_programme_is_right() -> None:
    assert read_small() == []


@pytest.mark.parametrize(("before", "after", "code", "part"), ERRORS, ids=[row[2] for row in ERRORS])
def test_an_error_is_found_at_its_line(before: str, after: str, code: str, part: str) -> None:
    findings = [finding for finding in read_small((before, after)) if finding.code == code]
    assert [place_of(finding) for finding in findings] == [line_of(SMALL.replace(before, after, 1), part)]
    assert not findings[0].warning


@pytest.mark.parametrize(("before", "after", "code", "part"), WARNINGS, ids=[row[2] for row in WARNINGS])
def test_a_warning_stops_nothing(before: str, after: str, code: str, part: str) -> None:
    findings = read_small((before, after))
    assert all(finding.warning for finding in findings)
    places = [place_of(finding) for finding in findings if finding.code == code]
    assert places == [line_of(SMALL.replace(before, after, 1), part)]
    assert finding_in_english(findings[0]).startswith("warning: line ")


def test_a_finding_reads_like_a_sentence() -> None:
    (finding,) = read_small(("room: main", "room: mian"))
    assert finding_in_english(finding) == "line 29: session opening: there is no room “mian”. Write “main”."
    (finding,) = read_small(('"+05:00"', '"+06:00"'))
    assert finding_in_english(finding).endswith(
        "the file expects UTC+06:00 on 2025-04-30, but Asia/Almaty has UTC+05:00 then. "
        "Correct expected_utc_offset, first_day or time_zone, whichever is wrong."
    )


def test_a_brace_that_stands_alone_is_shown_with_what_is_around_it() -> None:
    (finding,) = read_small(("en: Opening}", 'en: "Opening: {network Password"}'))
    assert "the brace in “{network Password” belongs to no placeholder. " in finding_in_english(finding)


def test_what_many_name_and_nobody_knows_is_said_once() -> None:
    findings = read_small(("id: day1,", "id: tag1,"))
    assert [finding_in_english(finding) for finding in findings] == [
        "line 25: session opening: there is no day “day1”. More places that name it: 2. Write “day2”."
    ]


def test_everything_is_found_at_once() -> None:
    findings = read_small(
        ("ru: Открытие, en: Opening}", "en: Opening}"),  # shape, of the opening's title
        ('end: "10:00"', 'end: "08:30"'),  # the same session's times all the same
        ("    kind: training", "    kind: trainng"),  # shape again: session one is judged no further
        ("    room: side", "    room: sid"),  # and what only the whole programme shows, behind it
        ("people: [berik]", "people: [bereke]"),
        ("    values: {network: Seminar}\n", ""),
    )
    assert [(finding.code, finding.parameters["item"]) for finding in findings] == [
        ("text-missing", "session opening"),
        ("end-before-start", "session opening"),
        ("not-one-of", "session one"),
        ("unknown-room", "session two"),
        ("unknown-person", "session two"),
        ("unfilled", "page wifi"),
    ]


def test_what_a_session_names_is_looked_for_whatever_else_is_wrong_with_it() -> None:
    findings = read_small(
        ("start: 11:00", "start: eleven"),
        ("    choice: pick", "    choice: pik"),
        (
            "    room: main\n    people: [anna]\n    title: {kk: Бірінші",
            "    room: x y\n    people: [ana]\n    title: {kk: Бірінші",
        ),
        ("people: [berik]", "people: [ana]"),
    )
    assert [(finding.code, finding.parameters["value"]) for finding in findings if not finding.warning] == [
        ("not-a-time", "eleven"),
        ("not-an-id", "x y"),
        ("unknown-choice", "pik"),
        ("unknown-person", "ana"),
    ]


def test_two_faults_of_one_item_leave_the_next_alone() -> None:
    findings = read_small(
        ("start: 11:00\n    end: 12:00", "start: x\n    end: y"), ("room: side", "room: sid")
    )
    assert [finding.code for finding in findings if not finding.warning] == [
        "not-a-time",
        "not-a-time",
        "unknown-room",
    ]


def test_what_points_at_a_faulty_item_is_not_blamed() -> None:
    findings = read_small(("capacity: 30", "capacity: x"))
    assert [finding.code for finding in findings if not finding.warning] == ["not-a-number"]


@pytest.mark.parametrize("missing", ["rooms:", "sessions:", "days:", "event:"])
def test_a_missing_section_is_named(missing: str) -> None:
    findings = read_small((missing, f"{missing[:-1]}-of-another-seminar:"))
    found = {(finding.code, finding.parameters.get("field")) for finding in findings}
    assert ("missing", missing[:-1]) in found


def test_an_empty_section_is_named() -> None:
    head, _, _ = SMALL.partition("sessions:\n")
    findings = read_small((SMALL, f"{head}sessions: []\n"))
    assert ("too-few", "sessions") in [
        (finding.code, finding.parameters["field"]) for finding in findings[:1]
    ]


def test_two_choices_at_once_leave_nobody_a_seat_in_both() -> None:
    findings = read_small(
        ("{id: pick,", "{id: other, closes: 2025-04-30T09:00, name: {kk: Е, ru: Е, en: E}}\n  - {id: pick,"),
        ("kind: training\n    choice: pick", "kind: training\n    choice: other"),
    )
    (overlap,) = [finding for finding in findings if finding.code == "choice-overlap"]
    assert not overlap.warning
    assert (overlap.parameters["item"], overlap.parameters["other"]) == ("session two", "one")


def test_a_cancelled_session_is_in_nobodys_way() -> None:
    findings = read_small(("    room: side", "    cancelled: true\n    room: main"))
    assert "room-overlap" not in [finding.code for finding in findings]


def test_sessions_that_touch_do_not_overlap() -> None:
    assert read_small(('end: "10:00"', "end: 11:00")) == []


NEW_YORK = (
    ("Asia/Almaty", "America/New_York"),
    ('"+05:00"', '"-04:00"'),
    ("first_day: 2025-04-30", "first_day: 2025-03-09"),
    ("date: 2025-04-30", "date: 2025-03-09"),
)


def test_an_hour_that_the_clock_skips_is_no_time() -> None:
    early = (('start: "09:00"', 'start: "02:30"'), ('end: "10:00"', 'end: "03:30"'))
    findings = read_small(*NEW_YORK, *early, ('{start: "09:30"', '{start: "03:00"'))
    skipped = [finding for finding in findings if finding.code == "time-skipped"]
    assert [finding.parameters["time"] for finding in skipped] == ["02:30"]
    closes = read_small(*NEW_YORK, ("2025-04-30T10:30", "2025-03-09T02:30"))
    assert "time-skipped" in [finding.code for finding in closes]


def test_stale_zone_data_are_refused(small: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old tzdata has Almaty at +06:00 in 2024, as this moment has."""
    old = datetime(2024, 3, 2, 12, tzinfo=timezone(timedelta(hours=6)))
    monkeypatch.setattr(times, "_ALMATY_SINCE_2024", old)
    assert [fault.code for fault in checks.check(small)] == ["stale-zones"]


def test_these_zone_data_are_fresh() -> None:
    almaty = ZoneInfo("Asia/Almaty")
    assert datetime(2024, 2, 29, tzinfo=almaty).utcoffset() == timedelta(hours=6)
    assert datetime(2024, 3, 2, tzinfo=almaty).astimezone(UTC).hour == 19
