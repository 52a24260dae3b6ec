"""How the seminar stands, for organisers: true numbers, whatever people do meanwhile."""

import pytest
from sqlalchemy import func, insert, select

from bot.audit import queries as audit
from bot.delivery.inbox_rows import MOST_TRIES
from bot.storage.tables import inbox, roles
from tests.journeys.organising import Speaker, commands, others, with_owner
from tests.journeys.seminar import Seminar, at
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES

FORGED = (
    *("organise", "failures", "failures:1", "roles", "roles:1", "audit", "auditfile", "hosts:1"),
    *("member:1", "grant:2:organiser:yes", "grant:3:organiser:yes", "grant:2:host:trainer1"),
    *("revoke:1:organiser:yes", "grant:2:club_lead"),
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_numbers_follow_what_people_do(seminar: Seminar, language: str) -> None:
    organiser, (seated, leaving) = Speaker(seminar, language), others(seminar, language)
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        await organiser.phone.comes_in()
        await organiser.writes("/organise")
        await organiser.sees("healthy", "alone", "nothing failed")
        for other in (seated, leaving):
            await other.phone.comes_in()
        await seated.phone.press("seat:d1-training2")
        await leaving.phone.block()
        await seminar.calms()
        await organiser.taps("refresh")
        await organiser.sees("healthy", "one has left", "seats", "next", "nothing failed")
        await a_message_does_not_arrive(seminar, organiser, seated)


async def a_message_does_not_arrive(seminar: Seminar, organiser: Speaker, gone: Speaker) -> None:
    """Telegram says that an account is deleted only when something is sent."""
    await seminar.faults(deactivate=[gone.phone.person.id])
    await seminar.moves_to(at(1, "09:20"))
    await organiser.writes("/organise")
    await organiser.sees("healthy", "one failed")
    await organiser.taps("what failed")
    await organiser.phone.sees(f"{gone.name} @{gone.phone.person.username}{organiser['account deleted']}")
    await organiser.taps("back")
    await organiser.sees("one failed")


async def test_yesterdays_failures_are_over(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as organiser:
        await seminar.faults(deactivate=[others(seminar, "en")[0].phone.person.id])
        await seminar.moves_to(at(1, "09:20"))
        await organiser.writes("/organise")
        await organiser.sees("one failed")
        seminar.clock.jump_to(at(2, "00:30"))
        await organiser.taps("refresh")
        await organiser.sees("nothing failed")


async def test_what_the_bot_could_not_handle_is_told(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as organiser:
        assert seminar.bot is not None
        parked = {"update_id": 0, "chat_id": 5, "body": "{}", "tries": MOST_TRIES}
        async with seminar.bot.services.database.writing() as tx:
            await tx.execute(insert(inbox).values(**parked, received_at=seminar.clock.machine_now()))
        await organiser.writes("/organise")
        await organiser.phone.sees("⚠ Taps and texts that the bot could not handle: 1")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_way_leads_somewhere_and_back(seminar: Seminar, language: str) -> None:
    async with with_owner(seminar, language) as organiser:
        await organiser.writes("/organise")
        await organiser.sees("healthy")
        for way in ("roles", "log"):
            await organiser.taps(way)
            await organiser.sees("back")
            await organiser.taps("back")
            await organiser.sees("healthy")
        assert {"organise", "roles", "audit"} <= commands(organiser.phone)


async def test_a_participant_presses_forged_buttons(seminar: Seminar) -> None:
    async with with_owner(seminar, "en"):
        (participant, _) = others(seminar, "en")
        for forged in FORGED:
            assert participant["out of date"] in await participant.phone.press(forged), forged
        for command in ("/organise", "/roles", "/audit"):
            await participant.phone.write(command)
        await seminar.calms()
        assert not {"organise", "roles", "audit"} & commands(participant.phone)
        assert await kept(seminar) == 0


async def kept(seminar: Seminar) -> int:
    """How many roles there are, and deeds in the log."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        held = await tx.scalar(select(func.count()).select_from(roles)) or 0
        return held + await audit.count(tx)
