"""Coming in, coming back, and being kept out."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot.clock import secret_code
from bot.context import Services
from bot.people import queries
from bot.people.invitations import invite
from bot.people.rules import GUESSES, RIGHTS, Invitation, Person, Role
from bot.storage.engine import Database
from bot.storage.tables import clubs, metadata, people
from tests.people.telegram import OWNER, MakePhone, Phone, Telegram

ASK = "this bot is for invited guests"


async def person_of(services: Services, telegram_id: int) -> Person | None:
    async with services.database.reading() as tx:
        return await queries.recognise(tx, telegram_id, services.settings.organisers)


async def stored(database: Database) -> dict[str, int]:
    """How many rows each table has, the programme's left out."""
    tables = [
        table
        for table in metadata.sorted_tables
        if table.name not in {"programmes", "choices", "sessions", "session_hosts", "askings"}
    ]
    async with database.reading() as tx:
        counts = {table.name: await tx.scalar(select(func.count()).select_from(table)) for table in tables}
    return {name: count for name, count in counts.items() if count}


async def invited(services: Services, invitation: Invitation, now: datetime) -> str:
    code = secret_code()
    async with services.database.writing() as tx:
        await invite(tx, invitation, code, now)
    return code


# --------------------------------------------------------------- everybody


async def test_the_language_is_asked_first_with_the_phones_on_top(phone: Phone, services: Services) -> None:
    await phone.write("/start")
    assert list(phone.buttons) == ["Қазақша", "Русский", "English"]
    assert "Choose your language [ru]" in phone.text
    assert await stored(services.database) == {}


async def test_a_russian_phone_has_russian_on_top(phone_of: MakePhone) -> None:
    phone = phone_of(language="ru")
    await phone.write("/start")
    assert list(phone.buttons) == ["Русский", "Қазақша", "English"]


async def test_the_language_leads_to_the_welcome_in_place_and_to_now_below(phone: Phone) -> None:
    await phone.write("/start")
    await phone.tap("language:ru")
    welcome, now = phone.screens
    assert "message_id" in welcome
    assert "<b>Welcome, &lt;A &amp; B&gt;! [ru]</b>" in welcome["text"]
    assert "30 апреля" in welcome["text"]
    assert "/settings [ru]" in welcome["text"]
    assert "message_id" not in now
    assert "[ru]" in now["text"]
    assert "[en]" not in phone.text
    assert "[kk]" not in phone.text


async def test_the_menu_speaks_the_language_that_was_chosen(member: Phone, telegram: Telegram) -> None:
    (menu,) = telegram.named("setMyCommands")
    assert menu["scope"] == {"type": "chat", "chat_id": 1001}
    assert {line["command"] for line in menu["commands"]} >= {"now", "settings", "help"}
    assert all("[en]" in line["description"] for line in menu["commands"])


async def test_coming_again_greets_shortly_and_shows_now(member: Phone) -> None:
    await member.write("/start")
    greeting, now = member.screens
    assert "Welcome back, &lt;A &amp; B&gt;! [en]" in greeting["text"]
    assert "The seminar begins" in now["text"]
    assert "Choose your language" not in member.text


async def test_a_new_name_is_noticed(member: Phone, services: Services) -> None:
    member.user["first_name"] = "Aizhan"
    await member.write("/start")
    found = await person_of(services, 1001)
    assert found is not None
    assert found.name == "Aizhan"
    assert "Welcome back, Aizhan!" in member.text


@pytest.mark.parametrize("text", ["hello", "/now", "/unknown", "/language xx"])
async def test_whatever_comes_first_is_answered_with_the_languages(phone: Phone, text: str) -> None:
    await phone.write(text)
    assert set(phone.buttons) == {"Қазақша", "Русский", "English"}


@pytest.mark.parametrize("data", ["language:xx", "language", "settings", "forget:yes", "start"])
async def test_an_old_button_of_a_stranger_leads_to_the_languages(
    phone: Phone, services: Services, data: str
) -> None:
    await phone.tap(data)
    assert set(phone.buttons) == {"Қазақша", "Русский", "English"}
    assert await stored(services.database) == {}


# ------------------------------------------------------------- invitations


