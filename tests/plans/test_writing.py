"""A plan in the database, from its first row to its last; on each kind of database in turn."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.plans import queries, writing
from bot.plans.conversation import Place, Question
from bot.plans.rules import MOST_STEPS, Plan, PlanState, StepState
from bot.storage.engine import Database, Transaction
from bot.storage.tables import clubs, people, plans
from tests.reminders.seminar import join


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    await join(database, 1, 2)
    async with database.writing() as tx:
        yield tx


async def begun(tx: Transaction, now: datetime, *steps: str) -> Plan:
    plan_id = await writing.begin(tx, 1, now)
    for what in steps:
        await writing.add_step(tx, plan_id, what, now)
    return await plan_of(tx)


async def plan_of(tx: Transaction, person_id: int = 1) -> Plan:
    plan = await queries.plan_of(tx, person_id)
    assert plan is not None
    return plan


async def looks_at(tx: Transaction, plan: Plan) -> datetime:
    found: datetime = (await tx.execute(select(plans.c.looks_at).where(plans.c.id == plan.id))).scalar_one()
    return found


async def test_what_is_left_open_is_known_and_changes_nothing_else(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now, "One", "Two")
    one, two = plan.steps
    await writing.leave_open(tx, plan.id, Place(Question.OCCASION, one.id))
    await writing.leave_open(tx, plan.id, Place(Question.WHO, two.id))
    await writing.leave_open(tx, plan.id, Place(Question.OBSTACLE, two.id))
    forged = Place(Question.COUNTRY, one.id)
    await writing.leave_open(tx, plan.id, forged)
    passed = replace(one, left_open="occasion"), replace(two, left_open="obstacle")
    assert await plan_of(tx) == replace(plan, left_open="country", steps=passed)


async def test_another_topic_is_not_asked_for_again(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now)
    await writing.set_topic(tx, plan.id, "peace", now)
    assert (await plan_of(tx)).left_open is None
    await writing.set_topic(tx, plan.id, "", now)
    another = await plan_of(tx)
    assert (another.topic, another.left_open) == (None, "topic")


async def test_a_plan_is_begun_once(tx: Transaction, now: datetime) -> None:
    first = await writing.begin(tx, 1, now)
    assert await writing.begin(tx, 1, now) == first
    plan = await plan_of(tx)
    assert (plan.id, plan.state, [lead.person_id for lead in plan.leads]) == (first, PlanState.DRAFT, [1])
    assert len((await tx.execute(select(plans))).all()) == 1


async def test_kept_once_and_given_up_so_that_another_can_begin(tx: Transaction, now: datetime) -> None:
    plan, later = await begun(tx, now), now + timedelta(days=1)
    await writing.keep(tx, plan.id, now)
    await writing.keep(tx, plan.id, later)
    kept = await plan_of(tx)
    assert (kept.state, kept.kept_at, kept.changed_at) == (PlanState.KEPT, now, later)
    await writing.drop_plan(tx, plan.id, 1, later)
    assert await queries.plan_of(tx, 1) is None
    assert await writing.begin(tx, 1, later) != plan.id


async def test_what_waits_when_a_plan_is_taken_up_has_changed_and_what_is_done_has_not(
    tx: Transaction, now: datetime
) -> None:
    plan, later = await begun(tx, now, "A", "B"), now + timedelta(days=1)
    await writing.set_state(tx, plan.steps[0].id, StepState.DONE, now)
    await writing.keep(tx, plan.id, now)
    await writing.drop_plan(tx, plan.id, 1, later)
    await writing.take_up(tx, plan.id, later)
    again = await plan_of(tx)
    assert (again.state, [step.changed_at for step in again.steps]) == (PlanState.KEPT, [now, later])


async def test_nobody_leads_two_plans(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now)
    other = await writing.begin(tx, 2, now)
    assert not await writing.lead(tx, plan.id, 2, now)
    await writing.drop_plan(tx, other, 2, now)
    assert await writing.lead(tx, plan.id, 2, now)
    assert not await writing.lead(tx, plan.id, 2, now)
    assert [lead.person_id for lead in (await plan_of(tx, 2)).leads] == [1, 2]


async def test_every_change_makes_the_follow_up_look_again(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now, "A lesson", "A film")
    first, later = plan.steps[0].id, now + timedelta(days=1)
    for change in (
        writing.set_club(tx, plan.id, "Bridge", later),
        writing.set_country(tx, plan.id, "Poland", later),
        writing.set_topic(tx, plan.id, "peace", later),
        writing.set_aim(tx, plan.id, "They talk", later),
        writing.add_step(tx, plan.id, "A concert", later),
        writing.change_step(tx, first, later, who="Aigerim"),
        writing.set_state(tx, first, StepState.DONE, later),
        writing.move_step(tx, plan, first, 1, later),
        writing.drop_step(tx, first, later),
        writing.lead(tx, plan.id, 2, later),
        writing.keep(tx, plan.id, later),
        writing.drop_plan(tx, plan.id, 1, later),
    ):
        await tx.execute(update(plans).values(looks_at=None, changed_at=now))
        await change
        assert await looks_at(tx, plan) == later


async def test_what_is_said_of_a_step(tx: Transaction, now: datetime) -> None:
    plan, later = await begun(tx, now, "A lesson"), now + timedelta(days=1)
    step = plan.steps[0]
    await writing.change_step(tx, step.id, later, what="Two lessons", occasion="On Wednesdays")
    changed = (await plan_of(tx)).steps[0]
    assert (changed.what, changed.occasion, changed.changed_at) == ("Two lessons", "On Wednesdays", later)
    assert changed.dated_at is None
    await writing.change_step(tx, step.id, later, due_on=date(2019, 6, 15))
    changed = (await plan_of(tx)).steps[0]
    assert (changed.due_on, changed.dated_at) == (date(2019, 6, 15), later)
    await writing.set_state(tx, step.id, StepState.BEGUN, later + timedelta(days=1))
    assert (await plan_of(tx)).steps[0].dated_at == later


async def test_steps_are_moved_and_taken_out(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now, "A", "B", "C")
    a, b, c = (step.id for step in plan.steps)
    await writing.move_step(tx, plan, c, -1, now)
    await writing.move_step(tx, await plan_of(tx), a, -1, now)
    assert [step.what for step in (await plan_of(tx)).steps] == ["A", "C", "B"]
    await writing.drop_step(tx, c, now)
    await writing.add_step(tx, plan.id, "D", now, "d1-lunch")
    after = (await plan_of(tx)).steps
    assert [(step.what, step.session_id) for step in after] == [("A", None), ("B", None), ("D", "d1-lunch")]
    assert after[1].id == b


async def test_no_more_than_twelve_steps(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now, *map(str, range(MOST_STEPS)))
    assert await writing.add_step(tx, plan.id, "one more", now) is None
    await writing.drop_step(tx, plan.steps[0].id, now)
    assert await writing.add_step(tx, plan.id, "one more", now) is not None


async def test_a_club_is_known_however_it_is_spelt(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now)
    await tx.execute(insert(clubs).values(id=7, name="Шаңырақ", country="Қазақстан"))
    await writing.set_club(tx, plan.id, " ШАҢЫРАҚ ", now)
    assert ((await plan_of(tx)).club, (await plan_of(tx)).country) == ("Шаңырақ", "Қазақстан")
    await writing.set_club(tx, plan.id, "Bridge", now)
    await writing.set_country(tx, plan.id, "Poland", now)
    await writing.set_country(tx, plan.id, "Польша", now)
    assert ((await plan_of(tx)).club, (await plan_of(tx)).country) == ("Bridge", "Польша")


async def test_what_the_organisers_say_of_a_club_stays(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now)
    await tx.execute(insert(clubs).values(id=7, name="Bridge", country="Poland"))
    await tx.execute(update(people).where(people.c.id == 2).values(club_id=7))
    await writing.set_club(tx, plan.id, "bridge", now)
    await writing.set_country(tx, plan.id, "Narnia", now)
    assert (await plan_of(tx)).country == "Poland"


async def clubs_of(tx: Transaction) -> list[str | None]:
    """Of the first person and the second."""
    named = select(clubs.c.name).outerjoin_from(people, clubs, clubs.c.id == people.c.club_id)
    return list(await tx.scalars(named.order_by(people.c.id)))


async def test_leads_belong_to_the_club_that_they_name_and_follow_it_when_it_is_put_right(
    tx: Transaction, now: datetime
) -> None:
    plan = await begun(tx, now)
    await writing.set_club(tx, plan.id, "Brigde", now)
    assert await clubs_of(tx) == ["Brigde", None]
    await writing.lead(tx, plan.id, 2, now)
    await writing.set_club(tx, plan.id, "Bridge", now)
    assert await clubs_of(tx) == ["Bridge", "Bridge"]
    for country in ("Poland", "Польша"):
        await writing.set_country(tx, plan.id, country, now)
    assert (await plan_of(tx)).country == "Польша"


async def test_whoever_has_a_club_stays_in_it_whatever_the_plan_says(tx: Transaction, now: datetime) -> None:
    plan = await begun(tx, now)
    await tx.execute(insert(clubs).values(id=7, name="Шаңырақ", country="Қазақстан"))
    await tx.execute(update(people).where(people.c.id.in_([1, 2])).values(club_id=7))
    for name in ("Шаңырақ", "Bridge"):
        await writing.set_club(tx, plan.id, name, now)
        assert await clubs_of(tx) == ["Шаңырақ", "Шаңырақ"]
