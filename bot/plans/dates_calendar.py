"""The days of a plan as a calendar file (RFC 5545): each is a whole day, wherever the phone is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.plans.rules import Plan, Step, StepState

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//seminar-bot//plan//EN"
DONE: Final = "✓ "


def calendar_of(
    plan: Plan, dropped: Sequence[Step], details: Mapping[int, str], seminar: str, now: datetime
) -> bytes:
    """An .ics of all steps with a day; importing a newer one updates the events of an older one.

    `dropped`: steps that were taken out, so that they go from the calendar too; `details`: what more is to be
    said of a step, by its id; `seminar`: the programme's id.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- only calendars are worth its megabytes

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.club)
    for step in (*plan.steps, *dropped):
        if step.due_on:
            event = _event(step, step.due_on, details.get(step.id, ""), now)
            event.add("uid", f"step-{step.id}@{seminar}")
            event.add("sequence", _sequence(plan))
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(step: Step, day: date, details: str, now: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("dtstamp", now)
    event.add("dtstart", day)  # icalendar writes a date as VALUE=DATE
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", (DONE if step.state is StepState.DONE else "") + step.what)
    if details:
        event.add("description", details)
    event.add("transp", "TRANSPARENT")  # nobody is busy for the whole day
    event.add("status", "CANCELLED" if step.state is StepState.DROPPED else "CONFIRMED")
    return event


def _sequence(plan: Plan) -> int:
    """It grows with every change: seconds from the plan's beginning."""
    return (plan.changed_at - plan.created_at) // timedelta(seconds=1)
