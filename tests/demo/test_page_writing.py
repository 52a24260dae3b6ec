"""Replies, formatting and groups on the phones of the demo's page."""

from typing import Any, Literal

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from tests.demo.page_demo import ENGLISH, KAZAKH, RUSSIAN, Demo, OpenPage, phone
from tests.demo.test_page_around import LEAST_CONTRAST, LEAST_HEIGHT, PROBES

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def james(page: Page) -> Locator:
    """The English-speaking organiser's phone."""
    return phone(page, ENGLISH)


async def test_a_message_is_replied_to(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "Bring <b>tea</b>", "Details")
    await james.get_by_text("Bring").click()
    await james.locator(".theirs").get_by_role("button", name="Reply").click()
    await expect(james.locator(".quoting")).to_contain_text("Bring tea")
    await expect(james.get_by_role("textbox")).to_be_focused()
    await write(james, "I will")
    message = (await demo.update())["message"]
    assert (message["text"], message["reply_to_message"]["message_id"]) == ("I will", number)
    await expect(james.locator(".ours .quote").last).to_have_text("Seminar botBring tea")
    await expect(james.locator(".quoting")).to_be_hidden()
    await write(james, "And sugar")
    assert "reply_to_message" not in (await demo.update())["message"]


@pytest.mark.parametrize("way", ["button", "Escape"])
async def test_a_reply_can_be_given_up(demo: Demo, james: Locator, way: str) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Bring tea")
    await reply_to(james.locator(".theirs"))
    if way == "button":
        await james.get_by_role("button", name="Do not reply").click()
    else:
        await james.get_by_role("textbox").press("Escape")
    await expect(james.locator(".quoting")).to_be_hidden()
    await write(james, "Hello")
    assert "reply_to_message" not in (await demo.update())["message"]


async def test_a_file_is_a_reply_with_a_formatted_caption(demo: Demo, james: Locator) -> None:
    attached: FilePayload = {"name": "list.txt", "mimeType": "text/plain", "buffer": b"x"}
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "Send your list")
    await reply_to(james.locator(".theirs"))
    await james.locator("input[type=file]").set_input_files(attached)
    await write(james, "**Here**")
    message = (await demo.update())["message"]
    assert message["reply_to_message"]["message_id"] == number
    assert (message["caption"], message["caption_entities"]) == ("Here", [entity("bold", 0, 4)])


