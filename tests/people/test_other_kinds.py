"""What is neither a text nor a photo nor a document: nothing of it is passed on, and that is said."""

from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.context import Services
from bot.storage.tables import letters
from tests.people.telegram import Phone

_FILE: Final = {"file_id": "f", "file_unique_id": "f"}
_FRAME: Final = {**_FILE, "width": 9, "height": 9}
OTHER_KINDS: Final[dict[str, Any]] = {
    "voice": {**_FILE, "duration": 3},
    "video": {**_FRAME, "duration": 3},
    "video_note": {**_FILE, "length": 9, "duration": 3},
    "sticker": {**_FRAME, "type": "regular", "is_animated": False, "is_video": False},
    "location": {"latitude": 43.2, "longitude": 76.9},
    "contact": {"phone_number": "1", "first_name": "A"},
    "dice": {"emoji": "🎲", "value": 1},
}
REFUSED: Final = "Only a text, a photo or a document can be passed on"
EACH_KIND: Final = pytest.mark.parametrize("kind", OTHER_KINDS)


async def _letters(services: Services) -> list[str]:
    async with services.database.reading() as tx:
        return list(await tx.scalars(select(letters.c.text)))


@EACH_KIND
async def test_a_letter_that_cannot_be_passed_on_is_asked_for_in_words(
    member: Phone, services: Services, kind: str
) -> None:
    await member.write("/write")
    await member.send(**{kind: OTHER_KINDS[kind]}, caption="Where is it?")
    assert REFUSED in member.text
    assert await _letters(services) == []
    await member.write("Where is the hall?")
    assert await _letters(services) == ["Where is the hall?"]


@EACH_KIND
async def test_what_nobody_asked_for_and_cannot_be_passed_on_is_not_offered(member: Phone, kind: str) -> None:
    await member.send(**{kind: OTHER_KINDS[kind]})
    assert REFUSED in member.text
    assert "pass-on" not in member.buttons.values()
