"""What is said in groups, and commands that are for another bot."""

from sqlalchemy import func, select

from bot.context import Services
from bot.people.queries import await_text
from bot.storage.tables import desks, people
from tests.people.telegram import OWNER, MakePhone, Phone

GROUP = -100


async def _groups(services: Services) -> int:
    async with services.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(desks)) or 0


async def _organiser(phone_of: MakePhone) -> Phone:
    owner = phone_of(OWNER)
    await owner.write("/start")
    await owner.tap("language:en")
    return owner


async def test_a_group_hears_commands_to_this_bot_and_to_no_other(
    phone_of: MakePhone, services: Services
) -> None:
    owner = await _organiser(phone_of)
    for other in ("/bind@another_bot", "/bind@seminar_bot_2 now", "/letters@another_bot"):
        await owner.write(other, group=GROUP)
        assert owner.screens == []
    assert await _groups(services) == 0
    await owner.write("/Bind@Seminar_Bot", group=GROUP)
    assert await _groups(services) == 1


async def test_a_command_to_another_bot_is_a_text_in_private(member: Phone, services: Services) -> None:
    await member.write("/help@another_bot")
    assert "You wrote: /help@another_bot" in member.text
    async with services.database.writing() as tx:
        await await_text(tx, await _id(services), "find")
    await member.write("/Lunch@another_bot")
    assert "/Lunch@another_bot" in member.text
    assert "No answer is needed" not in member.text


async def test_an_anonymous_administrator_is_asked_to_write_as_themselves(
    phone_of: MakePhone, services: Services
) -> None:
    owner = await _organiser(phone_of)
    await owner.write("/bind", group=GROUP, unseen=True)
    for language in ("kk", "ru", "en"):
        assert f"an anonymous administrator wrote this [{language}]" in owner.text
    assert await _groups(services) == 0
    await owner.write("/now", group=GROUP, unseen=True)
    await owner.write("Good morning", group=GROUP, unseen=True)
    assert owner.screens == []


async def test_an_owner_whom_the_bot_does_not_know_yet_is_asked_to_open_their_own_chat(
    phone_of: MakePhone, services: Services
) -> None:
    owner = phone_of(OWNER)
    await owner.write("/bind", group=GROUP)
    assert "first open your own chat with this bot" in owner.text
    assert await _groups(services) == 0


async def _id(services: Services) -> int:
    async with services.database.reading() as tx:
        return await tx.scalar(select(people.c.id).where(people.c.telegram_id == 1001)) or 0
