"""What people see and do on the phones of the demo's page, in a real browser against the real emulator."""

import re

import pytest
from playwright.async_api import FilePayload, Locator, Page, Route, expect

from bot.demo.stage import Person
from tests.demo.page_demo import ENGLISH, KAZAKH, PEOPLE, RUSSIAN, Demo, MakeDemo, OpenPage, phone
from tests.demo.sides import keyboard

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def james(page: Page) -> Locator:
    """The English-speaking organiser's phone."""
    return phone(page, ENGLISH)


async def test_three_phones_speak_three_languages(demo: Demo, page: Page) -> None:
    await demo.call("setMyName", name="Семинар по GCED", language_code="ru")
    await demo.call("setMyDescription", description="Показываю, что дальше.", language_code="ru")
    starts = {KAZAKH: ("kk", "Бастау"), RUSSIAN: ("ru", "Начать"), ENGLISH: ("en", "Start")}
    for person, (language, start) in starts.items():
        await expect(phone(page, person)).to_be_in_viewport(ratio=1)
        await expect(phone(page, person)).to_have_attribute("lang", language)
        await expect(phone(page, person).get_by_role("button", name=start)).to_be_visible()
    await expect(phone(page, RUSSIAN).get_by_role("heading")).to_contain_text("Семинар по GCED")
    await expect(phone(page, RUSSIAN).locator(".greeting")).to_contain_text("Показываю, что дальше.")
    await expect(page.get_by_role("tablist")).to_be_hidden()


async def test_start_opens_the_chat(demo: Demo, james: Locator) -> None:
    await expect(james.get_by_role("textbox")).to_be_hidden()
    await james.get_by_role("button", name="Start").click()
    assert (await demo.update())["message"]["text"] == "/start"
    await demo.says(ENGLISH, "<b>Welcome</b>, see /help")
    await expect(james.locator(".theirs b")).to_have_text("Welcome")
    await expect(james.get_by_role("textbox")).to_be_focused()
    assert await left_of(james.locator(".ours .bubble")) > await left_of(james.locator(".theirs .bubble"))
    await james.get_by_role("button", name="/help").click()
    assert (await demo.update())["message"]["text"] == "/help"


async def test_a_tap_waits_edits_in_place_and_is_answered(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "Seats left: 14", "Take a seat", "Back")
    button = james.get_by_role("button", name="Take a seat")
    await button.click()
    query = (await demo.update())["callback_query"]
    assert query["data"] == "Take a seat"
    await expect(button).to_have_attribute("aria-busy", "true")
    edited = {"text": "It is yours", "reply_markup": keyboard("Give it up")}
    await demo.call("editMessageText", None, chat_id=ENGLISH, message_id=number, **edited)
    await demo.call("answerCallbackQuery", callback_query_id=query["id"], text="Your seat is booked.")
    await expect(james.get_by_role("status")).to_have_text("Your seat is booked.")
    await expect(james.locator(".theirs")).to_have_count(1)
    await expect(james.locator(".theirs")).to_contain_text("It is yours")
    await expect(james.locator(".meta").last).to_contain_text("edited")
    await expect(james.get_by_role("button", name="Give it up")).to_be_focused()
    await expect(james.get_by_role("button", name="Give it up")).to_have_attribute("aria-busy", "false")


