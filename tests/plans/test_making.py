"""A plan is made on a phone, in one go, with breaks, and with whatever may come in between."""

from datetime import date

import pytest

from bot.context import Services
from bot.plans import writing
from bot.plans.rules import LONGEST, MOST_STEPS, PlanState
from tests.people.telegram import MakePhone, Phone
from tests.plans.making import AIM, STEP, about, answer, belongs, draft_of, plan_of, ready

PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
FILE = {"file_id": "f", "file_unique_id": "f"}
STICKER = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}


async def test_from_the_first_question_to_a_plan(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    assert "Which club is the plan of?" in member.text
    assert await draft_of(services) is None
    await member.write("Bridge")
    assert "Which country is your club in?" in member.text
    await member.write("Poland")
    assert "What is your plan about?" in member.text
    await member.tap("fill:topic:0:peace")
    assert "What will be different?" in member.text
    await member.write(f"  {AIM}\n")
    assert "Step 1: what will you do?" in member.text
    await member.write(STEP)
    assert f"Who will do it? [en]</b>\nQuestion 2 of 5 [en]\nStep 1: {STEP}" in member.text
    await member.tap(member.buttons["I will [en]"])
    assert "By when?" in member.text
    await member.write("15 June")
    assert "When and where will you do it?" in member.text
    await member.write("On Wednesdays in the library")
    assert "What could get in the way, and what then?" in member.text
    await member.write("If it rains, we meet inside")
    assert f"Step 1 is written down [en]</b>\n{STEP}\nBy: 15 June 2019" in member.text
    await member.tap(member.buttons["That is all [en]"])
    assert "Your plan is ready" in member.text
    plan = await plan_of(services)
    assert (plan.state, plan.club, plan.country, plan.topic, plan.aim) == (
        *(PlanState.KEPT, "Bridge", "Poland", "peace", AIM),
    )
    (step,) = plan.steps
    assert (step.what, step.who, step.due_on) == (STEP, "<A & B>", date(2019, 6, 15))
    assert (step.occasion, step.obstacle) == ("On Wednesdays in the library", "If it rains, we meet inside")


async def test_a_club_of_the_list_is_one_tap(member: Phone, services: Services) -> None:
    await belongs(services, "UNESCO Club Bridge of Astana and friends", "Қазақстан")
    await member.tap("makeplan")
    await member.tap(member.buttons["UNESCO Club Bridge of…"])
    assert "What is your plan about?" in member.text
    plan = await plan_of(services)
    assert (plan.club, plan.country) == ("UNESCO Club Bridge of Astana and friends", "Қазақстан")


async def test_examples_of_the_topic_are_taken_in_the_own_language(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    await answer(member, "Bridge", "Poland")
    await member.tap("fill:topic:0:sustainable")
    await member.tap(member.buttons["Take the example [en]"])
    assert "Weigh the school’s waste every day for a week" in member.text
    await member.tap(member.buttons["2"])
    plan = await plan_of(services)
    assert plan.aim.startswith("Within a year our school throws away half")
    assert [step.what for step in plan.steps] == ["Put bins for paper and plastic on every floor"]
    await member.tap("addstep")
    assert {"1", "3"} <= set(member.buttons)
    assert "2" not in member.buttons


async def test_another_topic_has_no_examples_of_its_own(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    await answer(member, "Bridge", "Poland")
    await member.tap(member.buttons["Another topic [en]"])
    assert "Take the example [en]" not in member.buttons
    assert (await plan_of(services)).topic is None


async def rests_before(member: Phone, question: str) -> None:
    """They look at something else, and are asked this when they come back."""
    await member.write("/now")
    await member.write("/makeplan")
    assert question in member.text


async def test_it_goes_on_after_any_break(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    for text, question in [
        ("Bridge", "Which country is your club in?"),
        ("Poland", "What is your plan about?"),
        ("", "What will be different?"),
        (AIM, "Step 1: what will you do?"),
        (STEP, "Who will do it?"),
        ("Aigerim", "By when?"),
        ("in 2 weeks", "When and where will you do it?"),
        ("In the library", "What could get in the way, and what then?"),
        ("Rain", "Step 1 is written down"),
    ]:
        await (member.write(text) if text else member.tap("fill:topic:0:youth"))
        await rests_before(member, question)
    assert (await plan_of(services)).steps[0].due_on == date(2019, 5, 14)


async def test_what_was_skipped_stays_so_after_any_break(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    for text, question in [
        ("Bridge", "Which country is your club in?"),
        ("Skip this question [en]", "What is your plan about?"),
        ("Another topic [en]", "What will be different?"),
        (AIM, "Step 1: what will you do?"),
        (STEP, "Who will do it?"),
        ("Skip this question [en]", "By when?"),
        ("in 2 weeks", "When and where will you do it?"),
        ("Skip this question [en]", "What could get in the way, and what then?"),
        ("Skip this question [en]", "Step 1 is written down"),
    ]:
        await (member.tap(member.buttons[text]) if text in member.buttons else member.write(text))
        await rests_before(member, question)
    plan = await plan_of(services)
    assert (plan.country, plan.topic, plan.steps[0].who, plan.steps[0].obstacle) == ("", None, "", "")


async def test_what_was_skipped_can_be_said_later(member: Phone, services: Services) -> None:
    (step,) = (await ready(member, services)).steps
    await member.tap(f"changestep:{step.id}")
    await member.tap(f"editplan:obstacle:{step.id}")
    assert "What could get in the way, and what then?" in member.text
    await member.write("Rain")
    assert (await plan_of(services)).steps[0].obstacle == "Rain"


async def test_saved_to_finish_later(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    await member.tap(member.buttons["Save and finish later [en]"])
    assert "You have no action plan yet" in member.text
    await member.tap("makeplan")
    await member.write("Bridge")
    await member.tap(member.buttons["Save and finish later [en]"])
    assert "Your plan is saved as a draft" in member.text
    await member.write("Poland")
    assert "No answer is needed right now" in member.text
    assert (await plan_of(services)).country == ""
    await member.tap("makeplan")
    assert "Which country is your club in?" in member.text


async def test_what_is_too_long_is_to_be_shortened_and_the_question_stays(
    member: Phone, services: Services
) -> None:
    await member.tap("makeplan")
    await member.write("B" * (LONGEST + 12))
    assert f"Too long by 12 characters: at most {LONGEST} fit." in member.text
    await member.write("B" * LONGEST)
    assert (await plan_of(services)).club == "B" * LONGEST


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"photo": PHOTO, "caption": "Bridge"}, "a photo"),
        ({"voice": {**FILE, "duration": 1}}, "a voice message"),
        ({"video": {**FILE, "duration": 1, "width": 1, "height": 1}}, "a video"),
        ({"document": FILE}, "a file"),
        ({"sticker": STICKER}, "a sticker"),
        ({"location": {"latitude": 43.2, "longitude": 76.9}}, "something else than a text"),
    ],
)  # fmt: skip
async def test_what_is_no_text_is_refused_by_its_name(
    member: Phone, services: Services, content: dict[str, object], name: str
) -> None:
    await member.tap("makeplan")
    await member.send(**content)
    assert f"You have sent: {name} [en]. Please answer in words." in member.text
    assert await draft_of(services) is None
    await member.write("Bridge")
    assert (await plan_of(services)).club == "Bridge"


async def test_an_album_is_refused_once(member: Phone, services: Services) -> None:
    await member.tap("makeplan")
    for part in range(3):
        await member.send(photo=PHOTO, media_group_id="77")
        assert bool(member.screens) == (part == 0)
    await member.send(photo=PHOTO, media_group_id="78")
    assert "a photo" in member.text
    await member.write("Bridge")
    assert (await plan_of(services)).club == "Bridge"


async def test_a_topic_is_tapped(member: Phone) -> None:
    await member.tap("makeplan")
    await answer(member, "Bridge", "Poland", "Ecology")
    assert "Please tap a topic." in member.text
    await member.tap("fill:topic:0:peace")
    assert "What will be different?" in member.text


async def test_a_day_is_asked_for_until_it_is_one(member: Phone, services: Services) -> None:
    await about(member)
    await answer(member, STEP, "Aigerim")
    for text, asked in [
        ("soon", "This could not be read as a day."),
        ("31.06", "There is no such day in the calendar."),
        ("1 April 2019", "This day is over: 1 April 2019. Do you mean the next one?"),
        ("2030-01-01", "This is more than three years away: 1 January 2030. Is it right?"),
        ("05/07", "Which day do you mean?"),
    ]:
        await member.write(text)
        assert asked in member.text
    assert {"5 July 2019", "7 May 2019"} <= set(member.buttons)
    await member.tap(member.buttons["7 May 2019"])
    assert (await plan_of(services)).steps[0].due_on == date(2019, 5, 7)
    assert "When and where will you do it?" in member.text


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("In 2 weeks: 14 May [en]", date(2019, 5, 14)),
        ("In a month: 30 May [en]", date(2019, 5, 30)),
        ("In 3 months: 30 Jul [en]", date(2019, 7, 30)),
        ("School year ends: 25 May [en]", date(2019, 5, 25)),
    ],
)
async def test_a_day_by_one_tap(member: Phone, services: Services, label: str, day: date) -> None:
    await about(member)
    await answer(member, STEP, "Aigerim")
    short = next(name for name in member.buttons if label.startswith(name.rstrip("…")))
    await member.tap(member.buttons[short])
    assert (await plan_of(services)).steps[0].due_on == day


