"""Whatever happens in a year: nobody is disturbed or asked in vain, and nothing that is due is forgotten."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.followup import Period
from bot.agenda.quiet import BEGIN
from bot.plans.rules import Lead, Plan, PlanState, Step
from tests.followup.lived import Lived
from tests.followup.ought import agreed_on, due_now, promised, was_asked, was_asked_in_vain, was_kept
from tests.followup.year import LAST_DAY, Asked, Year, days, year

ZONES = (None, "Europe/Berlin", "America/New_York", "Pacific/Auckland")
CHECK_INS = tuple(Period(days=number) for number in (7, 30, 60, 90))
LONG_ENOUGH = 60  # days: holidays, and asks of a time to which the clock was set before, take their share

numbers = st.integers(1, 3)
deeds = st.one_of(
    st.tuples(st.sampled_from(["wait", "away", "jump_ahead", "jump_back"]), st.integers(1, 12)),
    st.tuples(st.just("wait"), st.integers(1, 12)),
    st.tuples(st.sampled_from(["done", "begun", "words", "put_off", "settle", "reopen"]), numbers),
    st.tuples(st.sampled_from(["drop", "move", "hand_over", "give_up"]), numbers),
    st.tuples(st.sampled_from(["block", "mute", "come_back", "lose", "arrive"]), numbers),
)
some_day = st.integers(-5, 100).map(lambda number: LAST_DAY + days(number))


@st.composite
def years(draw: st.DrawFn) -> Year:
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3))
    leads = [Lead(number, f"lead {number}", "en", zone) for number, zone in enumerate(zones, 1)]
    due_on = draw(st.lists(st.none() | some_day, min_size=1, max_size=3))
    steps = [Step(number, number, due_on=day) for number, day in enumerate(due_on, 1)]
    holidays = draw(st.frozensets(some_day, max_size=8))
    check_ins = draw(st.sampled_from([(), CHECK_INS]))  # where there is one it begins anew what was forgotten
    return year(*steps, leads=leads, check_ins=check_ins, holidays=holidays)


@settings(max_examples=400, deadline=None)
@given(years(), st.lists(deeds, min_size=5, max_size=40))
def test_it_holds(year: Year, story: Sequence[tuple[str, int]]) -> None:
    lived = Lived(year)
    for deed, number in story:
        getattr(lived, deed)(number)
        year.tick()
    lived.arrive()
    due, agreed, so_far = list(due_now(year)), promised(year), len(year.asked)
    lived.wait(LONG_ENOUGH)
    nobody_is_asked_twice(year.asked)
    nobody_is_disturbed(year)
    nobody_is_asked_in_vain(year.asked)
    nobody_is_asked_too_early(year.asked)
    assert [one for one in agreed if not was_kept(year, one, so_far)] == [], "not as agreed"
    assert [one for one in due if not was_asked(year, one)] == [], "forgotten"
    assert all(was_asked_in_vain(year, silence) for silence in year.silences), "not silent at all"


def nobody_is_asked_twice(asked: Sequence[Asked]) -> None:
    times = Counter((one.person, one.stage, key) for one in asked for key in one.items)
    assert {what: count for what, count in times.items() if count > 1} == {}


def nobody_is_disturbed(year: Year) -> None:
    for lead in year.plan.leads:
        zone = ZoneInfo(lead.zone) if lead.zone else year.hours.zone
        local = sorted(one.at.astimezone(zone) for one in year.asked if one.person == lead.person_id)
        assert all(year.hours.follow_up.asks_at <= at.time() < BEGIN for at in local), "at night"
        assert year.hours.follow_up.holidays.isdisjoint(at.date() for at in local), "on a holiday"
        assert all(one.date() < other.date() for one, other in pairwise(local)), "twice a day"
        assert all(other.date() - one.date() >= days(7) for one, other in zip(local, local[2:], strict=False))


def nobody_is_asked_in_vain(asked: Sequence[Asked]) -> None:
    for one in asked:
        waiting = {step.id for step in one.plan.waiting}
        about = {int(key.split(":")[1]) for key in one.items if key.startswith("step:")}
        lead = one.plan.lead(one.person)
        assert one.plan.state is PlanState.KEPT
        assert waiting, "all is done"
        assert about <= waiting, "about a step that is done or taken out"
        assert all(map(partial(is_of_its_day, one.plan), one.items)), "about another day than the step's"
        assert lead, "not their plan"
        assert lead.active, "blocked"
        assert not lead.muted, "they want no questions"


def nobody_is_asked_too_early(asked: Sequence[Asked]) -> None:
    """About a step before the day on which they agreed to be."""
    for one in asked:
        agreed = [agreed_on(one.facts, step) for step in one.plan.steps if step.id in one.about]
        assert all(moment is None or moment <= one.at for moment in agreed)


def is_of_its_day(plan: Plan, key: str) -> bool:
    _, number, occasion, due_on = (*key.split(":"), "", "")[:4]
    step = plan.step(int(number)) if due_on and occasion != "later" else None
    return step is None or str(step.due_on) == due_on
