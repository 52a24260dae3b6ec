"""In the organisers' group: who is not heard there is told why, and what is done elsewhere is told where."""

from typing import Final

from tests.journeys.conftest import DANIEL
from tests.journeys.correspondence import come_in, pass_on
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar
from tests.journeys.test_letters_group import TITLE, bound

ORGANISER: Final = frozenset({DANIEL.id})


async def test_somebody_else_binds_no_group_and_answers_no_letter(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, aigerim, daniel)
        group = await seminar.group(TITLE, daniel, aigerim)
        await group.write(aigerim, "/bind")
        await group.sees("Мұны тек ұйымдастырушылар жасай алады", "/roles")
        await group.write(daniel, "/bind")
        await group.sees("Letters to the organisers now come to this group")
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        marina.came()
        await group.write(aigerim, "Білмеймін", reply_to="Где автобус?")
        await group.sees("Жіберілмеді: хатқа тек ұйымдастырушылар жауап береді")
        assert await group.tap(aigerim, "No answer needed") == "Мұны тек ұйымдастырушылар жасай алады"
        await group.write(aigerim, "/unbind")
        await group.sees("Мұны тек ұйымдастырушылар жасай алады")
        await daniel.write("/letters")
        await daniel.sees("1 letter waits for an answer.")
        await seminar.calms()
        assert marina.came() == []


async def test_what_members_say_to_each_other_is_not_answered(
    seminar: Seminar, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(aigerim, daniel)
        group = await bound(seminar, daniel, aigerim)
        before = len(group.screens)
        await group.write(daniel, "Who knows?")
        await seminar.calms()
        await group.write(aigerim, "Білмеймін", reply_to="Who knows?")
        await group.write(aigerim, "/unknown")
        await group.write(daniel, "/unbind@another_bot")
        await seminar.calms()
        assert len(group.screens) == before


async def test_a_command_for_ones_own_chat_says_so_in_the_bound_group_alone(
    seminar: Seminar, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(aigerim, daniel)
        other, group = await seminar.group("GCED", daniel), await bound(seminar, daniel, aigerim)
        await group.write(daniel, "/letters")
        await group.sees("This command works in your own chat with this bot", "Open my own chat")
        await group.write(aigerim, "/agenda")
        await group.sees("Бұл команда ботпен жеке чатта жұмыс істейді")
        await other.write(daniel, "/letters")
        await seminar.calms()
        assert len(other.screens) == 1  # what it said when it came


async def test_who_is_no_organiser_learns_in_private_whose_command_it_is(
    seminar: Seminar, marina: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await marina.comes_in()
        await marina.write("/bind")
        await marina.sees("Эта команда — для организаторов")
