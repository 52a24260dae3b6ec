"""What Prometheus reads of delivery: what waits, what became of what, how late; no names, no words."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from telegram import Bot

from bot.delivery.measures import Measures
from bot.delivery.outbox import Priority
from bot.delivery.request import AiohttpRequest
from tests.delivery.desk import Desk, written
from tests.delivery.office import Office
from tests.delivery.telegram import TOKEN, Telegram, flood, refuse, reset

LONG = timedelta(hours=1)


@pytest.fixture
def measures(office: Office, bot: Bot) -> Measures:
    measures = Measures(office.database, office.clock)
    assert isinstance(bot.request, AiohttpRequest)
    bot.request.answered = measures.answered
    return measures


async def figures(measures: Measures) -> Mapping[str, float]:
    """By name and labels, as they are written."""
    families = text_string_to_metric_families((await measures.read()).decode())
    return {
        " ".join([sample.name.removeprefix("seminar_bot_"), *sample.labels.values()]): sample.value
        for family in families
        for sample in family.samples
    }


async def test_what_waits_is_told_by_kind(office: Office, measures: Measures) -> None:
    now = office.clock.now()
    await office.plan("due", due_at=now - timedelta(seconds=90))
    await office.plan("later", due_at=now + LONG, expires_at=now + 2 * LONG)
    await office.plan("too late", due_at=now - 2 * LONG, expires_at=now - LONG)
    await office.plan("on its way", 2, state="sending", lease_until=now + LONG)
    told = await figures(measures)
    assert {name: value for name, value in told.items() if "waiting" in name} == {
        "waiting_messages test due": 1,
        "waiting_messages test later": 1,
        "waiting_messages test sending": 1,
    }
    assert told["oldest_due_message_seconds"] == 90
    await office.work(office.sender())
    assert "waiting_messages test due" not in await figures(measures)


async def test_what_became_of_what_is_counted(office: Office, telegram: Telegram, measures: Measures) -> None:
    telegram.next_for[2] = [refuse(403, "Forbidden: bot was blocked by the user")]
    telegram.next_for[3] = [flood(1)]
    telegram.next_for[4] = [reset]
    for chat_id in range(1, 5):
        await office.plan("Айгерім", chat_id)
    await office.work(office.sender(settled=measures.settled), seconds=10)
    told = await figures(measures)
    assert {
        name: value for name, value in told.items() if name.startswith(("attempts_total", "requests_total"))
    } == {
        "attempts_total test sent": 3,
        "attempts_total test failed": 1,
        "attempts_total test again": 1,
        "attempts_total test ambiguous": 1,
        "requests_total sendMessage 200": 3,
        "requests_total sendMessage 403": 1,
        "requests_total sendMessage 429": 1,
        "requests_total sendMessage none": 1,
    }
    text = (await measures.read()).decode()
    assert "Айгерім" not in text
    assert TOKEN not in text


async def test_how_late_a_reminder_is_sent_is_told(office: Office, measures: Measures) -> None:
    now = office.clock.now()
    await office.plan("late", priority=Priority.REMINDER, due_at=now - timedelta(seconds=20))
    await office.plan("in time", 2)
    await office.work(office.sender(settled=measures.settled))
    told = await figures(measures)
    assert told["lateness_seconds_count reminder"] == 1
    assert (told["lateness_seconds_bucket 10.0 reminder"], told["lateness_seconds_bucket 30.0 reminder"]) == (
        0,
        1,
    )
    assert told["lateness_seconds_count announcement"] == 1


async def test_how_long_updates_wait_is_told(office: Office, desk: Desk, measures: Measures) -> None:
    assert (await figures(measures))["oldest_unhandled_update_seconds"] == 0
    await desk.store(written(1))
    office.clock.move(30)
    await desk.store(written(2))
    told = await figures(measures)
    assert (told["unhandled_updates"], told["oldest_unhandled_update_seconds"]) == (2, 30)

    async def fail(_update_id: int) -> None:
        raise RuntimeError("a fault")

    await desk.work(desk.inbox(handler=fail), rounds=2)
    told = await figures(measures)
    assert (told["unhandled_updates"], told["parked_updates"]) == (0, 2)


async def test_each_application_has_figures_of_its_own(office: Office, measures: Measures) -> None:
    other = Measures(office.database, office.clock)
    await office.plan("one")
    await office.work(office.sender(settled=measures.settled))
    assert "attempts_total test sent" not in await figures(other)
