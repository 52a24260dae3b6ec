"""Who comes in: strangers, guests with an invitation, owners; and what is not for everybody."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import secret_code
from bot.people import invitations
from bot.people.rules import GUESSES, GUESSES_WITHIN, Invitation, Role
from bot.storage.tables import people
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.seminar import Seminar

DOORSTEP = {
    "kk": "GCED семинары: бұл бот шақырылған қонақтарға арналған. "
    "Шақыру алу үшін ұйымдастырушыларға хабарласыңыз.",
    "ru": "Семинар по GCED: этот бот — для приглашённых гостей. Приглашение можно получить у организаторов.",
    "en": "GCED Seminar: this bot is for invited guests. Please ask the organisers for an invitation.",
}
USED = "This invitation has been used already. Please ask the organisers for a new one."
EXPIRED = "This invitation has expired. Please ask the organisers for a new one."
UNKNOWN = "This invitation is not known."
LINK = re.compile(r"https://t\.me/seminar_demo_bot\?start=([A-Za-z0-9_-]{27})\n")


async def invited(seminar: Seminar, invitation: Invitation) -> str:
    """A new invitation's code."""
    assert seminar.bot is not None
    code = secret_code()
    async with seminar.bot.services.database.writing() as tx:
        await invitations.invite(tx, invitation, code, seminar.clock.now())
    return code


async def invited_on_the_server(seminar: Seminar, folder: Path, *options: str) -> str:
    """The code in the link that an organiser makes there, while the bot is at work."""
    async with program(folder, "invite", *options, **environment(seminar)) as inviting:
        ended = await inviting.ended()
    link = LINK.fullmatch(ended.out)
    assert link, ended
    return link[1]


async def known_people(seminar: Seminar) -> int:
    assert seminar.bot is not None
    async with seminar.bot.services.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(people)) or 0


# ------------------------------------------------------------------ strangers


async def try_everything(phone: Phone) -> None:
    await phone.write("/start")
    await phone.gets(1)
    for data in ("language:en", "now", "seat:d1-training2", "mydata", "nonsense"):
        assert await phone.press(data) == ""
    await phone.write("Сәлем!")
    await phone.write("/agenda")
    await phone.send_file("programme.xlsx", b"PK")
    await phone.gets(4)


async def test_a_stranger_reads_one_polite_line_whatever_they_do(seminar: Seminar) -> None:
    async with seminar.open(access="invite"):
        await asyncio.gather(*map(try_everything, seminar.phones.values()))
        await seminar.calms()
        for phone in seminar.phones.values():
            assert [screen["text"] for screen in phone.screens] == [DOORSTEP[phone.person.language_code]] * 4
            assert not any(screen["buttons"] for screen in phone.screens)
        assert await known_people(seminar) == 0


# ---------------------------------------------------------------- invitations


async def test_an_invitation_lets_in_one_person_with_their_role_and_club(
    seminar: Seminar, marina: Phone, daniel: Phone, tmp_path: Path
) -> None:
    async with seminar.open(access="invite"):
        code = await invited_on_the_server(
            seminar, tmp_path, "--role", "club_lead", "--club", "Достық <A & B>"
        )
        await marina.start(code)
        await marina.sees("Ваше приглашение принято.", "Ваша роль: руководитель клуба", "Достық <A & B>")
        await marina.tap("Русский")
        await marina.sees("Семинар начнётся")
        await daniel.start(code)
        await daniel.sees(USED)
        await daniel.write("/now")
        await daniel.sees(DOORSTEP["en"])
        await marina.press("mydata")
        await marina.gets(3)
        kept = json.loads(await marina.file())
        assert [row["role"] for row in kept["roles"]] == ["club_lead"]
        assert [row["name"] for row in kept["clubs"]] == ["Достық <A & B>"]
        assert await known_people(seminar) == 1


async def test_who_opens_their_invitation_again_is_welcomed_back(seminar: Seminar, marina: Phone) -> None:
    async with seminar.open(access="invite"):
        code = await invited(seminar, Invitation(Role.ORGANISER, uses=2))
        await marina.start(code)
        await marina.gets(1)
        await marina.tap("Русский")
        await marina.gets(2)
        await marina.start(code)
        await marina.gets(4)
        assert (
            "С возвращением, Марина!\nЭто приглашение уже было принято раньше." in marina.screens[2]["text"]
        )


async def test_an_invitation_holds_until_its_last_day_is_over(
    seminar: Seminar, marina: Phone, daniel: Phone, tmp_path: Path
) -> None:
    async with seminar.open(access="invite"):
        made_at = seminar.clock.now()
        code = await invited_on_the_server(seminar, tmp_path, "--days", "1", "--uses", "2")
        seminar.clock.jump_to(made_at + timedelta(days=1, minutes=-1))
        await marina.start(code)
        await marina.sees("Ваше приглашение принято.")
        seminar.clock.jump_to(made_at + timedelta(days=1, minutes=1))
        await daniel.start(code)
        await daniel.sees(EXPIRED)
        assert await known_people(seminar) == 1


async def test_an_invitation_for_three_lets_in_three_of_four_who_open_it_at_once(seminar: Seminar) -> None:
    async with seminar.open(access="invite"):
        code = await invited(seminar, Invitation(Role.PARTICIPANT, uses=3))
        await asyncio.gather(*(phone.start(code) for phone in seminar.phones.values()))
        await asyncio.gather(*(phone.gets(1) for phone in seminar.phones.values()))
        let_in = [phone for phone in seminar.phones.values() if phone.labels]
        assert len(let_in) == await known_people(seminar) == 3


async def test_after_five_wrong_codes_nobody_may_guess_for_an_hour(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open(access="invite"):
        code = await invited(seminar, Invitation(Role.PARTICIPANT))
        for guess in range(GUESSES):
            await daniel.start(f"guess-{guess}")
            await daniel.gets(guess + 1)
            assert UNKNOWN in daniel.text
        await daniel.start(code)
        await daniel.sees(DOORSTEP["en"])
        seminar.clock.rest(GUESSES_WITHIN)
        await daniel.start(code)
        await daniel.sees("Your invitation is accepted.", "Choose your language")


# --------------------------------------------------------------------- rights


async def test_owners_need_no_invitation(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with seminar.open(access="invite", organisers=frozenset({daniel.person.id})):
        await daniel.comes_in()
        await daniel.write("/help")
        await daniel.sees("Your role: owner of this bot")
        await marina.write("/start")
        await marina.sees(DOORSTEP["ru"])


async def test_what_is_for_organisers_gives_a_participant_nothing(
    seminar: Seminar, daniel: Phone, marina: Phone
) -> None:
    async with seminar.open(organisers=frozenset({marina.person.id})):
        await asyncio.gather(daniel.comes_in(), marina.comes_in())
        assert await daniel.press("audit") == "This was out of date. Here is the new one."
        await daniel.sees("The seminar begins")
        await daniel.write("/audit")
        await daniel.sees("This command is for organisers")
        await marina.press("audit")
        await seminar.calms()
        assert "audit" in commands(marina) - commands(daniel)


def commands(phone: Phone) -> set[str]:
    return {line["command"] for line in phone.menu}
