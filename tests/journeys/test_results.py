"""Organisers and hosts read what people said while it is said; nobody else does."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

import openpyxl
import pytest

from bot.agenda.sample import read_sample
from bot.feedback.rules import AFTER, BEFORE, Tag
from bot.storage.engine import Transaction
from tests.journeys.phone import Phone
from tests.journeys.programmes import organised
from tests.journeys.seminar import Seminar, at
from tests.journeys.test_a_day import PHONES
from tests.journeys.test_programme_hosts import hosts
from tests.journeys.two_days import LANGUAGES
from tests.results.answering import OTHER, TRAINING, assess, rate, survey

PROGRAMME: Final = read_sample().to_programme(1)
EVENING: Final = at(1, "18:00")
WORDS: Final = {  # in Kazakh, in Russian, in English
    "nothing": ("Әзірге ештеңе жоқ", "Читать пока нечего", "Nothing can be read yet"),
    "session": ("2. Креативті педагогика", "2. Креативная педагогика", "2. Creative pedagogy"),
    "four": (
        "2. Креативті педагогика: 4 жауап",
        "2. Креативная педагогика: 4 ответа",
        "2. Creative pedagogy: 4 answers",
    ),
    "too few": (
        "нәтижелер кемінде 5 жауап болғанда ғана көрінеді.",
        "результаты видны, когда ответов не меньше 5.",
        "results are shown from 5 answers on.",
    ),
    "five": (
        "2. Креативті педагогика: 4,2 ± 1,6 · 5 жауап",
        "2. Креативная педагогика: 4,2 ± 1,6 · 5 ответов",
        "2. Creative pedagogy: 4.2 ± 1.6 · 5 answers",
    ),
    "mean": ("Орташа баға: 4,2 ± 1,6 / 5", "Средняя оценка: 4,2 ± 1,6 из 5", "Mean: 4.2 ± 1.6 of 5"),
    "good": (
        "Не жақсы болды: Практикалық 4",
        "Что было хорошо: Практично 4",
        "What was good: Practical 4",
    ),
    "picture": ("Диаграмма", "Диаграмма", "Picture"),
    "comments": ("Пікірлер", "Комментарии", "Comments"),
    "refresh": ("Жаңарту", "Обновить", "Refresh"),
    "back": ("Артқа", "Назад", "Back"),
    "survey": ("Қорытынды сауалнама", "Итоговая анкета", "Closing survey"),
    "recommend": ("2. Мұндай семинарды", "2. Порекомендуете", "2. Would you recommend"),
    "differently": ("4. Клубыңызда", "4. Что Вы теперь", "4. What will you do"),
    "before and after": ("Басында және соңында", "До и после", "Before and after"),
    "change": (
        "Өзгеріс: +2,0 ± 0,0 (5 адам)",
        "Изменение: +2,0 ± 0,0 (5 человек)",
        "Change: +2.0 ± 0.0 (5 people)",
    ),
    "workbook": ("XLSX файлы", "Файл XLSX", "As XLSX"),
    "csv": ("CSV файлдары", "Файлы CSV", "As CSV"),
    "out of date": ("Бұл экран ескірген.", "Этот экран устарел.", "This was out of date."),
    "for others": (
        "ұйымдастырушылар мен сессия жүргізушілеріне арналған",
        "для организаторов и ведущих",
        "for organisers and for those who lead a session",
    ),
}
FOR_ORGANISERS: Final = (
    *("results:survey", "results:survey:overall", "chart:survey:overall", "comments:survey:differently"),
    *("results:assessment", "chart:assessment::0", "resultsfile:xlsx", "resultsfile:csv"),
)
FOREIGN: Final = (f"results:{OTHER}", f"chart:{OTHER}", f"comments:{OTHER}:comment", *FOR_ORGANISERS)
FORGED: Final = (
    *("results", "results::1", f"results:{TRAINING}", f"chart:{TRAINING}", f"comments:{TRAINING}:comment"),
    *FOR_ORGANISERS,
)


class Reader:
    """Somebody's phone, and what it says in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.phone, self._place = seminar.phones[PHONES[language]], LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def sees(self, *names: str) -> None:
        await self.phone.sees(*(self[name] for name in names))

    async def taps(self, *names: str) -> None:
        for name in names:
            await self.phone.tap(self[name])

    async def opens(self) -> None:
        so_far = len(self.phone.screens)
        await self.phone.write("/results")
        await self.phone.gets(so_far + 1)


