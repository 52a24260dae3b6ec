"""A plan as its leads see it first, and as a whole, to be read or passed on."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import full_date
from bot.i18n.translator import Translator
from bot.plans.rules import Lead, Plan, Step
from bot.plans.screens.steps import MARKS, news
from bot.plans.screens.ways import Row, what_is_next
from bot.screens import Button, Picture, Screen
from bot.screens.bar import bar
from bot.screens.length import shorten
from bot.screens.message import length
from bot.screens.pages import Page, back

NAME: Final = 80  # UTF-16 units of a club
TEXT: Final = 200  # of an answer that stands among others
LINES: Final = 12  # of one page of a plan, below its heading
UNITS: Final = 3000  # UTF-16 units of the same


def plan_screen(t: Translator, plan: Plan) -> Screen:
    """How far it is, and the step that comes next."""
    step = plan.next_step
    aim = shorten(plan.aim, TEXT)
    text = t.lines(t.bold(_ours(t, plan)), progress(t, plan), aim or None, *_next(t, plan, step))
    # TRANSLATORS: max 14; to all that stands in a plan
    whole = Button(t.label("The whole plan"), "wholeplan")
    # TRANSLATORS: max 14; the steps of a plan, one by one
    change = Button(t.label("Change it"), "steps")
    # TRANSLATORS: max 14; to the leads of a plan
    leads = Button(t.label("Co-leads"), "colead")
    # TRANSLATORS: max 14; a plan: its leads only, or everybody
    readers = Button(t.label("Who reads it"), "publish")
    ways = [[whole, change], _files(t), [leads, readers], board_row(t), what_is_next(t)]
    return Screen(text, [*(news(t, plan, step) if step else []), *ways])


def _ours(t: Translator, plan: Plan) -> Markup:
    return t("Our plan: {club}", club=shorten(plan.club, NAME)) if plan.club else t("Our plan")


def progress(t: Translator, plan: Plan) -> Markup:
    """▓▓▓▓░░░░░░ 2 of 5 steps."""
    done, total = plan.done, len(plan.steps)
    return t("{bar} {done} of {total} steps", bar=bar(done, total), done=done, total=total)


def _next(t: Translator, plan: Plan, step: Step | None) -> Sequence[Markup | str | None]:
    if step is None:
        return ["", t("Every step of it is done. Thank you!")]
    what = t.bold(t("Next: {step}", step=shorten(step.what, TEXT)))
    occasion = t("When and where: {occasion}", occasion=shorten(step.occasion, TEXT))
    return ["", what, _handed(t, plan.handed_to(step)), *_by(t, step), *([occasion] if step.occasion else [])]


def _handed(t: Translator, to: Lead | None) -> Markup | None:
    return t("Handed over: {name}", name=shorten(to.name, NAME)) if to else None


def _by(t: Translator, step: Step) -> list[Markup]:
    return [t("By: {date}", date=full_date(step.due_on, t.language))] if step.due_on else []


def _files(t: Translator) -> Row:
    # TRANSLATORS: max 14; a plan as a file to print
    paper = Button(t.label("As PDF"), "planpaper")
    # TRANSLATORS: max 14; the days of a plan as a file for calendars
    return [paper, Button(t.label("To calendar"), "plancalendar")]


def board_row(t: Translator) -> Row:
    # TRANSLATORS: max 28; to plans that everybody may read
    return [Button(t.label("Plans of the clubs"), "board")]


# -------------------------------------------------------------------- as a whole


def whole_screen(t: Translator, plan: Plan, programme: Programme, wanted: int) -> Screen:
    """All that stands in it, in one message if it fits."""
    page = Page(pages_of(t, plan, programme), 1, wanted)
    return Screen(page.things[0], [*page.buttons(t, "wholeplan"), _files(t), back(t, "plan")])


def pages_of(t: Translator, plan: Plan, programme: Programme) -> list[Markup]:
    """Each begins with whose plan it is and how far it has come; a step stands on one page."""
    heading = [t.bold(whose(plan)), progress(t, plan)]
    steps = (_step(t, number, step, plan.handed_to(step)) for number, step in enumerate(plan.steps, 1))
    return [t.lines(*heading, *page) for page in _laid_out([_about(t, plan, programme), *steps])]


def whose(plan: Plan) -> str:
    """Its club and country; what it is for, where the organisers have deleted the club."""
    return ", ".join(filter(None, (plan.club, plan.country))) or plan.aim


def _about(t: Translator, plan: Plan, programme: Programme) -> Markup:
    topic = programme.topic(plan.topic) if plan.topic else None
    return t.lines(
        t("Topic: {topic}", topic=topic.name.to(t.language)) if topic else None,
        t("What will be different: {aim}", aim=plan.aim),
    )


def _step(t: Translator, number: int, step: Step, handed_to: Lead | None) -> Markup:
    head = t("{number}. {what}", number=number, what=MARKS.get(step.state, "") + step.what)
    return t.lines(t.bold(head), _handed(t, handed_to), *details(t, step))


def details(t: Translator, step: Step) -> list[Markup]:
    """Who, by when, and how it is made sure of."""
    return [
        *([t("Who: {who}", who=step.who)] if step.who else []),
        *_by(t, step),
        *([t("When and where: {occasion}", occasion=step.occasion)] if step.occasion else []),
        *([t("If something gets in the way: {obstacle}", obstacle=step.obstacle)] if step.obstacle else []),
    ]


def plain_details(t: Translator, step: Step) -> str:
    """The same without formatting, for a calendar."""
    return "\n".join(line.unescape() for line in details(t, step))


def _laid_out(paragraphs: Sequence[Markup]) -> list[list[Markup]]:
    """As many to a page as a phone shows well."""
    pages: list[list[Markup]] = [[]]
    for paragraph in paragraphs:
        if pages[-1] and not _fits(Markup("\n").join([*pages[-1], paragraph])):
            pages.append([])
        pages[-1].append(paragraph)
    return pages


def _fits(text: Markup) -> bool:
    return text.count("\n") < LINES and length(text) <= UNITS


# ------------------------------------------------------------------------ files


def paper_screen(t: Translator, content: bytes, *, gaps: bool) -> Screen:
    """`gaps`: it has letters that the font does not have."""
    text = t.lines(
        t.bold(t("Your plan, to print")),
        t("Letters that cannot be printed are replaced by a question mark.") if gaps else None,
    )
    return Screen(text, file=Picture("plan.pdf", content))


def calendar_screen(t: Translator, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("The days of your plan")),
        t("Open the file to add them to your calendar. After a change, open a new one: it updates the days."),
    )
    return Screen(text, file=Picture("plan.ics", content))


def describe_plan(t: Translator) -> str:
    return t.label("Our action plan")
