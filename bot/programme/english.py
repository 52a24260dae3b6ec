"""Findings and changes in English, for the command line and for whoever starts the bot."""

from typing import Final

from bot.agenda.changes import Change
from bot.agenda.formats.findings import Finding
from bot.i18n.translator import load_translators
from bot.programme.screens.diff import change_words
from bot.programme.screens.faults import finding_line

_ENGLISH: Final = load_translators()["en"]


def finding_in_english(finding: Finding) -> str:
    """One line; what only warns says so."""
    line = finding_line(_ENGLISH, finding)
    return f"warning: {line}" if finding.warning else line


def change_in_english(change: Change) -> str:
    """One line: `session d1-lunch (Lunch): room: Restaurant → Foyer`."""
    return f"{change.subject} {change.id} ({change.name.en}): {change_words(_ENGLISH, change)}"