def name_of(session_id: str, language: str) -> str:
    session = PROGRAMME.session(session_id)
    assert session is not None
    return session.short.to(language)


def others(seminar: Seminar, language: str) -> list[Phone]:
    return [phone for phone in seminar.phones.values() if phone.person.id != PHONES[language]]


async def say(seminar: Seminar, *marks: int, session_id: str = TRAINING, comment: str = "") -> None:
    """People rate a session; whoever gives more than 3 found it practical."""
    assert seminar.bot is not None
    async with seminar.bot.services.database.writing() as tx:
        for mark in marks:
            tags = [Tag.PRACTICAL] if mark > 3 else [Tag.TIME]
            await rate(tx, [mark], session_id, *tags, comment=comment)


async def fill_in(tx: Transaction) -> None:
    """Five people answer all that is asked of everybody."""
    for number in range(5):
        await survey(tx, {"recommend": "9", "useful": ["people"], "differently": f"Сабақ {number}"})
        await assess(tx, "lead", {BEFORE: 2, AFTER: 4})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_organiser_sees_it_come_in(seminar: Seminar, language: str) -> None:
    organiser = Reader(seminar, language)
    async with organised(seminar, organiser.phone, now=at(1, "09:00")):
        await organiser.opens()
        await organiser.sees("nothing")
        seminar.clock.jump_to(EVENING)
        await say(seminar, 5, 5, 5, 4, comment="Өте жақсы!")
        await organiser.taps("refresh")
        await organiser.sees("four", "too few")
        await organiser.taps("session")
        await organiser.sees("too few")
        assert organiser["picture"] not in organiser.phone.shown
        assert organiser["comments"] not in organiser.phone.shown
        assert "▓" not in organiser.phone.text
        await say(seminar, 2, comment="Слишком быстро")
        await organiser.taps("refresh")
        await organiser.sees("mean", "good")
        assert "5 ▓▓▓▓▓▓▓▓ 3\n4 ▓▓▓ 1\n3 0\n2 ▓▓▓ 1\n1 0\n" in organiser.phone.text
        await organiser.taps("back")
        await organiser.sees("five")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_picture_says_in_words_what_it_shows(seminar: Seminar, language: str) -> None:
    organiser = Reader(seminar, language)
    async with organised(seminar, organiser.phone, now=EVENING):
        await say(seminar, 5, 5, 5, 4, 2)
        await organiser.phone.press(f"results:{TRAINING}")
        await organiser.sees("mean")
        text = organiser.phone.text
        await organiser.taps("picture")
        await organiser.phone.sees("results.png")
        assert organiser.phone.text == text
        assert organiser.phone.newest["file"]["kind"] == "photo"
        assert (await organiser.phone.file()).startswith(b"\x89PNG")
        await organiser.taps("back")
        await organiser.sees("mean", "refresh")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_comments_are_read_in_their_own_languages(seminar: Seminar, language: str) -> None:
    organiser, written = Reader(seminar, language), ["Өте жақсы!", "Слишком быстро", "a &lt; b, <b>well</b>"]
    async with organised(seminar, organiser.phone, now=EVENING):
        for comment in (*written, "1", "2", "3", "4", "5"):
            await say(seminar, 4, comment=comment)
        await organiser.phone.press(f"results:{TRAINING}")
        await organiser.taps("comments")
        await organiser.phone.sees("•")
        pages = [organiser.phone.text]
        await organiser.phone.press(f"comments:{TRAINING}:comment:1")
        await organiser.phone.until(lambda: organiser.phone.text != pages[0], "another page")
        pages.append(organiser.phone.text)
        read = [
            line.removeprefix("• ") for page in pages for line in page.splitlines() if line.startswith("•")
        ]
        assert sorted(read) == sorted(
            ["Өте жақсы!", "Слишком быстро", "a < b, well", "1", "2", "3", "4", "5"]
        )
        await organiser.taps("back")
        await organiser.sees("refresh")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_survey_and_what_has_changed(seminar: Seminar, language: str) -> None:
    organiser = Reader(seminar, language)
    async with organised(seminar, organiser.phone, now=EVENING):
        assert seminar.bot is not None
        async with seminar.bot.services.database.writing() as tx:
            await fill_in(tx)
        await organiser.opens()
        await organiser.taps("survey", "recommend")
        await organiser.phone.sees("9 ▓▓▓▓▓▓▓▓ 5", "9–10: 5 · 7–8: 0 · 0–6: 0 · NPS: +100")
        await organiser.taps("picture")
        await organiser.phone.sees("results.png", "NPS: +100")
        await organiser.taps("back")
        await organiser.sees("refresh")
        await organiser.taps("back", "differently")
        await organiser.phone.sees(*(f"• Сабақ {number}" for number in range(5)))
        await organiser.opens()
        await organiser.taps("before and after")
        await organiser.sees("change", "too few")
        await organiser.taps("picture")
        await organiser.phone.sees("results.png", organiser["change"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_organisers_take_everything_along(seminar: Seminar, language: str) -> None:
    organiser = Reader(seminar, language)
    async with organised(seminar, organiser.phone, now=EVENING):
        await say(seminar, 5, 5, 5, 4, 2, comment="=1+1")
        await organiser.opens()
        await organiser.taps("workbook")
        await organiser.phone.sees("results.xlsx")
        workbook = openpyxl.load_workbook(BytesIO(await organiser.phone.file()))
        cells = [cell for row in workbook.worksheets[2].iter_rows(min_row=2) for cell in row[1:]]
        assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s")] * 5
        await organiser.opens()
        await organiser.taps("csv")
        await organiser.phone.sees("results.zip")
        with ZipFile(BytesIO(await organiser.phone.file())) as archive:
            assert archive.read("comments.csv").decode().count(",'=1+1") == 5


# ------------------------------------------------------------------- who may


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_host_reads_of_their_own_sessions(seminar: Seminar, language: str) -> None:
    host, (organiser, _) = Reader(seminar, language), others(seminar, language)
    async with organised(seminar, organiser, others=(host.phone,), now=EVENING):
        await hosts(seminar, host.phone, "trainer2")
        await say(seminar, 5, 5, 5, 4, 2, comment="Өте жақсы!")
        await say(seminar, 1, 1, 1, 1, 1, session_id=OTHER)
        await host.opens()
        await host.sees("five")
        assert not {host["survey"], host["before and after"], host["workbook"]} & set(host.phone.labels)
        assert name_of(OTHER, language) not in host.phone.shown
        await host.taps("session")
        await host.sees("mean", "good")
        await host.taps("comments")
        await host.phone.sees("• Өте жақсы!")
        for forged in FOREIGN:
            assert host["out of date"] in await host.phone.press(forged), forged


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_participant_reads_nothing(seminar: Seminar, language: str) -> None:
    participant, (organiser, _) = Reader(seminar, language), others(seminar, language)
    async with organised(seminar, organiser, others=(participant.phone,), now=EVENING):
        await say(seminar, 5, 5, 5, 4, 2, comment="Өте жақсы!")
        for forged in FORGED:
            assert participant["out of date"] in await participant.phone.press(forged), forged
        await participant.opens()
        await participant.sees("for others")
        assert "results" not in {line["command"] for line in participant.phone.menu}
        assert not any("4,2" in screen["text"] for screen in participant.phone.screens)


NOWHERE: Final = (
    *("results:gone", "chart:gone", "chart:survey:differently", "chart:d1-lunch"),
    *("chart:survey", "chart:survey:explain", "comments:gone:comment", "comments:survey:overall", "comments"),
    *(f"chart:{OTHER}", "chart:assessment"),
)


async def test_buttons_that_lead_nowhere(seminar: Seminar, daniel: Phone) -> None:
    """Forged, or of a session that is gone, or of what may not be seen yet."""
    async with organised(seminar, daniel, now=EVENING):
        await say(seminar, 5, 5, 5, 4, session_id=OTHER, comment="A secret")
        for data in NOWHERE:
            assert "This was out of date." in await daniel.press(data), data
            await daniel.sees("What people said")
        await daniel.press(f"comments:{OTHER}:comment")
        await daniel.sees("Comments: 0", "results are shown from 5 answers on.")
        assert not any("A secret" in screen["text"] for screen in daniel.screens)
