"""Leads are asked about a step, and answer: with a tap, in words, by a reply; in three languages."""

from datetime import date, datetime, timedelta

import pytest

from bot.demo.stage import Person
from bot.followup.rules import Help, Said
from bot.plans import writing
from bot.plans.rules import StepState
from tests.demo.sides import picture
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.leading import ASKED, PEOPLE, WHAT, led, open_asks, reports, said
from tests.journeys.phone import Phone
from tests.journeys.seminar import ALMATY, Seminar

EACH = pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
NEXT_WEEK = datetime(2019, 6, 19, 10, tzinfo=ALMATY)


@EACH
async def test_a_step_is_done_with_a_line_about_it(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("done", lead["thanks for"] + WHAT, "progress", "add")
        assert len(lead.phone.came()) == 1  # the question has become the answer
        await lead.writes("30 <адам>", "kept", "progress")
        assert await said(seminar) == [(Said.DONE, "30 &lt;адам&gt;")]
        assert await open_asks(seminar) == []
        await seminar.moves_to(ASKED + timedelta(days=20))
        assert WHAT not in "".join(lead.phone.came()[1:])


@EACH
async def test_a_photo_says_it_as_well_and_nothing_is_enough_too(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("begun", lead["is begun"] + WHAT, "add")
        await lead.phone.send_photo(picture(20, 20), "Міне")
        await lead.sees("kept")
        (report,) = await reports(seminar)
        assert (report.said, report.text, report.file_kind) == (Said.BEGUN, "Міне", "photo")
        assert (await lead.step).state is StepState.BEGUN
        await lead.phone.press(f"did:{(await lead.step).id}")
        await lead.taps("enough", "thanks", "progress")
        await lead.writes("?", "kept as")  # not awaited any more, but an answer all the same
        assert [one.said for one in await reports(seminar)] == [Said.BEGUN, Said.DONE, Said.WORDS]


@EACH
async def test_done_by_mistake_is_undone(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("begun", "add")
        await lead.phone.press(f"did:{(await lead.step).id}")
        await lead.sees("thanks for")
        await lead.taps("not done", lead["not done"] + ": " + WHAT)
        assert (await lead.step).state is StepState.BEGUN
        assert [kind for kind, _ in await said(seminar)] == [Said.BEGUN]
        await lead.taps("done", "thanks for")
        assert (await lead.step).state is StepState.DONE


async def test_an_answer_of_one_lead_is_one_for_all(seminar: Seminar) -> None:
    async with led(seminar, DANIEL, MARINA) as [daniel, marina]:
        await seminar.moves_to(ASKED)
        await seminar.moves_to(ASKED + timedelta(days=3))
        await seminar.moves_to(ASKED + timedelta(days=6))
        await marina.sees("done")
        await daniel.taps("done", "thanks for")
        assert await open_asks(seminar) == []
        await marina.taps("trouble", marina["is done"] + WHAT)
        assert [kind for kind, _ in await said(seminar)] == [Said.DONE]


# ------------------------------------------------------------------ difficulties


@EACH
async def test_a_later_date_helps(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help", WHAT)
        await lead.writes("зал бос емес", "help", "words kept")
        await lead.taps("later date", "by when")
        await lead.writes("15.07.2019")
        await seminar.calms()
        assert (await lead.step).due_on == date(2019, 7, 15)
        (report,) = await reports(seminar)
        assert (report.said, report.help, report.text) == (Said.DIFFICULTY, Help.DATE, "зал бос емес")
        lead.phone.came()
        await seminar.moves_to(datetime(2019, 7, 12, 10, tzinfo=ALMATY))
        assert WHAT in lead.phone.came()[0]


@EACH
async def test_a_smaller_step_helps(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help")
        await lead.taps("smaller", WHAT)
        await lead.writes("Бір мектепте сабақ", "Бір мектепте сабақ")
        await seminar.calms()
        assert (await lead.step).what == "Бір мектепте сабақ"
        assert [report.help for report in await reports(seminar)] == [Help.SMALLER]


@pytest.mark.parametrize(("giver", "taker"), [(AIGERIM, MARINA), (MARINA, DANIEL), (DANIEL, AIGERIM)])
async def test_a_step_is_handed_over(seminar: Seminar, giver: Person, taker: Person) -> None:
    async with led(seminar, giver, taker) as [one, other]:
        await seminar.moves_to(ASKED)
        await one.taps("trouble", "help")
        await one.taps("hand over", taker.first_name)
        await one.taps(taker.first_name, one["handed over"] + taker.first_name)
        await other.sees("yours", other["by"] + giver.first_name, WHAT)
        await seminar.moves_to(ASKED + timedelta(days=3))
        await other.taps("done", "thanks for")
        assert [(one.said, one.help) for one in await reports(seminar)] == [
            (Said.DIFFICULTY, Help.HANDOVER),
            (Said.DONE, None),
        ]


@EACH
async def test_who_leads_alone_can_invite_somebody(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help")
        await lead.taps("hand over", "no co-lead", "invite")
        await lead.taps("back", "help")


@pytest.mark.parametrize(("person", "organiser"), [(AIGERIM, DANIEL), (MARINA, AIGERIM), (DANIEL, MARINA)])
async def test_the_organisers_are_asked_and_answer(
    seminar: Seminar, person: Person, organiser: Person
) -> None:
    async with led(seminar, person, organisers=frozenset({organiser.id})) as [lead]:
        other = seminar.phones[organiser.id]
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help")
        await lead.taps("organisers", "goes to them")
        await lead.writes("Зал керек", "passed on")
        await seminar.calms()
        assert lead["about"] in other.text
        assert WHAT in other.text
        assert other.text.endswith("Зал керек")
        await other.reply("Болады", "Зал керек")
        await lead.sees("Болады")
        assert [report.help for report in await reports(seminar)] == [Help.ORGANISERS]


async def test_what_was_written_of_the_difficulties_goes_to_the_organisers_at_once(seminar: Seminar) -> None:
    async with led(seminar, DANIEL, organisers=frozenset({MARINA.id})) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help")
        await lead.writes("No hall", "words kept")
        await lead.taps("organisers", "passed on")
        await seminar.calms()
        assert seminar.phones[MARINA.id].text.endswith("No hall")


async def test_a_letter_without_words_says_which_step_it_is_about(seminar: Seminar) -> None:
    async with led(seminar, DANIEL, organisers=frozenset({MARINA.id})) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("trouble", "help")
        await lead.taps("organisers", "goes to them")
        await lead.taps("without words", "passed on")
        await seminar.calms()
        assert f"“{WHAT}”" in seminar.phones[MARINA.id].text


# ------------------------------------------------------------------------ later


@EACH
async def test_it_is_asked_again_in_a_week(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("later", "when", "tomorrow")
        await lead.taps("in a week", "again on")
        lead.phone.came()
        for day in range(1, 7):
            await seminar.moves_to(ASKED + timedelta(days=day))
        assert lead.phone.came() == []
        await seminar.moves_to(NEXT_WEEK)
        assert WHAT in lead.phone.came()[0]


@pytest.mark.parametrize(
    ("person", "typed"),
    [(AIGERIM, "19 маусым"), (MARINA, "через неделю"), (DANIEL, "19 June")],
    ids=PEOPLE,
)
async def test_the_day_is_typed(seminar: Seminar, person: Person, typed: str) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("later", "when")
        for wrong in ("???", "31.06", "11.06.2019", "12.06.2019", "01.01.2022"):
            so_far = len(lead.phone.screens)
            await lead.writes(wrong, "when")
            await lead.phone.gets(so_far + 1)
        await lead.writes(typed, "again on")
        assert [one.until_on for one in await reports(seminar)] == [date(2019, 6, 19)]


@pytest.mark.parametrize(
    ("person", "holiday", "day_after"),
    [(AIGERIM, "6 шілде", "7 шілде"), (MARINA, "6 июля", "7 июля"), (DANIEL, "6 July", "7 July 2019")],
    ids=PEOPLE,
)
async def test_the_day_is_named_on_which_it_is_asked_where_the_chosen_one_is_a_holiday(
    seminar: Seminar, person: Person, holiday: str, day_after: str
) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("later", "when")
        await lead.writes(holiday, lead["again on"], day_after)
        await seminar.moves_to(datetime(2019, 7, 5, 10, tzinfo=ALMATY))
        lead.phone.came()
        await seminar.moves_to(datetime(2019, 7, 6, 10, tzinfo=ALMATY))
        assert lead.phone.came() == []
        await seminar.moves_to(datetime(2019, 7, 7, 10, tzinfo=ALMATY))
        assert WHAT in lead.phone.came()[0]


async def test_of_two_days_that_may_be_meant_one_is_chosen(seminar: Seminar) -> None:
    async with led(seminar, DANIEL) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("later", "when")
        await lead.writes("07/08", "Which day do you mean?", "7 August 2019", "8 July 2019")
        await lead.taps("8 July 2019", "again on")
        assert [one.until_on for one in await reports(seminar)] == [date(2019, 7, 8)]
        await lead.writes("we wait for the headmaster", "kept as")
        lead.phone.came()
        await seminar.moves_to(datetime(2019, 7, 8, 10, tzinfo=ALMATY))
        assert WHAT in lead.phone.came()[0]


# ------------------------------------------------------------------------ words


@EACH
async def test_a_text_out_of_the_blue_answers_the_last_question(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.writes("Өткіздік!", lead["kept as"] + WHAT, "something else")
        assert await said(seminar) == [(Said.WORDS, "Өткіздік!")]
        assert await open_asks(seminar) == []
        await lead.taps("done", "thanks for")


@EACH
async def test_it_was_something_else(seminar: Seminar, person: Person) -> None:
    organiser = next(other for other in PEOPLE.values() if other is not person)
    async with led(seminar, person, organisers=frozenset({organiser.id})) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.writes("Автобус қайда?", "kept as")
        await lead.taps("something else", "not needed", "Автобус қайда?")
        assert await said(seminar) == []
        assert len(await open_asks(seminar)) == 1
        await lead.taps("send")
        await seminar.calms()
        assert seminar.phones[organiser.id].text.endswith("Автобус қайда?")


async def test_a_photo_out_of_the_blue_answers_too_and_a_voice_is_refused_by_name(
    seminar: Seminar, daniel: Phone
) -> None:
    async with led(seminar, DANIEL) as [lead]:
        await seminar.moves_to(ASKED)
        await daniel.send_photo(picture(20, 20))
        await lead.sees("kept as")
        assert [(one.text, one.file_kind) for one in await reports(seminar)] == [("", "photo")]
        await lead.taps("something else", "No file is needed right now")
        assert await said(seminar) == []


async def test_a_text_at_any_time_answers_the_last_question(seminar: Seminar) -> None:
    async with led(seminar, DANIEL) as [lead]:
        await lead.writes("Hello", "not needed")  # nobody has asked yet
        await seminar.moves_to(ASKED)
        await lead.taps("begun", "add")
        await lead.taps("enough", "thanks")
        seminar.clock.jump_to(ASKED + timedelta(hours=71))
        await lead.writes("It goes well", "kept as")
        seminar.clock.jump_to(ASKED + timedelta(days=60, hours=12))
        await lead.writes("It has become a habit", "kept as", "something else")
        await seminar.calms()
        texts = [(Said.BEGUN, ""), (Said.WORDS, "It goes well"), (Said.WORDS, "It has become a habit")]
        assert await said(seminar) == texts


@EACH
async def test_a_reply_answers_what_it_replies_to(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        question = lead.phone.newest["message_id"]
        await lead.taps("later", "when")
        await lead.taps("tomorrow", "again on")
        await seminar.moves_to(ASKED + timedelta(days=40))
        await lead.phone.reply("Біттік", question)
        await lead.sees(lead["kept as"] + WHAT)
        assert (Said.WORDS, "Біттік") in await said(seminar)


@EACH
async def test_of_several_steps_it_is_asked_which_one_is_meant(seminar: Seminar, person: Person) -> None:
    steps = [("Бірінші", date(2019, 6, 15)), ("Екінші", date(2019, 6, 15))]
    async with led(seminar, person, steps=steps) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.writes("Біттік", "which", "Бірінші", "Екінші")
        assert await said(seminar) == []
        await lead.taps("Екінші", lead["kept as"] + "Екінші")
        second = (await lead.plan).steps[1]
        assert [(one.step_id, one.text) for one in await reports(seminar)] == [(second.id, "Біттік")]
        assert len(await open_asks(seminar)) == 1  # the first step is open still


@EACH
async def test_a_question_about_several_steps_is_answered_one_by_one(
    seminar: Seminar, person: Person
) -> None:
    steps = [("Бірінші", date(2019, 6, 15)), ("Екінші", date(2019, 6, 15))]
    async with led(seminar, person, steps=steps) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("Бірінші", "done", "back")
        await lead.taps("done", lead["thanks for"] + "Бірінші", "others")
        await lead.taps("others", "Екінші")
        await lead.writes("Ертең өтеді", lead["kept as"] + "Екінші")
        assert await open_asks(seminar) == []


async def test_where_a_check_in_comes_with_a_step_a_text_may_be_about_the_next_one(
    seminar: Seminar,
) -> None:
    steps = [("A poster", date(2019, 5, 2)), ("A film", date(2019, 5, 11))]
    async with led(seminar, DANIEL, steps=steps) as [lead]:
        await seminar.moves_to(datetime(2019, 5, 4, 10, tzinfo=ALMATY))
        await lead.taps("begun", lead["is begun"] + "A poster")
        await lead.taps("enough", "thanks")
        await seminar.moves_to(datetime(2019, 5, 8, 10, tzinfo=ALMATY))
        await lead.sees("A poster", "A film")
        await lead.writes("It hangs at the door", "which", "A poster", "A film")
        await lead.taps("A poster", lead["kept as"] + "A poster")


async def test_all_steps_of_a_question_are_put_off_together(seminar: Seminar) -> None:
    steps = [("First", date(2019, 6, 15)), ("Second", date(2019, 6, 15))]
    async with led(seminar, DANIEL, steps=steps) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("later", "when", "First", "Second")
        await lead.taps("in a week", "again on")
        assert [one.said for one in await reports(seminar)] == [Said.LATER] * 2
        assert await open_asks(seminar) == []
        await lead.taps("another day", "when", "First", "Second")
        await lead.writes("30 June", "again on")
        assert [one.until_on for one in await reports(seminar)] == [date(2019, 6, 30)] * 2


async def test_what_was_spoken_of_can_be_put_off_still(seminar: Seminar) -> None:
    steps = [("First", date(2019, 6, 15)), ("Second", date(2019, 6, 15))]
    async with led(seminar, DANIEL, steps=steps) as [lead]:
        await seminar.moves_to(ASKED)
        question = lead.phone.newest["message_id"]
        for step in ("First", "Second"):
            await lead.phone.reply("It will take a while", question)
            await lead.sees("which" if step == "First" else "kept as")
            if step == "First":
                await lead.taps("First", "kept as")
        await lead.phone.press("remindlater:0:1", question)
        await lead.phone.tap(lead["in a week"])
        await seminar.calms()
        assert [one.until_on for one in await reports(seminar)][-2:] == [date(2019, 6, 19)] * 2


# ------------------------------------------------------------------- old questions


@EACH
async def test_an_old_question_is_answered_for_what_it_was_about(seminar: Seminar, person: Person) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        step = await lead.step
        assert seminar.bot is not None
        async with seminar.bot.services.database.writing() as tx:
            await writing.change_step(tx, step.id, seminar.clock.now(), due_on=date(2019, 9, 1))
        await lead.taps("begun", lead["is begun"] + WHAT, "2019")
        assert [one.step_id for one in await reports(seminar)] == [step.id]


@EACH
async def test_a_step_with_other_words_is_shown_before_it_is_answered(
    seminar: Seminar, person: Person
) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        step = await lead.step
        seminar.clock.jump_to(ASKED + timedelta(hours=1))
        await lead.phone.press(f"editplan:what:{step.id}")
        await lead.writes("Бір хат", "Бір хат")
        for verb in ("did", "going", "trouble"):
            await lead.phone.press(f"{verb}:{step.id}:1")  # as on the old question
            await lead.sees(lead["reworded"] + "Бір хат", "done")
        assert await said(seminar) == []
        await lead.taps("done", lead["thanks for"] + "Бір хат")
        assert [one.said for one in await reports(seminar)] == [Said.DONE]


async def test_of_several_steps_the_one_with_other_words_is_shown_so(seminar: Seminar) -> None:
    steps = [("First", date(2019, 6, 15)), ("Second", date(2019, 6, 15))]
    async with led(seminar, DANIEL, steps=steps) as [lead]:
        await seminar.moves_to(ASKED)
        seminar.clock.jump_to(ASKED + timedelta(hours=1))
        assert seminar.bot is not None
        async with seminar.bot.services.database.writing() as tx:
            await writing.change_step(tx, (await lead.step).id, seminar.clock.now(), what="A letter")
        await lead.taps("First", "Now it is: A letter", "back")
        await lead.taps("done", "Thank you! Done: A letter")


@EACH
async def test_of_a_step_that_was_taken_out_it_is_said_so_and_words_are_kept(
    seminar: Seminar, person: Person
) -> None:
    async with led(seminar, person) as [lead]:
        await seminar.moves_to(ASKED)
        question, step = lead.phone.newest["message_id"], await lead.step
        assert seminar.bot is not None
        async with seminar.bot.services.database.writing() as tx:
            await writing.drop_step(tx, step.id, seminar.clock.now())
        await lead.phone.reply("Енді керек емес", question)
        await lead.sees("kept as", "gone")
        await lead.phone.press(f"did:{step.id}", question)
        await lead.sees("gone", WHAT)
        assert await said(seminar) == [(Said.WORDS, "Енді керек емес")]


# ---------------------------------------------------------------- not theirs


@pytest.mark.parametrize(
    "data",
    [
        *("did:{step}", "going:{step}:{ask}", "trouble:{step}", "notdone:{report}", "enough:{report}"),
        *("asked:{ask}", "easier:{report}:date", "handto:{report}:1", "askorganisers:{report}:send"),
        *("remindlater:{step}:{ask}:2019-06-20", "remindlater:0:{ask}", "somethingelse:{report}"),
        *("giveup:{plan}:yes", "takeup:{plan}", "stepnews:{report}", "askreply:followup:{ask}", "did:x"),
    ],
)
async def test_what_is_not_theirs_is_refused_without_a_word(
    seminar: Seminar, marina: Phone, data: str
) -> None:
    async with led(seminar, DANIEL) as [lead]:
        await seminar.moves_to(ASKED)
        await lead.taps("begun", "add")
        (report,), plan, before = await reports(seminar), await lead.plan, await said(seminar)
        forged = data.format(step=plan.steps[0].id, ask=1, report=report.id, plan=plan.id)
        assert await marina.press(forged) == "Этот экран устарел. Вот новый."
        assert WHAT not in marina.text
        assert (await said(seminar), (await lead.plan).steps) == (before, plan.steps)


async def test_who_has_left_the_plan_is_not_heard(seminar: Seminar) -> None:
    async with led(seminar, DANIEL, MARINA) as [daniel, _]:
        await seminar.moves_to(ASKED)
        question = daniel.phone.newest["message_id"]
        await daniel.phone.press(f"unlead:{(await daniel.plan).id}:yes")
        await seminar.calms()
        await daniel.phone.reply("Done!", question)
        await daniel.sees("not needed")
        assert await said(seminar) == []
