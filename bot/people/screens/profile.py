"""The bot's own name, descriptions and command lines; plain text, Bot API's lengths in characters."""

from collections.abc import Callable, Mapping

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.people.screens.door import when_and_where
from bot.screens.length import shorten


def bot_name(t: Translator, programme: Programme) -> str:
    """At most 64 (Bot API, "setMyName")."""
    return shorten(programme.short_name.to(t.language), 64)


def description(t: Translator, programme: Programme) -> str:
    """What an empty chat shows; at most 512 (Bot API, "setMyDescription")."""
    what = t.label("I show what is next, remind you in time and keep your place in a training session.")
    languages = t.label("In Kazakh, Russian and English.")
    lines = [programme.name.to(t.language), when_and_where(t, programme), "", what, languages]
    return shorten("\n".join(lines), 512)


def short_description(t: Translator, programme: Programme) -> str:
    """What the profile shows; at most 120 (Bot API, "setMyShortDescription")."""
    line = t.label("What is next, where and when")
    return shorten(f"{line}. {when_and_where(t, programme)}", 120)


def _settings(t: Translator) -> str:
    return t.label("Language, reminders, your data")


def _help(t: Translator) -> str:
    return t.label("What this bot can do")


DESCRIPTIONS: Mapping[str, Callable[[Translator], str]] = {"settings": _settings, "help": _help}
