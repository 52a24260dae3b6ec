"""What is printed: every letter of Kazakh is on it, and a phone reads what is in the codes."""

from datetime import datetime
from io import BytesIO
from itertools import pairwise

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from babel.support import NullTranslations

from bot.guests.badges import Badge, by_hand, draw
from bot.guests.rules import MOST_BADGES, Standing
from bot.guests.screens.listing import guests_screen
from bot.guests.writing import write_sheet
from bot.i18n.translator import Translator

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
LINK = "https://t.me/seminar_bot?start=abcdefghijklmnopqrstuvwxyz0"
BADGE = Badge("GCED семинары", "Ұлпан Әбен", "«Жас қыран» ЮНЕСКО клубы", "Қазақстан", LINK)
A4 = (595, 842)  # points


def pages(pdf: bytes) -> list[str]:
    """The texts of its pages."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert all(tuple(map(round, page.get_size())) == A4 for page in document)
    document.close()
    return texts


def codes(pdf: bytes) -> list[str]:
    """What a phone reads of all its pages."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=3).to_pil() for page in document]
    document.close()
    return sorted(code.text for picture in pictures for code in zxingcpp.read_barcodes(picture))


def words(text: str) -> list[str]:
    return text.replace("\ufffe", "-").split()


def test_a_badge_says_who_it_is(now: datetime) -> None:
    (page,) = pages(draw([BADGE], now))
    assert words(page) == [
        "GCED",
        "семинары",
        "Ұлпан",
        "Әбен",
        "«Жас",
        "қыран»",
        "ЮНЕСКО",
        "клубы",
        "Қазақстан",
    ]


@pytest.mark.parametrize("letters", [KAZAKH, KAZAKH.lower(), "“”«»–—№’…ÄÖÜẞäöüßÉéŞşĞğİıÑñŁł"])
def test_every_letter_is_printed(letters: str, now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    badge = Badge(letters[:12], letters[12:24], letters[24:36], letters[36:], LINK)
    assert not by_hand(badge)
    (page,) = pages(draw([badge], now))
    assert {*letters} <= {*page}
    assert caplog.messages == []  # fpdf2 says which glyphs are missing


def ruled(pdf: bytes) -> int:
    """How many lines to write on there are on the first badge."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    left, right, top, bottom = (round(mm / 25.4 * 72 * 3) for mm in (22, 60, 15, 63))
    rows = (picture.crop((left, y, right, y + 1)) for y in range(top, bottom))
    dark = [brightest < 200 for _, brightest in (row.getextrema() for row in rows)]
    return sum(here and not before for before, here in pairwise([False, *dark]))


@pytest.mark.parametrize("name", ["김민수", "山田 Taro", "محمد", "😀"])
def test_a_name_that_the_font_cannot_write_leaves_a_line_to_write_on(name: str, now: datetime) -> None:
    badge = BADGE._replace(name=name)
    pdf = draw([badge], now)
    assert by_hand(badge)
    assert words(pages(pdf)[0]) == ["GCED", "семинары", "«Жас", "қыран»", "ЮНЕСКО", "клубы", "Қазақстан"]
    assert ruled(pdf) == 1
    assert codes(pdf) == [LINK]


def test_a_club_that_the_font_cannot_write_has_a_line_of_its_own(now: datetime) -> None:
    badge = BADGE._replace(name="김민수", club="서울", country="한국")
    assert ruled(draw([badge], now)) == 3


def test_a_picture_in_a_name_is_left_out(now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    badge = BADGE._replace(name="Ұлпан ❤️😀 Әбен")
    assert not by_hand(badge)
    pdf = draw([badge], now)
    assert words(pages(pdf)[0]) == words(pages(draw([BADGE], now))[0])
    assert ruled(pdf) == 0
    assert caplog.messages == []


def test_ten_badges_stand_on_a_page_and_each_has_its_own_code(now: datetime) -> None:
    links = [f"{LINK[:-2]}{number}" for number in range(10, 22)]
    pdf = draw([BADGE._replace(link=link) for link in links], now)
    assert [page.count("Ұлпан") for page in pages(pdf)] == [10, 2]
    assert codes(pdf) == links


@pytest.mark.parametrize(
    "name",
    [
        "Константинопольская-Преображенская Александра Владимировна",
        "Wolfeschlegelsteinhausenbergerdorff",
        "A" * 200,
        "Слово " * 33,
        "Ы",
    ],
)
def test_no_text_runs_into_the_code(name: str, now: datetime) -> None:
    badge = BADGE._replace(name=name, club=f"{name} клуб", country=name, heading=name)
    pdf = draw([badge], now)
    assert codes(pdf) == [LINK]
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    right, lowest = 15 + 90 - 6 - 28, 297 - 11 - 55  # millimetres from the left and from below
    boxes = [page.get_rect(number) for number in range(page.count_rects())]
    assert boxes
    assert max(box[2] for box in boxes) / 72 * 25.4 < right
    assert min(box[1] for box in boxes) / 72 * 25.4 > lowest
    page.close()
    document.close()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ұлпан Әбен", ["Ұлпан Әбен"]),
        (
            "Константинопольская-Преображенская Александра",
            ["Константинопольская-", "Преображенская", "Александра"],
        ),
        ("Слово " * 40, ["Слово Слово Слово Слово", "Слово Слово Слово Слово", "Слово Слово Слово Слово…"]),
    ],
)
def test_a_name_is_broken_between_words(name: str, lines: list[str], now: datetime) -> None:
    (page,) = pages(draw([BADGE._replace(name=name, heading="", club="", country="")], now))
    assert page.replace("\ufffe", "-\r\n").splitlines() == lines


def test_the_same_list_is_drawn_the_same(now: datetime) -> None:
    assert draw([BADGE], now) == draw([BADGE], now)


def test_no_text_of_a_sheet_is_a_formula() -> None:
    content = write_sheet("Guests", ["Name", "Link"], [["=1+1", LINK], ["+7", ""]])
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.rows][1] == ["=1+1", LINK]
    assert {cell.data_type for row in sheet.rows for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize(("listed", "offered"), [(MOST_BADGES, True), (MOST_BADGES + 1, False)])
def test_more_badges_than_the_chat_makes_are_not_offered_there(listed: int, *, offered: bool) -> None:
    screen = guests_screen(Translator("en", NullTranslations()), Standing(listed, 0))
    assert ("badges" in {button.data for row in screen.rows for button in row}) == offered
    assert ("made on the command line" in screen.text) != offered
