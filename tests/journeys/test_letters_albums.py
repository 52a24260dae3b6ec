"""Several photos that are sent at once: each of them goes where the first one went."""

from typing import Final

from tests.demo.sides import picture
from tests.journeys.conftest import DANIEL
from tests.journeys.correspondence import come_in, pass_on
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar

ORGANISER: Final = frozenset({DANIEL.id})


async def _send_album(phone: Phone, *captions: str) -> None:
    for caption in captions:
        await phone.send_file("photo.png", picture(20, 20), caption, **{"as": "photo", "album": "77"})


def _photos(phone: Phone) -> list[str]:
    """The last lines of the messages with a photo."""
    return [screen["text"].splitlines()[-1] for screen in phone.screens if screen["file"]]


async def test_all_photos_of_an_album_are_passed_on(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await marina.write("/write")
        await marina.sees("Написать организаторам")
        await _send_album(marina, "Это он?", "Или он?", "Или этот?")
        await seminar.calms()
        assert _photos(daniel) == ["Это он?", "Или он?", "Или этот?"]
        await marina.send_photo(picture(20, 20), "Кстати")
        await marina.sees("Сейчас файл не требуется")
        await seminar.calms()
        assert len(_photos(daniel)) == 3


async def test_all_photos_of_an_album_answer_a_letter(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=ORGANISER):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        await daniel.tap("Answer")
        await daniel.sees("Answer to: Марина")
        await _send_album(daniel, "1", "2", "3")
        await seminar.calms()
        assert _photos(marina) == ["1", "2", "3"]