async def test_a_waiting_button_is_not_tapped_again(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Agenda", "Refresh")
    button = james.get_by_role("button", name="Refresh")
    await button.click()
    await button.click()
    query = (await demo.update())["callback_query"]
    await expect(button).to_have_attribute("aria-busy", "true")
    await demo.call("answerCallbackQuery", callback_query_id=query["id"])
    await expect(button).to_have_attribute("aria-busy", "false")
    await write(james, "Next")
    assert "message" in await demo.update(), "the second tap came through"


async def test_an_answer_may_overtake_the_response_to_the_tap(demo: Demo, james: Locator) -> None:
    async def answer_first(route: Route) -> None:
        response = await route.fetch()
        query = (await demo.update())["callback_query"]
        await demo.call("answerCallbackQuery", callback_query_id=query["id"], text="Up to date.")
        await expect(james.get_by_role("status")).to_have_text("Up to date.")
        await route.fulfill(response=response)

    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Agenda", "Refresh")
    await james.page.route("**/taps", answer_first)
    button = james.get_by_role("button", name="Refresh")
    async with james.page.expect_response("**/taps"):
        await button.click()
    await expect(button).to_have_attribute("aria-busy", "false")


async def test_a_double_click_taps_only_what_was_seen(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "Workshop", "Take a seat")
    await james.get_by_role("button", name="Take a seat").click()
    await demo.update()
    edited = {"text": "It is yours", "reply_markup": keyboard("Give it up")}
    await demo.call("editMessageText", None, chat_id=ENGLISH, message_id=number, **edited)
    await james.get_by_role("button", name="Give it up").dispatch_event("click", {"detail": 2})
    await write(james, "Next")
    assert "message" in await demo.update(), "the seat was given up unseen"


async def test_an_alert_is_confirmed(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Workshop", "Take a seat")
    await james.get_by_role("button", name="Take a seat").click()
    query = (await demo.update())["callback_query"]
    answer = {"text": "No seat is left.", "show_alert": True}
    await demo.call("answerCallbackQuery", None, callback_query_id=query["id"], **answer)
    dialog = james.get_by_role("alertdialog", name="No seat is left.")
    await expect(dialog.get_by_role("button", name="OK")).to_be_focused()
    await expect(james.locator(".screen")).to_have_js_property("inert", True)  # nothing behind it can be used
    await james.page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(james.get_by_role("button", name="Take a seat")).to_be_focused()


async def test_writing(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    field = james.get_by_role("textbox")
    height = await field.evaluate("field => field.clientHeight")
    await field.press_sequentially("Two")
    await field.press("Shift+Enter")
    await field.press_sequentially("lines")
    assert await field.evaluate("field => field.clientHeight") > height
    await field.press("Enter")
    assert (await demo.update())["message"]["text"] == "Two\nlines"
    await expect(field).to_have_value("")
    await expect(james.locator(".ours").last).to_contain_text("Two\nlines")
    await demo.call("sendChatAction", chat_id=ENGLISH, action="typing")
    await expect(james.get_by_role("heading")).to_contain_text("typing…")


async def test_what_telegram_refuses_is_kept(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    field = james.get_by_role("textbox")
    attached: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}
    await james.locator("input[type=file]").set_input_files(attached)
    await field.fill("x" * 1025)
    await james.get_by_role("button", name="Send").click()
    await expect(james.get_by_role("alert")).to_contain_text("1024")
    await expect(field).to_have_value("x" * 1025)
    await expect(james.locator(".attachment")).to_contain_text("a.txt")


async def test_commands_are_found_by_typing_and_in_the_menu(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    commands = [{"command": name, "description": f"About {name}"} for name in ("now", "agenda", "my")]
    await demo.call("setMyCommands", commands=commands)
    opener = james.get_by_role("button", name="Menu")
    await expect(opener).to_be_visible()
    field, menu = james.get_by_role("textbox"), james.get_by_role("menu", name="Menu")
    await field.press_sequentially("/a")
    await expect(menu.get_by_role("menuitem")).to_have_text(["/agendaAbout agenda"])
    await field.press("ArrowDown")
    await menu.get_by_role("menuitem").press("Enter")
    assert (await demo.update())["message"]["text"] == "/agenda"
    await expect(field).to_have_value("")
    await opener.click()
    await menu.get_by_text("About my").click()
    assert (await demo.update())["message"]["text"] == "/my"
    await expect(menu).to_be_hidden()


async def test_the_bot_is_blocked_and_unblocked(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await james.get_by_role("button", name="More").click()
    await james.get_by_role("menuitem", name="Block the bot").click()
    change = (await demo.update())["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    await expect(james.get_by_role("textbox")).to_be_hidden()
    await james.get_by_role("button", name="Unblock").click()
    change = (await demo.update())["my_chat_member"]
    assert change["new_chat_member"]["status"] == "member"
    await expect(james.get_by_role("textbox")).to_be_visible()


async def test_names_and_texts_are_never_markup(make_demo: MakeDemo, open_page: OpenPage) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    demo = await make_demo((Person(ENGLISH, hostile, "x", "en", hostile), *PEOPLE[:2]))
    await demo.begun(ENGLISH)
    await demo.call("setMyName", name=hostile)
    await demo.call("setMyCommands", commands=[{"command": "x", "description": hostile}])
    await demo.says(ENGLISH, f"Welcome, {hostile.replace('<', '&lt;')}", hostile)
    page = await open_page(at=demo)
    await phone(page, ENGLISH).get_by_role("textbox").press_sequentially("/")
    for place in ".owner b", ".owner small", "h2 b", ".text", ".row button", ".popup":
        await expect(phone(page, ENGLISH).locator(place).last).to_contain_text(hostile)
    await expect(page.locator("img, script:not([src])")).to_have_count(0)


async def test_formatted_text(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "<code>A1</code> <tg-spoiler>secret</tg-spoiler> <a href='https://a.kz'>map</a>")
    await expect(james.locator("code")).to_have_text("A1")
    await expect(james.get_by_role("link", name="map")).to_have_attribute("rel", re.compile("noopener"))
    await james.get_by_role("button", name="Hidden text").click()
    await expect(james.get_by_text("secret")).to_be_visible()


async def test_a_reader_who_scrolled_up_is_left_there(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    for number in range(30):
        await demo.says(ENGLISH, f"Message {number}.")
    await expect(james.get_by_text("Message 29.")).to_be_in_viewport()
    await james.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
    await expect(james.get_by_text("Message 0.")).to_be_in_viewport()
    await demo.says(ENGLISH, "The newest")
    pill = james.get_by_role("button", name="Go to new messages")
    await expect(pill).to_have_text("1")
    await expect(james.get_by_text("Message 0.")).to_be_in_viewport()
    await pill.click()
    await expect(james.get_by_text("The newest")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_an_end_that_moves_away_is_followed(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    for number in range(30):
        await demo.says(ENGLISH, f"Message {number}.")
    await expect(james.get_by_text("Message 29.")).to_be_in_viewport()
    log = james.get_by_role("log")
    await log.evaluate("log => { log.scrollTop -= 20; return new Promise(requestAnimationFrame) }")
    await log.evaluate(
        "log => { log.scrollTop += 10; log.querySelector('li:last-child').style.paddingBottom = '300px' }"
    )
    await log.evaluate(
        "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"
    )
    assert await log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight") < 1


async def test_messages_are_taken_back(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "A mistake")
    await expect(james.get_by_text("A mistake")).to_be_visible()
    await demo.call("deleteMessage", chat_id=ENGLISH, message_id=number)
    await expect(james.get_by_text("A mistake")).to_have_count(0)


async def write(phone: Locator, text: str) -> None:
    await phone.get_by_role("textbox").fill(text)
    await phone.get_by_role("textbox").press("Enter")


async def left_of(locator: Locator) -> float:
    return float(await locator.evaluate("element => element.getBoundingClientRect().x"))
