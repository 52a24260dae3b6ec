"""What nobody has asked for, after a question about a plan; each kind of message that Telegram has."""

from typing import Any

import pytest
from sqlalchemy import insert

from bot.context import Services
from bot.delivery.outbox import State
from bot.followup import queries
from bot.followup.rules import FOLLOWUP, Stage
from bot.plans import writing
from bot.storage.tables import asks, outbox
from tests.people.telegram import Phone
from tests.people.test_other_kinds import OTHER_KINDS

NAMES = {
    "voice": "a voice message",
    "video": "a video",
    "video_note": "a video",
    "sticker": "a sticker",
    "location": "something else than a text",
    "contact": "something else than a text",
    "dice": "something else than a text",
}


@pytest.fixture
async def asked(member: Phone, services: Services) -> Phone:
    """A lead who has been asked about a step."""
    now = services.clock.now()
    async with services.database.writing() as tx:
        plan_id = await writing.begin(tx, 1, now)
        step_id = await writing.add_step(tx, plan_id, "a lesson", now)
        await writing.keep(tx, plan_id, now)
        row = {"plan_id": plan_id, "person_id": 1, "stage": Stage.FIRST, "asked_at": now}
        await tx.execute(insert(asks).values(**row, items=[f"step:{step_id}:day:2019-06-15"]))
        message = {
            "key": f"{FOLLOWUP}:1",
            "kind": FOLLOWUP,
            "subject": "1",
            "priority": 3,
            "state": State.SENT,
        }
        to = {"person_id": 1, "chat_id": 1001, "due_at": now, "expires_at": now}
        await tx.execute(insert(outbox).values(**message, **to))
    return member


async def texts(services: Services) -> list[str]:
    async with services.database.reading() as tx:
        return [report.text for report in await queries.reports_about(tx, [1])]


@pytest.mark.parametrize("kind", OTHER_KINDS)
async def test_what_is_no_text_is_refused_by_its_name(asked: Phone, services: Services, kind: str) -> None:
    await asked.send(**{kind: OTHER_KINDS[kind]})
    assert f"You have sent: {NAMES[kind]} [en]" in asked.text
    assert await texts(services) == []


async def test_while_words_are_awaited_they_still_are_afterwards(asked: Phone, services: Services) -> None:
    await asked.tap("did:1")
    await asked.send(voice=OTHER_KINDS["voice"])
    await asked.write("<b>30</b> people")
    assert "it is kept" in asked.text
    assert await texts(services) == ["&lt;b&gt;30&lt;/b&gt; people"]


@pytest.mark.parametrize("awaited", [True, False])
async def test_an_album_is_answered_once(asked: Phone, services: Services, *, awaited: bool) -> None:
    if awaited:
        await asked.tap("did:1")
    answers = []
    for number in range(3):
        await asked.send(**photo(number), media_group_id="77", caption=f"{number}")
        answers.append(asked.text)
    assert ["kept" in answer.lower() for answer in answers] == [True, False, False]
    assert await texts(services) == ["0", "1", "2"]


def photo(number: int) -> dict[str, Any]:
    size = {"file_id": f"f{number}", "file_unique_id": f"f{number}", "width": 9, "height": 9}
    return {"photo": [size]}


async def test_a_command_is_no_answer(asked: Phone, services: Services) -> None:
    await asked.write("/unknown")
    assert "There is no command /unknown" in asked.text
    for forged in ("/stepnews", "/wordsabout", "/askreply", "/remindlater", "/easier", "/handto"):
        await asked.write(forged)
        assert "wrong" not in asked.text
    assert await texts(services) == []


async def test_a_message_that_is_gone_is_to_be_written_again(asked: Phone, services: Services) -> None:
    await asked.tap("wordsabout:1:1")
    assert "Please write it once more." in asked.notice
    await asked.tap("somethingelse:1")
    assert "out of date" in asked.notice
    assert await texts(services) == []
