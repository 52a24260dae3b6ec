"""What was said of one session."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.rules import Session
from bot.feedback.rules import COMMENT, GOOD, MARKS, MISSING, RATING, TAG
from bot.i18n.translator import Translator
from bot.pictures.bars import Chart
from bot.results.rules import Results
from bot.results.screens import words
from bot.results.screens.chart import counted
from bot.results.screens.listing import picture_button, refresh
from bot.results.screens.words import Labelled
from bot.results.statistics import Counts
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.pages import back


def session_screen(t: Translator, results: Results, session: Session, asked: int) -> Screen:
    """`asked`: how many people were there, as far as is known."""
    shown = bool(_marks(results, session)) or bool(results.tally(session.id, TAG).counts)
    comments = results.tally(session.id, COMMENT).texts
    # TRANSLATORS: max 14; what people wrote about a session
    wrote = [Button(t.label("Comments"), f"comments:{session.id}:{COMMENT}")] if comments else []
    row = [*([picture_button(t, f"chart:{session.id}")] if shown else []), *wrote]
    rows = [*([row] if row else []), refresh(t, f"results:{session.id}"), back(t, "results")]
    return Screen(session_text(t, results, session, asked), rows)


def session_text(t: Translator, results: Results, session: Session, asked: int) -> Markup:
    answered, marks = results.answered(session.id), _marks(results, session)
    comments = results.tally(session.id, COMMENT).texts
    return t.lines(
        t.bold(shorten(session.title.to(t.language), words.TITLE)),
        words.answered_line(t, answered, asked),
        *([words.mean_line(t, marks), words.margin_line(t)] if any(marks.values()) else [words.few_line(t)]),
        *words.bar_lines(_labelled(results, session)),
        *(_tag_line(heading, tags) for heading, tags in _tags(t, results, session)),
        t("Comments: {count}", count=comments) if comments else None,
    )


def _marks(results: Results, session: Session) -> Counts:
    return results.tally(session.id, RATING).on(MARKS)


def _labelled(results: Results, session: Session) -> Labelled:
    """The best first."""
    return [(str(mark), count) for mark, count in _marks(results, session).items()][::-1]


def _tags(t: Translator, results: Results, session: Session) -> Sequence[tuple[str, Labelled]]:
    """What was good and what was missing, as far as anybody said it."""
    tally = results.tally(session.id, TAG)
    groups = {
        words.good_heading(t): words.tags_given(t, GOOD, tally),
        words.missing_heading(t): words.tags_given(t, MISSING, tally),
    }
    return [(heading, tags) for heading, tags in groups.items() if tags]


def _tag_line(heading: str, tags: Labelled) -> Markup:
    """What was good: Practical 5 · Good examples 3."""
    return Markup("{}: {}").format(heading, " · ".join(f"{name} {count}" for name, count in tags))


# ------------------------------------------------------------------ as a picture


def session_chart(t: Translator, results: Results, session: Session, asked: int) -> Chart:
    marks = _marks(results, session)
    lines = [
        *([words.mean_line(t, marks)] if any(marks.values()) else []),
        words.answered_line(t, results.answered(session.id), asked),
    ]
    groups = [("", _labelled(results, session)), *_tags(t, results, session)]
    return counted(session.title.to(t.language), lines, groups)
