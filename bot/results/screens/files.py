"""What comes below as a file."""

from bot.i18n.translator import Translator
from bot.results.screens.words import few_line
from bot.screens import Picture, Screen
from bot.screens.pages import back


def working_notice(t: Translator) -> str:
    return t.label("One moment, please. The file comes below.")


def file_screen(t: Translator, name: str, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("All results")),
        t("Sessions, answers, comments and the survey, without names."),
        few_line(t),
    )
    return Screen(text, [back(t, "results")], Picture(name, content))
