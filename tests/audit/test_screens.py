"""What was done, as whoever reads it knows the things."""

from datetime import datetime, time

import pytest

from bot.agenda.changes import compare
from bot.agenda.formats import Document
from bot.audit.rules import Deed, Entry, Names, Thing
from bot.audit.screens import log
from bot.audit.screens.details import WORDS
from bot.i18n.translator import load_translators
from bot.programme import edits
from bot.programme.rules import noted
from bot.screens.pages import Page

RUSSIAN = load_translators()["ru"]


def said(sample: Document, now: datetime, deed: Deed, details: str) -> str:
    """In the last column of the file, in Russian."""
    entry = Entry(now, deed, "Daniel", details=details)
    return log.table(RUSSIAN, Names(sample.to_programme(1)), [entry])[1][-1]


def of(sample: Document, changed: Document, source: str = "chat") -> str:
    return noted(compare(sample.to_programme(1), changed.to_programme(2)), source)


def test_a_change_names_what_it_changed(sample: Document, now: datetime) -> None:
    swapped = edits.move(edits.set_room(sample, "d1-training2", "hall3"), "d1-dinner", "day1", time(19))
    details = of(sample, edits.cancel(swapped, "d1-lunch"))
    assert said(sample, now, Deed.APPLIED, details) == (
        "отменено: Обед; зал: 2. Креативная педагогика, Зал 3; время: Ужин, 19:00"
    )


def test_a_file_has_its_name_and_of_many_changes_their_number(sample: Document, now: datetime) -> None:
    late = edits.delay_rest(sample, sample.to_programme(1).starts_at, 10)
    count = len(compare(sample.to_programme(1), late.to_programme(2)))
    assert said(sample, now, Deed.UNDONE, of(sample, late, "my file.xlsx")).endswith(" · my file.xlsx")
    assert said(sample, now, Deed.UNDONE, of(sample, late)).startswith(f"{count} изменени")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ("everyone: 149", "все: 149"),
        ("language:kk, role:club_lead: 7", "Қазақша, руководители клубов: 7"),
        ("session:d1-training2: 26", "2. Креативная педагогика: 26"),
        ("2019-04-30 14:00", "2019-04-30 14:00"),
    ],
)
def test_an_audience_is_said_in_words(sample: Document, now: datetime, details: str, words: str) -> None:
    assert said(sample, now, Deed.ANNOUNCED, details) == words


def test_a_host_speaks_of_a_session_by_its_name(sample: Document, now: datetime) -> None:
    assert said(sample, now, Deed.HOST_LATE, "d1-training2 5") == "2. Креативная педагогика, +5"
    assert said(sample, now, Deed.HOST_FULL, "gone") == "gone"


def test_a_thing_is_called_by_its_words_and_by_its_number_where_it_has_none(
    sample: Document, now: datetime
) -> None:
    names = Names(sample.to_programme(1), {(Thing.ANNOUNCEMENT, "7"): "Автобус"})
    entries = [Entry(now, Deed.ANNOUNCED, "Daniel", subject=one, details="unanswered:7: 3") for one in "78"]
    _, *rows = log.table(RUSSIAN, names, entries)
    assert [row[-2:] for row in rows] == [
        ["7 Автобус", "Автобус (нет ответа): 3"],
        ["8", "Автобус (нет ответа): 3"],
    ]
    screen = log.audit_screen(RUSSIAN, names, Page(range(1), 6, 0), entries[:1])
    assert "Daniel</i>: объявление отправлено · Автобус · Автобус (нет ответа): 3" in screen.text


def test_of_what_was_written_the_file_has_its_number_and_first_words(sample: Document, now: datetime) -> None:
    letter = "Where is the bus? " * 200
    names = Names(sample.to_programme(1), {(Thing.LETTER, "7"): letter})
    _, row = log.table(RUSSIAN, names, [Entry(now, Deed.ANSWERED, "Daniel", subject="7")])
    number, words = row[-2].split(" ", 1)
    assert number == "7"
    assert letter.startswith(words.rstrip("…"))
    assert len(words) <= WORDS


def test_an_undoing_says_whether_people_were_told(sample: Document, now: datetime) -> None:
    names = Names(sample.to_programme(1))
    entries = [Entry(now, deed, "Daniel") for deed in (Deed.UNDONE, Deed.UNDONE_SILENTLY)]
    told, silently = (row[2] for row in log.table(RUSSIAN, names, entries)[1:])
    assert told == "возвращена прежняя программа, участникам сообщено"
    assert silently == "возвращена прежняя программа без сообщения участникам"
