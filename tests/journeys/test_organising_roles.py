"""Roles given and taken in the chat, what people can do then, and that somebody always organises."""

import asyncio
import csv
from io import StringIO
from typing import Final

import pytest

from bot.people.belongings import erase
from bot.people.queries import recognise
from tests.journeys.organising import Speaker, commands, others, with_owner, without_owner
from tests.journeys.seminar import Seminar
from tests.journeys.two_days import LANGUAGES

NONSENSE: Final = (
    *("member", "member:x", "member:99999999999999999999", "grant", "grant:1", "grant:1:king"),
    *("grant:1:host", "grant:1:host:nobody", "revoke:1:host", "hosts:x", "hosts:77"),
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_organiser_is_made_and_unmade(seminar: Seminar, language: str) -> None:
    async with with_owner(seminar, language) as owner:
        (other, _) = others(seminar, language)
        await owner.finds(other)
        await owner.taps("make organiser")
        await owner.sees("yes, give")
        assert owner["given"] == await owner.taps("yes, give")
        await owner.sees("take organiser")
        await the_other_organises(seminar, other)
        await owner.taps("take organiser")
        await owner.sees("yes, take")
        assert owner["taken"] == await owner.taps("yes, take")
        await owner.sees("make organiser")
        await the_other_does_not(seminar, other)
        await the_log_says_so(owner, other)


async def the_other_organises(seminar: Seminar, other: Speaker) -> None:
    await seminar.calms()
    await other.sees("news: organiser")
    assert "organise" in commands(other.phone)
    await other.taps("for organisers")
    await other.sees("healthy")


async def the_other_does_not(seminar: Seminar, other: Speaker) -> None:
    """From the next tap on."""
    await seminar.calms()
    await other.sees("no longer organiser")
    assert "organise" not in commands(other.phone)
    assert other["out of date"] in await other.taps("refresh")
    await other.writes("/organise")
    await other.sees("command of others")
    assert other["healthy"] not in other.phone.text


async def the_log_says_so(owner: Speaker, other: Speaker) -> None:
    await owner.writes("/audit")
    await owner.sees("log: given", "log: taken")
    taken, given = owner.phone.text.splitlines()[1:]
    assert (owner["log: taken"] in taken, owner["log: given"] in given) == (True, True)
    assert all(owner.name in line and other.name in line for line in (taken, given))
    await owner.phone.press("auditfile")
    await owner.phone.sees("audit.csv")
    rows = list(csv.reader(StringIO((await owner.phone.file()).decode("utf-8-sig"))))
    assert [row[1:4] for row in rows[1:]] == [
        [owner.name, owner["log: taken"], other.name],
        [owner.name, owner["log: given"], other.name],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_host_is_chosen_from_the_programmes_people(seminar: Seminar, language: str) -> None:
    async with with_owner(seminar, language) as owner:
        (other, _) = others(seminar, language)
        await owner.finds(other)
        await owner.taps("make host")
        await owner.sees("trainer")
        assert owner["given"] == await owner.taps("trainer")
        await owner.sees("take host")
        await seminar.calms()
        await other.sees("news: host", "own sessions")
        await other.taps("own sessions")
        await other.sees("own training")
        assert owner["taken"] == await owner.taps("take host")
        await owner.sees("make host")
        assert owner["take host"] not in owner.phone.labels


async def test_who_hears_of_a_role_hears_how_it_is_in_the_end(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        (aigerim, _) = others(seminar, "en")
        await owner.finds(aigerim)
        its_id = id_on_card(owner)
        for change in ("grant", "revoke", "grant"):
            await owner.phone.press(f"{change}:{its_id}:club_lead")
        await seminar.calms()
        await aigerim.phone.sees("Сізге жаңа рөл берілді: клуб жетекшісі")


def id_on_card(organiser: Speaker) -> str:
    """Whose card it is."""
    return str(organiser.phone.newest["buttons"][0][0]["data"].split(":")[1])


# ------------------------------------------------------------------ wrong turns


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_last_organiser_stays_until_there_is_another(seminar: Seminar, language: str) -> None:
    async with without_owner(seminar, language) as organiser:
        (other, _) = others(seminar, language)
        await organiser.finds(organiser)
        await organiser.taps("take organiser")
        assert organiser["nobody left"] in await organiser.taps("yes, take")
        await organiser.makes_organiser(other)
        await organiser.finds(organiser)
        await organiser.taps("take organiser")
        assert organiser["taken"] == await organiser.taps("yes, take")
        await organiser.writes("/roles")
        await organiser.sees("command of others")
        await other.finds(other)
        await other.taps("take organiser")
        assert other["nobody left"] in await other.taps("yes, take")


async def test_an_owner_can_be_taken_nothing(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        await owner.finds(owner)
        assert "Roles: owner of this bot" in owner.phone.text
        assert owner["make organiser"] not in owner.phone.labels
        its_id = id_on_card(owner)
        for forged in (
            f"revoke:{its_id}:owner:yes",
            f"revoke:{its_id}:organiser:yes",
            f"grant:{its_id}:owner",
        ):
            assert owner["out of date"] in await owner.phone.press(forged)
        assert owner["out of date"] in await owner.phone.press(f"revoke:{its_id}:organiser")
        assert owner["yes, take"] not in owner.phone.labels
        await owner.writes("/organise")
        await owner.sees("healthy")


async def test_two_who_take_each_others_role_at_once(seminar: Seminar) -> None:
    async with without_owner(seminar, "en") as daniel:
        other = others(seminar, "en")[0]
        await daniel.makes_organiser(other)
        theirs = id_on_card(daniel)
        await daniel.finds(daniel)
        own = id_on_card(daniel)
        notices = await asyncio.gather(
            daniel.phone.press(f"revoke:{theirs}:organiser:yes"),
            other.phone.press(f"revoke:{own}:organiser:yes"),
        )
        await seminar.calms()
        menus = [commands(phone) for phone in (daniel.phone, other.phone)]
        assert sum("organise" in menu for menu in menus) == 1, notices


async def test_a_name_that_nobody_has(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        await owner.writes("/roles")
        await owner.sees("roles")
        await owner.writes("<b>Zeus</b>")
        await owner.sees("not found")
        await owner.writes("@marina")
        await owner.phone.sees("Марина", owner["make organiser"])


async def test_the_next_name_may_be_written_below_a_card(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        (aigerim, marina) = others(seminar, "en")
        await owner.makes_organiser(aigerim)
        await owner.writes(marina.name)
        await owner.sees("make organiser")
        assert owner.phone.text.startswith(marina.name)


async def test_somebody_who_is_gone_has_no_card(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        (other, _) = others(seminar, "en")
        await owner.finds(other)
        assert seminar.bot is not None
        async with seminar.bot.services.database.writing() as tx:
            found = await recognise(tx, other.phone.person.id, frozenset())
            assert found
            await erase(tx, found)
        assert owner["out of date"] in await owner.taps("make organiser")
        await owner.phone.sees("Roles", owner.name)


async def test_buttons_that_nobody_has_made(seminar: Seminar) -> None:
    async with with_owner(seminar, "en") as owner:
        for nonsense in NONSENSE:
            await owner.writes("/organise")
            assert owner["out of date"] in await owner.phone.press(nonsense), nonsense
            await owner.phone.sees("To find somebody else")
