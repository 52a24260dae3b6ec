"""Rows that change or delete a message that is there, and messages that are held back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot.delivery import outbox
from bot.delivery.outbox import NEVER, Row
from bot.delivery.reasons import Reason
from bot.delivery.request import AiohttpRequest
from bot.recognition import Answered
from bot.screens import Attached, Button, Deletion, Edit, Outgoing, Screen
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as table
from tests.delivery.office import HOUR, Office
from tests.delivery.telegram import Telegram, refuse

NEWER = Screen(Markup("<b>Hall 3</b>"), [[Button("Details", "session:d1")]])
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: message can't be deleted for everyone"


def always(outgoing: Outgoing) -> Any:
    async def render(tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Outgoing | None]:
        return [outgoing for _ in rows]

    return render


@pytest.mark.parametrize(
    ("outgoing", "method", "parameters"),
    [
        (Edit(7, NEWER), "editMessageText", {"message_id": 7, "text": "<b>Hall 3</b>"}),
        (
            Edit(7, Screen(NEWER.text, file=Attached("f", photo=True))),
            "editMessageCaption",
            {"message_id": 7, "caption": "<b>Hall 3</b>"},
        ),
        (Deletion(7), "deleteMessage", {"message_id": 7}),
        (Screen(NEWER.text, file=Attached("f", photo=True)), "sendPhoto", {"photo": "f"}),
        (Screen(NEWER.text, file=Attached("f")), "sendDocument", {"document": "f"}),
    ],
)
async def test_a_row_does_to_a_message_what_its_renderer_says(
    office: Office, telegram: Telegram, outgoing: Outgoing, method: str, parameters: dict[str, Any]
) -> None:
    await office.plan("correct it")
    await office.work(office.sender(render=always(outgoing)))
    (call,) = telegram.calls
    assert call.method == method
    assert parameters.items() <= call.parameters.items()
    (row,) = await office.rows()
    assert (row.state, row.message_id) == ("sent", 1 if isinstance(outgoing, Screen) else 7)


@pytest.mark.parametrize(
    ("outgoing", "refusal", "state", "reason"),
    [
        (Edit(7, NEWER), NOT_MODIFIED, "sent", None),
        (Edit(7, NEWER), "Bad Request: message to edit not found", "failed", Reason.MISSING),
        (Deletion(7), "Bad Request: message to delete not found", "sent", None),
        (Deletion(7), TOO_OLD, "failed", Reason.TOO_OLD),
    ],
)
async def test_what_telegram_does_not_change_is_known(  # noqa: PLR0917
    office: Office, telegram: Telegram, outgoing: Outgoing, refusal: str, state: str, reason: Reason | None
) -> None:
    await office.plan("correct it")
    telegram.next_for[1] = [refuse(400, refusal)]
    await office.work(office.sender(render=always(outgoing)))
    (row,) = await office.rows()
    assert (row.state, row.reason) == (state, reason)
    assert len(telegram.calls) == 1


@pytest.mark.parametrize("outgoing", [NEWER, Edit(7, NEWER), Deletion(7)])
async def test_all_that_goes_out_counts_against_the_limits(
    office: Office, telegram: Telegram, outgoing: Outgoing
) -> None:
    await office.plan("gone")
    await office.work(office.sender(render=always(outgoing)))
    assert isinstance(office.bot.request, AiohttpRequest)
    assert office.bot.request.messages == len(telegram.calls) == 1


async def test_what_is_held_back_lets_others_pass_and_goes_on_where_it_was(
    office: Office, telegram: Telegram
) -> None:
    sender = office.sender()
    await office.plan("held", due_at=office.clock.now())
    await office.plan("later", due_at=office.clock.now() + timedelta(seconds=1))
    async with office.database.writing() as tx:
        assert await outbox.postpone(tx, NEVER, table.c.subject == "held") == 1
    await office.work(sender, seconds=5)
    assert telegram.texts == ["later"]
    async with office.database.writing() as tx:
        assert await outbox.postpone(tx, office.clock.now(), table.c.subject == "held") == 1
        assert await outbox.postpone(tx, NEVER, table.c.subject == "later") == 0  # it has left
    await office.work(sender, seconds=5)
    assert telegram.texts == ["later", "held"]


async def test_a_message_in_a_chat_is_known_by_its_number(office: Office, telegram: Telegram) -> None:
    await office.plan("announcement 12")
    await office.plan("waiting", due_at=office.clock.now() + HOUR, message_id=5)
    await office.work(office.sender())
    assert await office.answered(1, 1) == Answered("test", "announcement 12")
    assert await office.answered(2, 1) is None
    assert await office.answered(1, 5) is None
