"""Findings, changes and whom they reach in English, for the command line and for whoever starts the bot."""

from collections.abc import Sequence
from typing import Final

from bot.agenda.changes import Change
from bot.agenda.formats.findings import Finding
from bot.i18n.translator import load_translators
from bot.programme.rules import Reach
from bot.programme.screens.diff import change_words
from bot.programme.screens.faults import finding_line
from bot.programme.screens.reach import choosing_lines, silence_line

_ENGLISH: Final = load_translators()["en"]


def finding_in_english(finding: Finding) -> str:
    """One line; what only warns says so."""
    line = finding_line(_ENGLISH, finding)
    return f"warning: {line}" if finding.warning else line


def change_in_english(change: Change) -> str:
    """One line: `session d1-lunch (Lunch): room: Restaurant → Foyer`."""
    return f"{change.subject} {change.id} ({change.name.en}): {change_words(_ENGLISH, change)}"


def reach_in_english(reach: Reach, *, tell: bool) -> Sequence[str]:
    """A line for each number that is not 0."""
    numbers = {
        "Told" if tell else "Not told (without --tell)": reach.told,
        "Who get an overlap": reach.overlaps,
        "Whose seat is lost": reach.seats_lost,
        "Whose reminder is corrected": reach.reminded,
    }
    counted = [f"{what}: {number}" for what, number in numbers.items() if number]
    return [*counted, *(line.unescape() for line in choosing_lines(_ENGLISH, reach))]


def question_in_english(reach: Reach, *, tell: bool) -> str:
    if not reach.told:
        return "Apply? Nobody has to be told."
    return f"Apply and tell {_people(reach.told)}?" if tell else "Apply and tell nobody?"


def outcome_in_english(reach: Reach, hearing: int, *, tell: bool) -> str:
    """Who is told; `hearing`: without --tell, of an earlier change of the same."""
    if tell and reach.told:
        return f"The running bot tells {_people(reach.told)}."
    return silence_line(_ENGLISH, 0 if tell else hearing).unescape()


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
