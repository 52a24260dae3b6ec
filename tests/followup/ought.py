"""What ought to be asked, told apart from how the bot decides it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.followup.occasions import Facts
from bot.followup.rules import Said, step_of
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
    step_id = step.id if step else None
    if passed and not _answered(year, max(passed), step_id):
        yield Due(step_id, max(passed))


def _answered(year: Year, since: datetime, step_id: int | None) -> bool:
    said = [report for report in year.reports if step_id in (None, report.step_id)]
    told = [report for report in said if report.said is not Said.WORDS]
    put_off = bool(told) and told[-1].said is Said.LATER
    settled = [ask.settled_at for ask in year.asks if ask.settled_at and _is_about(ask.items, step_id)]
    return put_off or any(moment >= since for moment in (*settled, *(one.reported_at for one in said)))


def _is_about(keys: Iterable[str], step_id: int | None) -> bool:
    subject = f"step:{step_id}:" if step_id else ("checkin:", "later:")
    return any(key.startswith(subject) for key in keys)


def _ten(year: Year, lead: Lead, day: date) -> datetime:
    while day in year.hours.follow_up.holidays:
        day += timedelta(days=1)
    zone = ZoneInfo(lead.zone) if lead.zone else year.hours.zone
    return datetime.combine(day, year.hours.follow_up.asks_at, zone)


def was_asked(year: Year, due: Due) -> bool:
    """And has been spoken of since; or the organisers know that nobody speaks of it."""
    since = due.since - days(1)  # a lead elsewhere, who cannot be reached any more, was asked earlier
    asked = [one.at for one in year.asked if one.at >= since and _is_about(one.items, due.step_id)]
    was_answered = bool(asked) and max(asked) <= _spoken_at(year.facts, due.step_id)
    return was_answered or year.plan.silent_since is not None


def was_asked_in_vain(year: Year, silence: Silence) -> bool:
    """Somebody was, and nobody spoke of it for three days of their own."""
    return any(
        _spoken_at(silence.facts, step_of(key)) <= one.at <= silence.at - days(2)
        for one in year.asked
        for key in one.items
    )


def _spoken_at(facts: Facts, step_id: int | None) -> datetime:
    """When a lead last did anything about a step; None: anything at all."""
    step = facts.plan.step(step_id or 0)
    changed = (step.changed_at if step else None) or facts.plan.changed_at
    settled = [ask for ask in facts.asks if step_id is None or _is_about(ask.items, step_id)]
    said = [report.reported_at for report in facts.reports if step_id in (None, report.step_id)]
    return max([changed, *said, *(ask.settled_at for ask in settled if ask.settled_at)])
