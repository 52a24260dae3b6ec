"""What Telegram says, over HTTP, and what it means for the message and the person."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery import failures
from bot.delivery.failures import Failure, Meaning
from bot.delivery.post import post
from bot.delivery.reasons import Reason
from bot.screens import Screen
from bot.screens.texts import complaint
from tests.delivery.telegram import Answer, Telegram, deliver_and_reset, flood, page, refuse, reset

SCREEN: Screen = complaint("Hello")


async def meaning_of(bot: Bot, telegram: Telegram, answer: Answer) -> Failure:
    telegram.always = answer
    with pytest.raises(TelegramError) as raised:
        await post(bot, 1, SCREEN)
    return failures.classify(raised.value)


@pytest.mark.parametrize(
    ("status", "text", "meaning", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", Meaning.DEFINITE, Reason.BLOCKED),
        (403, "Forbidden: user is deactivated", Meaning.DEFINITE, Reason.DELETED),
        (403, "Forbidden: bot can't initiate conversation with a user", Meaning.DEFINITE, Reason.NO_CHAT),
        (403, "Forbidden: bot was kicked from the group chat", Meaning.DEFINITE, Reason.KEPT_OUT),
        (403, "Forbidden: bot is not a member of the channel chat", Meaning.DEFINITE, Reason.KEPT_OUT),
        (403, "Forbidden: the group chat was deleted", Meaning.DEFINITE, Reason.NO_CHAT),
        (403, "Forbidden: bot can't send messages to the user", Meaning.REFUSED, Reason.REFUSED),
        (403, "Forbidden: something new", Meaning.REFUSED, Reason.REFUSED),
        (400, "Bad Request: chat not found", Meaning.DEFINITE, Reason.NO_CHAT),
        (400, "Bad Request: not enough rights to send photos to the chat", Meaning.DEFINITE, Reason.KEPT_OUT),
        (400, "Bad Request: message can't be edited", Meaning.DEFINITE, Reason.TOO_OLD),
        (400, "Bad Request: message to edit not found", Meaning.DEFINITE, Reason.MISSING),
        (400, "Bad Request: message is too long", Meaning.DEFINITE, Reason.REFUSED),
        (401, "Unauthorized", Meaning.UNSENT, Reason.REFUSED),
        (404, "Not Found", Meaning.UNSENT, Reason.REFUSED),
        (500, "Internal Server Error: restart", Meaning.AMBIGUOUS, Reason.REFUSED),
        (502, "Bad Gateway", Meaning.AMBIGUOUS, Reason.REFUSED),
    ],
)
async def test_refusals(  # noqa: PLR0917
    bot: Bot, telegram: Telegram, status: int, text: str, meaning: Meaning, reason: Reason
) -> None:
    failure = await meaning_of(bot, telegram, refuse(status, text))
    assert (failure.meaning, failure.reason) == (meaning, reason)
    assert failure.person_gone == (reason in {Reason.BLOCKED, Reason.DELETED})


async def test_a_429_says_how_long_to_wait(bot: Bot, telegram: Telegram) -> None:
    failure = await meaning_of(bot, telegram, flood(10_072))
    assert (failure.meaning, failure.retry_after) == (Meaning.LIMITED, timedelta(seconds=10_072))


async def test_a_group_that_became_another_may_soon_be_known_by_its_new_id(
    bot: Bot, telegram: Telegram
) -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    failure = await meaning_of(bot, telegram, refuse(400, text, migrate_to_chat_id=-100))
    assert failure.meaning is Meaning.REFUSED


@pytest.mark.parametrize("answer", [reset, deliver_and_reset, page(200), page(503)])
async def test_what_nobody_knows_may_have_arrived(bot: Bot, telegram: Telegram, answer: Answer) -> None:
    failure = await meaning_of(bot, telegram, answer)
    assert failure.meaning is Meaning.AMBIGUOUS


def test_an_error_of_our_own_may_have_come_after_the_request() -> None:
    assert failures.classify(KeyError("message_id")).meaning is Meaning.AMBIGUOUS
