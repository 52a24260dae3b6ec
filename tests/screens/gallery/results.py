"""What people said: nothing yet, too little to show, and plenty; the texts in files and pictures too."""

from collections.abc import Iterator, Sequence

from markupsafe import escape

from bot.agenda.questions import Questionnaire, Type
from bot.agenda.rules import Programme
from bot.feedback.rules import AFTER, BEFORE, COMMENT, MARKS, RATING, SURVEY, TAG, Tag
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator, Translators
from bot.pictures.bars import Chart
from bot.results.rules import Report, Results, Tally
from bot.results.screens import assessment, comments, files, listing, survey
from bot.results.screens import session as sessions
from bot.results.screens.chart import picture_screen
from bot.results.screens.tables import tables
from bot.results.statistics import Change, Mean
from bot.screens import Screen
from bot.screens.pages import Page
from tests.screens.gallery.people import LONG, NAME, TYPED

PEOPLE, ASKED = 57, 140
BOTH = Change(Mean(2.31, 0.29), Mean(3.9, 0.2), Mean(1.59, 0.3), 41)
CHANGES = (BOTH, BOTH._replace(difference=Mean(-1, 0.2)), Change(Mean(4, None), None, None, 0))


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for results in (Results(), full(programme), Results({BEFORE: 4, **dict.fromkeys(_ids(programme), 4)})):
        yield from _lists(t, programme, results)
        yield from _sessions(t, programme, results)
        yield from _survey(t, programme, results)
        yield from _assessment(t, programme, results)
    yield from _comments(t)
    yield files.file_screen(t, "1.xlsx", b"")


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    """Also whatever stands in a picture, or in a table."""
    results = full(programme)
    made = tables(t, programme, report(programme, results))
    return [
        files.working_notice(t),
        *(text for chart in charts(t, programme, results) for text in words_of(chart)),
        *(table.title for table in made),
        *(str(cell) for table in made for row in (table.header, *table.rows) for cell in row if cell != ""),
    ]


def _ids(programme: Programme) -> Sequence[str]:
    return [session.id for session in programme.sessions]


def full(programme: Programme) -> Results:
    """Every answer was given to every question."""
    of_sessions = {
        (session_id, question): tally
        for session_id in _ids(programme)
        for question, tally in {
            RATING: Tally(PEOPLE, {str(mark): 9 * mark for mark in MARKS}),
            TAG: Tally(PEOPLE, dict.fromkeys(Tag, 12)),
            COMMENT: Tally(7, {"": 9}),
        }.items()
    }
    of_questions = {
        (subject, question.id): Tally(PEOPLE, {"": 9, **dict.fromkeys([*map(str, range(11)), *ids], 10)})
        for subject in (SURVEY, BEFORE, AFTER)
        for question in programme.questions
        for ids in [[option.id for option in question.options]]
    }
    people = dict.fromkeys([*_ids(programme), SURVEY, BEFORE, AFTER], PEOPLE)
    assessed = programme.questionnaire(Questionnaire.ASSESSMENT)
    changes = {question.id: change for question, change in zip(assessed, CHANGES, strict=True)}
    return Results(people, {**of_sessions, **of_questions}, changes)


def report(programme: Programme, results: Results) -> Report:
    texts = [(session_id, COMMENT) for session_id in _ids(programme)]
    texts += [(SURVEY, question.id) for question in programme.questions if question.type is Type.TEXT]
    asked = dict.fromkeys(_ids(programme), ASKED)
    return Report(results, programme.sessions, asked, ASKED, {key: [TYPED] for key in texts})


def _lists(t: Translator, programme: Programme, results: Results) -> Iterator[Screen]:
    for reads_all in (True, False):
        yield listing.results_screen(t, programme, results, Page([], 6, 0), reads_all=reads_all)
        for number in range(len(programme.sessions) // listing.SESSIONS + 1):
            page = Page(programme.sessions, listing.SESSIONS, number)
            yield listing.results_screen(t, programme, results, page, reads_all=reads_all)


def _sessions(t: Translator, programme: Programme, results: Results) -> Iterator[Screen]:
    for session in programme.sessions:
        yield sessions.session_screen(t, results, session, ASKED)
        yield picture_screen(t, sessions.session_text(t, results, session, ASKED), b"", "results:1")


def _survey(t: Translator, programme: Programme, results: Results) -> Iterator[Screen]:
    yield from (survey.survey_screen(t, programme, results, ASKED, page) for page in (0, 1))
    for question in programme.questionnaire(Questionnaire.SURVEY):
        tally = results.tally(SURVEY, question.id)
        yield survey.question_screen(t, question, tally, ASKED)
        yield picture_screen(t, survey.question_text(t, question, tally, ASKED), b"", "results:survey")


def _assessment(t: Translator, programme: Programme, results: Results) -> Iterator[Screen]:
    questions = programme.questionnaire(Questionnaire.ASSESSMENT)
    yield assessment.assessment_screen(t, programme, results, 0)
    yield picture_screen(t, assessment.assessment_text(t, questions, results), b"", "results:assessment")


def _comments(t: Translator) -> Iterator[Screen]:
    about, here = Localised(LONG, LONG, LONG), "comments:survey:1"
    for texts in ([], [TYPED], [str(escape(NAME))] * 20, [str(escape(LONG)), TYPED, TYPED]):
        for page in range(3):
            yield comments.comments_screen(t, about, texts, page, here, "results:survey")


def charts(t: Translator, programme: Programme, results: Results) -> Iterator[Chart]:
    for session in programme.sessions:
        yield sessions.session_chart(t, results, session, ASKED)
    for question in programme.questionnaire(Questionnaire.SURVEY):
        yield survey.question_chart(t, question, results.tally(SURVEY, question.id), ASKED)
    seen = assessment.shown(assessment.page_of(programme, 0), results)
    yield assessment.assessment_chart(t, seen, results)


def words_of(chart: Chart) -> Iterator[str]:
    """All that is written in a picture."""
    yield from (chart.title, *chart.lines)
    for group in chart.groups:
        yield from (text for bar in group.bars for text in (group.heading, bar.label, bar.caption) if text)
