"""Around the phones: the clock, narrow windows, colours, the keyboard, a lost connection, and what the page weighs."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.page_demo import ENGLISH, KAZAKH, RUSSIAN, Demo, OpenPage, phone

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

FOLDER = Path("bot/demo/page")
BUDGET = 60 * 1024  # bytes, all files of the page together
LINES = [("Creative pedagogy, hall number two", "1")], [("Yesterday", "2"), ("Tomorrow", "3")]

OUTSIDE = """() => [...document.querySelectorAll("button, select, textarea, .row span")].filter((element) => {
  const {left, right, width} = element.getBoundingClientRect();
  const cut = element.matches(".row span") && element.scrollWidth > element.clientWidth;
  return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && (cut || left < 0 || right > innerWidth);
}).map((element) => element.textContent)"""

SMALL = """() => [...document.querySelectorAll("button:not(.command, .spoiler), .row a, select, textarea")].filter(
  (element) => element.checkVisibility({visibilityProperty: true}) && element.getBoundingClientRect().height < 44
).map((element) => element.outerHTML)"""

CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => (canvas.clearRect(0, 0, 1, 1), canvas.fillStyle = colour, canvas.fillRect(0, 0, 1, 1),
    [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
  const over = (top, below) => top.slice(0, 3).map((part, i) => part * top[3] + below[i] * (1 - top[3]));
  const linear = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (element) => element
    ? over(rgba(getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [1, 1, 1];
  const worn = [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return worn.map((element) => {
    const below = ground(element);
    const ink = over(rgba(getComputedStyle(element).color), below);
    const [dark, bright] = [light(ink), light(below)].sort((a, b) => a - b);
    return [element.textContent.slice(0, 40), (bright + 0.05) / (dark + 0.05)];
  });
}"""


async def test_the_clock_is_sped_up_paused_and_moved(demo: Demo, page: Page) -> None:
    time = page.get_by_role("timer", name="Seminar clock")
    await expect(time).to_have_text("09:46:00")
    await expect(page.get_by_text("Tuesday, 30 April 2019 · Almaty time")).to_be_visible()
    await page.get_by_role("button", name="Next session").click()
    await expect(time).to_have_text("10:46:00")
    await page.get_by_role("button", name="+7 days").click()
    await expect(page.get_by_text("Tuesday, 7 May 2019")).to_be_visible()
    await page.get_by_role("button", name="End of day").click()
    await expect(time).to_have_text("18:46:00")
    fast = page.get_by_role("button", name="×600")
    await fast.click()
    await expect(fast).to_have_attribute("aria-pressed", "true")
    await expect(time).not_to_have_text(re.compile("18:4"))
    await page.get_by_role("button", name="Pause").click()
    await expect(fast).to_have_attribute("aria-pressed", "false")
    assert demo.clock.paused


async def test_the_page_speaks_the_browsers_language_or_a_chosen_one(open_page: OpenPage) -> None:
    page = await open_page(locale="kk-KZ")
    await expect(page.get_by_role("button", name="Келесі сессия")).to_be_visible()
    await expect(page.get_by_text("2019 жылғы 30 сәуір, сейсенбі · Алматы уақыты")).to_be_visible()
    await page.get_by_label("Тіл").select_option("Русский")
    await page.reload()
    await expect(page.get_by_role("button", name="Следующая сессия")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "ru")


async def test_a_newcomer_is_told_what_to_do(demo: Demo, page: Page) -> None:
    await expect(page.get_by_text("Tap START on a phone")).to_be_visible()
    await demo.begun(ENGLISH)
    await expect(page.get_by_text("Now move the clock")).to_be_visible()


