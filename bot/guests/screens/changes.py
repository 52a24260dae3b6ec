"""What a list changes of those who are on it already: whom, and what was there before."""

from collections.abc import Sequence
from typing import Final

from bot.guests.comparison import Change
from bot.guests.rules import Column
from bot.guests.screens.words import column_name
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role
from bot.screens import Picture, Screen
from bot.screens.roles import role_name

_NOTHING: Final = "—"


def change_line(t: Translator, change: Change) -> str:
    """`Ұлпан · Club: Қыран → Сұңқар; Language: Қазақша → —`."""
    said = [
        f"{column_name(t, column)}: {_word(t, column, before)} → {_word(t, column, after)}"
        for column, before, after in change.differences
    ]
    return f"{change.former.guest.name} · {'; '.join(said)}"


def _word(t: Translator, column: Column, value: str) -> str:
    if column is Column.ROLE:
        return role_name(t, Role(value))
    return (LANGUAGE_NAMES[value] if column is Column.LANGUAGE and value else value) or _NOTHING


def changes_screen(t: Translator, changes: Sequence[Change]) -> Screen:
    """All of them as a file, a line each."""
    lines = [change_line(t, change) for change in changes]
    content = "\n".join([*lines, ""]).encode("utf-8-sig")  # Windows shows Kazakh letters only with a mark
    return Screen(t.bold(t("All changes")), file=Picture("changes.txt", content))
