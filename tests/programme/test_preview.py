"""What organisers see of a changed programme before it is applied."""

from collections.abc import Sequence
from typing import Final

from babel.support import NullTranslations

from bot.agenda.changes import Change, compare
from bot.agenda.formats import Document, Finding
from bot.agenda.formats.findings import SOMEWHERE
from bot.agenda.sample import read_sample
from bot.i18n.translator import Translator
from bot.programme import edits
from bot.programme.rules import Reach
from bot.programme.screens.preview import CHANGES, LINE, WARNINGS, all_changes_screen, preview_screen
from bot.screens import Picture, Screen
from bot.screens.message import TEXT, length
from tests.reminders.seminar import changed

SAMPLE: Final = read_sample()
REACH: Final = Reach(told=26, overlaps=1, seats_lost=2, reminded=9)
LONG: Final = "A very long name " * 20
T: Final = Translator("en", NullTranslations())


def changes(new: Document) -> Sequence[Change]:
    return compare(SAMPLE.to_programme(1), new.to_programme(2))


def warnings(count: int) -> Sequence[Finding]:
    about = {"item": "session d1-lunch", "other": LONG, "choice": "training"}
    return [Finding("choice-overlap", SOMEWHERE, about, warning=True)] * count


def lines(screen: Screen) -> list[str]:
    return str(screen.text).split("\n")


def a_long_change() -> Document:
    """Every session is called otherwise, and dinner, far behind, is cancelled."""
    sessions = [
        session.model_copy(update={"title": session.title.model_copy(update={"en": LONG})})
        for session in SAMPLE.sessions
    ]
    return edits.cancel(SAMPLE.model_copy(update={"sessions": sessions}), "d1-dinner")


def test_what_changes_comes_first_then_for_whom_and_then_the_warnings() -> None:
    told = preview_screen(T, 1, changes(changed(SAMPLE, "d1-lunch", room="foyer")), REACH, warnings(1))
    change, _, first, *reach, warning = lines(told)
    assert change == "<b>Lunch · room: Restaurant → Foyer</b>"
    assert first == "Will be told: 26"
    assert not any("⚠" in line for line in reach)
    assert warning.startswith("⚠ Lunch: ")


def test_however_long_it_is_the_cancelled_comes_first_and_nothing_is_cut_on_the_phone() -> None:
    told = preview_screen(T, 1, changes(a_long_change()), REACH, warnings(300))
    shown = lines(told)
    assert length(told.text) <= TEXT
    assert all(length(line) <= LINE + len("⚠ ") for line in shown)
    assert "cancelled" in shown[1]
    assert shown[CHANGES + 1].startswith("and more: ")
    assert shown.index("Will be told: 26") < min(at for at, line in enumerate(shown) if "⚠" in line)
    assert shown[-1] == f"and more: {300 - WARNINGS}"
    assert told.rows[0][0].data == "allchanges:1"


def test_the_file_has_what_changes_before_the_warnings_too() -> None:
    made = changes(a_long_change())
    screen = all_changes_screen(T, made, warnings(3))
    assert isinstance(screen.file, Picture)
    told, warned = screen.file.content.decode().split("\n\n")
    assert "cancelled" in told.splitlines()[0]
    assert len(told.splitlines()) == len(made)
    assert [line[0] for line in warned.splitlines()] == ["⚠"] * 3
