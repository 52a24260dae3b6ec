"""While an announcement goes out it is paused or stopped, the bot is restarted, others need the bot too."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.demo.stage import Person
from bot.storage.tables import announcements, outbox
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.seminar import Seminar, at, seminar_with
from tests.journeys.sending import Sender, crowd, got
from tests.journeys.test_announcements_sending import with_sender
from tests.journeys.two_days import LANGUAGES
from tests.journeys.writing import Organiser

SLOWLY: Final = 0.05  # messages a second: hardly anything leaves while somebody taps
PREVIEW: Final = 1  # of the organiser
CROWD: Final = [Person(number, f"Person {number}", "", "ru", acquainted=True) for number in range(2001, 2031)]


@pytest.fixture(params=LANGUAGES)
async def sender(seminar: Seminar, request: pytest.FixtureRequest) -> Sender:
    """Has looked at it; then the bot was stopped."""
    async with with_sender(seminar, request.param) as sender:
        await sender.looks_at_it()
    return sender


def organisers(sender: Sender) -> frozenset[int]:
    return frozenset({sender.phone.person.id})


async def test_it_is_paused_over_a_restart(seminar: Seminar, sender: Sender) -> None:
    async with seminar.open(organisers=organisers(sender), messages_per_second=SLOWLY):
        await sender.organiser.goes_on("send")
        await sender.phone.tap(sender["pause"])
        assert sender["resume"] in str((await sender.phone.finds(sender["paused"]))["buttons"])
    async with seminar.open(organisers=organisers(sender)):
        await seminar.moves_to(at(1, "07:20"))
        assert sum(got(seminar, sender.text)) <= PREVIEW + 1  # what had left before
        await sender.phone.tap(sender["resume"])
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [1, 1, PREVIEW + 1]
        assert sender.phone.message(sender["all got it"])


@pytest.mark.parametrize("sender", ["ru"], indirect=True)
async def test_it_goes_on_where_it_was_when_the_bot_ended(seminar: Seminar, sender: Sender) -> None:
    async with seminar.open(organisers=organisers(sender), messages_per_second=SLOWLY):
        await sender.organiser.goes_on("send")
    async with seminar.open(organisers=organisers(sender)):
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [1, 1, PREVIEW + 1]
        assert sender.phone.message(sender["all got it"])


async def test_it_is_stopped(seminar: Seminar, sender: Sender) -> None:
    async with seminar.open(organisers=organisers(sender), messages_per_second=SLOWLY):
        await sender.organiser.goes_on("send")
        await sender.phone.tap(sender["stop"])
        await sender.phone.finds(sender["for good"])
        await sender.phone.tap(sender["yes, stop"])
        await sender.phone.finds(sender["stopped"])
    async with seminar.open(organisers=organisers(sender)):
        await seminar.moves_to(at(1, "07:20"))
        assert sum(got(seminar, sender.text)) <= PREVIEW + 1


@pytest.mark.parametrize("sender", ["kk"], indirect=True)
async def test_a_correction_while_it_waits_reaches_everybody_as_it_is_then(
    seminar: Seminar, sender: Sender
) -> None:
    async with seminar.open(organisers=organisers(sender), messages_per_second=SLOWLY):
        await sender.organiser.goes_on("send")
        await sender.phone.tap(sender["pause"])
    async with seminar.open(organisers=organisers(sender)):
        await sender.begins_to_correct()
        await sender.phone.write(sender["new text"])
        await sender.phone.sees(sender["right"])
        await sender.taps("yes, correct")
        await sender.phone.tap(sender["resume"])
        await seminar.settles()
        await seminar.settles()
        assert sorted(got(seminar, sender.text)) == [0, 0, PREVIEW]
        assert sorted(got(seminar, sender["new text"])) == [1, 1, PREVIEW + 1]


# --------------------------------------------------------------------- others


async def test_a_reminder_does_not_wait_for_an_announcement(tmp_path: Path) -> None:
    people = [AIGERIM, MARINA, DANIEL, *CROWD]
    async with seminar_with(people, f"sqlite:///{tmp_path}/seminar.db", at(1, "09:19")) as seminar:
        daniel = seminar.phones[DANIEL.id]
        sender = Sender(Organiser(seminar, "en"), "en")
        async with seminar.open(organisers=frozenset({DANIEL.id})):
            await daniel.comes_in()
            await crowd(seminar, CROWD)
            await daniel.write("/announce")
            await daniel.sees("To 31 people")
            await sender.organiser.writes()
            await sender.organiser.goes_on("done")
            await daniel.sees("Look at it")
            await daniel.tap("English")
            await daniel.sees("Send now")
        async with seminar.open(organisers=frozenset({DANIEL.id}), messages_per_second=1) as bot:
            await sender.organiser.goes_on("send")
            seminar.clock.jump_to(at(1, "09:20"))
            await bot.tick()
            await seminar.calms()
            sent = [call["parameters"]["text"] for call in await seminar.calls("sendMessage")]
            after = sent[next(place for place, text in enumerate(sent) if "In 10 minutes: Opening" in text) :]
            assert sum(sender.text in text for text in after) > len(CROWD) / 2


FORGED: Final = (
    *("send:1:abcdef12", "send:1:abcdef12:now", "later:1:abcdef12", "later:1:abcdef12:25943250"),
    *("pause:1", "resume:1", "halt:1", "halt:1:yes", "withdraw:1", "withdraw:1:yes", "unschedule:1"),
    *("progress:1", "announced", "unreached:1", "correct:1", "correct:1:en", "corrected:1", "uncorrect:1"),
)


async def facts(seminar: Seminar) -> Sequence[Any]:
    assert seminar.bot is not None
    columns = announcements.c.state, announcements.c.version, announcements.c.watcher_id
    states = select(outbox.c.kind, outbox.c.state).order_by(outbox.c.id)
    async with seminar.bot.services.database.reading() as tx:
        return [*await tx.execute(select(*columns)), *await tx.execute(states)]


async def test_a_participant_can_do_nothing_with_the_buttons_of_an_organiser(seminar: Seminar) -> None:
    async with with_sender(seminar, "en") as sender:
        await sender.sends()
        await seminar.settles()
        await seminar.settles()
        before = await facts(seminar)
        marina = seminar.phones[MARINA.id]
        seen = marina.text
        for data in FORGED:
            await marina.press(data)
        await seminar.settles()
        assert await facts(seminar) == before
        assert not any("18:00" in str(screen["buttons"]) for screen in marina.screens)
        assert seen == sender.text


NONSENSE: Final = (
    *("send", "send:", "send:99", "send:1", "send:x:y", "later", "later:99:z", "later:1:z:9999999999"),
    *("pause", "pause:99", "halt:x", "withdraw:1:maybe", "progress:²", "progress:" + "9" * 40),
    *(
        "unreached:1:99",
        "unreached:1:x",
        "announced:99999",
        "correct:1:zz",
        "corrected:1:yes",
        "corrected:1:yes:x",
    ),
    *("uncorrect:99", "unschedule:1"),
)


async def test_no_button_that_somebody_makes_up_breaks_anything(seminar: Seminar) -> None:
    async with with_sender(seminar, "en") as sender:
        await sender.sends()
        await seminar.settles()
        await seminar.settles()
        report = sender.phone.message("Sent to 3 of 3")["message_id"]
        for data in NONSENSE:
            await sender.phone.press(data, report)
        await seminar.settles()
        assert "Something went wrong" not in str(sender.phone.screens)
        assert got(seminar, sender.text) == [1, 1, PREVIEW + 1]
