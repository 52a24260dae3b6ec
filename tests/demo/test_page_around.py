"""Around the phones of the demo's page: clock, narrow windows, colours, keyboard, weight."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.page_demo import ENGLISH, KAZAKH, RUSSIAN, Demo, OpenPage, phone

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")

FOLDER = Path("bot/demo/page")
BUDGET = 76 * 1024  # bytes, all files of the page together
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 (AA)
LEAST_HEIGHT = 44  # pixels, for a finger: WCAG 2.2, 2.5.5
PROBES = Path(__file__).with_name("page_probes.js").read_text()
ROWS = {  # as long as labels of one, two and three in a row may be
    "inline_keyboard": [
        [{"text": "Шығармашылық педагогика ▸▸▸▸", "callback_data": "1"}],
        [{"text": "Алдыңғы күн ▸▸", "callback_data": "2"}, {"text": "Келесі күн ▸▸▸", "callback_data": "3"}],
        [{"text": f"Хабарлам{number}"[-8:], "callback_data": f"{number}"} for number in (4, 5, 6)],
    ]
}


async def test_the_clock_is_moved(demo: Demo, page: Page) -> None:
    await expect(page.get_by_role("timer", name="Seminar clock")).to_have_text("09:00:00")
    await expect(page.get_by_text("Tuesday, 30 April 2019 · Almaty time")).to_be_visible()
    await page.get_by_role("button", name="+7 days").click()
    await expect(page.get_by_text("Tuesday, 7 May 2019")).to_be_visible()
    await page.get_by_role("button", name="Next session").click()
    await expect(page.get_by_text("Tuesday, 14 May 2019")).to_be_visible()
    await page.get_by_role("button", name="End of day").click()
    await expect(page.get_by_text("Tuesday, 21 May 2019")).to_be_visible()
    assert demo.clock.jumps == ["week", "next_session", "end_of_day"]


async def test_the_clock_runs_in_the_page_at_its_speed(demo: Demo, page: Page) -> None:
    time, fast = page.get_by_role("timer"), page.get_by_role("button", name="×600")
    pause = page.get_by_role("button", name="Pause")
    await expect(pause).to_have_attribute("aria-pressed", "true")
    await fast.click()
    await expect(fast).to_have_attribute("aria-pressed", "true")
    await expect(time).not_to_have_text(re.compile("^09:00"))
    await pause.click()
    await expect(fast).to_have_attribute("aria-pressed", "false")
    await expect(time).to_have_text("09:00:00")
    assert demo.clock.speed == 0


async def test_the_page_speaks_the_browsers_language_or_a_chosen_one(open_page: OpenPage) -> None:
    page = await open_page(locale="kk-KZ")
    await expect(page.get_by_role("button", name="Келесі сессия")).to_be_visible()
    await expect(page.get_by_text("2019 жылғы 30 сәуір, сейсенбі · Алматы уақыты")).to_be_visible()
    await page.get_by_label("Тіл").select_option("Русский")
    await page.reload()
    await expect(page.get_by_role("button", name="Следующая сессия")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "ru")


async def test_a_narrow_window_shows_one_phone(demo: Demo, open_page: OpenPage) -> None:
    page = await open_page(360, 640)
    guide = page.get_by_text("Tap START on a phone; move the clock to see reminders come.")
    await expect(guide).to_be_visible()
    await demo.begun(KAZAKH, RUSSIAN)
    await expect(guide).to_be_hidden()
    await demo.says(KAZAKH, "<b>Бағдарлама</b>", reply_markup=ROWS)
    await demo.says(RUSSIAN, "Программа")
    await expect(phone(page, KAZAKH).get_by_text("Келесі күн")).to_be_visible()
    await expect(phone(page, RUSSIAN)).to_be_hidden()
    tab, controls = page.get_by_role("tab", name="Ольга"), page.get_by_role("button", name="Clock controls")
    await expect(tab).to_contain_text("1")
    await controls.click()
    probes = await page.evaluate_handle(PROBES)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await probes.evaluate("probes => probes.outside()") == []
    assert await probes.evaluate("(probes, least) => probes.low(least)", LEAST_HEIGHT) == []
    await controls.click()
    await tab.click()
    await expect(phone(page, RUSSIAN).get_by_text("Программа")).to_be_in_viewport()
    await expect(phone(page, KAZAKH)).to_be_hidden()
    await expect(tab).not_to_contain_text("1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_can_be_read(
    scheme: Literal["light", "dark"], demo: Demo, open_page: OpenPage
) -> None:
    page = await open_page(color_scheme=scheme)
    await demo.begun(KAZAKH, ENGLISH)
    await demo.says(KAZAKH, "<b>Бағдарлама</b> <a href='https://a.kz'>a.kz</a>", reply_markup=ROWS)
    await expect(phone(page, KAZAKH).get_by_text("Келесі күн")).to_be_visible()
    probes = await page.evaluate_handle(PROBES)
    contrasts = await probes.evaluate("probes => probes.contrasts()")
    assert {"Бағдарлама", "+7 days", "/start", "a.kz"} <= contrasts.keys()
    assert {text: ratio for text, ratio in contrasts.items() if ratio < LEAST_CONTRAST} == {}


async def test_chosen_colours_are_kept(open_page: OpenPage) -> None:
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
    james = phone(page, ENGLISH)
    start = james.get_by_role("button", name="Start")
    await tab_to(page, page.get_by_role("button", name="Next session"))
    await tab_to(page, start)
    assert await start.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await demo.update()
    await expect(james.get_by_role("textbox")).to_be_focused()
    await demo.says(ENGLISH, "Welcome", "What is next")
    await expect(james.get_by_text("Welcome")).to_be_visible()
    await page.keyboard.type("Good day")
    await page.keyboard.press("Enter")
    assert (await demo.update())["message"]["text"] == "Good day"
    await tab_to(page, james.get_by_role("button", name="What is next"), step="Shift+Tab")
    await page.keyboard.press("Space")
    assert (await demo.update())["callback_query"]["data"] == "What is next"


async def test_three_hundred_messages(demo: Demo, open_page: OpenPage) -> None:
    await demo.begun(ENGLISH)
    for number in range(300):
        await demo.says(ENGLISH, f"Message {number}.", "Details")
    page = await open_page()
    await expect(phone(page, ENGLISH).locator(".theirs")).to_have_count(300)
    await expect(page.get_by_text("Message 299.")).to_be_in_viewport()


async def test_the_page_is_light_and_needs_no_network(demo: Demo, page: Page) -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= BUDGET
    addresses = await page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert {urlsplit(address).netloc for address in addresses} == {urlsplit(demo.page.url).netloc}


async def tab_to(page: Page, goal: Locator, *, step: str = "Tab") -> None:
    for _ in range(40):
        await page.keyboard.press(step)
        if await goal.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("forty presses do not lead there")
