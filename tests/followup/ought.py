"""What ought to be asked, told apart from how the bot decides it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.followup.rules import Report, Said
from bot.plans.rules import Lead, PlanState, Step
from tests.followup.year import Silence, Year, days


class Due(NamedTuple):
    """What was due, and is not answered; None: the plan as a whole."""

    step_id: int | None
    since: datetime


def due_now(year: Year) -> Iterator[Due]:
    """But for what a lead wants to be asked on another day."""
    plan, follow_up = year.plan, year.hours.follow_up
    reached = [lead for lead in plan.leads if lead.active and not lead.muted]
    if plan.state is not PlanState.KEPT or not reached or not plan.waiting:
        return
    ends = [period.after(year.hours.last_day) for period in follow_up.check_ins]
    yield from _last(year, None, reached[0], ends)
    for step in plan.waiting:
        its = plan.lead(step.lead_id or 0) or plan.leads[0]
        around = (-follow_up.days_before, 0, follow_up.days_after)
        occasions = [step.due_on + days(number) for number in around] if step.due_on else []
        yield from _last(year, step, its if its in reached else reached[0], occasions)


def _last(year: Year, step: Step | None, lead: Lead, occasions: Iterable[date]) -> Iterator[Due]:
    assert year.plan.kept_at
    begins = max(year.plan.kept_at, step.dated_at or year.plan.kept_at) if step else year.plan.kept_at
    moments = [_ten(year, lead, day) for day in occasions]
    passed = [moment for moment in moments if begins < moment <= year.now]
    said = [report for report in year.reports if step is None or report.step_id == step.id]
    if passed and not _answered(year, max(passed), said):
        yield Due(step.id if step else None, max(passed))


def _answered(year: Year, since: datetime, said: list[Report]) -> bool:
    told = [report for report in said if report.said is not Said.WORDS]
    put_off = bool(told) and told[-1].said is Said.LATER
    settled = any(ask.settled_at and ask.settled_at >= since for ask in year.asks)
    return put_off or settled or any(report.reported_at >= since for report in said)


def _ten(year: Year, lead: Lead, day: date) -> datetime:
    while day in year.hours.follow_up.holidays:
        day += timedelta(days=1)
    zone = ZoneInfo(lead.zone) if lead.zone else year.hours.zone
    return datetime.combine(day, year.hours.follow_up.asks_at, zone)


def was_asked(year: Year, due: Due) -> bool:
    """Or the organisers know that nobody answers."""
    subject = f"step:{due.step_id}:" if due.step_id else ("checkin:", "later:")
    since = due.since - days(1)  # a lead elsewhere, who cannot be reached any more, was asked earlier
    asked = (key for one in year.asked if one.at >= since for key in one.items)
    return year.plan.silent_since is not None or any(key.startswith(subject) for key in asked)


def was_asked_in_vain(year: Year, silence: Silence) -> bool:
    """Somebody was, and had three days of their own to answer."""
    since = (one.at for one in year.asked if silence.alive_at <= one.at)
    return any(at <= silence.at - days(2) for at in since)
