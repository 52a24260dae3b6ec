"""What organisers send as a text: formatted, broken, too long, with a photo, or no text at all."""

import pytest

from tests.demo.sides import picture
from tests.journeys.seminar import Seminar
from tests.journeys.two_days import LANGUAGES
from tests.journeys.writing import Organiser, with_organiser

BROKEN = "<b>5 < 6 & <i>7</b> </a> &amp; <script>"


async def is_asked(organiser: Organiser) -> None:
    """For the text in the own language."""
    await organiser.begins()
    await organiser.goes_on("further")
    await organiser.phone.sees(organiser["own text"])


async def looks(organiser: Organiser) -> None:
    """At the announcement as it will arrive: the message before the newest."""
    await organiser.goes_on("done")
    await organiser.phone.sees(organiser["look first"])
    await organiser.phone.tap(organiser.own_language)
    await organiser.phone.sees(organiser["send"])


async def test_a_text_arrives_with_its_formatting(seminar: Seminar) -> None:
    async with with_organiser(seminar, "kk") as organiser:
        phone = organiser.phone
        await is_asked(organiser)
        link = {"type": "text_link", "offset": 0, "length": 3, "url": "https://example.org/"}
        await phone.write(organiser["text"], entities=[{"type": "bold", "offset": 4, "length": 4}, link])
        await phone.sees(organiser["kept"])
        await looks(organiser)
        arrived = phone.screens[-2]
        assert arrived["text"] == organiser["text"]
        assert f"<b>{organiser['text'][4:8]}</b>" in arrived["html"]
        assert 'href="https://example.org/"' in arrived["html"]


async def test_broken_html_arrives_as_it_was_typed(seminar: Seminar) -> None:
    async with with_organiser(seminar, "en") as organiser:
        await is_asked(organiser)
        await organiser.phone.write(BROKEN)
        await organiser.phone.sees(BROKEN)
        await looks(organiser)
        assert organiser.phone.screens[-2]["text"] == BROKEN


async def test_a_photo_with_its_caption(seminar: Seminar) -> None:
    async with with_organiser(seminar, "ru") as organiser:
        phone = organiser.phone
        await is_asked(organiser)
        await phone.send_photo(picture(), organiser["text"])
        await phone.sees(organiser["kept"], organiser["with photo"])
        await looks(organiser)
        arrived = phone.screens[-2]
        assert arrived["file"]
        assert arrived["text"] == organiser["text"]
        await organiser.goes_on("edit")
        await phone.sees(organiser["with photo"])
        await organiser.goes_on("remove photo")
        await phone.sees(organiser["kept"])
        assert organiser["with photo"] not in phone.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_text_too_long_for_its_photo_is_kept(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await is_asked(organiser)
        await phone.write("ә" * 1500)
        await phone.sees("әәә", organiser["done"])
        await phone.send_photo(picture())
        await phone.sees(organiser["caption limit"], organiser["with photo"])
        assert organiser["done"] not in phone.labels
        await phone.press("preview:1")
        await phone.sees(organiser["caption limit"])
        await organiser.goes_on("remove photo")
        await phone.sees("әәә", organiser["done"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_document_with_its_caption(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await is_asked(organiser)
        await phone.send_file("plan.txt", b"18:00", organiser["text"])
        await phone.sees(organiser["kept"], organiser["with document"])
        await looks(organiser)
        assert phone.screens[-2]["file"]["name"] == "plan.txt"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_text_that_an_app_has_cut_is_not_taken(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await organiser.goes_on("further")
        await phone.write("ә " * 5000)
        await phone.sees(organiser["too long"], organiser["limit"])
        await seminar.calms()
        assert not any("✓" in str(screen["buttons"]) for screen in phone.screens)
        await phone.write("ә" * 4096)  # a text of its own, however soon
        await phone.sees(organiser["whole?"])
        await organiser.goes_on("whole")
        await phone.sees("әәә", organiser["done"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_long_text_is_taken_once_it_is_said_to_be_all(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await is_asked(organiser)
        await phone.write("ә" * 3000)
        await phone.sees(organiser["whole?"])
        assert organiser["done"] not in phone.labels
        await organiser.goes_on("whole")
        await phone.sees("әәә", organiser["done"])
