"""Numbers, bars and names that several screens share."""

from collections.abc import Sequence
from typing import Final

from babel.numbers import format_decimal
from markupsafe import Markup

from bot.agenda.questions import Question, Type
from bot.feedback.rules import Tag
from bot.i18n.dates import locale_of
from bot.i18n.translator import Translator
from bot.results.rules import FEWEST, Tally
from bot.results.statistics import Counts, Mean, marks_of, mean
from bot.screens.tags import tag_name

BAR: Final = 8  # characters of the longest
TITLE: Final = 200  # UTF-16 units

Labelled = Sequence[tuple[str, int]]  # answers in words, and how often each was given


def number(t: Translator, value: float) -> str:
    """4.3, with the sign for tenths that people write."""
    return format_decimal(value, "0.0", locale_of(t.language))


def mean_text(t: Translator, value: Mean) -> str:
    """4.3 ± 0.2."""
    plain = number(t, value.value)
    return plain if value.margin is None else f"{plain} ± {number(t, value.margin)}"


def mean_line(t: Translator, counts: Counts) -> Markup:
    """Raises statistics.StatisticsError where nobody gave a mark."""
    value = mean_text(t, mean(marks_of(counts)))
    return t("Mean: {mean} of {highest}", mean=value, highest=max(counts))


def margin_line(t: Translator) -> Markup:
    return t("±: how sure the mean is (95 % confidence interval).")


def answered_line(t: Translator, answered: int, asked: int) -> Markup:
    """Who is forgotten, or has left, may have answered and is not among those asked."""
    asked = max(answered, asked)
    percent = round(100 * answered / asked) if asked else 0
    return t("Answered: {count} of {asked} ({percent} %)", count=answered, asked=asked, percent=percent)


def few_line(t: Translator) -> Markup:
    return t("So that nobody can be recognised, results are shown from {count} answers on.", count=FEWEST)


def answers_text(t: Translator, count: int) -> Markup:
    return t.plural("{count} answer", "{count} answers", count)


def bar_line(label: object, count: int, most: int) -> Markup:
    """5 ▓▓▓▓▓▓ 12; what was given at all has a bar."""
    length = max(1, round(BAR * count / most)) if count else 0
    return Markup("{} {} {}").format(label, "▓" * length, count) if length else Markup("{} 0").format(label)


def bar_lines(counts: Labelled) -> Sequence[Markup]:
    most = max((count for _, count in counts), default=0)
    return [bar_line(label, count, most) for label, count in counts]


def labelled(t: Translator, question: Question, tally: Tally) -> Labelled:
    """How often each answer was given, in the words of its button; nothing where that may not be seen."""
    if not tally.shows(question):
        return []
    if question.type is Type.SCALE:
        return [(str(mark), count) for mark, count in tally.on(question.marks).items()][::-1]
    return [(option.text.to(t.language), tally.counts.get(option.id, 0)) for option in question.options]


def tags_given(t: Translator, tags: Sequence[Tag], tally: Tally) -> Labelled:
    """Those that somebody chose."""
    return [(tag_name(t, tag), tally.counts[tag]) for tag in tags if tally.counts.get(tag)]


def good_heading(t: Translator) -> str:
    return t.label("What was good")


def missing_heading(t: Translator) -> str:
    return t.label("What was missing")
