"""Reading what people said: each look is at the newest figures."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from bot.agenda.questions import Question, Questionnaire, Type
from bot.agenda.rules import Session
from bot.context import Context, Describe, Handler
from bot.feedback.rules import AFTER, BEFORE, COMMENT, SURVEY
from bot.pictures.bars import Chart, draw
from bot.results import queries
from bot.results.rules import Results, may_read, readable, reads_all
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
    t, programme, about = context.t, context.programme, _named(context)
    found = await queries.load(tx, programme, _subjects(about))
    match about:
        case Session():
            return sessions.session_screen(t, found, about, await _asked(tx, about))
        case Question():
            asked = await queries.everybody(tx)
            return survey.question_screen(t, about, found.tally(SURVEY, about.id), asked)
        case Questionnaire.SURVEY:
            asked = await queries.everybody(tx)
            return survey.survey_screen(t, programme, found, asked, context.number(2))
        case Questionnaire.ASSESSMENT:
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
    t, about = context.t, _named(context)
    found = await queries.load(tx, context.programme, _subjects(about))
    match about:
        case Session():
            facts = t, found, about, await _asked(tx, about)
            return Drawing(
                sessions.session_chart(*facts), sessions.session_text(*facts), f"results:{about.id}"
            )
        case Question():
            told = t, about, found.tally(SURVEY, about.id), await queries.everybody(tx)
            up = f"results:{SURVEY}:{about.id}"
            return Drawing(survey.question_chart(*told), survey.question_text(*told), up)
        case Questionnaire.ASSESSMENT:
            return _assessment(context, found)
    return None


def _assessment(context: Context, found: Results) -> Drawing:
    page = assessment.page_of(context.programme, context.number(2))
    drawn = context.t, assessment.shown(page, found), found
    up = f"results:assessment::{page.number}"
    return Drawing(assessment.assessment_chart(*drawn), assessment.assessment_text(*drawn), up)


# ------------------------------------------------------------------ texts, files


async def comments(context: Context) -> None:
    """A page of what people wrote about a session, or to a question of the survey."""
    match about := _named(context):
        case Session():
            asked, heading = COMMENT, about.short
        case Question(type=Type.TEXT):
            asked, heading = about.id, about.text
        case _:
            return await _gone(context)
    async with context.reading() as tx:
        texts = await queries.texts(tx, context.argument, asked)
    here, up = f"comments:{context.argument}:{asked}", f"results:{context.argument}"
    return await context.show(comments_screen(context.t, heading, texts, context.number(2), here, up))


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


def _named(context: Context) -> Session | Question | Questionnaire | None:
    """What a command or a tap is about, if this person may read it."""
    if session := context.programme.session(context.argument):
        return session if may_read(context.person, session) else None
    if not reads_all(context.person):
        return None
    if context.argument == SURVEY:
        return _question(context) or Questionnaire.SURVEY
    return Questionnaire.ASSESSMENT if context.argument == Questionnaire.ASSESSMENT else None


def _question(context: Context) -> Question | None:
    """The one of the survey that is named; where it is a page that is named, there is none."""
    question = context.programme.question("".join(context.arguments[1:2]))
    return question if question and question.questionnaire is Questionnaire.SURVEY else None


def _subjects(about: Session | Question | Questionnaire | None) -> Sequence[str]:
    """What the answers are about that are needed to tell of it."""
    match about:
        case Session():
            return [about.id]
        case Questionnaire.ASSESSMENT:
            return [BEFORE, AFTER]
        case None:
            return []
    return [SURVEY]


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
