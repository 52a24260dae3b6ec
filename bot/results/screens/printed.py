"""All results as lines for a terminal, in the words of the screens."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.agenda.questions import Questionnaire
from bot.agenda.rules import Programme
from bot.feedback.rules import COMMENT, SURVEY
from bot.i18n.translator import Translator
from bot.results.rules import Report
from bot.results.screens.assessment import assessment_text
from bot.results.screens.session import session_text
from bot.results.screens.survey import question_text
from bot.screens.message import plain


def printed(t: Translator, programme: Programme, report: Report) -> Iterator[str]:
    """Paragraphs: each session, each question of the survey, the self-assessment."""
    for session in report.sessions:
        text = session_text(t, report.results, session, report.asked.get(session.id, 0))
        yield _with_texts(text, report, session.id, COMMENT)
    for question in programme.questionnaire(Questionnaire.SURVEY):
        tally = report.results.tally(SURVEY, question.id)
        yield _with_texts(question_text(t, question, tally, report.everybody), report, SURVEY, question.id)
    if questions := programme.questionnaire(Questionnaire.ASSESSMENT):
        yield plain(assessment_text(t, questions, report.results))


def _with_texts(text: Markup, report: Report, subject: str, question: str) -> str:
    said = report.texts.get((subject, question), ())
    return "\n".join([plain(text), *(f"• {' '.join(plain(one).split())}" for one in said)])
