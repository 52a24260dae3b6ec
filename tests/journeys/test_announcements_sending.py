"""An announcement goes out now or at a time, and the organiser reads whom it reached, in each language."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.journeys.seminar import Seminar, at
from tests.journeys.sending import Sender, got
from tests.journeys.two_days import LANGUAGES
from tests.journeys.writing import with_organiser


@asynccontextmanager
async def with_sender(seminar: Seminar, language: str) -> AsyncIterator[Sender]:
    async with with_organiser(seminar, language) as organiser:
        yield Sender(organiser, language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_now(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sender.sends()
        await sender.phone.sees(sender["goes out"], sender["pause"], sender["stop"])
        preview_and_its_own = 1 + 1
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [1, 1, preview_and_its_own]
        await the_report(sender)


async def the_report(sender: Sender) -> None:
    message = sender.phone.message(sender["all got it"])
    assert sender["by language"] in message["text"]
    assert sender["who"] not in str(message["buttons"])  # there is nobody
    await sender.phone.press("unreached:1", message["message_id"])
    assert sender["everybody"] in sender.phone.message(sender["everybody"])["text"]
    await sender.phone.press("announced", message["message_id"])
    assert sender.phone.button("✓ ")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_at_a_time(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sender.looks_at_it()
        await sender.taps("later", "when")
        await sender.phone.write("тезірек / soon / завтра")
        await sender.phone.sees(sender["unreadable"])
        await sender.phone.write("06:30")
        await sender.phone.sees(sender["past"])
        await sender.phone.write("08:00")
        await sender.phone.sees(sender["scheduled"])
        await sender.taps("another time", "when")
        await sender.taps("in ten minutes", "sooner")
        await it_goes_out_by_itself(seminar, sender)


async def it_goes_out_by_itself(seminar: Seminar, sender: Sender) -> None:
    await seminar.moves_to(at(1, "07:09"))
    assert sorted(got(seminar, sender.text)) == [0, 0, 1]  # the preview
    await seminar.moves_to(at(1, "07:10"))
    await seminar.settles()
    assert sorted(got(seminar, sender.text)) == [1, 1, 2]
    report = sender.phone.message(sender["all got it"])
    assert report["message_id"] > sender.phone.message(sender["sooner"])["message_id"]  # in a new message


@pytest.mark.parametrize("language", LANGUAGES)
async def test_not_at_that_time_but_now(seminar: Seminar, language: str) -> None:
    async with with_sender(seminar, language) as sender:
        await sender.looks_at_it()
        await sender.taps("later", "when")
        await sender.taps("in ten minutes", "sooner")
        assert sender["draft again"] in await sender.taps("not")
        await sender.phone.sees(sender.organiser["look first"])
        await sender.phone.tap(sender.organiser.own_language)
        await sender.phone.sees(sender.organiser["send"])
        await sender.taps("later", "when")
        await sender.taps("in ten minutes", "sooner")
        await sender.organiser.goes_on("send")
        await sender.phone.sees(sender["now instead"])
        await sender.taps("yes, now")
        await seminar.settles()
        await seminar.moves_to(at(1, "07:30"))
        assert sorted(got(seminar, sender.text)) == [1, 1, 3]  # two previews


async def test_who_taps_twice_sends_once(seminar: Seminar) -> None:
    async with with_sender(seminar, "en") as sender:
        await sender.looks_at_it()
        message, button = sender.phone.button("Send now")
        for _ in range(3):
            await sender.phone.press(button["data"], message["message_id"])
        await seminar.settles()
        await seminar.settles()
        assert got(seminar, sender.text) == [1, 1, 2]


async def test_what_was_changed_after_it_was_looked_at_is_looked_at_again(seminar: Seminar) -> None:
    async with with_sender(seminar, "en") as sender:
        await sender.looks_at_it()
        message, button = sender.phone.button("Send now")
        await sender.phone.tap("Edit")
        await sender.phone.write("Only in Kazakh")
        await sender.phone.sees("Қазақша: Only in Kazakh")
        await sender.phone.press(button["data"], message["message_id"])
        (shown,) = (one for one in sender.phone.screens if one["message_id"] == message["message_id"])
        assert "Look at it as it will arrive" in shown["text"]
        await seminar.settles()
        assert got(seminar, sender.text) == [0, 0, 1]
