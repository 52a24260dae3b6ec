"""Whatever a file is found guilty of has words, in which nothing is left to fill in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.agenda.formats import validation
from bot.agenda.formats.findings import Finding, Spot, Where
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.programme.screens.faults import FAULTS, fault_text, finding_line
from tests.screens.gallery.programme import ABOUT

TRANSLATORS = load_translators()
SOURCES = [
    *(Path(bot.__file__).parent / "agenda" / "formats").glob("*.py"),
    *Path(bot.__file__).parent.glob("sheets/*.py"),
]
RAISING = {"Fault", "Finding", "UnreadableError", "UnclearTimesError", "WorkbookError"}


def codes() -> Iterator[str]:
    """The literals that a fault is made with."""
    for source in SOURCES:
        for call in (node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in RAISING and call.args:
                yield from (
                    str(part.value)
                    for part in ast.walk(call.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and "-" in part.value
                )


def test_every_fault_has_words() -> None:
    found = {*codes(), *validation._CODES.values()} - {"unknown-"}
    assert len(found) > 50
    assert found <= FAULTS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FAULTS)
def test_they_are_sentences_in_each_language(language: str, code: str) -> None:
    said = fault_text(TRANSLATORS[language], code, ABOUT)
    assert said.endswith(".")
    assert ".." not in said


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("kk", "Sessions парағы, F2 ұяшығы: opening сессиясы: «mian» залы жоқ. «main» деп жазыңыз."),
        ("ru", "лист Sessions, ячейка F2: сессия opening: нет зала «mian». Напишите «main»."),
        ("en", "sheet Sessions, cell F2: session opening: there is no room “mian”. Write “main”."),
    ],
)
def test_a_finding_reads_like_a_sentence(language: str, line: str) -> None:
    about = {"item": "session opening", "value": "mian", "close": "main"}
    finding = Finding("unknown-room", Where(Spot.CELL, "F2", "Sessions"), about)
    assert finding_line(TRANSLATORS[language], finding) == line


@pytest.mark.parametrize(
    ("language", "names"), [("kk", "қазақ тілі және орыс тілі"), ("ru", "казахский и русский")]
)
def test_languages_are_named_in_the_language_of_the_text(language: str, names: str) -> None:
    assert names in fault_text(TRANSLATORS[language], "left-out", {"field": "title", "language": "kk ru"})
