"""Organisers read letters together, in a group of theirs."""

from typing import Final

import pytest

from bot.demo.stage import Person
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.correspondence import come_in, letter_from, pass_on, say
from tests.journeys.group import Group
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

ORGANISERS: Final = frozenset({DANIEL.id, AIGERIM.id})
TITLE: Final = "GCED 2019: team"


async def bound(seminar: Seminar, organiser: Phone, *others: Phone) -> Group:
    """A group that gets the letters."""
    group = await seminar.group(TITLE, organiser, *others)
    await group.sees("/bind")
    await group.write(organiser, "/bind")
    await group.sees(say("bound", organiser.person))
    await seminar.calms()
    return group


@pytest.mark.parametrize("organiser", [AIGERIM, MARINA, DANIEL], ids=lambda person: person.language_code)
async def test_letters_go_to_the_bound_group_and_are_answered_there(
    seminar: Seminar, organiser: Person
) -> None:
    writer = DANIEL if organiser is MARINA else MARINA
    one, phone = seminar.phones[organiser.id], seminar.phones[writer.id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await come_in(phone, one)
        group = await bound(seminar, one)
        await pass_on(phone, "1?")
        await seminar.calms()
        assert one.came() == []
        assert letter_from(phone, group, organiser)["text"].startswith(say("letter", organiser))
        await group.write(one, "2!", reply_to="1?")
        await phone.sees(say("answer", writer), "2!")
        await seminar.calms()
        told = f"{say('answered', organiser)} ({organiser.first_name}): 2!"
        assert letter_from(phone, group, organiser)["text"].endswith(told)
        await group.write(one, "/unbind")
        await group.sees(say("unbound", organiser))
        await pass_on(phone, "3?")
        await seminar.calms()
        assert letter_from(phone, one, organiser)["text"].endswith("3?")


async def test_buttons_in_the_group(seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        group = await bound(seminar, daniel, aigerim)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        assert await group.tap(aigerim, "Who is it?") == "Марина @marina\nРусский"
        await group.write(daniel, "At the entrance", reply_to="Где автобус?")
        await group.sees("The answer is on its way")
        await group.write(aigerim, "Кіреберісте", reply_to="Где автобус?")
        await group.sees("Жауап бұрын берілген")
        await group.tap(daniel, "Менікін де жіберу")  # what Aigerim wrote is hers to send
        await seminar.calms()
        assert marina.text.endswith("At the entrance")
        await group.tap(aigerim, "Менікін де жіберу")
        await marina.sees("Кіреберісте")


async def test_removing_the_bot_brings_letters_back_to_each_organiser(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        group = await bound(seminar, daniel, aigerim)
        await aigerim.sees("Хаттар енді ұйымдастырушылар тобына келеді")
        await group.kick(aigerim)
        await seminar.calms()
        await daniel.sees("Letters come to you here again")
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)
        assert letter_from(marina, aigerim, AIGERIM)


async def test_the_group_of_who_deletes_their_data_gets_no_more_letters(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        group = await bound(seminar, daniel, aigerim)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        await daniel.press("forget:yes")
        await group.sees("Хаттар енді бұл топқа келмейді", "/bind")
        await aigerim.sees("Хат: Марина", "Где автобус?")
        await seminar.calms()
        assert any(screen["text"].startswith("Хаттар Сізге қайтадан осында") for screen in aigerim.screens)
        await aigerim.reply("Кіреберісте", "Где автобус?")  # whose message it was in the group is forgotten
        await marina.sees("Кіреберісте")


async def test_a_letter_on_its_way_to_the_group_survives_who_bound_it(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        group = await bound(seminar, daniel)
        busy = {"method": "sendMessage", "answer": "429", "chat": group.id, "retry_after": 60}
        await seminar.faults(plan=[busy])
        await pass_on(marina, "Где автобус?")
        await daniel.press("forget:yes")
        await aigerim.sees("Хат: Марина", "Где автобус?")


async def test_another_group_replaces_the_first(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        first = await bound(seminar, daniel)
        second = await bound(seminar, aigerim)
        await second.sees("Бұрын хат келіп тұрған топқа енді келмейді.")
        await first.sees("Хаттар енді бұл топқа келмейді")
        await first.write(daniel, "/unbind")
        await first.sees("No letters come to this group")
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        assert letter_from(marina, second, AIGERIM)


async def test_what_waits_moves_to_another_group_and_no_answer_reaches_the_first(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, aigerim, daniel)
        first = await bound(seminar, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        before = letter_from(marina, first, DANIEL)["text"]
        busy = {"method": "sendMessage", "answer": "429", "chat": first.id, "retry_after": 1}
        await seminar.faults(plan=[busy])
        await pass_on(marina, "Где зал?")
        second = await bound(seminar, aigerim)
        await second.sees("Хат: Марина", "Где зал?")
        await daniel.write("/letters")
        await daniel.sees("2 letters wait")
        await daniel.tap("Марина: Где автобус?")
        await daniel.sees("Letter: Марина")
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
        await daniel.write("Here.")
        await marina.sees("Here.")
        await seminar.calms()
        assert letter_from(marina, first, DANIEL)["text"] == before
        assert "Где зал?" not in first.shown


async def test_a_letter_that_the_group_never_got_goes_to_each_organiser(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await come_in(marina, daniel)
        group = await bound(seminar, daniel)
        busy = {"method": "sendMessage", "answer": "429", "chat": group.id, "retry_after": 60}
        await seminar.faults(plan=[busy])
        await pass_on(marina, "Где автобус?")
        await group.kick(daniel)
        await daniel.sees("Letter: Марина", "Где автобус?")


async def test_in_a_private_chat_the_command_says_what_it_is_for(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISERS):
        await daniel.comes_in()
        await daniel.write("/unbind")
        await daniel.sees("This is a command for groups", "/bind", "Add the bot to a group")
        await daniel.tap("Letters")
        await daniel.sees("No letter waits for an answer.", "write /bind there")
