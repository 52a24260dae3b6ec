"""The days of a plan, read back as a calendar would."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar

from bot.plans.dates_calendar import calendar_of
from bot.plans.rules import Plan, PlanState, Step, StepState

NOW: Final = datetime(2019, 5, 1, 12, tzinfo=UTC)
LESSON: Final = Step(12, 1, "Бейбітшілік сабағы", due_on=date(2019, 6, 15))
PLAN: Final = Plan(
    7, PlanState.KEPT, "Өрлеу", "", None, "", False, NOW, NOW, NOW, (), (LESSON, Step(13, 2, "A film"))
)


def events(plan: Plan, *dropped: Step) -> list[Any]:
    content = calendar_of(plan, dropped, {12: "Who: Dana\nIn the library"}, "gced", NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # RFC 5545, 3.1
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_step_is_a_whole_day_wherever_the_phone_is() -> None:
    (event,) = events(PLAN)
    assert event["DTSTART"].to_ical() == b"20190615"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].to_ical() == b"20190616"
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (LESSON.what, "Who: Dana\nIn the library")


def test_another_day_updates_the_same_event() -> None:
    later = replace(LESSON, due_on=date(2019, 7, 1))
    (before,) = events(PLAN)
    (after,) = events(replace(PLAN, steps=(later,), changed_at=NOW + timedelta(days=2)))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert after["DTSTART"].dt == later.due_on


def test_what_is_done_is_marked_and_what_was_taken_out_is_cancelled() -> None:
    done, dropped = replace(LESSON, state=StepState.DONE), replace(LESSON, id=14, state=StepState.DROPPED)
    first, second = events(replace(PLAN, steps=(done,)), dropped)
    assert (first["SUMMARY"], first["STATUS"]) == (f"✓ {LESSON.what}", "CONFIRMED")
    assert (second["UID"], second["STATUS"]) == ("step-14@gced", "CANCELLED")
