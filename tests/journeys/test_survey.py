"""How sure people feel before the seminar and after it, and how it all was, in each language."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import pytest
from sqlalchemy import select

from bot.storage.tables import answers
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.surveying import Guest
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

END: Final = at(2, "16:15")  # of the last rated session
NEXT_MORNING: Final = at(2, "10:00") + timedelta(days=1)


async def answered(seminar: Seminar) -> Mapping[str, Sequence[str]]:
    """All that was said: `survey:overall` -> the answers, or the options."""
    assert seminar.bot is not None
    found: dict[str, list[str]] = {}
    async with seminar.bot.services.database.reading() as tx:
        for row in await tx.execute(select(answers)):
            found.setdefault(f"{row.subject}:{row.question}", []).append(row.answer or row.part)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_before_and_after(seminar: Seminar, language: str) -> None:
    guest = Guest(seminar, language)
    async with seminar.open():
        await how_sure_before(guest)
        await how_it_was(guest)
        assert await answered(seminar) == {
            **{f"before:{question}": ["2"] for question in ("explain", "lead", "partners")},
            **{f"after:{question}": ["4"] for question in ("explain", "lead", "partners")},
            "survey:overall": ["5"],
            "survey:recommend": ["10"],
            "survey:useful": ["trainings"],
            "survey:differently": [guest["plan"]],
        }


async def how_sure_before(guest: Guest) -> None:
    """A minute after they have come, below the welcome, and all in one message."""
    phone = guest.phone
    await phone.comes_in()
    await guest.seminar.moves_to(at(1, "07:01"))
    (question,) = phone.came()
    assert question.startswith(f"{guest['how sure']}\n{guest['three questions']}")
    await phone.tap(guest["begin"])
    await phone.sees(guest["explaining"], guest["first of three"])
    for _ in range(3):
        assert await phone.tap("2") == guest["kept"]
    await phone.sees(guest["all three"], guest["asked again"])
    assert phone.came() == []


async def how_it_was(guest: Guest) -> None:
    phone = guest.phone
    await guest.seminar.moves_to(END)
    phone.message(guest["how was it"])
    await phone.tap(guest["begin"])
    phone.message(guest["once more"])
    for _ in range(3):
        await phone.tap("4")
    phone.message(guest["as a whole"])
    await phone.tap("5")
    phone.message(guest["recommend"])
    await phone.tap("10")
    await phone.tap(guest["trainings"])
    phone.button(guest["trainings of use"])
    await phone.tap(guest["next"])
    phone.message(guest["just write"])
    await phone.write(guest["plan"])
    await phone.sees(guest["your answer"])
    await phone.tap(guest["next"])
    await phone.tap(guest["skip"])
    await phone.sees(guest["through"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_reminder_and_then_silence(seminar: Seminar, language: str) -> None:
    guest = Guest(seminar, language)
    async with seminar.open():
        await guest.phone.comes_in()
        await seminar.moves_to(END)
        await guest.phone.tap(guest["begin"])
        await to_the_survey(guest.phone)
        guest.phone.came()
        await seminar.moves_to(at(2, "20:00"))
        assert not [text for text in guest.phone.came() if guest["begun"] in text]
        await seminar.moves_to(NEXT_MORNING)
        (reminder,) = guest.phone.came()
        assert reminder == f"{guest['begun']}\n{guest['the only reminder']}"
        await guest.phone.tap(guest["go on"])
        await guest.phone.sees(guest["recommend"])
        await seminar.moves_to(NEXT_MORNING + timedelta(hours=2))
        assert guest.phone.came() == []


async def to_the_survey(phone: Phone) -> None:
    """Past the questions about themselves, with an answer to the first about the whole."""
    for mark in ("3", "3", "3", "5"):
        await phone.tap(mark)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_more_questions_means_none(seminar: Seminar, language: str) -> None:
    guest = Guest(seminar, language)
    async with seminar.open():
        await guest.phone.comes_in()
        await seminar.moves_to(at(1, "07:01"))
        await guest.phone.tap(guest["no more"])
        guest.phone.came()
        await seminar.moves_to(END)
        await seminar.moves_to(NEXT_MORNING)
        assert guest.phone.came() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_said_can_be_looked_through_and_changed_for_a_week(
    seminar: Seminar, language: str
) -> None:
    guest, phone = Guest(seminar, language), seminar.phones[PHONES[language]]
    async with seminar.open():
        await phone.comes_in()
        await seminar.moves_to(END)
        await phone.tap(guest["begin"])
        await to_the_survey(phone)
        await seminar.moves_to(END + timedelta(days=6))
        await phone.write("/feedback")
        await phone.sees(guest["to the survey"])
        await phone.tap(guest["to the survey"])
        await phone.sees(guest["recommend"])
        await phone.press("survey:end")
        await phone.tap(guest["look through"])
        assert await phone.tap("1") == guest["kept"]
        assert (await answered(seminar))["after:explain"] == ["1"]
        await seminar.moves_to(END + timedelta(days=8))
        await phone.press("reply:after:explain:5")
        assert (await answered(seminar))["after:explain"] == ["1"]
