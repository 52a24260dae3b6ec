"""For organisers: a letter as it comes, the list of those that wait, a conversation."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.i18n.dates import date_and_time
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.letters.rules import Answer, Desk, Letter, Line, Writer
from bot.letters.screens.words import (
    LINE,
    Row,
    as_written,
    attached,
    fate,
    fitting,
    one_line,
    origin,
)
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.message import length
from bot.screens.pages import Page, back

PAGE: Final = 6  # letters
ANSWERS: Final = 3  # that a letter shows
NOTICE: Final = 200  # UTF-16 units, Bot API "answerCallbackQuery"


def describe_letters(t: Translator) -> str:
    return t.label("Letters to the organisers")


# -------------------------------------------------------------------- a letter


def letter_message(t: Translator, letter: Letter, about: str, *, in_group: bool = False) -> Screen:
    """A letter as it comes to organisers; it changes once it is answered. `about`: the announcement."""
    head = t.lines(title(t, letter.writer), origin(letter.writer) or None, _about(t, about))
    foot = _outcome(t, letter, in_group=in_group)
    room = letter.content.limit - length(head) - length(foot) - 4  # two blank lines
    words, cut = fitting(letter.content, room)
    parts = [part for part in (head, words, foot) if part]
    rows = [*_letter_rows(t, letter, in_group=in_group), *([[_whole(t, letter)]] if cut else [])]
    return Screen(Markup("\n\n").join(parts), rows, attached(letter.content))


def title(t: Translator, writer: Writer) -> Markup:
    return t.bold(t("Letter: {name}", name=writer.name))


def _about(t: Translator, about: str) -> Markup | None:
    return t("About the announcement: {text}", text=shorten(about, 80)) if about else None


def _outcome(t: Translator, letter: Letter, *, in_group: bool) -> Markup:
    shown = [line for answer in letter.answers[-ANSWERS:] for line in answer_lines(t, answer)]
    if not shown and not letter.waits:
        shown = [t("No answer is needed any more.")]
    if not shown and in_group:
        shown = [t("To answer, reply to this message.")]
    return t.lines(*shown)


def answer_lines(t: Translator, answer: Answer) -> Sequence[Markup | None]:
    text = one_line(t, answer.content)
    said = (
        t("Answer ({name}): {text}", name=answer.author, text=text)
        if answer.author
        else t("Answer: {text}", text=text)
    )
    return [said, fate(t, answer.fate)]


def _letter_rows(t: Translator, letter: Letter, *, in_group: bool) -> list[Row]:
    # TRANSLATORS: max 28; what to tap when a letter needs none
    settle = Button(t.label("No answer needed"), f"settle:{letter.id}")
    first = [_who(t, letter)] if in_group else [_answer(t, letter), _who(t, letter)]
    return [first, [settle]] if letter.waits else [first]


def _answer(t: Translator, letter: Letter) -> Button:
    # TRANSLATORS: max 14
    return Button(t.label("Answer"), f"answer:{letter.id}")


def _who(t: Translator, letter: Letter) -> Button:
    # TRANSLATORS: max 14
    return Button(t.label("Who is it?"), f"writer:{letter.id}")


def _whole(t: Translator, letter: Letter) -> Button:
    # TRANSLATORS: max 28
    return Button(t.label("The whole letter"), f"original:{letter.id}")


def gone_message(t: Translator) -> Screen:
    """Takes the place of a letter whose writer has deleted all that was kept about them."""
    return Screen(t.lines(t.bold(t("This letter is gone")), t("Its writer is no longer here.")))


def original(letter: Letter) -> Screen:
    """What was written and nothing else; where a bot may not write as much under a file, without it."""
    file = attached(letter.content) if letter.content.fits else None
    return Screen(as_written(letter.content), file=file)


def writer_notice(t: Translator, writer: Writer) -> str:
    """Who it is, above the chat for a moment."""
    handle = f"@{writer.username}" if writer.username else ""
    name = " ".join(part for part in (writer.name, handle) if part)
    blocked = "" if writer.active else t.label("has blocked the bot")
    lines = [name, ", ".join(part for part in (writer.club, writer.country) if part)]
    lines += [LANGUAGE_NAMES.get(writer.language or "", ""), blocked]
    return shorten("\n".join(line for line in lines if line), NOTICE)


# -------------------------------------------------------------------- the list


def letters_screen(t: Translator, shown: Sequence[Letter], page: Page[int], desk: Desk | None) -> Screen:
    """A page of what waits for an answer, the newest first, and where letters go."""
    text = t.lines(
        t.bold(t("Letters")),
        t.plural("{count} letter waits for an answer.", "{count} letters wait for an answer.", page.total)
        if shown
        else t("No letter waits for an answer."),
        "",
        _where_they_go(t, desk),
    )
    rows = [[button(f"{one.writer.name}: {one_line(t, one.content)}", f"letter:{one.id}")] for one in shown]
    return Screen(text, [*rows, *page.buttons(t, "letters"), back(t, "organise")])


def _where_they_go(t: Translator, desk: Desk | None) -> Markup:
    if desk:
        return t("They come to a group of the organisers, bound by: {name}", name=desk.name)
    return t("To read them together, add this bot to a group of the organisers and write /bind there.")


# -------------------------------------------------------------- a conversation


def letter_screen(t: Translator, letter: Letter, lines: Sequence[Line], about: str, zone: ZoneInfo) -> Screen:
    """The last messages between somebody and the organisers."""
    said = [part for line in lines for part in _line(t, letter.writer, line, zone)]
    text = t.lines(title(t, letter.writer), origin(letter.writer) or None, _about(t, about), "", *said)
    # TRANSLATORS: max 28
    settle = Button(t.label("No answer needed"), f"settle:{letter.id}:letters")
    rows = [[_answer(t, letter), _who(t, letter)], *([[settle]] if letter.waits else [])]
    whole = [[_whole(t, letter)]] if letter.content.file_id or length(letter.content.text) > LINE else []
    return Screen(text, [*rows, *whole, back(t, "letters")])


def _line(t: Translator, writer: Writer, line: Line, zone: ZoneInfo) -> Sequence[Markup | None]:
    when = date_and_time(line.written_at, zone, t.language)
    name = writer.name if line.author is None else line.author or t.label("organiser")
    return [Markup("{} · {}: {}").format(when, name, one_line(t, line.content)), fate(t, line.fate)]
