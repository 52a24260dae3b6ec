"""After an announcement was sent: who was not reached, a correction, a withdrawal, in each language."""

from datetime import timedelta

import pytest

from tests.demo.sides import picture
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.sending import Sender, got
from tests.journeys.test_announcements_sending import with_sender
from tests.journeys.two_days import LANGUAGES


async def sent(seminar: Seminar, sender: Sender) -> None:
    await sender.sends()
    await seminar.settles()
    await seminar.settles()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_was_not_reached_is_named(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sender.looks_at_it()
        blocking, gone = (phone for phone in seminar.phones.values() if phone is not sender.phone)
        await blocking.block()
        await seminar.calms()
        await seminar.faults(deactivate=[gone.person.id])  # Telegram says so only when something is sent
        await sender.organiser.goes_on("send")
        await seminar.settles()
        await seminar.settles()
        message, button = sender.phone.button(sender["who"])
        assert f"{sender['deleted']}: 1" in message["text"]
        await sender.phone.press(button["data"], message["message_id"])
        lines = sender.phone.message(sender["blocked"])["text"].splitlines()
        assert named(blocking, sender["blocked"], lines)
        assert named(gone, sender["deleted"], lines)


def named(phone: Phone, reason: str, lines: list[str]) -> bool:
    name = phone.person.first_name
    return any(line.startswith(name) and line.endswith(reason) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_correction(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sent(seminar, sender)
        await sender.begins_to_correct()
        await sender.phone.write(sender["new text"])
        await sender.phone.sees(sender["right"])
        assert sorted(got(seminar, sender["new text"])) == [0, 0, 1]  # the preview
        await sender.taps("yes, correct")
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [0, 0, 1]  # the preview of then
        assert sorted(got(seminar, sender["new text"])) == [1, 1, 2]
        assert sender.phone.message(sender["corrected"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_correction_that_is_not_made(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sent(seminar, sender)
        await sender.begins_to_correct()
        await sender.phone.send_photo(picture(), sender["new text"])
        await sender.phone.sees(sender["text only"])
        await sender.phone.write("я" * 4097)
        await sender.phone.sees(sender["too long"])
        await seminar.calms()
        assert sorted(got(seminar, "яяя")) == [0, 0, 0]  # nor was the part that came first shown as taken
        await sender.phone.write(sender["new text"])
        await sender.phone.sees(sender["right"])
        assert await sender.phone.tap(sender["drop"]) == sender["as it was"]
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [1, 1, 2]
        assert sorted(got(seminar, sender["new text"])) == [0, 0, 1]  # the preview


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_withdrawal(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sent(seminar, sender)
        await sender.phone.tap(sender["withdraw"])
        assert sender["really"] in sender.phone.message(sender["really"])["text"]
        await sender.phone.tap(sender["yes, withdraw"])
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [0, 0, 1]  # the preview
        assert sender.phone.message(sender["withdrawn"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_too_old_to_be_withdrawn_can_be_corrected(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sent(seminar, sender)
    seminar.clock.jump_to(at(1, "07:00") + timedelta(hours=49))
    async with seminar.open(organisers=frozenset({sender.phone.person.id})):
        await sender.phone.tap(sender["withdraw"])
        await sender.phone.tap(sender["yes, withdraw"])
        await seminar.settles()
        await seminar.settles()
        assert sender["too old"] in sender.phone.message(sender["none withdrawn"])["text"]
        assert sorted(got(seminar, sender.text)) == [1, 1, 2]
        await sender.begins_to_correct()
        await sender.phone.write(sender["new text"])
        await sender.phone.sees(sender["right"])
        await sender.taps("yes, correct")
        await seminar.settles()
        assert sorted(got(seminar, sender["new text"])) == [1, 1, 2]
