"""In a group: why something is not done there, and where it is."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.screens import Button, Screen


def unseen_screen(translators: Iterable[Translator]) -> Screen:
    """Telegram does not say who wrote, so neither is their language known."""
    return Screen(Markup("\n\n").join(map(_unseen, translators)))


def _unseen(t: Translator) -> Markup:
    return t.lines(
        t.bold(t("Not done: an anonymous administrator wrote this")),
        t("Please write as yourself: turn off “Remain anonymous” in your administrator rights."),
    )


def organisers_screen(t: Translator, address: str, *, replied: bool) -> Screen:
    """`replied`: to a letter, whose writer would have got it as an answer; `address`: the bot's own chat."""
    text = t.lines(
        t.bold(
            t("Not sent: only organisers answer letters") if replied else t("Only organisers can do this")
        ),
        t("To become one, first open your own chat with this bot; an organiser then gives the role: /roles"),
    )
    return Screen(text, [_own_chat(t, address)])


def private_screen(t: Translator, address: str) -> Screen:
    """A command that is not for groups."""
    text = t.lines(
        t.bold(t("This command works in your own chat with this bot")),
        t("Here letters are answered: reply to the message of one."),
    )
    return Screen(text, [_own_chat(t, address)])


def _own_chat(t: Translator, address: str) -> list[Button]:
    # TRANSLATORS: max 28; to one's private chat with the bot
    return [Button(t.label("Open my own chat"), url=address)]


def organisers_notice(t: Translator) -> str:
    """Above the chat for a moment, to somebody else who taps a button of a letter."""
    return t.label("Only organisers can do this")