async def test_today_is_where_the_person_lives(member: Phone, services: Services) -> None:
    """It is half past seven in the morning in Almaty, and the day before in Hawaii."""
    await member.tap("zone:Pacific/Honolulu")
    await about(member)
    await answer(member, STEP, "Aigerim", "today")
    assert (await plan_of(services)).steps[0].due_on == date(2019, 4, 29)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("club", "Which club is the plan of?"),
        ("aim", "What will be different?"),
        ("what", "Step 1: what will you do?"),
    ],
)
async def test_what_a_plan_needs_cannot_be_skipped(member: Phone, question: str, asked: str) -> None:
    await member.tap(f"skip:{question}:0")
    assert asked in member.text
    assert "Skip this question [en]" not in member.buttons


async def test_that_is_all_only_once_there_is_enough(member: Phone, services: Services) -> None:
    await about(member)
    await member.tap("keepplan")
    assert "Step 1: what will you do?" in member.text
    await member.write(STEP)
    await member.tap("keepplan")
    assert "By when?" in member.text
    assert (await plan_of(services)).state is PlanState.DRAFT


async def test_a_step_that_is_tapped_or_sent_twice_is_one(member: Phone, services: Services) -> None:
    await about(member)
    await member.tap("fill:what:0:1")
    await member.tap("fill:what:0:1")
    await member.tap("addstep")
    await member.write(STEP)
    await member.tap("addstep")
    await member.write(STEP)
    assert len((await plan_of(services)).steps) == 2


