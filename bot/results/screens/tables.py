"""All results as tables to take along; what may not be seen on a screen is not in them either."""

from collections.abc import Iterator, Sequence

from bot.agenda.questions import Questionnaire
from bot.agenda.rules import Programme, Session
from bot.feedback.rules import AFTER, BEFORE, COMMENT, GOOD, MARKS, MISSING, RATING, SURVEY, TAG
from bot.i18n.translator import Translator
from bot.results.rules import Report, Results
from bot.results.screens import words
from bot.results.statistics import marks_of, mean
from bot.screens.message import plain
from bot.sheets.writing import Row, Table


def tables(t: Translator, programme: Programme, report: Report) -> Sequence[Table]:
    return [
        _sessions(t, programme, report),
        _answers(t, report),
        _comments(t, report),
        _survey(t, programme, report),
    ]


def _sessions(t: Translator, programme: Programme, report: Report) -> Table:
    # TRANSLATORS: the name of a column, and so are the next ones
    header = [t.label("Session"), t.label("Begins"), t.label("Answered"), t.label("Asked")]
    header += [t.label("Mean"), "±", t.label("Comments")]
    rows = [_session(programme, report, session, t.language) for session in report.sessions]
    return Table("sessions", t.label("Sessions"), header, rows)


def _session(programme: Programme, report: Report, session: Session, language: str) -> Row:
    begins = session.starts_at.astimezone(programme.zone).strftime("%Y-%m-%d %H:%M")
    answered, asked = report.results.answered(session.id), report.asked.get(session.id, 0)
    marks = marks_of(report.results.tally(session.id, RATING).on(MARKS))
    rating: Row = ("", "")
    if marks:
        value, margin = mean(marks)
        rating = (round(value, 2), "" if margin is None else round(margin, 2))
    comments = len(report.texts.get((session.id, COMMENT), ()))
    return [session.title.to(language), begins, answered, max(asked, answered), *rating, comments]


def _answers(t: Translator, report: Report) -> Table:
    """How often each was given, so that no order says which came together."""
    header = [t.label("Session"), t.label("Question"), t.label("Answer given"), t.label("How many")]
    rows = [
        (session.title.to(t.language), *answer)
        for session in report.sessions
        for answer in _given(t, report.results, session)
    ]
    return Table("answers", t.label("Answers"), header, rows)


def _given(t: Translator, results: Results, session: Session) -> Iterator[Row]:
    # TRANSLATORS: in the place of a question: what a session was rated with
    rating = t.label("Rating")
    marks = results.tally(session.id, RATING).on(MARKS)
    yield from ((rating, mark, count) for mark, count in marks.items())
    tags = results.tally(session.id, TAG)
    yield from ((words.good_heading(t), *tag) for tag in words.tags_given(t, GOOD, tags))
    yield from ((words.missing_heading(t), *tag) for tag in words.tags_given(t, MISSING, tags))


def _comments(t: Translator, report: Report) -> Table:
    rows = [
        (session.title.to(t.language), plain(text))
        for session in report.sessions
        for text in report.texts.get((session.id, COMMENT), ())
    ]
    return Table("comments", t.label("Comments"), [t.label("Session"), t.label("Comment")], rows)


def _survey(t: Translator, programme: Programme, report: Report) -> Table:
    """Marks and options with how often each was given; each text by itself."""
    header = [t.label("Part"), t.label("Question"), t.label("Answer given"), t.label("How many")]
    parts = [
        (SURVEY, Questionnaire.SURVEY, t.label("Closing survey")),
        (BEFORE, Questionnaire.ASSESSMENT, t.label("Before")),
        (AFTER, Questionnaire.ASSESSMENT, t.label("After")),
    ]
    rows = [
        (name, question.text.to(t.language), *answer)
        for subject, questionnaire, name in parts
        for question in programme.questionnaire(questionnaire)
        for answer in (
            *words.labelled(t, question, report.results.tally(subject, question.id)),
            *((plain(text), 1) for text in report.texts.get((subject, question.id), ())),
        )
    ]
    return Table("survey", t.label("Survey"), header, rows)
