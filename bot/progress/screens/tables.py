"""All plans as tables to take along; moments are in the seminar's zone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.agenda.rules import Programme
from bot.followup.rules import Report
from bot.i18n.translator import Translator
from bot.plans.rules import Plan, Step
from bot.progress.rules import Told
from bot.progress.screens.words import help_name, plan_state_name, said_name, state_name, topic_name
from bot.screens import Picture, Screen
from bot.screens.message import plain
from bot.screens.pages import back
from bot.sheets.writing import Row, Table


def file_screen(t: Translator, name: str, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("All plans")),
        t("Plans, steps and what the clubs said of them. Names of people are in it: pass it on with care."),
    )
    return Screen(text, [back(t, "plans")], Picture(name, content))


def tables(t: Translator, programme: Programme, told: Told) -> Sequence[Table]:
    return [_plans(t, programme, told), _steps(t, told), _reports(t, programme.zone, told)]


# -------------------------------------------------------------------------- plans


def _plans(t: Translator, programme: Programme, told: Told) -> Table:
    # TRANSLATORS: the name of a column, and so are the next ones
    header = [t.label("Plan"), t.label("Club"), t.label("Country"), t.label("Topic"), t.label("Aim")]
    header += [t.label("State"), t.label("Leads"), t.label("Steps"), t.label("Steps done")]
    header += [t.label("Public"), t.label("Kept at"), t.label("Silent since")]
    rows = [_plan(t, programme, plan) for plan in told.plans]
    return Table("plans", t.label("Plans"), header, rows)


def _plan(t: Translator, programme: Programme, plan: Plan) -> Row:
    state = plan_state_name(t, plan.state)
    return [
        *(plan.id, plan.club, plan.country, topic_name(t, programme, plan.topic), plan.aim, state),
        ", ".join(lead.name for lead in plan.leads),
        *(len(plan.steps), plan.done, t.label("yes") if plan.public else t.label("no")),
        *(_moment(plan.kept_at, programme.zone), _moment(plan.silent_since, programme.zone)),
    ]


# -------------------------------------------------------------------------- steps


def _steps(t: Translator, told: Told) -> Table:
    header = [t.label("Plan"), t.label("Club"), t.label("Number"), t.label("What to do"), t.label("Who")]
    header += [t.label("By when"), t.label("When and where"), t.label("What gets in the way")]
    header += [t.label("State"), t.label("Handed over to")]
    rows = [_step(t, plan, place, step) for plan in told.plans for place, step in enumerate(plan.steps, 1)]
    return Table("steps", t.label("Steps"), header, rows)


def _step(t: Translator, plan: Plan, place: int, step: Step) -> Row:
    lead = plan.handed_to(step)
    return [
        *(plan.id, plan.club, place, step.what, step.who, _day(step.due_on)),
        *(step.occasion, step.obstacle, state_name(t, step.state), lead.name if lead else ""),
    ]


# ------------------------------------------------------------------------ reports


def _reports(t: Translator, zone: ZoneInfo, told: Told) -> Table:
    header = [t.label("Plan"), t.label("Club"), t.label("Step"), t.label("When"), t.label("Who")]
    header += [t.label("What they said"), t.label("What would help"), t.label("Ask again on")]
    header += [t.label("In their words"), t.label("Attachment")]
    plans = {plan.id: plan for plan in told.plans}
    rows = [_report(t, zone, plans, told.names, one) for one in told.reports]
    return Table("reports", t.label("Reports"), header, rows)


def _report(
    t: Translator, zone: ZoneInfo, plans: Mapping[int, Plan], names: Mapping[int, str], report: Report
) -> Row:
    plan = plans[report.plan_id]
    step = plan.step(report.step_id) if report.step_id else None
    return [
        *(plan.id, plan.club, step.what if step else "", _moment(report.reported_at, zone)),
        *(names[report.person_id], said_name(t, report.said)),
        *(help_name(t, report.help) if report.help else "", _day(report.until_on)),
        *(plain(report.text), t.label("yes") if report.file_id else ""),
    ]


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
