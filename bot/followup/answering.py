"""What an answer is about, and what it settles; these are rules."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.followup.rules import Ask, Report, Said, step_of
from bot.plans.rules import Plan, Step

AGAIN: Final = timedelta(hours=1)  # within which the same said again is one report
FURTHEST: Final = timedelta(days=366)  # that a question can be put off


def steps_of(ask: Ask) -> Sequence[int]:
    """The ids of the steps it was about; none: of the plan as a whole."""
    return tuple(dict.fromkeys(step_id for key in ask.items if (step_id := step_of(key))))


def is_answered(ask: Ask, plan: Plan, reports: Sequence[Report]) -> bool:
    """Of all that it was about somebody has spoken since, or there is nothing more to say."""
    since = [report for report in reports if report.reported_at >= ask.asked_at]
    spoken_of = {report.step_id for report in since}
    waiting = {step.id for step in plan.waiting}
    return bool(since or not waiting) and all(
        step_id in spoken_of or step_id not in waiting for step_id in steps_of(ask)
    )


def still_open(
    ask: Ask, plan: Plan, reports: Sequence[Report], were_put_off: Collection[int] = ()
) -> Sequence[int]:
    """The ids of its steps of which nobody has spoken since; a check-in is about the next step.

    `were_put_off`: those that were not the next, as it was agreed to ask about them later.
    """
    spoken_of = {report.step_id for report in reports if report.reported_at >= ask.asked_at}
    is_whole = all(plan.step(step_id) for step_id in steps_of(ask))  # none that it was about was taken out
    about_plan = any(step_of(key) is None for key in ask.items) and not spoken_of and is_whole
    following = [step.id for step in plan.waiting if step.id not in were_put_off]
    asked = {*steps_of(ask), *(following[:1] if about_plan else ())}
    return [step.id for step in plan.waiting if step.id in asked and step.id not in spoken_of]


def put_off(ask: Ask, reports: Sequence[Report]) -> Sequence[int | None]:
    """The ids of the steps that were put off together, the last time since it came."""
    later = [one for one in reports if one.said is Said.LATER and one.reported_at >= ask.asked_at]
    last = max((one.reported_at for one in later), default=None)
    return [one.step_id for one in later if one.reported_at == last]


def said_of(key: str, ask: Ask, reports: Sequence[Report]) -> Sequence[Report]:
    """What was said of this item since it was asked about; of a check-in: whatever was said."""
    step_id = step_of(key)
    return [one for one in reports if one.reported_at >= ask.asked_at and step_id in (None, one.step_id)]


def answered_at(key: str, ask: Ask, reports: Sequence[Report]) -> datetime | None:
    """When this item was first spoken of, though what was said may be gone; None: it was not."""
    spoken = [one.reported_at for one in said_of(key, ask, reports)]
    return min([*spoken, ask.settled_at] if ask.settled_at else spoken, default=None)


def answers_to(key: str, ask: Ask, asks: Sequence[Ask], reports: Sequence[Report]) -> Sequence[Report]:
    """What was said of this item before it was asked about anew; `asks` are all about the plan."""
    step_id, first = step_of(key), answered_at(key, ask, reports)
    same = [other for other in asks if step_id is None or step_id in steps_of(other)]
    anew = [other.asked_at for other in same if first and other.asked_at > first]
    return [one for one in said_of(key, ask, reports) if all(one.reported_at < moment for moment in anew)]


def is_only_put_off(
    key: str, ask: Ask, asks: Sequence[Ask], reports: Sequence[Report], person_id: int
) -> bool:
    """The answer to this item is that a person wants to be asked later, and nothing else was said since.

    Mere words are nothing else, unless they answer a newer question.
    """
    answers = answers_to(key, ask, asks, reports)
    since = said_of(key, ask, reports)
    telling = [one for one in since if one.said is not Said.WORDS or one not in answers]
    is_answer = any(one in answers for one in telling)
    return is_answer and {(one.said, one.person_id) for one in telling} == {(Said.LATER, person_id)}


def is_open_without(
    key: str, ask: Ask, asks: Sequence[Ask], reports: Sequence[Report], person_id: int
) -> bool:
    """Once this person is forgotten it is: they alone put it off, or it is now and they never spoke of it."""
    spoke = any(one.person_id == person_id for one in said_of(key, ask, reports))
    return is_only_put_off(key, ask, asks, reports, person_id) or not (ask.settled_at or spoke)


def is_reworded(step: Step, ask: Ask | None) -> bool:
    """Its club has written something else since, so that an answer may not be about what it is now."""
    return ask is not None and step.worded_at is not None and step.worded_at > ask.asked_at


def answered_by_words(asks: Sequence[Ask], plan: Plan) -> Ask | None:
    """The question that a text out of the blue answers: the last one that came, however long ago.

    `asks` are those to one person, the oldest first.
    """
    return next((ask for ask in reversed(asks) if ask.came and ask.plan_id == plan.id), None)


def repeated(
    reports: Sequence[Report], step_id: int | None, person_id: int, said: Said, now: datetime
) -> Report | None:
    """The last report, where it says the same of the same: a button was tapped twice."""
    own = [report for report in reports if report.step_id == step_id]
    last = own[-1] if own else None
    if last is None or said is Said.WORDS or (last.said, last.person_id) != (said, person_id):
        return None
    return last if now - last.reported_at < AGAIN else None


def is_later(day: date, today: date) -> bool:
    """A question can be put off to it."""
    return today < day <= today + FURTHEST