async def test_a_narrow_window_shows_one_phone(demo: Demo, open_page: OpenPage) -> None:
    page = await open_page(360, 640)
    await demo.begun(KAZAKH, RUSSIAN)
    await demo.says(KAZAKH, "<b>Бағдарлама</b>", *LINES)
    await demo.says(RUSSIAN, "Программа")
    await expect(phone(page, KAZAKH).get_by_text("Tomorrow")).to_be_visible()
    await expect(phone(page, RUSSIAN)).to_be_hidden()
    tab = page.get_by_role("tab", name="Ольга")
    await expect(tab).to_contain_text("1")
    await page.get_by_role("button", name="Clock controls").click()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate(OUTSIDE) == []
    assert await page.evaluate(SMALL) == []
    await page.get_by_role("button", name="Clock controls").click()
    await tab.click()
    await expect(phone(page, RUSSIAN).get_by_text("Программа")).to_be_in_viewport()
    await expect(phone(page, KAZAKH)).to_be_hidden()
    await expect(tab).not_to_contain_text("1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_colours_can_be_read(scheme: str, demo: Demo, open_page: OpenPage) -> None:
    page = await open_page(color_scheme=scheme)
    await demo.begun(KAZAKH, ENGLISH)
    await demo.says(KAZAKH, "<b>Бағдарлама</b> <a href='https://a.kz'>a.kz</a>", *LINES)
    await expect(phone(page, KAZAKH).get_by_text("Tomorrow")).to_be_visible()
    contrasts = await page.evaluate(CONTRAST)
    assert len(contrasts) > 30
    assert [pair for pair in contrasts if pair[1] < 4.5] == []


async def test_the_chosen_colours_are_kept(open_page: OpenPage) -> None:
    page = await open_page(color_scheme="light")
    ground = "getComputedStyle(document.querySelector('.device')).backgroundColor"
    light = await page.evaluate(ground)
    switch = page.get_by_role("button", name="Dark mode")
    await switch.click()
    await expect(switch).to_have_attribute("aria-pressed", "true")
    await page.reload()
    await expect(switch).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate(ground) != light


async def test_a_keyboard_is_enough(demo: Demo, page: Page) -> None:
    await demo.begun(KAZAKH, RUSSIAN)
    james = phone(page, ENGLISH)
    start = james.get_by_role("button", name="Start")
    await tab_to(page, page.get_by_role("button", name="Pause"))
    await tab_to(page, start)
    assert await start.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    assert (await demo.update())["message"]["text"] == "/start"
    await demo.says(ENGLISH, "Hello", *LINES)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.type("Good day")
    await page.keyboard.press("Enter")
    await tab_to(page, james.get_by_role("button", name="Tomorrow"), back=True)
    await page.keyboard.press("Space")


async def tab_to(page: Page, goal: Locator, *, back: bool = False) -> None:
    for _ in range(40):
        await page.keyboard.press("Shift+Tab" if back else "Tab")
        if await goal.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("forty steps of the Tab key do not lead there")


async def test_a_lost_connection_is_told_and_comes_back(demo: Demo, page: Page) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Before")
    await expect(page.get_by_text("Before")).to_be_visible()
    await demo.stop()
    await expect(page.get_by_text("Connection lost, trying again…")).to_be_visible()
    await page.get_by_role("button", name="×60", exact=True).click()
    await expect(page.get_by_text("The clock did not move. Please try again.")).to_be_visible()
    await demo.start()
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "After")
    await expect(page.get_by_text("After")).to_be_visible()
    await expect(page.get_by_text("Before")).to_have_count(0)
    await expect(page.locator("#banner")).to_be_hidden()


async def test_what_could_not_be_sent_is_kept(demo: Demo, page: Page) -> None:
    await demo.begun(ENGLISH)
    await demo.says(ENGLISH, "Workshop", [("Take a seat", "seat:9")])
    james = phone(page, ENGLISH)
    await james.get_by_role("textbox").fill("I come later")
    await demo.stop()
    await james.get_by_role("button", name="Take a seat").click()
    await expect(james.get_by_text("No connection. Please tap again later.")).to_be_visible()
    await expect(james.get_by_role("button", name="Take a seat")).to_have_attribute("aria-busy", "false")
    await james.get_by_role("button", name="Send").click()
    await expect(james.get_by_role("alert")).to_contain_text("Not sent. What you wrote is kept.")
    await expect(james.get_by_role("textbox")).to_have_value("I come later")
    await demo.start()
    await demo.begun(ENGLISH)
    await james.get_by_role("button", name="Try again").click()
    assert (await demo.update())["message"]["text"] == "I come later"
    await expect(james.locator(".trouble")).to_be_hidden()
    await expect(james.get_by_role("textbox")).to_have_value("")


async def test_three_hundred_messages_are_shown_newest_first_in_sight(
    demo: Demo, open_page: OpenPage
) -> None:
    await demo.begun(ENGLISH)
    for number in range(300):
        await demo.says(ENGLISH, f"Message {number}", *LINES)
    page = await open_page()
    await expect(phone(page, ENGLISH).locator(".theirs")).to_have_count(300)
    await expect(page.get_by_role("button", name="Tomorrow").last).to_be_in_viewport()


async def test_the_page_is_light_and_needs_no_network(demo: Demo, page: Page) -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= BUDGET
    asked = await page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(demo.url).netloc}
