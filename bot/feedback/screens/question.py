"""One question of the survey, or of those who assess themselves: a tap or a few words."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.questions import Option, Question, Type
from bot.feedback.rules import AFTER, SURVEY
from bot.feedback.screens.assessment import sureness
from bot.feedback.steps import Kept, Paper, Step
from bot.i18n.translator import Translator
from bot.screens import Button, Rows, Screen
from bot.screens.length import button, shorten
from bot.screens.message import plain

IN_A_ROW: Final = 6  # marks
EXCERPT: Final = 300  # UTF-16 units of an answer in words

Said = Mapping[str, str]  # the answers to a question, by part


def question_screen(t: Translator, paper: Paper, step: Step, kept: Kept | None = None) -> Screen:
    """`kept`: what has become of the text that this screen answers."""
    said = paper.said(step)
    text = t.lines(
        t.bold(step.question.text.to(t.language)),
        _progress(t, paper, step),
        _how(t, step),
        *_words_said(t, step.question, said),
        kept_notice(t, kept) if kept else None,
    )
    return Screen(text, [*_answers(t, step, said), _ways(t, paper, step)])


def _progress(t: Translator, paper: Paper, step: Step) -> Markup:
    number, total = paper.steps.index(step) + 1, len(paper.steps)
    if step.subject == AFTER:
        return t("{number} of {total} · now, after the seminar", number=number, total=total)
    return t("{number} of {total} · without your name", number=number, total=total)


def _how(t: Translator, step: Step) -> str:
    """How it is answered."""
    question = step.question
    match question.type:
        case Type.SCALE if step.subject != SURVEY:
            return sureness(t, question)
        case Type.SCALE:
            ends = {"lowest": question.lowest, "highest": question.highest}
            return t.label("{lowest}: the lowest mark, {highest}: the highest", **ends)
        case Type.CHOICE:
            return t.label("Choose one.")
        case Type.CHOICES:
            return t.label("Choose all that apply.")
    return t.label("Just write: your next message is the answer.")


def _words_said(t: Translator, question: Question, said: Said) -> Sequence[Markup]:
    """What was written so far, in one line."""
    if question.type is not Type.TEXT or not said:
        return []
    written = " / ".join(" ".join(plain(said[part]).split()) for part in sorted(said))
    return [
        t("Your answer: “{text}”", text=shorten(written, EXCERPT)),
        t("What you write now is added to it."),
    ]


# ----------------------------------------------------------------- buttons


def _answers(t: Translator, step: Step, said: Said) -> Rows:
    options = step.question.options
    match step.question.type:
        case Type.SCALE:
            return _marks(step, said)
        case Type.CHOICE:
            return [_option(t, step, one, "✓ " if said.get("") == one.id else "") for one in options]
        case Type.CHOICES:
            return [_several(t, step, one, chosen=one.id in said) for one in options]
    # TRANSLATORS: max 28
    return [[Button(t.label("Delete my answer"), _reply(step))]] if said else []


def _marks(step: Step, said: Said) -> Rows:
    """All of its scale, in rows of much the same length."""
    marks = [str(mark) for mark in step.question.marks]
    rows = -(-len(marks) // IN_A_ROW)
    size = -(-len(marks) // rows)
    buttons = [Button(f"✓ {mark}" if said.get("") == mark else mark, _reply(step, mark)) for mark in marks]
    return [buttons[first : first + size] for first in range(0, len(buttons), size)]


def _several(t: Translator, step: Step, option: Option, *, chosen: bool) -> list[Button]:
    """The button says what it does, so that a second tap does nothing."""
    return _option(t, step, option, "☑ " if chosen else "☐ ", "off" if chosen else "on")


def _option(t: Translator, step: Step, option: Option, sign: str, *wish: str) -> list[Button]:
    return [button(sign + option.text.to(t.language), _reply(step, option.id, *wish))]


def _reply(step: Step, *what: str) -> str:
    return ":".join(("reply", step.subject, step.question.id, *what))


def _ways(t: Translator, paper: Paper, step: Step) -> list[Button]:
    """On, with an answer or without, and back."""
    on, back = paper.beside(step, 1), paper.beside(step, -1)
    # TRANSLATORS: max 14; to the next question, this one has an answer
    forward = t.label("Next")
    if on is None:
        # TRANSLATORS: max 14; this question is the last one, and has an answer
        forward = t.label("Finish")
    if not paper.said(step):
        # TRANSLATORS: max 14; to the next question, this one stays without an answer
        forward = t.label("Skip")
    return [
        Button(forward, _to(on) if on else "survey:end"),
        # TRANSLATORS: max 14
        Button(t.label("Back"), _to(back) if back else "feedback"),
    ]


def _to(step: Step) -> str:
    return f"survey:{step.subject}:{step.question.id}"


# --------------------------------------------------- a moment above the chat


def kept_notice(t: Translator, kept: Kept) -> str:
    """What has become of an answer; under the question where it was written."""
    notices = {
        Kept.ANSWER: t.label("Kept, without your name."),
        Kept.TEXT_ALONE: t.label("Your text is kept, the file is not."),
        Kept.DELETED: t.label("Your answer is deleted."),
        Kept.NO_TEXT: t.label("Only text is kept here. Please say it in words."),
        Kept.FULL: t.label("No more fits here: this text is not kept. Delete your answer to write anew."),
        Kept.GONE: t.label("This is not asked any more: your answer is not kept."),
    }
    return notices[kept]