async def test_an_invitation_is_redeemed_and_said_so(phone: Phone, services: Services, now: datetime) -> None:
    code = await invited(services, Invitation(Role.CLUB_LEAD, club="<Club>"), now)
    await phone.write(f"/start {code}")
    assert "Your invitation is accepted. [kk]" in phone.text
    assert "club lead [kk]" in phone.text
    assert "&lt;Club&gt;" in phone.text
    await phone.tap("language:kk")
    found = await person_of(services, 1001)
    assert found is not None
    assert Role.CLUB_LEAD in found.roles


async def test_somebody_known_gets_a_new_role_with_a_new_invitation(
    member: Phone, services: Services, now: datetime
) -> None:
    code = await invited(services, Invitation(Role.ORGANISER), now)
    await member.write(f"/start {code}")
    found = await person_of(services, 1001)
    assert found is not None
    assert Role.ORGANISER in found.roles
    assert "Your invitation is accepted. [en]" in member.screens[0]["text"]
    assert len(member.screens) == 2
    await member.write(f"/start {code}")
    assert "You have used this invitation before. [en]" in member.text


async def test_a_wrong_invitation_does_not_keep_anybody_from_an_open_bot(phone: Phone) -> None:
    await phone.write("/start nonsense")
    assert "This invitation is not known." in phone.text
    assert set(phone.buttons) == {"Қазақша", "Русский", "English"}


# ------------------------------------------------------------ invited only


@pytest.mark.usefixtures("invited_only")
async def test_a_stranger_gets_one_line_in_their_phones_language_whatever_they_do(
    phone: Phone, services: Services
) -> None:
    for action in sorted({*RIGHTS, "membership", "unready", "nonsense"}):
        await phone.tap(action)
        assert ASK in phone.text, action
        assert "[kk]" in phone.text
        assert phone.text.count("\n") == 0
        assert phone.buttons == {}
        await phone.write(f"/{action} something" if action != "start" else "/start")
        assert ASK in phone.text, action
        assert phone.buttons == {}
    await phone.send_file("a caption")
    assert ASK in phone.text
    await phone.tap("language:kk")
    assert ASK in phone.text
    await phone.becomes("kicked")
    assert phone.screens == []
    assert await stored(services.database) == {}


@pytest.mark.usefixtures("invited_only")
async def test_an_invitation_opens_the_door(phone: Phone, services: Services, now: datetime) -> None:
    code = await invited(services, Invitation(Role.PARTICIPANT, club="Club"), now)
    await phone.write(f"/start {code}")
    await phone.tap("language:kk")
    await phone.write("/settings")
    assert "<b>Settings [kk]</b>" in phone.text
    async with services.database.reading() as tx:
        assert await tx.scalar(select(clubs.c.name).join(people)) == "Club"


@pytest.mark.usefixtures("invited_only")
async def test_an_expired_and_a_used_invitation_say_what_is_wrong(
    phone_of: MakePhone, services: Services, now: datetime
) -> None:
    code = await invited(services, Invitation(Role.PARTICIPANT), now)
    old = await invited(services, Invitation(Role.PARTICIPANT), datetime(2019, 1, 1, tzinfo=now.tzinfo))
    await phone_of(1).write(f"/start {code}")
    late = phone_of(2)
    await late.write(f"/start {code}")
    assert "has been used already" in late.text
    await late.write(f"/start {old}")
    assert "has expired" in late.text
    assert await person_of(services, 2) is None


@pytest.mark.usefixtures("invited_only")
async def test_after_five_wrong_codes_even_the_right_one_is_not_looked_up(
    phone: Phone, services: Services, now: datetime
) -> None:
    code = await invited(services, Invitation(Role.ORGANISER), now)
    for number in range(GUESSES):
        await phone.write(f"/start wrong{number}")
        assert "This invitation is not known." in phone.text
    await phone.write(f"/start {code}")
    assert ASK in phone.text
    assert await person_of(services, 1001) is None
    assert await stored(services.database) == {"invitations": 1, "wrong_codes": GUESSES}


@pytest.mark.usefixtures("invited_only")
async def test_owners_always_come_in(phone_of: MakePhone, services: Services) -> None:
    owner = phone_of(OWNER)
    await owner.write("/start")
    await owner.tap("language:en")
    found = await person_of(services, OWNER)
    assert found is not None
    assert Role.OWNER in found.roles


@pytest.mark.usefixtures("invited_only")
async def test_a_forged_language_does_not_open_the_door(phone: Phone, services: Services) -> None:
    await phone.tap("language:en")
    assert ASK in phone.text
    assert await person_of(services, 1001) is None
