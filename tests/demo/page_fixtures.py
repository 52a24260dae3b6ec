"""One Chromium, and the page in it, each test with a demo of its own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo.doorway import serve
from bot.demo.server import create
from bot.demo.stage import Person, Stage
from tests.demo.page_demo import PATIENCE, PEOPLE, Demo, MakeDemo, OpenPage
from tests.demo.sides import TOKEN, MachineClock, SeminarClock

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE * 1000)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests: it takes a second to start."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.skip("no Chromium here: `apt-get install chromium` brings one")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def make_demo() -> AsyncIterator[MakeDemo]:
    async with AsyncExitStack() as stack:

        async def make(people: tuple[Person, ...] = PEOPLE) -> Demo:
            clock = SeminarClock()
            clock.speed = 0
            telegram = create(Stage(TOKEN, people, limits=None), clock, MachineClock())
            bots, page = await stack.enter_async_context(serve(telegram, 0, 0))
            session = await stack.enter_async_context(ClientSession())
            return Demo(session, bots.url, page, people, clock)

        yield make


@pytest_asyncio.fixture(loop_scope="session")
async def demo(make_demo: MakeDemo) -> Demo:
    """Three phones on which nothing was said yet, and a clock that stands still."""
    return await make_demo()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, demo: Demo) -> AsyncIterator[OpenPage]:
    """Opens the page in a window of a given width, language and colours; fails on any script error in it."""
    errors: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_page(width: int = 1280, height: int = 800, at: Demo = demo, **window: Any) -> Page:
            wanted = {"locale": "en-GB", "reduced_motion": "reduce", **window}
            context = await browser.new_context(viewport={"width": width, "height": height}, **wanted)
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE * 1000)
            page = await context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            await page.goto(at.page.url)
            await expect(page.locator(".top").first).to_be_attached()
            return page

        yield open_page
    assert not errors


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: OpenPage) -> Page:
    """The page in a wide window, in English."""
    return await open_page()
