"""Steps of a plan are looked at, changed, ordered and taken out; a session becomes one."""

from datetime import date

import pytest

from bot.context import Services
from bot.plans import writing
from bot.plans.rules import MOST_STEPS, Plan, PlanState, StepState
from bot.storage.tables import people
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import AIM, STEP, about, add, belongs, draft_of, plan_of, ready

TRAINING = "Training Session 2: creative pedagogy"


async def whats(services: Services) -> list[str]:
    return [step.what for step in (await plan_of(services)).steps]


async def join(services: Services, plan: Plan, person_id: int) -> None:
    """Somebody leads it too."""
    async with services.database.writing() as tx:
        await writing.lead(tx, plan.id, person_id, services.clock.now())


async def test_the_steps_and_one_of_them(member: Phone, services: Services) -> None:
    first, second = (await ready(member, services, STEP, "A film")).steps
    await member.tap("steps")
    assert f"1. {STEP} · 15 Jun [en]\n2. A film · 15 Jun [en]" in member.text
    assert (member.buttons["1"], member.buttons["2"]) == (f"step:{first.id}", f"step:{second.id}")
    await member.tap(f"step:{second.id}")
    assert "<b>A film</b>\nStep 2 of 2 · planned [en] [en]\nBy: 15 June 2019" in member.text
    assert {f"did:{second.id}", f"going:{second.id}", f"trouble:{second.id}"} <= {*member.buttons.values()}


async def test_a_draft_and_what_is_done_are_not_asked_about(member: Phone, services: Services) -> None:
    await about(member)
    await member.write(STEP)
    step = (await plan_of(services)).steps[0]
    await member.tap(f"step:{step.id}")
    assert "No day is set yet." in member.text
    assert f"did:{step.id}" not in member.buttons.values()
    await member.tap("makeplan")
    plan = await ready(member, services, "A film")
    async with services.database.writing() as tx:
        await writing.set_state(tx, plan.steps[-1].id, StepState.DONE, services.clock.now())
    await member.tap(f"step:{plan.steps[-1].id}")
    assert "· done" in member.text
    assert f"did:{plan.steps[-1].id}" not in member.buttons.values()


@pytest.mark.parametrize(
    ("question", "asked", "text", "kept"),
    [
        ("what", "Step 1: what will you do?", "Two lessons", "Two lessons"),
        ("who", "Who will do it?", "Dana", "Dana"),
        ("due_on", "By when?", "1 July", date(2019, 7, 1)),
        ("occasion", "When and where will you do it?", "Here", "Here"),
        ("obstacle", "What could get in the way, and what then?", "Rain", "Rain"),
    ],
)
async def test_each_answer_can_be_changed(  # noqa: PLR0917 -- one row of the table
    member: Phone, services: Services, question: str, asked: str, text: str, kept: object
) -> None:
    step = (await ready(member, services)).steps[0]
    await member.tap(f"changestep:{step.id}")
    await member.tap(f"editplan:{question}:{step.id}")
    assert asked in member.text
    assert list(member.buttons.values())[-1] == f"changestep:{step.id}"
    await member.write(text)
    assert getattr((await plan_of(services)).steps[0], question) == kept
    assert f"editplan:{question}:{step.id}" in member.buttons.values()
    await member.write("something else")
    assert "No answer is needed right now" in member.text


async def test_a_day_is_changed_with_a_tap_and_asked_back(member: Phone, services: Services) -> None:
    step = (await ready(member, services)).steps[0]
    await member.tap(f"editplan:due_on:{step.id}")
    assert "So far: 15 June 2019" in member.text
    await member.write("05/07")
    assert "Which day do you mean?" in member.text
    await member.tap(member.buttons["5 July 2019"])
    assert (await plan_of(services)).steps[0].due_on == date(2019, 7, 5)


