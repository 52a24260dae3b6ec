"""The agenda's lines in the command menu."""

from collections.abc import Callable, Mapping

from bot.i18n.translator import Translator

DESCRIPTIONS: Mapping[str, Callable[[Translator], str]] = {
    "now": lambda t: t.label("What is now and what is next"),
    "agenda": lambda t: t.label("The agenda, day by day"),
    "my": lambda t: t.label("My schedule"),
    "choose": lambda t: t.label("Choose a training session or a workshop"),
    "find": lambda t: t.label("Find a session, a person or a room"),
    "info": lambda t: t.label("Practical information"),
}
