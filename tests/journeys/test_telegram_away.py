"""Telegram is not there, or refuses: what people did meanwhile is answered, and what is wrong is said."""

from pathlib import Path

from aiohttp import ClientSession

from bot.demo.stage import Limits
from tests.journeys.conftest import DANIEL
from tests.journeys.phone import Phone
from tests.journeys.program import environment, free_port, program
from tests.journeys.seminar import TOKEN, Seminar, at, seminar_with


async def test_what_people_do_while_telegram_is_away_is_answered_once_it_is_back(
    seminar: Seminar, marina: Phone, tmp_path: Path
) -> None:
    await seminar.network.shut()
    await marina.write("/start")
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await bot.says("does not answer")
        await seminar.network.open()
        await marina.sees("Выберите язык")
        await seminar.network.shut()
        await marina.touch("Русский")
        await bot.says("Telegram cannot be asked")
        await seminar.network.open()
        await marina.sees("Семинар начнётся")
        await bot.stop()
    assert TOKEN not in bot.said  # though all that failed was to an address with it


async def answers(url: str) -> list[int]:
    """Whether the bot is alive, and ready, as HTTP says it."""
    async with ClientSession(url) as http, http.get("/healthz") as alive, http.get("/readyz") as ready:
        return [alive.status, ready.status]


async def test_who_waits_for_telegram_is_alive_and_not_ready(seminar: Seminar, tmp_path: Path) -> None:
    port = free_port()
    await seminar.network.shut()
    async with program(tmp_path, "run", **environment(seminar, port=str(port))) as bot:
        await bot.says("does not answer")
        assert await answers(f"http://127.0.0.1:{port}") == [200, 503]
        await seminar.network.open()
        await bot.says("is at work")
        assert await answers(f"http://127.0.0.1:{port}") == [200, 200]
        await bot.stop()


async def test_who_waits_for_telegram_can_be_stopped(seminar: Seminar, tmp_path: Path) -> None:
    await seminar.network.shut()
    async with program(tmp_path, "run", **environment(seminar)) as bot:
        await bot.says("does not answer")
        await bot.stop()


# --------------------------------------------------------------- what it refuses


async def test_a_token_that_telegram_does_not_know_is_one_line(seminar: Seminar, tmp_path: Path) -> None:
    token = "2019:a-token-that-somebody-has-taken-back"
    async with program(tmp_path, "run", **environment(seminar, bot_token=token)) as bot:
        ended = await bot.ended()
    complaint = f"BOT_TOKEN was not accepted by {seminar.network.url}\n"
    assert (ended.code, ended.out, ended.err) == (2, "", complaint)


async def test_answers_that_telegram_refuses_for_their_number_come_a_little_later(tmp_path: Path) -> None:
    url, slow = f"sqlite:///{tmp_path}/seminar.db", Limits("sliding", per_chat=0.5)
    async with seminar_with([DANIEL], url, at(1, "07:00"), slow) as seminar, seminar.open():
        daniel = seminar.phones[DANIEL.id]
        await daniel.comes_in()
        for command in ("/agenda", "/my", "/help"):
            await daniel.write(command)
        await daniel.gets(5)
        answers = [screen["text"].splitlines()[0] for screen in daniel.screens[2:]]
        assert answers == ["Tuesday, 30 April", "My schedule", "Help"]
        refusals = [call["error"] for call in await seminar.calls("sendMessage") if not call["accepted"]]
        assert refusals
        assert all(refusal.startswith("Too Many Requests: retry after ") for refusal in refusals)
