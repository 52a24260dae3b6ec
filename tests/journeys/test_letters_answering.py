"""Organisers deal with letters: two at once, one who needs no answer, one who has blocked the bot."""

from datetime import timedelta
from typing import Final

import pytest

from bot.demo.stage import Person
from tests.demo.sides import picture
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.correspondence import come_in, letter_from, pass_on, say
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

BOTH: Final = frozenset({AIGERIM.id, DANIEL.id})
OUTDATED: Final = "Этот экран устарел. Вот новый."


async def written(seminar: Seminar, writer: Phone, *organisers: Phone, text: str = "Где автобус?") -> None:
    """Everybody is here, and a letter has reached the organisers."""
    await come_in(writer, *organisers)
    await pass_on(writer, text)
    await seminar.calms()


@pytest.mark.parametrize("second", [AIGERIM, MARINA, DANIEL], ids=lambda person: person.language_code)
async def test_who_is_second_learns_of_the_first_and_may_still_send(seminar: Seminar, second: Person) -> None:
    first, writer = [person for person in (DANIEL, MARINA, AIGERIM) if person is not second]
    one, two, phone = (seminar.phones[person.id] for person in (first, second, writer))
    async with seminar.open(organisers=frozenset({first.id, second.id})):
        await written(seminar, phone, one, two, text="1?")
        await one.reply("2!", "1?")
        await one.sees(say("on its way", first))
        await two.reply("<3!>", "1?")
        await two.sees(say("already", second), f"({first.first_name}): 2!")
        await seminar.calms()
        assert phone.text.endswith("2!")
        await two.tap(say("mine as well", second))
        await two.sees(say("on its way", second))
        await phone.sees("<3!>")
        await seminar.calms()
        for chat, reader in ((one, first), (two, second)):
            assert letter_from(phone, chat, reader)["text"].endswith(
                f"{say('answered', reader)} ({first.first_name}): 2!\n"
                f"{say('answered', reader)} ({second.first_name}): <3!>"
            )


async def test_two_who_tap_answer_at_once(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, aigerim, daniel)
        await aigerim.tap("Жауап беру")
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
        await daniel.write("At the entrance")
        await marina.sees("At the entrance")
        await aigerim.write("Кіреберісте")
        await aigerim.sees("Жауап бұрын берілген", "At the entrance")
        await aigerim.write("Рақмет")  # it is awaited no more
        await aigerim.sees("Қазір жауап күтіліп тұрған жоқ")
        await seminar.calms()
        assert marina.text.endswith("At the entrance")


async def test_mine_as_well_that_is_tapped_twice_is_sent_once(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, aigerim, daniel)
        await daniel.reply("Here", "Где автобус?")
        await daniel.sees("The answer is on its way")
        await aigerim.reply("Осында", "Где автобус?")
        await aigerim.sees("Жауап бұрын берілген")
        (button,), number = aigerim.newest["buttons"][0], aigerim.newest["message_id"]
        marina.came()
        await aigerim.tap("Менікін де жіберу")
        await aigerim.press(button["data"], number)
        await seminar.calms()
        assert sum("Осында" in text for text in marina.came()) == 1


async def test_who_answered_may_add_something(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        for text in ("At the entrance", "At 18:00"):
            await daniel.reply(text, "Где автобус?")
            await marina.sees("Ответ организаторов", text)
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)["text"].endswith("(Daniel): At 18:00")


