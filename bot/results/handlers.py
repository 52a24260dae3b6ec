"""Reading what people said: each look is at the newest figures."""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from bot.agenda.questions import Question, Questionnaire, Type
from bot.agenda.rules import Session
from bot.context import Context, Describe, Handler
from bot.feedback.rules import COMMENT, SURVEY
from bot.pictures.bars import Chart, draw
from bot.results import queries
from bot.results.rules import may_read, readable, reads_all
from bot.results.screens import assessment, files, listing, survey
from bot.results.screens import session as sessions
from bot.results.screens.chart import picture_screen
from bot.results.screens.comments import comments_screen
from bot.results.screens.tables import tables
from bot.screens import Screen
from bot.screens.pages import Page
from bot.screens.texts import stale_notice
from bot.sheets.writing import as_archive, as_workbook
from bot.storage.engine import Transaction


async def results(context: Context) -> None:
    """The list, or what an argument names: a session, the survey, one of its questions, the assessment."""
    async with context.reading() as tx:
        screen = await (_screen(context, tx) if context.argument else _list(context, tx))
    await (context.show(screen) if screen else _gone(context))


async def _list(context: Context, tx: Transaction) -> Screen:
    found = await queries.load(tx, context.programme)
    sessions = readable(context.programme, found, context.person, context.now)
    page = Page(sessions, listing.SESSIONS, context.number(1))
    everything = reads_all(context.person)
    return listing.results_screen(context.t, context.programme, found, page, reads_all=everything)


async def _screen(context: Context, tx: Transaction) -> Screen | None:
    t, programme = context.t, context.programme
    found = await queries.load(tx, programme)
    if session := _session(context):
        return sessions.session_screen(t, found, session, await _asked(tx, session))
    if question := _question(context):
        asked = await queries.everybody(tx)
        return survey.question_screen(t, question, found.tally(SURVEY, question.id), asked)
    if _means(context, Questionnaire.SURVEY):
        asked = await queries.everybody(tx)
        return survey.survey_screen(t, programme, found, asked, context.number(2))
    if _means(context, Questionnaire.ASSESSMENT):
        return assessment.assessment_screen(t, programme, found, context.number(2))
    return None


# ------------------------------------------------------------------ pictures


class Drawing(NamedTuple):
    chart: Chart
    caption: Markup
    up: str  # where its way back leads


async def chart(context: Context) -> None:
    """What a session, a question or the assessment looks like."""
    async with context.reading() as tx:
        drawing = await _drawing(context, tx)
    if drawing and any(group.bars for group in drawing.chart.groups):
        await context.notice(files.working_notice(context.t))
        content = await asyncio.to_thread(draw, drawing.chart)  # others are answered meanwhile
        await context.send(picture_screen(context.t, drawing.caption, content, drawing.up))
    else:
        await _gone(context)


async def _drawing(context: Context, tx: Transaction) -> Drawing | None:
    t, found = context.t, await queries.load(tx, context.programme)
    if session := _session(context):
        facts = t, found, session, await _asked(tx, session)
        up = f"results:{session.id}"
        return Drawing(sessions.session_chart(*facts), sessions.session_text(*facts), up)
    if question := _question(context):
        about = t, question, found.tally(SURVEY, question.id), await queries.everybody(tx)
        up = f"results:{SURVEY}:{question.id}"
        return Drawing(survey.question_chart(*about), survey.question_text(*about), up)
    if _means(context, Questionnaire.ASSESSMENT):
        page = assessment.page_of(context.programme, context.number(2))
        seen = assessment.shown(page, found)
        drawn = assessment.assessment_chart(t, seen, found)
        text = assessment.assessment_text(t, seen, found)
        return Drawing(drawn, text, f"results:assessment::{page.number}")
    return None


# ------------------------------------------------------------------ texts, files


async def comments(context: Context) -> None:
    """A page of what people wrote about a session, or to a question of the survey."""
    session, question = _session(context), _question(context)
    asked, about = COMMENT, session.short if session else None
    if question and question.type is Type.TEXT:
        asked, about = question.id, question.text
    if about is None:
        return await _gone(context)
    async with context.reading() as tx:
        texts = await queries.texts(tx, context.argument, asked)
    here, up = f"comments:{context.argument}:{asked}", f"results:{context.argument}"
    return await context.show(comments_screen(context.t, about, texts, context.number(2), here, up))


async def results_file(context: Context) -> None:
    """Everything to take along: a workbook, or CSV files."""
    await context.notice(files.working_notice(context.t))
    async with context.reading() as tx:
        report = await queries.report(tx, context.programme, context.now)
    made = tables(context.t, context.programme, report)
    name, make = ("results.zip", as_archive) if context.argument == "csv" else ("results.xlsx", as_workbook)
    content = await asyncio.to_thread(make, made)
    await context.send(files.file_screen(context.t, name, content))


# ------------------------------------------------------------- what is asked for


def _session(context: Context) -> Session | None:
    """The one that is named, if this person may read what was said of it."""
    session = context.programme.session(context.argument)
    return session if session and may_read(context.person, session) else None


def _question(context: Context) -> Question | None:
    """The one of the survey that is named."""
    named = context.arguments[1] if _means(context, SURVEY) and len(context.arguments) > 1 else ""
    question = context.programme.question(named)
    return question if question and question.questionnaire is Questionnaire.SURVEY else None


def _means(context: Context, subject: str) -> bool:
    """Whether this is named, and this person may read it."""
    return context.argument == subject and reads_all(context.person)


async def _asked(tx: Transaction, session: Session) -> int:
    return (await queries.asked(tx, [session.id])).get(session.id, 0)


async def _gone(context: Context) -> None:
    await context.open("results", notice=stale_notice(context.t))


HANDLERS: Mapping[str, Handler] = {
    "results": results,
    "chart": chart,
    "comments": comments,
    "resultsfile": results_file,
}
COMMANDS: Mapping[str, Describe] = {"results": listing.describe_results}
