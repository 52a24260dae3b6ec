"""One Chromium, and the page in it, each test with a demo of its own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.demo.stage import Person
from tests.demo.page_demo import PATIENCE, PEOPLE, Demo, MakeDemo, OpenPage

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()

expect.set_options(timeout=PATIENCE * 1000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests of a module: it takes a second to start."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.skip("no Chromium here: `apt-get install chromium` brings one")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def make_demo() -> AsyncIterator[MakeDemo]:
    async with AsyncExitStack() as stack:

        async def make(people: tuple[Person, ...] = PEOPLE) -> Demo:
            demo = Demo(people)
            await demo.start()
            stack.push_async_callback(demo.stop)
            return demo

        yield make


@pytest_asyncio.fixture(loop_scope="module")
async def demo(make_demo: MakeDemo) -> Demo:
    """Three phones on which nothing was said yet, and a clock that stands still."""
    return await make_demo()


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Browser, demo: Demo) -> AsyncIterator[OpenPage]:
    """Opens the page in a window of a given width, language and colours; fails on any script error in it."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def open_page(width: int = 1280, height: int = 800, at: Demo = demo, **window: Any) -> Page:
        window = {"locale": "en-GB", "reduced_motion": "reduce", **window}
        context = await browser.new_context(viewport={"width": width, "height": height}, **window)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(at.url)
        await expect(page.locator(".top").first).to_be_attached()
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert not errors


@pytest_asyncio.fixture(loop_scope="module")
async def page(open_page: OpenPage) -> Page:
    """The page in a wide window, in English."""
    return await open_page()