async def test_to_leave_a_question_changes_nothing(member: Phone, services: Services) -> None:
    step = (await ready(member, services)).steps[0]
    await member.tap(f"editplan:what:{step.id}")
    await member.tap(member.buttons["Back [en]"])
    await member.write("Two lessons")
    assert "No answer is needed right now" in member.text
    assert await whats(services) == [STEP]


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("club", "Shanyraq", "Shanyraq"),
        ("country", "Қазақстан", "Қазақстан"),
        ("aim", "They talk", "They talk"),
    ],
)
async def test_what_is_said_of_the_whole_can_be_changed(
    member: Phone, services: Services, question: str, text: str, kept: str
) -> None:
    await ready(member, services)
    await member.tap("aboutplan")
    assert (
        f"Club: Bridge [en]\nCountry: Poland [en]\nTopic: Peace education [en]\nWhat will be different: {AIM}"
        in member.text
    )
    await member.tap(f"editplan:{question}")
    assert "So far: " in member.text
    await member.write(text)
    assert getattr(await plan_of(services), question) == kept
    assert "aboutplan" not in member.buttons.values()
    assert f"editplan:{question}" in member.buttons.values()


async def test_another_topic_is_one_tap(member: Phone, services: Services) -> None:
    await ready(member, services)
    await member.tap("editplan:topic")
    assert "So far: Peace education" in member.text
    await member.tap(member.buttons["Youth activities"])
    assert (await plan_of(services)).topic == "youth"
    await member.tap("editplan:topic")
    await member.tap(member.buttons["Another topic [en]"])
    assert "Topic: another one" in member.text


async def test_the_organisers_word_on_a_country_stays(member: Phone, services: Services) -> None:
    await belongs(services, "Bridge", "Polska")
    await ready(member, services)
    await member.tap("editplan:country")
    await member.write("Narnia")
    assert (await plan_of(services)).country == "Polska"


async def test_steps_are_ordered(member: Phone, services: Services) -> None:
    a, b, c = (await ready(member, services, "A", "B", "C")).steps
    await member.tap(f"changestep:{a.id}")
    assert "↑ Earlier [en]" not in member.buttons
    await member.tap(member.buttons["↓ Later [en]"])
    assert await whats(services) == ["B", "A", "C"]
    assert "Step 2 of 3" in member.text
    await member.tap(f"movestep:{c.id}:later")
    await member.tap(f"movestep:{b.id}:earlier")
    await member.tap(f"movestep:{b.id}:backwards")
    assert await whats(services) == ["B", "A", "C"]


async def test_a_step_is_taken_out_when_it_was_asked_twice(member: Phone, services: Services) -> None:
    first, _ = (await ready(member, services, STEP, "A film")).steps
    await member.tap(f"dropstep:{first.id}")
    assert await whats(services) == [STEP, "A film"]
    await member.tap(member.buttons["Yes, take it out [en]"])
    assert await whats(services) == ["A film"]
    assert member.notice == "The step is taken out. [en]"
    await member.tap(f"dropstep:{first.id}:yes")
    assert "out of date" in member.notice


async def test_the_last_step_stays_in_a_plan_but_not_in_a_draft(member: Phone, services: Services) -> None:
    await about(member)
    await add(member, "A film")
    await member.tap(f"dropstep:{(await plan_of(services)).steps[0].id}:yes")
    assert await whats(services) == []
    await add(member, STEP)
    await member.tap("keepplan")
    (step,) = (await plan_of(services)).steps
    for sure in ("", ":yes"):
        await member.tap(f"dropstep:{step.id}{sure}")
        assert "A plan has at least one step." in member.notice
    assert await whats(services) == [STEP]


async def test_a_step_is_added_to_a_plan_that_is_ready(member: Phone, services: Services) -> None:
    await ready(member, services)
    await member.tap("addstep")
    assert "Step 2: what will you do?" in member.text
    await member.write("A film")
    await member.tap(member.buttons["Save and finish later [en]"])
    plan = await plan_of(services)
    assert (plan.state, plan.steps[1].what) == (PlanState.KEPT, "A film")


# ------------------------------------------------------------- from a session


async def test_a_session_becomes_a_step(member: Phone, services: Services) -> None:
    await ready(member, services)
    await member.tap("stepfrom:d1-training2")
    assert f"Step 2: what will you do? [en]</b>\nQuestion 1 of 5 [en]\nSo far: {TRAINING}" in member.text
    await member.write("A lesson with art and play")
    assert "Who will do it?" in member.text
    step = (await plan_of(services)).steps[1]
    assert (step.what, step.session_id) == ("A lesson with art and play", "d1-training2")
    await member.tap("stepfrom:d1-training2")
    assert len(await whats(services)) == 2
    await member.tap(f"step:{step.id}")
    assert "From the session: 2. Creative pedagogy" in member.text


