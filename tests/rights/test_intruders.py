"""Every action in every role, by buttons, commands and texts: nobody gets or changes what is not theirs."""

import logging
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final

import pytest
from sqlalchemy import insert

from bot.app import COMMANDS, HANDLERS, REPLIES
from bot.context import Services
from bot.people import queries
from bot.people.rules import Profile, Role, may
from bot.storage.tables import outbox
from tests.people.telegram import MakePhone, Phone
from tests.progress.clubs import club_plan
from tests.rights.treasure import DAY, INTRUDERS_PLAN, NOW, SECRET, rows_of_others

CHAT: Final = 1001  # the intruder's, in Telegram
GROUP: Final = -100
OTHERS: Final = ("1", "1:yes", "1:1:yes")  # each thing of others has this id
NO_IDS: Final = ("", "-1", "9" * 40, "0:yes", "' OR 1=1 --", "қ:🦄")
INTRUDERS: Final[Mapping[str, Collection[str]]] = {  # and what they try where they may do something
    "stranger": (),
    Role.PARTICIPANT: (*OTHERS, *NO_IDS),
    "deactivated": (),
    Role.CLUB_LEAD: OTHERS,
    Role.HOST: (),
}
ROLES: Final = {Role.CLUB_LEAD: "", Role.HOST: "trainer1", Role.ORGANISER: ""}
LINKS: Final = {"guestlinks", "badges"}  # make invitations for all guests, whatever else is on the button
THEIRS: Final = {"start", "write"}  # commands that keep what is typed: a wrong code; a letter


async def enter(services: Services, role: str) -> int:
    """Somebody in this role; their id, 0 for a stranger."""
    if role == "stranger":
        return 0
    async with services.database.writing() as tx:
        its = await queries.register(tx, Profile(CHAT, "Intruder"), NOW)
        await queries.set_language(tx, its, "en")
        await queries.set_active(tx, [its], active=role != "deactivated")
        if role in ROLES:
            await queries.give_role(tx, its, Role(role), ROLES[Role(role)])
        if role == Role.CLUB_LEAD:
            assert await club_plan(tx, "Bridge", DAY, lead=its) == INTRUDERS_PLAN
    return its


def forbidden(role: str) -> Sequence[str]:
    held = {Role.PARTICIPANT, *(known for known in Role if known == role)} if role != "stranger" else set()
    return [action for action in sorted(HANDLERS) if not may(held, action)]


@asynccontextmanager
async def nothing_of_others_changes(
    services: Services, intruder: int, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[None]:
    """And nothing fails."""
    before = await rows_of_others(services.database, intruder)
    yield
    after = await rows_of_others(services.database, intruder)
    assert {name: rows ^ after[name] for name, rows in before.items() if after[name] != rows} == {}
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


def learns_nothing(phone: Phone, what: str) -> None:
    assert SECRET not in f"{phone.screens}{phone.notice}", what


async def taps(phone: Phone, data: str, group: int = 0) -> None:
    """As much of it as a button holds."""
    await phone.tap(data.encode()[:64].decode(errors="ignore"), group=group)
    learns_nothing(phone, data)


async def writes(phone: Phone, text: str, group: int = 0) -> None:
    await phone.write(text, group=group)
    learns_nothing(phone, text)


@pytest.mark.parametrize("role", INTRUDERS)
async def test_no_button_and_no_command_gives_or_changes_what_is_others(
    phone_of: MakePhone, services: Services, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    its, phone = await enter(services, role), phone_of(CHAT, "en")
    async with nothing_of_others_changes(services, its, caplog):
        for action in (refused := forbidden(role)):
            await taps(phone, f"{action}:1")
            await writes(phone, f"/{action} 1")
        for action in sorted(HANDLERS.keys() - {*refused}):
            for arguments in INTRUDERS[role]:
                await taps(phone, f"{action}:{arguments}")
        for command in sorted(COMMANDS.keys() - {*refused} - THEIRS):
            await writes(phone, f"/{command} 1")


async def test_nothing_on_a_button_that_is_no_id_does_anything_for_organisers_either(
    phone_of: MakePhone, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    its, phone = await enter(services, Role.ORGANISER), phone_of(CHAT, "en")
    async with nothing_of_others_changes(services, its, caplog):
        for action in sorted({*forbidden(Role.PARTICIPANT)} - LINKS):
            for arguments in NO_IDS[1:]:
                await phone.tap(f"{action}:{arguments}")


async def test_who_organises_no_more_is_not_heard_in_what_was_asked_before(
    phone_of: MakePhone, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    its, phone = await enter(services, Role.PARTICIPANT), phone_of(CHAT, "en")
    async with nothing_of_others_changes(services, its, caplog):
        for action in forbidden(Role.PARTICIPANT):
            async with services.database.writing() as tx:
                await queries.await_text(tx, its, f"{action}:1")
            await writes(phone, "What I was about to say")
            await phone.send_file("a file")
            learns_nothing(phone, action)


async def test_nor_by_a_reply_to_what_came_before(
    phone_of: MakePhone, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    its, phone = await enter(services, Role.PARTICIPANT), phone_of(CHAT, "en")
    kinds = [kind for kind, action in REPLIES.items() if action in forbidden(Role.PARTICIPANT)]
    row = {"person_id": its, "chat_id": CHAT, "subject": "1", "priority": 1, "state": "sent"}
    when = {"due_at": NOW, "expires_at": NOW, "sent_at": NOW}
    async with services.database.writing() as tx:
        for number, kind in enumerate(kinds):
            its_key = {"key": kind, "kind": kind, "message_id": 500 + number}
            await tx.execute(insert(outbox).values(**its_key, **row, **when))
    async with nothing_of_others_changes(services, its, caplog):
        for number, _ in enumerate(kinds):
            await phone.write("An answer", reply_to=500 + number)
            assert "No answer is needed" in phone.text
    assert kinds


@pytest.mark.parametrize("role", ["stranger", Role.PARTICIPANT])
async def test_nothing_said_or_tapped_in_a_group_gives_or_changes_anything(
    phone_of: MakePhone, services: Services, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    its, phone = await enter(services, role), phone_of(CHAT, "en")
    async with nothing_of_others_changes(services, its, caplog):
        for action in sorted(HANDLERS):
            await taps(phone, f"{action}:1", GROUP)
            await writes(phone, f"/{action} 1", GROUP)
