"""Files and pictures on the phones of the demo's page, there and back."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.page_demo import ENGLISH, Demo, phone
from tests.demo.sides import picture

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")

CALENDAR = b"BEGIN:VCALENDAR" * 100


@pytest.fixture
def james(page: Page) -> Locator:
    """The English-speaking organiser's phone."""
    return phone(page, ENGLISH)


async def test_files_come_and_can_be_saved(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.sends("document", ENGLISH, "Менің кестем.ics", CALENDAR, "Your schedule")
    async with james.page.expect_download() as download:
        await james.get_by_role("link", name=re.compile("Менің кестем.ics.*1.5 KB")).click()
    saved = await download.value
    assert saved.suggested_filename == "Менің кестем.ics"
    assert Path(await saved.path()).read_bytes() == CALENDAR
    await expect(james.locator(".theirs")).to_contain_text("Your schedule")


async def test_pictures_are_shown(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await demo.sends("photo", ENGLISH, "plan.png", picture(), "The halls")
    shown = james.get_by_role("img", name="The halls")
    await expect(shown).to_have_js_property("naturalWidth", 2)
    assert await shown.evaluate("image => image.clientHeight") > 150


async def test_a_picture_is_sent_with_a_caption(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await attach(james, "team.png", "image/png", picture())
    await james.get_by_placeholder("Add a caption").fill("Our team")
    await james.get_by_role("button", name="Send").click()
    message = (await demo.update())["message"]
    assert (message["caption"], message["photo"][-1]["width"]) == ("Our team", 2)
    await expect(james.locator(".ours img")).to_have_js_property("naturalWidth", 2)
    await expect(james.locator(".attachment")).to_be_hidden()


async def test_a_picture_can_go_as_a_file(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await attach(james, "scan.png", "image/png", picture())
    await james.get_by_label("As a file").check()
    await james.get_by_role("textbox").press("Enter")
    assert (await demo.update())["message"]["document"]["file_name"] == "scan.png"


async def test_an_attached_file_can_be_removed(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    await attach(james, "wrong.pdf", "application/pdf", b"%PDF")
    await james.get_by_role("button", name="Remove the file").click()
    await james.get_by_role("textbox").fill("Only words")
    await james.get_by_role("textbox").press("Enter")
    assert (await demo.update())["message"]["text"] == "Only words"


async def test_a_file_is_dropped_on_the_phone(demo: Demo, james: Locator) -> None:
    await demo.begun(ENGLISH)
    dropped = await james.page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['hello'], 'note.txt')); return all }"
    )
    await james.locator(".middle").dispatch_event("drop", {"dataTransfer": dropped})
    await expect(james.locator(".attachment")).to_contain_text("note.txt")
    await james.get_by_role("button", name="Send").click()
    assert (await demo.update())["message"]["document"]["file_size"] == 5


async def attach(phone: Locator, name: str, kind: str, content: bytes) -> None:
    async with phone.page.expect_file_chooser() as chooser:
        await phone.get_by_role("button", name="Attach a file").click()
    await (await chooser.value).set_files({"name": name, "mimeType": kind, "buffer": content})
