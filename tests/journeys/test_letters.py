"""People write to the organisers and are answered: out of the blue, by a button, by a reply."""

from datetime import timedelta
from typing import Final

import pytest

from bot.demo.stage import Person
from tests.demo.sides import picture
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.correspondence import come_in, letter_from, pass_on, say, send_on
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at

ORGANISER: Final = frozenset({DANIEL.id})
EACH: Final = pytest.mark.parametrize(
    "writer", [AIGERIM, MARINA, DANIEL], ids=lambda person: person.language_code
)


def organiser_for(writer: Person) -> Person:
    return AIGERIM if writer is DANIEL else DANIEL


@EACH
async def test_a_text_that_nobody_asked_for_is_passed_on_and_answered(
    seminar: Seminar, writer: Person
) -> None:
    organiser = organiser_for(writer)
    phone, other = seminar.phones[writer.id], seminar.phones[organiser.id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await come_in(phone, other)
        await pass_on(phone, "18:00 <Almaty>?")
        await seminar.calms()
        assert letter_from(phone, other, organiser)["text"].endswith("\n\n18:00 <Almaty>?")
        await other.tap(say("to answer", organiser))
        await other.sees(say("answer to", organiser) + writer.first_name, "18:00 <Almaty>?")
        await other.write("19:00!")
        await other.sees(say("on its way", organiser))
        await phone.sees(say("answer", writer), say("to", writer) + "18:00 <Almaty>?", "19:00!")
        await seminar.calms()
        told = f"{say('answered', organiser)} ({organiser.first_name}): 19:00!"
        assert letter_from(phone, other, organiser)["text"].endswith(told)


async def test_a_reply_goes_back_and_forth_without_a_button(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "1?")
        await seminar.calms()
        await daniel.reply("2!", "Letter: ")
        await marina.sees("Ответ организаторов", "2!")
        await seminar.calms()
        await marina.reply("3?", "2!")
        await marina.sees("Передано организаторам")
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)["text"].endswith("3?")


