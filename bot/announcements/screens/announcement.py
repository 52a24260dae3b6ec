"""An announcement as its recipients see it."""

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.screens import Attached, Button, Screen


def announcement(t: Translator, text: Markup, file: Attached | None, announcement_id: int) -> Screen:
    """The text as it was written, and a way to answer."""
    # TRANSLATORS: max 28
    reply = Button(t.label("Reply to the organisers"), f"write:{announcement_id}")
    return Screen(text, [[reply]], file)
