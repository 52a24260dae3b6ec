"""Settings by taps and by typing."""

import pytest

from bot.context import Services
from bot.people import queries
from bot.people.rules import Kind, Person
from tests.people.telegram import OWNER, MakePhone, Phone, Telegram


async def me(services: Services, telegram_id: int = 1001) -> Person:
    async with services.database.reading() as tx:
        found = await queries.recognise(tx, telegram_id, services.settings.organisers)
    assert found is not None
    return found


async def test_the_settings_say_what_is_set(member: Phone) -> None:
    await member.write("/settings")
    assert "Language: English" in member.text
    assert "10 minutes before [en]" in member.text
    assert "Almaty, UTC+06:00" in member.text
    assert {"languages", "leads", "kinds", "zones", "mydata", "forget"} <= set(member.buttons.values())


async def test_another_language_changes_the_settings_at_once_and_the_menu(
    member: Phone, services: Services, telegram: Telegram
) -> None:
    await member.tap("languages")
    assert "✓ English" in member.buttons
    await member.tap("language:kk")
    assert "Қазақша" in member.text
    assert "[kk]" in member.text
    assert len(member.screens) == 1
    assert member.notice == "Saved [kk]"
    assert "[kk]" in telegram.named("setMyCommands")[-1]["commands"][0]["description"]
    assert (await me(services)).language == "kk"


@pytest.mark.parametrize("minutes", [0, 5, 15, 30])
async def test_the_reminders_lead_is_chosen(member: Phone, services: Services, minutes: int) -> None:
    await member.tap("leads")
    assert "lead:10" in [data for label, data in member.buttons.items() if label.startswith("✓")]
    await member.tap(f"lead:{minutes}")
    assert (await me(services)).reminder_lead == minutes
    chosen = [data for label, data in member.buttons.items() if label.startswith("✓")]
    assert chosen == [f"lead:{minutes}"]


@pytest.mark.parametrize("forged", ["lead:7", "lead:-5", "lead:", "lead", "lead:10:10x", "lead:١٠"])
async def test_a_forged_lead_changes_nothing(member: Phone, services: Services, forged: str) -> None:
    await member.tap(forged)
    assert (await me(services)).reminder_lead == 10
    assert "lead:30" in member.buttons.values()


async def test_kinds_of_messages_are_ticked_without_colour(member: Phone, services: Services) -> None:
    await member.tap("kinds")
    assert all(label.startswith("☑") for label, data in member.buttons.items() if data.startswith("mute:"))
    await member.tap("mute:reminder")
    assert [data for label, data in member.buttons.items() if label.startswith("☐")] == ["mute:reminder"]
    async with services.database.reading() as tx:
        assert await queries.muted(tx, (await me(services)).id) == {Kind.REMINDER}
    await member.tap("mute:reminder")
    assert not any(label.startswith("☐") for label in member.buttons)


async def test_a_kind_that_does_not_exist_is_not_kept(member: Phone, services: Services) -> None:
    await member.tap("mute:everything")
    async with services.database.reading() as tx:
        assert await queries.muted(tx, (await me(services)).id) == frozenset()


# --------------------------------------------------------------- time zone


async def test_a_zone_is_tapped(member: Phone, services: Services) -> None:
    await member.tap("zones")
    assert member.buttons["Seoul, UTC+09:00"] == "zone:Asia/Seoul"
    await member.tap("zone:Asia/Seoul")
    assert "Seoul, UTC+09:00" in member.text
    person = await me(services)
    assert (person.zone, person.awaiting) == ("Asia/Seoul", None)


async def test_a_city_is_typed(member: Phone, services: Services) -> None:
    await member.tap("zones")
    await member.write("катманду")
    assert "Kathmandu, UTC+05:45" in member.text
    assert (await me(services)).zone == "Asia/Kathmandu"


async def test_a_place_with_several_zones_asks_back(member: Phone, services: Services) -> None:
    await member.tap("zones")
    await member.write("Қазақстан")
    assert "zone:Asia/Aqtau" in member.buttons.values()
    assert (await me(services)).zone is None
    await member.tap("zone:Asia/Aqtau")
    assert (await me(services)).zone == "Asia/Aqtau"


async def test_an_unknown_city_is_said_back_and_may_be_typed_again(member: Phone, services: Services) -> None:
    await member.tap("zones")
    await member.write("<b>Atlantis</b>")
    assert "&lt;b&gt;Atlantis&lt;/b&gt;" in member.text
    await member.write("Ташкент")
    assert (await me(services)).zone == "Asia/Tashkent"


async def test_the_seminars_own_zone_follows_the_seminar(member: Phone, services: Services) -> None:
    await member.tap("zone:Asia/Seoul")
    await member.tap("zone:Asia/Almaty")
    assert (await me(services)).zone is None


@pytest.mark.parametrize("forged", ["zone:Etc/UTC", "zone:../../etc/passwd", "zone:", "zone:nowhere"])
async def test_a_forged_zone_changes_nothing(member: Phone, services: Services, forged: str) -> None:
    await member.tap(forged)
    assert (await me(services)).zone is None
    assert "zone:Asia/Seoul" in member.buttons.values()


# -------------------------------------------------------------------- help


async def test_help_lists_the_commands_and_whom_to_write_to(member: Phone, phone_of: MakePhone) -> None:
    await member.write("/help")
    assert "/now — " in member.text
    assert "/settings — " in member.text
    assert "registration desk" in member.text
    assert "Also for you" not in member.text
    owner = phone_of(OWNER, username="organiser")
    await owner.write("/start")
    await owner.tap("language:en")
    await owner.write("/help")
    assert "owner of this bot [en]" in owner.text
    (besides,) = [line for line in owner.text.splitlines() if line.startswith("Also for you")]
    assert "/announce" in besides
    assert "/help" not in besides
    await member.write("/help")
    assert "@organiser" in member.text


@pytest.mark.parametrize("elsewhere", ["settings", "now", "languages"])
async def test_a_text_after_leaving_the_time_zones_is_no_city(member: Phone, elsewhere: str) -> None:
    await member.tap("zones")
    await member.tap(elsewhere)
    await member.write("Where is lunch?")
    assert "Where is lunch?" in member.text
    assert "seek:Where is lunch?" in member.buttons.values()


async def test_after_a_search_the_next_text_is_a_search_too(member: Phone) -> None:
    await member.write("/find Main Hall")
    await member.write("debate")
    assert "Nothing found: debate" in member.text
    await member.write("discussion")
    assert "Found: discussion" in member.text


async def test_a_text_after_leaving_the_search_looks_nothing_up(member: Phone) -> None:
    await member.tap("find")
    await member.write("/now")
    await member.write("Thank you!")
    assert "seek:Thank you!" in member.buttons.values()
