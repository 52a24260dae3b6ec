"""Pictures, and all plans as a file."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from bot.context import Context
from bot.pictures import bars, curves
from bot.progress import queries
from bot.progress.handlers.overview import refresh, today_of
from bot.progress.rules import By, groups
from bot.progress.screens import charts
from bot.progress.screens.tables import file_screen, tables
from bot.sheets.writing import as_archive, as_workbook
from bot.storage.engine import Transaction


class Drawing(NamedTuple):
    draw: Callable[[], bytes]  # takes a while
    caption: Markup
    up: str  # where its way back leads


async def chart(context: Context) -> None:
    """`planschart:time` or `planschart:topic`; a thread draws it, so that others are answered meanwhile."""
    draws = {"time": _over_time, "topic": _by_topic}.get(context.argument)
    if draws is None:
        return await refresh(context)
    async with context.reading() as tx:
        drawing = await draws(context, tx)
    if drawing is None:
        return await context.open("plans", notice=charts.nothing_notice(context.t))
    await context.notice(charts.working_notice(context.t))
    content = await asyncio.to_thread(drawing.draw)
    await context.send(charts.picture_screen(context.t, drawing.caption, content, drawing.up))
    return None


async def _over_time(context: Context, tx: Transaction) -> Drawing | None:
    pace, today = await queries.pace(tx, context.programme.zone), today_of(context)
    if not (pace.done or pace.planned):
        return None
    drawn = charts.time_curves(context.t, pace, today)
    return Drawing(lambda: curves.draw(drawn), charts.time_text(context.t, pace, today), "plans")


async def _by_topic(context: Context, tx: Transaction) -> Drawing | None:
    t, programme = context.t, context.programme
    standings = await queries.standings(tx, today_of(context))
    found = groups(standings, By.TOPIC, [topic.id for topic in programme.topics])
    if not found:
        return None
    drawn = charts.topic_chart(t, programme, found)
    caption = charts.topic_text(t, programme, found)
    return Drawing(lambda: bars.draw(drawn), caption, f"plansby:{By.TOPIC}")


async def plans_file(context: Context) -> None:
    """`plansfile:xlsx`, a workbook, or `plansfile:csv`, CSV files."""
    await context.notice(charts.working_notice(context.t))
    async with context.reading() as tx:
        told = await queries.told(tx)
    made = tables(context.t, context.programme, told)
    name, make = ("plans.zip", as_archive) if context.argument == "csv" else ("plans.xlsx", as_workbook)
    content = await asyncio.to_thread(make, made)
    await context.send(file_screen(context.t, name, content))
