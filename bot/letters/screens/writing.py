"""For whoever writes to the organisers: the question, what became of it, and the answer."""

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.letters.rules import Content
from bot.letters.screens.words import Row, as_written, attached, one_line
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.message import CAPTION, TEXT, length


def describe_write(t: Translator) -> str:
    return t.label("Write to the organisers")


def ask_screen(t: Translator, about: str) -> Screen:
    """The next message is a letter; `about`: the announcement that it replies to."""
    text = t.lines(
        t.bold(t("Write to the organisers")),
        t("About the announcement: {text}", text=shorten(about, 80)) if about else None,
        t("Your next message goes to them: a text, a photo or a document."),
    )
    # TRANSLATORS: max 28
    return Screen(text, [[Button(t.label("Cancel"), "now")]])


def passed_on_screen(t: Translator, letter_id: int, *, reached: bool) -> Screen:
    """`reached`: at least one organiser gets it by itself."""
    text = t.lines(
        t.bold(t("Passed on to the organisers")),
        t("Their answer will come here.")
        if reached
        else t(
            "No organiser can be reached right now. Your message waits for them, and the answer comes here."
        ),
    )
    # TRANSLATORS: max 28; a message to the organisers
    take_back = Button(t.label("Take it back"), f"recall:{letter_id}")
    return Screen(text, [[take_back], _what_is_next(t)])


def taken_back_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("Taken back")),
        t("The organisers no longer have your message; some may have read it already."),
    )
    return Screen(text, [_what_is_next(t)])


def answer_message(t: Translator, answer_id: int, content: Content, asked: Content) -> Screen:
    """An answer, in the words in which it was written; without a heading where both together are too long."""
    # TRANSLATORS: max 28
    reply = Button(t.label("Reply to the organisers"), f"write:answer:{answer_id}")
    return Screen(_with_heading(t, content, asked), [[reply]], attached(content))


def _with_heading(t: Translator, content: Content, asked: Content) -> Markup:
    heading = t.lines(
        t.bold(t("Answer from the organisers")), t("To your message: {text}", text=one_line(t, asked, 80))
    )
    words = as_written(content)
    whole = t.lines(heading, "", words) if words else heading
    return whole if length(whole) <= content.limit else words


def _what_is_next(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("What is next"), "now")]


# ------------------------------------------------------------- what cannot be


def nothing_to_pass_on(t: Translator) -> str:
    return t.label("Only a text, a photo or a document can be passed on. Please write it in words.")


def write_again(t: Translator) -> str:
    """The message that a button was to pass on is gone."""
    return t.label("That message is no longer there. Please write it once more.")


def too_late_notice(t: Translator, *, settled: bool) -> str:
    """`settled`: an organiser has answered it, or noted that it needs no answer."""
    if settled:
        return t.label("The organisers have dealt with it already. It can no longer be taken back.")
    return t.label("It is more than a day old. It can no longer be taken back.")


def too_long(t: Translator, content: Content) -> str:
    """An answer under a file that Telegram lets people write, but no bot."""
    return t.label(
        "A text under a file may have {limit} characters, this one has {length}. Please send them one by one,"
        " the text with up to {most}.",
        limit=CAPTION,
        length=length(content.text),
        most=TEXT,
    )