@EACH
async def test_the_button_under_an_answer_and_help_lead_to_another_letter(
    seminar: Seminar, writer: Person
) -> None:
    organiser = organiser_for(writer)
    phone, other = seminar.phones[writer.id], seminar.phones[organiser.id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await come_in(phone, other)
        await phone.write("/help")
        await phone.sees(f"/write — {say('write', writer)}")
        await phone.write("/write")
        await phone.sees(say("write", writer))
        await phone.write("1?")
        await phone.sees(say("passed on", writer))
        await seminar.calms()
        await other.reply("2!", "1?")
        await phone.sees("2!")
        await phone.tap(say("reply", writer))
        await phone.sees(say("write", writer))
        await phone.write("3?")
        await phone.sees(say("passed on", writer))
        await seminar.calms()
        assert letter_from(phone, other, organiser)["text"].endswith("3?")
        phone.message("2!")  # what was replied to is still there


# ------------------------------------------------------------- other than a text


async def test_formatting_and_files_arrive_as_they_were_sent(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.write("Где автобус?", entities=[{"type": "bold", "offset": 4, "length": 7}])
        await send_on(marina)
        await seminar.calms()
        assert "Где <b>автобус</b>?" in letter_from(marina, daniel, DANIEL)["html"]
        await marina.write("/write")
        await marina.sees("Написать организаторам")
        await marina.send_photo(picture(20, 20), "Это он?")
        await marina.sees("Передано организаторам")
        await seminar.calms()
        letter = letter_from(marina, daniel, DANIEL)
        assert letter["file"]["kind"] == "photo"
        assert letter["text"].endswith("Это он?")
        await daniel.reply("Да!", "Это он?")
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)["text"].endswith("Это он?\n\nAnswer (Daniel): Да!")


async def test_a_file_that_nobody_asked_for_is_passed_on(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.send_file("plan.txt", b"1. ...")
        await send_on(marina)
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)["file"]["name"] == "plan.txt"
        await daniel.write("/letters")
        await daniel.sees("1 letter waits for an answer.", "Марина: file")


async def test_a_letter_as_long_as_telegram_takes_is_there_as_a_whole(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Абв " * 1023 + "эюя")
        await seminar.calms()
        letter = letter_from(marina, daniel, DANIEL)
        assert letter["text"].endswith("…")
        await daniel.tap("The whole letter")
        assert daniel.text == "Абв " * 1023 + "эюя"


async def test_the_rest_of_an_even_longer_text_is_one_tap_away(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.write("/write")
        await marina.sees("Написать организаторам")
        await marina.write("Абв " * 1200 + "эюя")
        await send_on(marina)
        await seminar.calms()
        await daniel.write("/letters")
        await daniel.sees("2 letters wait for an answer.")
        assert letter_from(marina, daniel, DANIEL)["text"].endswith("эюя")


# ---------------------------------------------------------------- wrong turns


async def test_cancelling_sends_nothing(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.write("/write")
        await marina.sees("Написать организаторам")
        await marina.tap("Отмена")
        await marina.sees("Семинар начнётся")
        await marina.write("Где автобус?")
        await marina.sees("Сейчас ответ не требуется")
        await seminar.calms()
        assert daniel.came() == []


async def test_a_button_that_is_tapped_twice_writes_one_letter(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.write("Где автобус?")
        await marina.sees("Передать организаторам")
        number = marina.newest["message_id"]
        await marina.tap("Передать организаторам")
        await marina.press("pass-on", number)
        await seminar.calms()
        assert len(daniel.came()) == 1


async def test_what_was_passed_on_can_be_taken_back_until_it_is_answered(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        before = len(daniel.screens)
        recall = marina.newest
        await marina.tap("Отозвать сообщение")
        await marina.sees("Сообщение отозвано")
        await seminar.calms()
        assert len(daniel.screens) == before - 1
        assert await marina.press(recall["buttons"][0][0]["data"]) == "Этот экран устарел. Вот новый."
        await pass_on(marina, "Где обед?")
        await seminar.calms()
        await daniel.reply("Внизу", "Где обед?")
        await marina.sees("Внизу")
        notice = await marina.tap("Отозвать сообщение")
        assert notice == "Организаторы уже занялись этим сообщением, отозвать его нельзя."


async def test_nobody_takes_back_what_somebody_else_wrote(
    seminar: Seminar, marina: Phone, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, aigerim, daniel)
        await pass_on(marina, "Где автобус?")
        await aigerim.press(marina.newest["buttons"][0][0]["data"])
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)


async def test_without_an_organiser_a_letter_waits(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISER):
        await marina.comes_in()
        await pass_on(marina, "Где автобус?")
        await marina.sees("Сейчас никто из организаторов не на связи.")
        await daniel.comes_in()
        await daniel.write("/letters")
        await daniel.sees("1 letter waits for an answer.", "Марина: Где автобус?")


async def test_an_old_screen_does_not_know_any_more_what_was_written(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        notice = await marina.press("pass-on")  # under a screen that replies to nothing
        assert notice == "Того сообщения больше нет. Пожалуйста, напишите ещё раз."
        await marina.sees("Написать организаторам")
        await marina.write("Где автобус?")
        await marina.sees("Передано организаторам")


async def test_a_question_survives_a_restart(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
    async with seminar.open(organisers=ORGANISER):
        await daniel.write("У входа")
        await marina.sees("Ответ организаторов", "У входа")


async def test_who_deletes_their_data_takes_their_letters_along(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        assert letter_from(marina, daniel, DANIEL)
        await marina.press("forget:yes")
        await seminar.calms()
        assert not any("Где автобус?" in screen["text"] for screen in daniel.screens)
        await daniel.write("/letters")
        await daniel.sees("No letter waits for an answer.")


async def test_where_a_letter_can_no_longer_be_deleted_its_words_are(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.moves_to(at(2, "12:00") + timedelta(days=1))
        await marina.press("forget:yes")
        await seminar.calms()
        assert not any("Где автобус?" in screen["text"] for screen in daniel.screens)
        await daniel.reply("У входа", "Its writer is no longer here.")
        await daniel.sees("This letter is gone: it was taken back, or its writer is no longer here.")


async def test_a_day_later_it_can_no_longer_be_taken_back(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.moves_to(at(2, "07:00"))
        notice = await marina.tap("Отозвать сообщение")
        assert notice == "Прошло больше суток, отозвать сообщение уже нельзя."
