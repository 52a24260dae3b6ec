"""What nobody asked for: texts, files, old buttons; and people who block the bot and return."""

from collections.abc import Awaitable, Callable

import pytest
from markupsafe import escape

from bot.context import Context, Services
from bot.people import queries
from bot.people.rules import RIGHTS, Role
from bot.storage.tables import roles
from tests.people.telegram import OWNER, MakePhone, Phone


async def test_an_unexpected_text_is_said_back_and_can_be_looked_up(member: Phone) -> None:
    await member.write("<b>Кофе</b>")
    assert "&lt;b&gt;Кофе&lt;/b&gt;" in member.text
    assert "not passed it on to anybody" in member.text
    assert {"pass-on", "seek:<b>Кофе</b>", "now", "help"} == set(member.buttons.values())
    await member.tap("seek:Session 1")
    assert "Session 1" in member.text


@pytest.mark.parametrize("text", ["жаһандық азаматтық білім беру дегеніміз не?", "two\nlines", "/ now"])
async def test_what_fits_no_button_offers_no_search(member: Phone, text: str) -> None:
    await member.write(text)
    assert set(member.buttons.values()) - {"pass-on"} == {"now", "help"}
    assert text.split("\n", maxsplit=1)[0] in member.text


@pytest.mark.parametrize("typed", ["/<b>agendaa</b>", "/Unknown@seminar_bot 2", "/" + "x" * 4000])
async def test_a_command_that_does_not_exist_is_named_and_is_not_for_the_organisers(
    member: Phone, typed: str
) -> None:
    await member.write(typed)
    assert f"There is no command {escape(typed.lower()[:8])}" in member.text
    assert len(member.text) < 200
    assert set(member.buttons.values()) == {"now", "help"}


@pytest.mark.parametrize("typed", ["/ now", "/now@another_bot"])
async def test_what_is_meant_as_a_command_is_not_for_the_organisers(member: Phone, typed: str) -> None:
    await member.write(typed)
    assert "No answer is needed right now" in member.text
    assert set(member.buttons.values()) == {"now", "help"}


@pytest.mark.parametrize("typed", ["/organise", "/Audit@seminar_bot 2", "/host"])
async def test_a_command_of_others_says_whose_it_is(member: Phone, typed: str) -> None:
    await member.write(typed)
    assert "This command is for organisers" in member.text
    assert ("lead a session" in member.text) == (typed == "/host")


async def test_a_very_long_text_is_answered(member: Phone) -> None:
    await member.write("😀" * 2048)
    assert "…" in member.text
    assert len(member.text) < 4096


async def test_an_unexpected_file_is_left_unopened(member: Phone) -> None:
    await member.send_file()
    assert "No file is needed right now [en]" in member.text
    assert "pass-on" in member.buttons.values()


@pytest.mark.parametrize("data", ["gone", "", "drop:people", "membership", "unready", ":::"])
async def test_an_old_button_is_refreshed_in_place_with_a_notice(member: Phone, data: str) -> None:
    await member.tap(data)
    (screen,) = member.screens
    assert "message_id" in screen
    assert "The seminar begins" in screen["text"]
    assert member.notice == "This was out of date. Here is the new one. [en]"


async def test_blocking_and_returning_loses_nothing(member: Phone, services: Services) -> None:
    await member.tap("lead:30")
    await member.becomes("kicked")
    async with services.database.reading() as tx:
        gone = await queries.recognise(tx, 1001, frozenset())
    await member.becomes("member")
    async with services.database.reading() as tx:
        back = await queries.recognise(tx, 1001, frozenset())
    assert gone is not None
    assert back is not None
    assert (gone.active, back.active) == (False, True)
    assert (back.reminder_lead, back.language) == (30, "en")


async def test_before_the_first_import_everybody_is_asked_to_come_back(
    phone: Phone, services: Services
) -> None:
    async with services.database.writing() as tx:
        await tx.exec_driver_sql("delete from programmes")
    await phone.write("/start")
    assert "The programme is not here yet [kk]" in phone.text


# ------------------------------------------------------------------ rights


ROLES = [*Role, "stranger"]


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_reaches_what_the_table_allows_and_nothing_else(
    phone_of: MakePhone, services: Services, role: str
) -> None:
    reached: list[str] = []

    def recording(action: str) -> Callable[[Context], Awaitable[None]]:
        async def handler(_: Context) -> None:
            reached.append(action)

        return handler

    phone = phone_of(OWNER if role == Role.OWNER else 1001)
    if role != "stranger":
        await phone.write("/start")
        await phone.tap("language:en")
        await hold(services, phone.user["id"], role)
    services.handlers = {action: recording(action) for action in RIGHTS}
    for action in (actions := sorted(RIGHTS)):
        await phone.tap(action)
        await phone.write(f"/{action}")
    assert reached == [came for action in actions for came in expected(role, action)]


def expected(role: str, action: str) -> tuple[str, str]:
    """Which handlers a tap and a command of that name reach."""
    if role == "stranger":
        return (action, action) if action in {"start", "language"} else ("start", "start")
    held = {Role.PARTICIPANT, Role(role)}
    return (action, action) if held & RIGHTS[action] else ("stale", "text")


async def hold(services: Services, telegram_id: int, role: str) -> None:
    async with services.database.writing() as tx:
        found = await queries.recognise(tx, telegram_id, frozenset())
        assert found is not None
        if role not in {"participant", "owner"}:
            await tx.execute(roles.insert().values(person_id=found.id, role=role, subject=""))