async def test_with_a_session_a_plan_can_begin(member: Phone, services: Services) -> None:
    await member.tap("stepfrom:d1-training2")
    await member.tap(member.buttons["Keep it as it is [en]"])
    for text in ("Aigerim", "15 June", "Here", "Rain"):
        await member.write(text)
    assert "Which club is the plan of?" in member.text
    await member.write("Bridge")
    await member.write("Poland")
    await member.tap("fill:topic:0:peace")
    await member.write(AIM)
    assert f"Step 1 is written down [en]</b>\n{TRAINING}" in member.text
    await member.tap("keepplan")
    assert (await plan_of(services)).state is PlanState.KEPT


async def test_no_session_becomes_a_thirteenth_step(member: Phone, services: Services) -> None:
    plan = await ready(member, services)
    async with services.database.writing() as tx:
        for number in range(MOST_STEPS - 1):
            await writing.add_step(tx, plan.id, str(number), services.clock.now())
    await member.tap("stepfrom:d1-training2")
    assert "A plan has at most 12 steps" in member.notice
    await member.tap("stepfrom:nothing")
    assert "out of date" in member.notice
    assert len(await whats(services)) == MOST_STEPS


# -------------------------------------------------------------- giving it up


async def test_a_plan_is_given_up_and_another_one_begun(member: Phone, services: Services) -> None:
    plan = await ready(member, services)
    await member.tap("steps")
    await member.tap(member.buttons["Give up the plan [en]"])
    assert "Give up the plan?" in member.text
    await member.tap(member.buttons["Yes, give the plan up [en]"])
    assert "The plan is given up" in member.text
    assert await draft_of(services) is None
    new = await ready(member, services)
    await member.tap(f"giveup:{plan.id}:yes")
    assert await plan_of(services) == new


async def test_a_plan_ends_for_all_who_lead_it(
    member: Phone, phone_of: MakePhone, services: Services
) -> None:
    plan = await ready(member, services)
    other = phone_of(1002, "en", "Other", "other")
    await other.write("/start")
    await other.tap("language:en")
    await other.tap(f"giveup:{plan.id}:yes")
    assert (await plan_of(services)).state is PlanState.KEPT
    await join(services, plan, 2)
    await other.tap(f"giveup:{plan.id}")
    assert "The other leads are told." in other.text
    await other.tap(f"giveup:{plan.id}:yes")
    assert await draft_of(services) is None


# --------------------------------------------------------------- wrong turns


@pytest.mark.parametrize(
    "tap",
    [
        *("step:{}", "changestep:{}", "movestep:{}:later", "dropstep:{}", "dropstep:{}:yes"),
        *("editplan:what:{}", "editplan:who:{}:me"),
    ],
)
async def test_a_step_of_somebody_else_is_not_shown_and_not_changed(
    member: Phone, phone_of: MakePhone, services: Services, tap: str
) -> None:
    before = await ready(member, services, STEP, "A film")
    other = phone_of(1002, "en", "Other", "other")
    await other.write("/start")
    await other.tap("language:en")
    await ready_of(other, services)
    await other.tap(tap.format(before.steps[0].id))
    assert STEP not in other.text
    assert "out of date" in other.notice
    assert await plan_of(services) == before


async def ready_of(phone: Phone, services: Services) -> None:
    """Somebody has a plan of their own."""
    await about(phone)
    await phone.write("Their own step")
    assert await draft_of(services, 2) is not None


@pytest.mark.parametrize(
    "tap",
    [
        "steps",
        "step",
        "step:1",
        "changestep:x",
        "aboutplan",
        "addstep",
        "movestep",
        "dropstep:1:yes",
    ],
)
async def test_without_a_plan_every_way_leads_to_one(member: Phone, services: Services, tap: str) -> None:
    await member.tap(tap)
    assert "Which club is the plan of?" in member.text
    assert await draft_of(services) is None


async def test_a_stranger_makes_no_plan(phone: Phone, services: Services, invited_only: None) -> None:
    for way in ("makeplan", "fill:club:0", "stepfrom:d1-training2", "steps", "keepplan"):
        await phone.tap(way)
        assert "for invited guests" in phone.text
    async with services.database.reading() as tx:
        assert (await tx.execute(people.select())).all() == []
