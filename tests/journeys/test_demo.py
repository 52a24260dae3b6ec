"""The demo as people start it: three phones and a clock, over HTTP as in the page, and in a real browser."""

import re
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Locator, expect

from bot.rehearsal import CLUB_LEAD, ORGANISER, PARTICIPANT
from tests.demo.page_demo import phone
from tests.journeys.chat import Event
from tests.journeys.phone import Phone
from tests.journeys.program import Program, program
from tests.journeys.seminar import listening

pytest_plugins = ["tests.demo.page_fixtures"]
pytestmark = pytest.mark.asyncio(loop_scope="session")

ADDRESS = re.compile(
    r"out: Three phones are waiting at (http://127\.0\.0\.1:\d+)  \(Ctrl\+C ends the demo\)\n"
)


@dataclass
class Demo:
    process: Program
    url: str

    async def ends(self) -> None:
        """Somebody presses Ctrl+C: it goes without a word."""
        ended = await self.process.send(signal.SIGINT)
        assert (ended.code, ended.err) == (0, "")
        assert self.process.said.count("\n") == 1


@asynccontextmanager
async def demo(folder: Path, *options: str) -> AsyncIterator[Demo]:
    async with program(folder, "demo", "--port", "0", *options) as process:
        address = ADDRESS.fullmatch(await process.says("waiting at"))
        assert address, process.said
        yield Demo(process, address[1])


@asynccontextmanager
async def phones_of(http: ClientSession) -> AsyncIterator[Sequence[Phone]]:
    """The three phones that the page shows."""
    phones = {person.id: Phone(http, person) for person in (PARTICIPANT, CLUB_LEAD, ORGANISER)}

    async def hear(event: Event) -> None:
        if "phone" in event:
            await phones[event["phone"]].hears(event)

    async with listening(http, hear):
        yield list(phones.values())


async def jump(http: ClientSession, where: str) -> str:
    """Move the clock; where it stands then."""
    async with http.post("/api/clock", json={"jump": where}) as response:
        return str((await response.json())["now"])


async def test_three_people_and_a_clock(tmp_path: Path) -> None:
    async with demo(tmp_path) as running, ClientSession(running.url) as http:
        async with phones_of(http) as (participant, club_lead, organiser):
            await participant.comes_in()
            await participant.sees("Семинар 15 минуттан кейін басталады")
            await participant.press("session:d1-training2")
            await participant.sees("Орын алу")
            assert await participant.tap("Орын алу") == "Орын Сіздікі."
            await club_lead.comes_in()
            await club_lead.write("/help")
            await club_lead.sees("Ваша роль: руководитель клуба")
            await organiser.comes_in()
            await organiser.write("/help")
            await organiser.sees("Your role: owner of this bot")

            assert (await jump(http, "next_session")).startswith("2019-04-30T03:20:00")  # in Almaty 09:20
            await participant.sees("10 минуттан кейін: Ашылуы", "09:30 · Үлкен зал")
            await club_lead.sees("Через 10 минут: Открытие", "09:30 · Большой зал")
            await organiser.sees("In 10 minutes: Opening", "09:30 · Main Hall")
            await jump(http, "next_session")
            assert (await jump(http, "next_session")).startswith("2019-04-30T05:50:00")  # at once, and yet
            await participant.sees("10 минуттан кейін: Талқылау")
            heard = [screen["text"].partition("\n")[0] for screen in participant.screens]
            assert heard[-3:-1] == ["10 минуттан кейін: Кіріспе сессия", "«Кіріспе сессия» қалай өтті?"]
            assert (await jump(http, "end_of_day")).startswith("2019-04-30T14:30:00")
            await participant.write("/now")
            await participant.sees("Келесі: 1 мамыр, сәрсенбі, 09:00")
            assert (await jump(http, "week")).startswith("2019-05-07T14:30:0")
            await participant.write("/now")
            await participant.sees("Семинар аяқталды")
        async with http.get("/api/events"):  # a page is open
            await running.ends()
    assert list(tmp_path.iterdir()) == []


async def test_the_clock_knows_the_programme_as_it_is_now(tmp_path: Path) -> None:
    async with (
        demo(tmp_path) as running,
        ClientSession(running.url) as http,
        phones_of(http) as (_, _, organiser),
    ):
        await organiser.comes_in()
        for change in ("shift:d1-opening:5", "calloff:d1-introduction"):
            await organiser.press(change)
            await organiser.tap("Apply silently")
            await organiser.sees("The programme is changed")
        assert (await jump(http, "next_session")).startswith("2019-04-30T03:25:00")  # in Almaty 09:25
        assert (await jump(http, "next_session")).startswith("2019-04-30T05:50:00")


async def test_two_of_them_want_the_last_seat(tmp_path: Path) -> None:
    async with (
        demo(tmp_path) as running,
        ClientSession(running.url) as http,
        phones_of(http) as (participant, club_lead, _),
    ):
        await participant.comes_in()
        await club_lead.comes_in()
        assert await participant.press("seat:d1-training2") == "Орын Сіздікі."
        await participant.sees("Алынған орын: 40 / 40")
        await club_lead.press("session:d1-training2")
        await club_lead.sees("Занято мест: 40 из 40")
        await club_lead.tap("Встать в лист ожидания")
        await club_lead.sees("перед Вами никого нет")
        await participant.tap("Орнымды босату")
        await participant.sees("Иә, босату")
        assert await participant.tap("Иә, босату") == "Орныңыз босатылды."
        await club_lead.sees("Для Вас освободилось место: 2. Креативная педагогика")


async def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with program(tmp_path, "demo", "--port", port) as process:
            ended = await process.ended()
    assert (ended.code, ended.out) == (2, "")
    (complaint,) = ended.err.splitlines()
    assert complaint.startswith(f"--port {port} cannot be used: ")


async def test_a_port_that_is_none_is_named(tmp_path: Path) -> None:
    async with program(tmp_path, "demo", "--port", "65536") as process:
        ended = await process.ended()
    assert (ended.code, ended.out) == (2, "")
    assert "Invalid value for '--port'" in ended.err.splitlines()[-1]


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_seat_and_a_reminder_in_a_browser(tmp_path: Path, browser: Browser, width: int) -> None:
    async with demo(tmp_path) as running:
        context = await browser.new_context(
            viewport={"width": width, "height": 640}, locale="en-GB", reduced_motion="reduce"
        )
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(running.url)
        if width == 360:
            await page.get_by_role("tab", name=ORGANISER.first_name).click()
        daniel = phone(page, ORGANISER.id)
        for label in ("Start", "English", "Choose", "Choice of training", "2. Creative", "Take a seat"):
            await button(daniel, label).click()
        await expect(daniel.get_by_role("status")).to_have_text("The seat is yours.")
        await expect(daniel.get_by_text("40 of 40 seats taken")).to_be_visible()

        if width == 360:
            await page.get_by_role("button", name="Clock controls").click()
        await page.get_by_role("button", name="Next session").click()
        await expect(page.get_by_role("timer")).to_have_text(re.compile("^09:20"))
        await expect(daniel.get_by_text("In 10 minutes: Opening")).to_be_in_viewport()
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        assert errors == []
        await running.ends()
        await context.close()


def button(phone: Locator, label: str) -> Locator:
    """The newest button that begins with this label."""
    return phone.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).last
