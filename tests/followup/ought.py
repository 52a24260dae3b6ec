"""What ought to be asked, told apart from how the bot decides it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.followup.hours import Hours
from bot.followup.occasions import Facts
from bot.followup.rules import Report, Said, step_of
from bot.plans.rules import Lead, Plan, PlanState, Step
from tests.followup.year import Asked, Silence, Year, days


class Due(NamedTuple):
    """What was due, and is not answered; None: the plan as a whole."""

    step_id: int | None
    since: datetime


def due_now(year: Year) -> Iterator[Due]:
    """A day on which a lead wants to be asked takes the place of all up to then."""
    plan, follow_up = year.plan, year.hours.follow_up
    reached = [lead for lead in plan.leads if lead.active and not lead.muted]
    if plan.state is not PlanState.KEPT or not reached or not plan.waiting:
        return
    ends = [period.after(year.hours.last_day) for period in follow_up.check_ins]
    yield from _last(year, None, reached[0], ends)
    for step in plan.waiting:
        around = (-follow_up.days_before, 0, follow_up.days_after)
        occasions = [step.due_on + days(number) for number in around] if step.due_on else []
        yield from _last(year, step, who_is_asked(plan, step), occasions)


def _last(year: Year, step: Step | None, lead: Lead, occasions: Iterable[date]) -> Iterator[Due]:
    begins = _begins(year.plan, step)
    moments = [moment for day in occasions if (moment := _ten(year.hours, lead, day)) > begins]
    if step and (again_at := agreed_on(year.facts, step)):
        moments = [again_at, *(moment for moment in moments if moment > again_at)]
    passed = [moment for moment in moments if moment <= year.now]
    if passed and not _answered(year, max(passed), step):
        yield Due(step.id if step else None, max(passed))


def _answered(year: Year, since: datetime, step: Step | None) -> bool:
    step_id, later = (step.id, _put_off(year.facts, step)) if step else (None, None)
    said = [report for report in year.reports if step_id in (None, report.step_id) and report is not later]
    settled = [ask.settled_at for ask in year.asks if ask.settled_at and _is_about(ask.items, step_id)]
    return any(moment >= since for moment in (*settled, *(one.reported_at for one in said)))


def _is_about(keys: Iterable[str], step_id: int | None) -> bool:
    subject = f"step:{step_id}:" if step_id else "checkin:"
    return any(key.startswith(subject) for key in keys)


def who_is_asked(plan: Plan, step: Step) -> Lead:
    reached = [lead for lead in plan.leads if lead.active and not lead.muted]
    its = plan.lead(step.lead_id or 0) or plan.leads[0]
    return its if its in reached else reached[0]


def _ten(hours: Hours, lead: Lead, day: date) -> datetime:
    while day in hours.follow_up.holidays:
        day += timedelta(days=1)
    return datetime.combine(day, hours.follow_up.asks_at, _zone_of(hours, lead))


def _day_of(year: Year, lead: Lead, moment: datetime) -> date:
    return moment.astimezone(_zone_of(year.hours, lead)).date()


def _zone_of(hours: Hours, lead: Lead) -> ZoneInfo:
    return ZoneInfo(lead.zone) if lead.zone else hours.zone


# ------------------------------------------------------------------ later


def agreed_on(facts: Facts, step: Step) -> datetime | None:
    """When to ask about it again; None: that was not said, or its day was set since."""
    later = _put_off(facts, step)
    lead = who_is_asked(facts.plan, step)
    return _ten(facts.hours, lead, later.until_on) if later and later.until_on else None


def _put_off(facts: Facts, step: Step) -> Report | None:
    told = [one for one in facts.reports if one.step_id == step.id and one.said is not Said.WORDS]
    last = [one for one in told[-1:] if one.reported_at >= _begins(facts.plan, step)]
    return next((one for one in last if one.said is Said.LATER), None)


def _begins(plan: Plan, step: Step | None) -> datetime:
    """From when on it is asked about: since the plan was kept, or the step got its day."""
    assert plan.kept_at
    return max(plan.kept_at, step.dated_at) if step and step.dated_at else plan.kept_at


def promised(year: Year) -> Sequence[Due]:
    """What is to be asked on a day that is still to come, if nothing changes until then."""
    plan = year.plan
    if plan.state is not PlanState.KEPT or not any(lead.active and not lead.muted for lead in plan.leads):
        return []
    agreed = [Due(step.id, moment) for step in plan.waiting if (moment := agreed_on(year.facts, step))]
    return [one for one in agreed if one.since > year.now and not _came(year.asked, one)]


def was_kept(year: Year, due: Due, so_far: int) -> bool:
    """After the first `so_far` questions it came, on the first day on which its lead could be asked."""
    step = year.plan.step(due.step_id or 0)
    assert step
    lead = who_is_asked(year.plan, step)
    came = _came(year.asked[so_far:], due)
    day, last = (_day_of(year, lead, moment) for moment in (due.since, min(came, default=year.now)))
    while day < last and not _is_free(year, lead, day, so_far):
        day += days(1)
    return bool(came) and day == last


def _is_free(year: Year, lead: Lead, day: date, so_far: int) -> bool:
    """They may be asked on it, as far as was known then; before `so_far` the clock may have been set back."""
    known = [one for n, one in enumerate(year.asked) if n < so_far or _day_of(year, lead, one.at) <= day]
    apart = [abs(_day_of(year, lead, one.at) - day) for one in known if one.person == lead.person_id]
    near = [distance for distance in apart if distance < days(7)]
    return day not in year.hours.follow_up.holidays and days(0) not in near and len(near) < 2


def _came(asked: Iterable[Asked], due: Due) -> Sequence[datetime]:
    """When it was asked about."""
    return [one.at for one in asked if one.at >= due.since and due.step_id in one.about]


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
