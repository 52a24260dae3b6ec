"""A long text: Telegram's apps cut one that is too long, and send each part as a message of its own."""

from bot.announcements.screens.words import excerpt
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.message import TEXT
from bot.screens.pages import back


def whole_question(t: Translator, text: str, onward: str, again: str) -> Screen:
    """Asked after a text that may be the first part only; nothing is said to be taken before the answer."""
    lines = t.lines(
        t.bold(t("Is this the whole text?")),
        excerpt({t.language: text}, t.language),
        t("Telegram cuts a text that is too long into parts. If another part follows, none is taken."),
    )
    # TRANSLATORS: max 28; the text that was written is complete
    return Screen(lines, [[Button(t.label("Yes, that is all of it"), onward)], back(t, again)])


def parts_screen(t: Translator, again: str) -> Screen:
    """An app has cut a text that is too long, and sent it in parts."""
    text = t.lines(
        t.bold(t("The text is too long")),
        t("It came in parts, and none of them was taken: that would be no whole announcement."),
        t("An announcement may have {limit} characters at most. Please write a shorter one.", limit=TEXT),
    )
    return Screen(text, [back(t, again)])
