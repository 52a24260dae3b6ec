"""The few words that belong to no feature."""

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.screens.screen import Button, Screen


def apology(t: Translator) -> Screen:
    """Something broke on our side."""
    text = t.lines(
        t.bold(t("Something went wrong on our side.")),
        t("It has been noted. Please try once more in a minute; nothing you wrote is lost."),
    )
    return Screen(text, [[Button(t.label("What is next"), "now")]])


def stale_notice(t: Translator) -> str:
    """Above the screen that is shown instead of one that is no more."""
    return t.label("This was out of date. Here is the new one.")


def complaint(text: str) -> Screen:
    """What a person can do otherwise, as a message of its own."""
    return Screen(Markup("{}").format(text))


def sent_name(t: Translator, kind: str) -> str:
    """What somebody has sent; `kind`: as Telegram calls it."""
    names = {
        "photo": t.label("a photo"),
        "video": t.label("a video"),
        "video_note": t.label("a video"),
        "voice": t.label("a voice message"),
        "audio": t.label("a recording"),
        "sticker": t.label("a sticker"),
        "document": t.label("a file"),
    }
    return names.get(kind) or t.label("something else than a text")
