"""The demo's page while the emulator is away, and when it is back."""

import pytest
from playwright.async_api import Page, expect

from tests.demo.page_demo import ENGLISH, Demo, phone

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_lost_connection_is_told_and_made_up_for(demo: Demo, page: Page) -> None:
    await demo.begun(ENGLISH)
    number = await demo.says(ENGLISH, "Hall 2")
    await demo.says(ENGLISH, "Before")
    await expect(page.get_by_text("Before")).to_be_visible()
    await demo.page.shut()
    await expect(page.get_by_text("Connection lost, trying again…")).to_be_visible()
    await demo.call("editMessageText", chat_id=ENGLISH, message_id=number, text="Hall 3")
    await demo.says(ENGLISH, "Meanwhile")
    await demo.page.open()
    await expect(page.get_by_text("Meanwhile")).to_be_in_viewport()
    await expect(page.get_by_text("Hall 3")).to_be_visible()
    await expect(page.get_by_text("Connection lost")).to_have_count(0)
    await demo.says(ENGLISH, "Afterwards")
    await expect(page.get_by_text("Afterwards")).to_be_visible()
    await expect(phone(page, ENGLISH).locator(".theirs")).to_have_count(4)


async def test_what_could_not_be_sent_is_kept(demo: Demo, page: Page) -> None:
    await demo.begun(ENGLISH)
    james = phone(page, ENGLISH)
    field = james.get_by_role("textbox")
    await field.fill("I come later")
    await demo.page.shut()
    await james.get_by_role("button", name="Send").click()
    await expect(james.get_by_role("alert")).to_contain_text("Not sent. What you wrote is kept.")
    await expect(field).to_have_value("I come later")
    await demo.page.open()
    await james.get_by_role("button", name="Try again").click()
    assert (await demo.update())["message"]["text"] == "I come later"
    await expect(field).to_have_value("")
    await expect(james.get_by_role("alert")).to_have_count(0)


async def test_taps_and_the_clock_say_that_nothing_happened(demo: Demo, page: Page) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Workshop", "Take a seat")
    button = page.get_by_role("button", name="Take a seat")
    await expect(button).to_be_visible()
    await demo.page.shut()
    await button.click()
    await expect(page.get_by_text("No connection. Please tap again later.")).to_be_visible()
    await expect(button).to_have_attribute("aria-busy", "false")
    await page.get_by_role("button", name="+7 days").click()
    await expect(page.get_by_text("The clock did not move. Please try again.")).to_be_visible()
    assert demo.clock.jumps == []
