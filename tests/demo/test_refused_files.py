"""Files that Telegram refuses are refused, with the same words."""

import pytest

from bot.demo.parameters import Upload
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, BotSide, picture

ME = AIGERIM.id
HEAVY = picture() + bytes(10 << 20)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (picture(6000, 4001), "PHOTO_INVALID_DIMENSIONS"),
        (picture(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (
            HEAVY,
            f"file of size {len(HEAVY)} bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["empty", "no picture", "huge", "steep", "heavy"],
)
async def test_photos(bot: BotSide, content: bytes, text: str) -> None:
    assert await bot.refusal("sendPhoto", {"photo": content}, chat_id=ME) == f"Bad Request: {text}"


def test_files_above_50_mb(telegram: Telegram) -> None:
    with pytest.raises(Refusal) as refused:
        telegram.files.keep(Upload("x", "", bytes((50 << 20) + 1)), "document")
    assert refused.value.answer() == {
        "ok": False,
        "error_code": 413,
        "description": "Request Entity Too Large",
    }


async def test_requests_far_above_50_mb(bot: BotSide) -> None:
    answer = await bot.answer("sendDocument", {"document": bytes(52 << 20)}, chat_id=ME)
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_downloads_above_20_mb(bot: BotSide, telegram: Telegram) -> None:
    file = telegram.files.keep(Upload("x", "", bytes((20 << 20) + 1)), "document")
    assert await bot.refusal("getFile", file_id=file.id) == "Bad Request: file is too big"


async def test_a_document_is_no_photo(bot: BotSide) -> None:
    sent = await bot.call("sendDocument", {"document": picture()}, chat_id=ME)
    assert (
        await bot.refusal("sendPhoto", chat_id=ME, photo=sent["document"]["file_id"])
        == "Bad Request: can't use file of type Document as Photo"
    )
