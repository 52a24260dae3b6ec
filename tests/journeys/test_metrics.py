"""Prometheus reads the figures of a bot at work."""

from aiohttp import ClientSession

from tests.journeys.phone import Phone
from tests.journeys.program import free_port
from tests.journeys.seminar import TOKEN, Seminar, at


async def test_the_figures_of_a_morning(seminar: Seminar, daniel: Phone) -> None:
    port = free_port()
    reader = {"Authorization": "Bearer read-the-figures"}
    async with seminar.open(port=port, metrics_token="read-the-figures"):
        await daniel.comes_in()
        await seminar.moves_to(at(1, "09:20"))
        await daniel.sees("In 10 minutes: Opening")
        await seminar.calms()
        async with (
            ClientSession(f"http://127.0.0.1:{port}") as http,
            http.get("/metrics", headers=reader) as told,
        ):
            lines = (await told.text()).splitlines()
    assert 'seminar_bot_attempts_total{kind="reminder",result="sent"} 1.0' in lines
    assert 'seminar_bot_lateness_seconds_count{priority="reminder"} 1.0' in lines
    assert "seminar_bot_unhandled_updates 0.0" in lines
    assert any(
        line.startswith('seminar_bot_requests_total{method="sendMessage",status="200"}') for line in lines
    )
    assert not any(word in line for line in lines for word in (TOKEN, "Daniel", "Opening"))
