"""One plan as organisers read it: all of it, who leads it, and what they said, in order."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.followup.rules import Report
from bot.i18n.dates import day_of, full_date, short_date
from bot.i18n.translator import Translator
from bot.plans.rules import Lead, Plan, PlanState, Step
from bot.progress.rules import Told
from bot.progress.screens.words import (
    NAME,
    Row,
    club_name,
    help_name,
    progress_line,
    said_name,
    state_name,
    topic_name,
)
from bot.screens import Attached, Button, Screen
from bot.screens.length import shorten
from bot.screens.message import FileKind, plain
from bot.screens.pages import Page, back, laid_out

LINES: Final = 11  # of a page, below its heading
UNITS: Final = 3000  # UTF-16 units of the same
WORDS: Final = 300  # UTF-16 units of what somebody said


class Part(NamedTuple):
    """A paragraph, and the photo or document that belongs to it."""

    text: Markup
    report: Report | None = None


def plan_screen(t: Translator, programme: Programme, told: Told, wanted: int) -> Screen:
    """`told` holds one plan."""
    plan = told.plans[0]
    parts = list(_parts(t, programme, plan, told))
    laid = laid_out(parts, lambda part: part.text, LINES, UNITS)
    page = Page(laid, 1, wanted)
    title = club_name(t, ", ".join(filter(None, (plan.club, plan.country))))
    heading = t.bold(title), progress_line(t, plan.done, len(plan.steps))
    text = t.lines(*heading, *(part.text for part in page.things[0]))
    files = _files(t, programme.zone, page.things[0])
    around = page.buttons(t, f"planof:{plan.id}")
    return Screen(text, [*files, *around, *_write(t, plan), back(t, "plans")])


def _write(t: Translator, plan: Plan) -> list[Row]:
    """As long as anybody would get it."""
    # TRANSLATORS: max 28; a message to the leads of its plan
    return [[Button(t.label("Write to the club"), f"writeclub:{plan.id}")]] if is_reached(plan) else []


def is_reached(plan: Plan) -> bool:
    """By what is written to the leads of a plan; who has given it up leads none."""
    return plan.state is not PlanState.DROPPED and any(lead.active for lead in plan.leads)


def _files(t: Translator, zone: ZoneInfo, parts: Sequence[Part]) -> list[Row]:
    reports = [part.report for part in parts if part.report and part.report.file_id]
    return [[_file(t, zone, report)] for report in reports]


def _file(t: Translator, zone: ZoneInfo, report: Report) -> Button:
    day = short_date(day_of(report.reported_at, zone), t.language)
    # TRANSLATORS: max 28; a photo or document that a club sent about its plan on this day
    return Button(t.label("Attachment: {date}", date=day), f"planattachment:{report.id}")


def attachment_screen(t: Translator, report: Report, file_id: str) -> Screen:
    """A message of its own, below."""
    said = shorten(plain(report.text), WORDS)
    text = t.lines(t.bold(t("Sent by the club")), said or None)
    photo = report.file_kind is FileKind.PHOTO
    return Screen(text, [back(t, f"planof:{report.plan_id}")], Attached(file_id, photo=photo))


# --------------------------------------------------------------------- paragraphs


def _parts(t: Translator, programme: Programme, plan: Plan, told: Told) -> Iterator[Part]:
    """What it is about and who leads it; each step with what was said of it; then of the whole."""
    yield Part(_about(t, programme, plan))
    shown = {step.id for step in plan.steps}
    for number, step in enumerate(plan.steps, start=1):
        yield Part(_step(t, number, step, plan.handed_to(step)))
        yield from _said(t, programme.zone, told, [one for one in told.reports if one.step_id == step.id])
    rest = [one for one in told.reports if one.step_id not in shown]
    if rest:
        yield Part(t.bold(t("Of the plan as a whole, or of steps that were taken out")))
        yield from _said(t, programme.zone, told, rest)


def _about(t: Translator, programme: Programme, plan: Plan) -> Markup:
    silent, zone = plan.silent_since, programme.zone
    since = full_date(day_of(silent, zone), t.language) if silent else ""
    return t.lines(
        t("A draft: nobody is asked about it yet.") if plan.state is PlanState.DRAFT else None,
        t("The club has given this plan up.") if plan.state is PlanState.DROPPED else None,
        t("Topic: {topic}", topic=topic_name(t, programme, plan.topic)),
        t("What will be different: {aim}", aim=plan.aim) if plan.aim else None,
        t("Leads: {names}", names=", ".join(_lead(t, lead) for lead in plan.leads) or "–"),
        t("Silent since: {date}", date=since) if since else None,
    )


def _lead(t: Translator, lead: Lead) -> str:
    name = shorten(lead.name, NAME)
    if not lead.active:
        return t.label("{name} (cannot be reached)", name=name)
    return t.label("{name} (wants no questions)", name=name) if lead.muted else name


def _step(t: Translator, number: int, step: Step, handed_to: Lead | None) -> Markup:
    due = t("By: {date}", date=full_date(step.due_on, t.language)) if step.due_on else None
    return t.lines(
        t.bold(t("{number}. {what}", number=number, what=step.what)),
        Markup(" · ").join(filter(None, (Markup("{}").format(state_name(t, step.state)), due))),
        t("Who: {who}", who=step.who) if step.who else None,
        t("Handed over: {name}", name=shorten(handed_to.name, NAME)) if handed_to else None,
        t("When and where: {occasion}", occasion=step.occasion) if step.occasion else None,
        t("If something gets in the way: {obstacle}", obstacle=step.obstacle) if step.obstacle else None,
    )


def _said(t: Translator, zone: ZoneInfo, told: Told, reports: Sequence[Report]) -> Iterator[Part]:
    for report in reports:
        yield Part(report_line(t, zone, told, report), report)


def report_line(t: Translator, zone: ZoneInfo, told: Told, report: Report) -> Markup:
    """› 3 May, Aigul: difficulties (A later date) · “...”."""
    day = short_date(day_of(report.reported_at, zone), t.language)
    name = shorten(told.names[report.person_id], NAME)
    sort = said_name(t, report.said)
    helped = f"{sort} ({help_name(t, report.help)})" if report.help else sort
    until = f" → {short_date(report.until_on, t.language)}" if report.until_on else ""
    words = shorten(" ".join(plain(report.text).split()), WORDS)
    line = Markup("› {}, {}: {}{}").format(day, name, helped, until)
    return Markup("{} “{}”").format(line, words) if words else line
