"""People reply to an announcement: by Telegram's own reply, and by the button under it."""

from typing import Final

import pytest
from sqlalchemy import insert

from bot.demo.stage import Person
from bot.storage.tables import announcement_texts, announcements
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.correspondence import come_in, letter_from, say
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

BUS: Final = {"ru": "Автобус уходит в <b>18:00</b>", "en": "The bus leaves at <b>18:00</b>"}
ABOUT: Final = {
    AIGERIM: "Хабарландыру туралы: Автобус уходит в 18:00",
    MARINA: "Об объявлении: Автобус уходит в 18:00",
    DANIEL: "About the announcement: The bus leaves at 18:00",
}
EACH: Final = pytest.mark.parametrize(
    ("writer", "organiser"),
    [(AIGERIM, DANIEL), (MARINA, AIGERIM), (DANIEL, MARINA)],
    ids=lambda person: person.language_code,
)


async def announced(seminar: Seminar) -> None:
    """It has reached everybody."""
    assert seminar.bot is not None
    now = seminar.clock.now()
    async with seminar.bot.services.database.writing() as tx:
        row = {"id": 1, "state": "scheduled", "audience": {}, "created_at": now, "send_at": now}
        await tx.execute(insert(announcements).values(row))
        texts = [{"language": language, "text": text} for language, text in BUS.items()]
        await tx.execute(
            insert(announcement_texts), [{"announcement_id": 1, "version": 1, **text} for text in texts]
        )
    await seminar.settles()


@EACH
async def test_a_reply_and_the_button_tell_organisers_what_it_is_about(
    seminar: Seminar, writer: Person, organiser: Person
) -> None:
    phone, other = seminar.phones[writer.id], seminar.phones[organiser.id]
    async with seminar.open(organisers=frozenset({organiser.id})):
        await come_in(phone, other)
        await announced(seminar)
        arrived = phone.newest
        await phone.reply("1?", "18:00")
        await phone.sees(say("passed on", writer))
        await seminar.calms()
        assert f"{ABOUT[organiser]}\n\n1?" in letter_from(phone, other, organiser)["text"]
        await phone.tap(say("reply", writer))
        await phone.sees(say("write", writer), ABOUT[writer])
        await phone.write("2?")
        await phone.sees(say("passed on", writer))
        await seminar.calms()
        assert f"{ABOUT[organiser]}\n\n2?" in letter_from(phone, other, organiser)["text"]
        assert arrived in phone.screens  # the question of the button came below it


async def test_who_replies_to_the_answer_still_writes_about_the_announcement(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await come_in(marina, daniel)
        await announced(seminar)
        await marina.reply("1?", "18:00")
        await marina.sees("Передано организаторам")
        await seminar.calms()
        await daniel.reply("2!", "1?")
        await marina.sees("2!")
        await seminar.calms()
        await marina.reply("3?", "2!")
        await marina.sees("Передано организаторам")
        await seminar.calms()
        assert f"{ABOUT[DANIEL]}\n\n3?" in letter_from(marina, daniel, DANIEL)["text"]


async def test_an_announcement_that_somebody_never_got_is_not_shown_to_them(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=frozenset({DANIEL.id})):
        await daniel.comes_in()
        await announced(seminar)
        await marina.comes_in()
        await marina.press("write:1")
        await marina.sees("Написать организаторам")
        assert "Автобус" not in marina.text
        await marina.write("1?")
        await marina.sees("Передано организаторам")
        await seminar.calms()
        assert "About" not in letter_from(marina, daniel, DANIEL)["text"]
