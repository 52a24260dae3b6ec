"""My data as a file, and gone."""

import json

from bot.context import Services
from bot.people import queries
from bot.people.rules import Role
from tests.people.telegram import OWNER, MakePhone, Phone, Telegram


async def test_my_data_come_as_a_file_without_anybody_elses(member: Phone, phone_of: MakePhone) -> None:
    other = phone_of(2002, name="Other")
    await other.write("/start")
    await other.tap("language:ru")
    await member.tap("mute:plan")
    await member.tap("mydata")
    (sent,) = member.screens
    (content,) = [value for value in sent.values() if isinstance(value, bytes)]
    kept = json.loads(content)
    assert kept["people"][0]["name"] == "<A & B>"
    assert [row["kind"] for row in kept["mutes"]] == ["plan"]
    assert b"Other" not in content
    assert "Your data [en]" in member.text


async def test_deleting_asks_once_and_changes_nothing_yet(member: Phone, services: Services) -> None:
    await member.tap("forget")
    assert "forget:yes" in member.buttons.values()
    assert list(member.buttons.values())[-1] == "settings"
    async with services.database.reading() as tx:
        assert await queries.recognise(tx, 1001, frozenset()) is not None


async def test_deleting_is_done_at_once_and_says_what_is_gone(
    member: Phone, services: Services, telegram: Telegram
) -> None:
    await member.tap("mute:plan")
    await member.tap("forget:yes")
    assert "Everything about you is deleted [en]" in member.text
    assert "Profile [en]: 1" in member.text
    assert "Other entries [en]: 1" in member.text
    assert telegram.named("deleteMyCommands")[0]["scope"]["chat_id"] == 1001
    async with services.database.reading() as tx:
        assert await queries.recognise(tx, 1001, frozenset()) is None


async def test_who_came_by_invitation_hears_that_there_is_no_way_back_without_one(
    member: Phone, services: Services
) -> None:
    await member.tap("forget")
    assert "a new invitation" not in member.text
    services.settings = services.settings.model_copy(update={"access": "invite"})
    for data in ("forget", "forget:yes"):
        await member.tap(data)
        assert "To come back, you will need a new invitation. [en]" in member.text
        assert "/start" not in member.text


async def test_the_only_organiser_is_warned_and_nobody_else_is(member: Phone, phone_of: MakePhone) -> None:
    await member.tap("forget")
    assert "the only organiser" not in member.text
    owner = phone_of(OWNER)
    await owner.write("/start")
    await owner.tap("language:en")
    await owner.tap("forget")
    assert "You are the only organiser: nobody would be left" in owner.text


async def test_one_of_two_organisers_is_not_warned(
    member: Phone, phone_of: MakePhone, services: Services
) -> None:
    owner = phone_of(OWNER)
    await owner.write("/start")
    await owner.tap("language:en")
    async with services.database.writing() as tx:
        found = await queries.recognise(tx, 1001, frozenset())
        assert found is not None
        await queries.give_role(tx, found.id, Role.ORGANISER)
    await owner.tap("forget")
    assert "the only organiser" not in owner.text


async def test_who_has_deleted_everything_is_a_stranger(member: Phone, services: Services) -> None:
    await member.tap("forget:yes")
    await member.tap("settings")
    assert set(member.buttons) == {"Қазақша", "Русский", "English"}
    await member.tap("forget:yes")
    async with services.database.reading() as tx:
        assert await queries.recognise(tx, 1001, frozenset()) is None
