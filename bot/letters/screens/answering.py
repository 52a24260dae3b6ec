"""For the organiser who answers."""

from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.letters.rules import Answer, Letter, Writer
from bot.letters.screens.inbox import answer_lines
from bot.letters.screens.words import one_line
from bot.screens import Button, Screen


def ask_screen(t: Translator, letter: Letter) -> Screen:
    """The next message is the answer."""
    language = LANGUAGE_NAMES.get(letter.writer.language or "", "")
    text = t.lines(
        t.bold(t("Answer to: {name}", name=letter.writer.name)),
        one_line(t, letter.content),
        "",
        t("Write the answer: a text, a photo or a document. It goes out at once."),
        t("Their language: {language}", language=language) if language else None,
    )
    # TRANSLATORS: max 28
    return Screen(text, [[Button(t.label("Cancel"), f"letter:{letter.id}")]])


def sent_screen(t: Translator, writer: Writer) -> Screen:
    text = t.lines(t.bold(t("The answer is on its way")), t("To: {name}", name=writer.name))
    return Screen(text)


def answered_screen(t: Translator, letter: Letter, answer: Answer) -> Screen:
    """Somebody else was faster; what was written now is not sent yet."""
    text = t.lines(
        t.bold(t("Already answered")),
        *answer_lines(t, answer),
        "",
        t("Your answer has not been sent."),
    )
    # TRANSLATORS: max 28
    return Screen(text, [[Button(t.label("Send mine as well"), f"answer:{letter.id}:too")]])


# ------------------------------------------------------------- what cannot be


def gone(t: Translator) -> str:
    return t.label("This letter is gone: it was taken back, or its writer is no longer here.")


def blocked(t: Translator, writer: Writer) -> str:
    return t.label("Not sent: this person has blocked the bot. {name}", name=writer.name)


def settled_notice(t: Translator) -> str:
    return t.label("Noted for all organisers.")