@pytest.mark.parametrize(
    ("typed", "text", "entities"),
    [
        ("**Bus** at __nine__", "Bus at nine", [("bold", 0, 3), ("italic", 7, 4)]),
        ("~~old~~ ||new|| `A1`", "old new A1", [("strikethrough", 0, 3), ("spoiler", 4, 3), ("code", 8, 2)]),
        ("**bold __both__**", "bold both", [("bold", 0, 9), ("italic", 5, 4)]),
        ("😀 **Қазір**", "😀 Қазір", [("bold", 3, 5)]),
        ("```a\n  b``` c", "a\n  b c", [("pre", 0, 5)]),
        ("`**not bold**`", "**not bold**", [("code", 0, 12)]),
        ("2 ** 3 ** 4, a__b__c and 5 * 6", "2 ** 3 ** 4, a__b__c and 5 * 6", []),
        ("**", "**", []),
    ],
)  # fmt: skip
async def test_formatting_is_typed_as_in_telegram(
    demo: Demo, james: Locator, typed: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    await demo.begun(ENGLISH)
    await write(james, typed)
    message = (await demo.update())["message"]
    assert message["text"] == text
    assert message.get("entities", []) == [entity(*each) for each in entities]


async def test_a_long_text_goes_as_several_messages(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await write(james, "word " * 1000)
    assert [len((await demo.update())["message"]["text"]) for _ in range(2)] == [4094, 904]
    await expect(james.get_by_role("textbox")).to_have_value("")


async def test_who_wrote_what_was_forwarded(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH, RUSSIAN)
    number = await demo.says(RUSSIAN, "Автобус в 18:00")
    await demo.call("forwardMessage", chat_id=ENGLISH, from_chat_id=RUSSIAN, message_id=number)
    await expect(james.locator(".theirs")).to_contain_text("Forwarded from: Seminar bot")


async def test_a_group_is_made_and_used(demo: Demo, page: Page, james: Locator) -> None:
    await demo.begun(KAZAKH, RUSSIAN, ENGLISH)
    number = await make_group(demo, james, "Ольга")
    olga = phone(page, RUSSIAN)
    await expect(james.get_by_role("heading")).to_have_text("OrganisersYou, Ольга, bot")
    await expect(olga.get_by_role("button", name="Organisers")).to_have_attribute("aria-pressed", "false")
    await expect(phone(page, KAZAKH).locator(".chats")).to_be_hidden()
    await write(james, "/desk")
    heard = (await demo.update())["message"]
    assert (heard["text"], heard["chat"]["id"], heard["from"]["id"]) == ("/desk", number, ENGLISH)
    await demo.says(number, "A letter came", "Mine")
    await expect(olga.get_by_role("button", name="Organisers")).to_contain_text("2")
    await olga.get_by_role("button", name="Organisers").click()
    await expect(olga.locator(".author").first).to_have_text("James")
    await olga.get_by_role("button", name="Mine").click()
    query = (await demo.update())["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (RUSSIAN, number)
    await demo.call("answerCallbackQuery", callback_query_id=query["id"], text="It is yours")
    await expect(olga.get_by_role("status")).to_have_text("It is yours")
    await expect(olga.get_by_role("button", name="Mine")).to_have_attribute("aria-busy", "false")
    await reply_to(olga.locator(".theirs", has_text="A letter came"))
    await write(olga, "We come")
    answer = (await demo.update())["message"]
    assert (answer["text"], answer["reply_to_message"]["text"]) == ("We come", "A letter came")
    await expect(james.locator(".theirs", has_text="We come").locator(".author")).to_have_text("Ольга")


async def test_the_chat_with_the_bot_stays_beside_the_group(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Welcome")
    await make_group(demo, james)
    await expect(james.get_by_text("Welcome")).to_be_hidden()
    await demo.says(ENGLISH, "In 10 minutes")
    private = james.get_by_role("button", name="Seminar bot")
    await expect(private).to_contain_text("1")
    await private.click()
    await expect(james.get_by_text("In 10 minutes")).to_be_in_viewport()
    await expect(private).to_be_focused()
    await write(james, "Thanks")
    assert (await demo.update())["message"]["chat"]["type"] == "private"


async def test_its_commands_are_addressed_to_the_bot(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await make_group(demo, james)
    scope = {"type": "chat", "chat_id": number}
    await demo.call("setMyCommands", commands=[{"command": "desk", "description": "Letters"}], scope=scope)
    await james.get_by_role("button", name="Menu").click()
    await james.get_by_role("menuitem").click()
    assert (await demo.update())["message"]["text"] == "/desk@seminar_demo_bot"


async def test_the_bot_is_removed_and_comes_back(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await make_group(demo, james)
    for label, status in (("Remove the bot", "left"), ("Bring the bot back", "member")):
        await james.get_by_role("button", name="More").click()
        await james.get_by_role("menuitem", name=label).click()
        assert (await demo.update())["my_chat_member"]["new_chat_member"]["status"] == status
    await expect(james.get_by_role("heading")).to_have_text("OrganisersYou, bot")


async def test_a_group_is_still_there_after_a_reload(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await make_group(demo, james)
    await demo.says(number, "A letter came")
    await james.page.reload()
    await james.get_by_role("button", name="Organisers").click()
    await expect(james.get_by_text("A letter came")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_narrow_phone_it_fits_and_can_be_read(
    scheme: Literal["light", "dark"], demo: Demo, open_page: OpenPage
) -> None:
    page = await open_page(360, 640, color_scheme=scheme)
    aigerim = phone(page, KAZAKH)
    await demo.begun(KAZAKH)
    number = await make_group(demo, aigerim, "Ольга, James", words=("Тағы", "Жаңа топ"))
    await demo.says(number, "Кітапханадағы бейресми кездесуге қатысты хат келді", "Жауап беру керек")
    await aigerim.get_by_text("Кітапханадағы").click()
    await reply_to(aigerim.locator(".theirs"))
    await write(aigerim, "Біз барамыз")
    await expect(aigerim.locator(".ours .quote")).to_be_visible()
    await reply_to(aigerim.locator(".theirs"))
    probes = await page.evaluate_handle(PROBES)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await probes.evaluate("probes => probes.outside()") == []
    assert await probes.evaluate("(probes, least) => probes.low(least)", LEAST_HEIGHT) == []
    contrasts = await probes.evaluate("probes => probes.contrasts()")
    assert {"Ұйымдастырушылар", "Біз барамыз09:00"} <= contrasts.keys()
    assert {text: ratio for text, ratio in contrasts.items() if ratio < LEAST_CONTRAST} == {}


async def make_group(
    demo: Demo, phone: Locator, companions: str = "Only me", words: tuple[str, str] = ("More", "New group")
) -> int:
    """A group from the phone's menu; the bot has heard of it."""
    await phone.get_by_role("button", name=words[0], exact=True).click()
    await phone.get_by_role("menuitem", name=words[1]).click()
    await phone.get_by_role("menuitem", name=companions, exact=True).click()
    joined, _ = await demo.update(), await demo.update()
    await expect(phone.locator(".chats")).to_be_visible()
    return int(joined["my_chat_member"]["chat"]["id"])


async def reply_to(message: Locator) -> None:
    await message.hover()
    await message.locator(".reply").click()


async def write(phone: Locator, text: str) -> None:
    await phone.get_by_role("textbox").fill(text)
    await phone.get_by_role("textbox").press("Enter")


def entity(kind: str, offset: int, length: int) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length}