async def test_no_more_than_twelve_steps(member: Phone, services: Services) -> None:
    await ready(member, services, *map(str, range(MOST_STEPS - 1)))
    await member.tap("addstep")
    await answer(member, "the last", "me", "15.06", "here", "rain")
    assert "A plan has at most 12 steps, and yours has them all." in member.text
    assert "Another step [en]" not in member.buttons
    await member.tap("addstep")
    assert "A plan has at most 12 steps" in member.notice
    await member.tap("fill:what:0:1")
    assert "A plan has at most 12 steps" in member.notice
    assert len((await plan_of(services)).steps) == MOST_STEPS


@pytest.mark.parametrize(
    "forged",
    [
        *("fill", "fill:", "fill:nothing:0", "fill:who:999", "fill:who:999:me", "fill:due_on:0:2019-06-15"),
        *("skip", "skip:who:999", "skip:nothing:0", "fill:club:0:own", "fill:topic:0:nothing"),
        *("fill:aim:0:example", "fill:what:0:1", "fill:what:0:999999999999999999"),
        *("fill:country:0:x", "fill:club:٠:own"),
    ],
)  # fmt: skip
async def test_a_forged_button_answers_nothing(member: Phone, services: Services, forged: str) -> None:
    await member.tap(forged)
    assert member.text
    assert await draft_of(services) is None


@pytest.mark.parametrize("day", ["2019-04-29", "2019-02-30", "yesterday", "", "20190615T00"])
async def test_a_forged_day_is_asked_for_again(member: Phone, services: Services, day: str) -> None:
    await about(member)
    await answer(member, STEP, "Aigerim")
    step = (await plan_of(services)).steps[0]
    await member.tap(f"fill:due_on:{step.id}:{day}")
    assert "By when?" in member.text
    assert (await plan_of(services)).steps[0].due_on is None


async def test_an_old_button_replaces_nothing_that_was_typed(member: Phone, services: Services) -> None:
    await belongs(services, "Shanyraq")
    await about(member)
    await answer(member, STEP, "Aigerim")
    before = await plan_of(services)
    for old in ("fill:club:0:own", "fill:aim:0:example", f"fill:who:{before.steps[0].id}:me"):
        await member.tap(old)
        assert "So far: " in member.text
    after = await plan_of(services)
    assert (after.club, after.aim, after.steps[0].who) == ("Bridge", AIM, "Aigerim")


async def test_nobody_answers_for_the_plan_of_another(
    member: Phone, phone_of: MakePhone, services: Services
) -> None:
    await about(member)
    await member.write(STEP)
    before = await plan_of(services)
    other = phone_of(1002, "en", "Other", "other")
    await other.write("/start")
    await other.tap("language:en")
    for tap in ("fill:who:{}:me", "fill:due_on:{}:2019-06-15", "skip:who:{}", "editplan:what:{}"):
        await other.tap(tap.format(before.steps[0].id))
        assert STEP not in other.text
    assert await plan_of(services) == before
    assert await draft_of(services, 2) is None


async def test_a_step_that_goes_while_its_answer_is_typed(member: Phone, services: Services) -> None:
    await about(member)
    await member.write(STEP)
    step = (await plan_of(services)).steps[0]
    async with services.database.writing() as tx:
        await writing.drop_step(tx, step.id, services.clock.now())
    await member.write("Aigerim")
    assert "This step is no longer in the plan" in member.text


async def test_a_plan_that_is_ready_is_read(member: Phone, services: Services) -> None:
    await ready(member, services)
    for way in ("makeplan", "keepplan", "planlater"):
        await member.tap(way)
        assert AIM in member.text
