"""What is printed: every letter of Kazakh, on a draft that it is one, and of people only their number."""

from collections.abc import Sequence
from datetime import datetime

import pypdfium2
import pytest

from bot.agenda.formats import Document
from bot.declaration.paper import draw
from bot.declaration.rules import Adoption, Club, Standing
from bot.declaration.screens.paper import paper
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from tests.declaration.people import DRAFT, NOW

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
CLUBS = [Club("Өрлеу", "Қазақстан"), Club("«Мир»", "Казахстан"), Club("Seoul", "")]
ADOPTED = Standing(None, Adoption(DRAFT, NOW), committed=64, people=150)
TRANSLATORS = load_translators()


def pages(pdf: bytes) -> Sequence[str]:
    """The texts of its pages."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    assert all(tuple(map(round, page.get_size())) == (595, 842) for page in document)
    document.close()
    return texts


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "kk",
            ["Біз, ЮНЕСКО клубтары…", "Қабылданған күні: 2019 жылғы 1 мамыр", "Қосылған адам саны: 64 / 150"],
        ),
        ("ru", ["Мы, клубы ЮНЕСКО…", "Дата принятия: 1 мая 2019 года", "Присоединилось человек: 64 из 150"]),
        ("en", ["We, UNESCO Clubs…", "Adopted: 1 May 2019", "People who have committed: 64 of 150"]),
    ],
)
def test_what_was_adopted(sample: Document, now: datetime, language: str, lines: Sequence[str]) -> None:
    programme = sample.to_programme(1)
    sheet = paper(TRANSLATORS[language], programme, ADOPTED, DRAFT, CLUBS)
    content, left_out = draw(sheet, now)
    (page,) = pages(content)
    printed = page.split("\n")
    assert [line for line in printed if line in lines] == lines
    named = ["Seoul", "«Мир», Казахстан", "Өрлеу, Қазақстан"]
    assert [line for line in printed if line in named] == named
    assert " ".join(programme.name.to(language).split()) in " ".join(page.split())
    assert left_out == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_so_on_every_page_and_names_nobody(
    sample: Document, now: datetime, language: str
) -> None:
    t = TRANSLATORS[language]
    sheet = paper(t, sample.to_programme(1), Standing(DRAFT), DRAFT, CLUBS)
    content, _ = draw(sheet._replace(text=f"{KAZAKH} " * 200), now)
    texts = pages(content)
    assert len(texts) > 1
    assert all({"kk": "ЖОБА", "ru": "ПРОЕКТ", "en": "DRAFT"}[language] in text for text in texts)
    assert KAZAKH in texts[0]
    assert not any("Seoul" in text for text in texts)


def test_a_club_in_letters_that_the_font_does_not_have_is_said_to_be_left_out(
    sample: Document, now: datetime
) -> None:
    clubs = [*CLUBS, Club("서울", "Korea")]
    sheet = paper(TRANSLATORS["en"], sample.to_programme(1), ADOPTED, DRAFT, clubs)
    content, left_out = draw(sheet, now)
    assert left_out == ["서울, Korea"]
    assert "Korea" not in "".join(pages(content))


def test_many_clubs_go_on_to_the_next_page(sample: Document, now: datetime) -> None:
    clubs = [Club(f"Club {number}", "Қазақстан") for number in range(150)]
    content, _ = draw(paper(TRANSLATORS["en"], sample.to_programme(1), ADOPTED, DRAFT, clubs), now)
    texts = pages(content)
    assert len(texts) > 1
    assert sum(text.count("Қазақстан") for text in texts) == 150