async def test_an_answer_may_be_a_photo(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
        await daniel.send_photo(picture(20, 20), "Here")
        await marina.sees("Ответ организаторов", "Here")
        assert marina.newest["file"]["kind"] == "photo"


async def test_an_answer_of_full_length_arrives_as_a_whole(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
        await daniel.write("Abc " * 1023 + "def")
        await marina.sees("Abc " * 1023 + "def", "Ответить организаторам")


# ---------------------------------------------------------------------- lists


@pytest.mark.parametrize("organiser", [AIGERIM, MARINA, DANIEL], ids=lambda person: person.language_code)
async def test_the_list_leads_to_a_conversation_and_back(seminar: Seminar, organiser: Person) -> None:
    phone = seminar.phones[organiser.id]
    writer = seminar.phones[(MARINA if organiser is DANIEL else DANIEL).id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await written(seminar, writer, phone, text="1?")
        await phone.write("/letters")
        await phone.sees(say("letters", organiser), say("one waits", organiser))
        await phone.tap(f"{writer.person.first_name}: 1?")
        await phone.sees(say("letter", organiser) + writer.person.first_name, "07:00 · ")
        await phone.tap(say("to answer", organiser))
        await phone.sees(say("answer to", organiser))
        await phone.write("2!")
        await writer.sees("2!")
        await phone.write("/letters")
        await phone.sees(say("none waits", organiser), "/bind")


async def test_what_needs_no_answer_leaves_the_list_and_all_organisers_see_it(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, aigerim, daniel, text="Спасибо!")
        assert await daniel.tap("No answer needed") == "Noted for all organisers."
        await seminar.calms()
        assert letter_from(marina, aigerim, AIGERIM)["text"].endswith("Жауап енді қажет емес.")
        assert "No answer needed" not in str(letter_from(marina, daniel, DANIEL)["buttons"])
        await pass_on(marina, "Ещё раз спасибо!")
        await seminar.calms()
        await daniel.write("/letters")
        await daniel.sees("1 letter waits")
        await daniel.tap("Марина: ")
        await daniel.sees("No answer needed", "Back")
        await daniel.tap("No answer needed")
        await daniel.sees("No letter waits for an answer.")
        await daniel.write("/audit")
        await daniel.sees("Daniel: letter needs no answer", "Марина")


async def test_an_answer_to_one_letter_leaves_another_of_the_same_person_open(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await written(seminar, marina, daniel, text="Где медпункт?")
        await pass_on(marina, "Можно с сыном?")
        await seminar.calms()
        await daniel.reply("Yes.", "Можно с сыном?")
        await marina.sees("Ответ организаторов", "Yes.")
        await seminar.calms()
        first = next(one for one in daniel.screens if "Где медпункт?" in one["text"])
        assert "No answer needed" in str(first["buttons"])
        await daniel.write("/letters")
        await daniel.sees("1 letter waits", "Где медпункт?")


async def test_who_it_is_shows_above_the_chat(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        assert await daniel.tap("Who is it?") == "Марина @marina\nРусский"


# ---------------------------------------------------------------- wrong turns


async def test_an_answer_to_somebody_who_has_blocked_the_bot_is_not_sent(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        await marina.block()
        await seminar.calms()
        await daniel.reply("At the entrance", "Где автобус?")
        await daniel.sees("Not sent: this person has blocked the bot. Марина")
        await marina.unblock()
        await seminar.calms()
        await daniel.reply("At the entrance", "Где автобус?")
        await marina.sees("At the entrance")


async def test_an_answer_that_does_not_arrive_is_marked_in_the_letter(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        busy = {"method": "sendMessage", "answer": "429", "chat": MARINA.id, "retry_after": 60}
        await seminar.faults(plan=[busy])
        await daniel.reply("At the entrance", "Где автобус?")
        await seminar.holds_back(MARINA)
        await marina.block()
        seminar.clock.rest(timedelta(seconds=60))
        await seminar.calms()
        await seminar.settles()
        marked = "At the entrance\nNot delivered: this person has blocked the bot."
        assert letter_from(marina, daniel, DANIEL)["text"].endswith(marked)


async def test_a_forged_button_shows_a_participant_nothing(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, aigerim, daniel, text="Құпия")
        await marina.comes_in()
        for data in ("answer:1", "answer:1:too", "letter:1", "letters", "original:1", "writer:1", "settle:1"):
            assert await marina.press(data) == OUTDATED, data
            assert "Құпия" not in marina.shown
        await marina.write("/letters")
        await marina.sees("Эта команда — для организаторов")
        await daniel.write("/letters")
        await daniel.sees("1 letter waits")


async def test_a_letter_that_is_not_there_is_said_to_be_gone(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open(organisers=BOTH):
        await daniel.comes_in()
        for data in ("answer:", "answer:x", "answer:99", "answer:99:too", "writer:99"):
            notice = await daniel.press(data)
            assert notice.startswith(("This letter is gone", "Only a text")), data


async def test_a_command_without_a_letter_shows_those_that_wait(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=BOTH):
        await written(seminar, marina, daniel)
        await daniel.write("/answer")
        await daniel.sees("1 letter waits")
