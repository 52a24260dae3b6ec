"""What answers a lead: thanks, what would help, another day, words that were heard, and how to stop."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from markupsafe import escape

from bot.agenda.rules import Programme
from bot.followup.screens import answers, later, stopping, trouble
from bot.i18n.translator import Translator, Translators
from bot.i18n.typed_dates import Ambiguous, Answer, Far, Impossible, Past, Unknown
from bot.letters.rules import Content
from bot.plans.rules import Lead, Plan, PlanState, Step, StepState
from bot.screens import Screen
from tests.screens.gallery.people import CLUB, NAME, TYPED

TODAY = date(2019, 9, 15)
NOW = datetime(2019, 9, 15, 4, tzinfo=UTC)
OTHERS = [Lead(number, f"<{NAME}> & " * 4, "kk") for number in (1, 2, 3)]
STEP = Step(123456, 1, TYPED, due_on=date(2019, 9, 30))
LONG = replace(STEP, what=f"<{TYPED}> & " * 20, occasion=f"{TYPED} " * 40)
DONE = replace(STEP, state=StepState.DONE)
PLAN = Plan(
    id=123456,
    state=PlanState.KEPT,
    club=CLUB,
    country="",
    topic=None,
    aim="",
    public=False,
    created_at=NOW,
    kept_at=NOW,
    changed_at=NOW,
    leads=tuple(OTHERS),
    steps=(DONE, STEP, LONG),
)
ALL_DONE = replace(PLAN, steps=(DONE,) * 12)
DATES: Sequence[Answer | None] = (
    *(None, Impossible(), Unknown(), Ambiguous((date(2019, 9, 30), date(2019, 10, 9)))),
    *(Past(date(2019, 9, 3), date(2020, 9, 3)), Far(date(2029, 9, 3))),
)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for step in (STEP, LONG):
        yield from _answers(t, step)
        yield from _trouble(t, step)
    for typed in DATES:
        way = later.Way("remindlater:0:123456", "asked:123456")
        yield later.when_screen(t, [LONG] * 12, way, TODAY, typed)
    yield later.put_off_screen(t, TODAY, "remindlater:123456:123456")
    yield from _stopping(t)


def _answers(t: Translator, step: Step) -> Iterator[Screen]:
    for plan in (PLAN, ALL_DONE):
        yield answers.done_screen(t, plan, step, 123456, 123456)
        yield answers.already_done_screen(t, plan, step, 123456)
        yield answers.not_done_screen(t, plan, step)
        yield answers.thanks_screen(t, plan, kept=plan is PLAN)
    yield answers.begun_screen(t, step, 123456, 123456)
    yield answers.gone_screen(t, step)
    yield answers.reworded_screen(t, step)
    for about in (None, step, DONE, replace(step, state=StepState.DROPPED)):
        yield answers.heard_screen(t, about, 123456)
    yield answers.which_screen(t, 123456, [step] * 6)


def _trouble(t: Translator, step: Step) -> Iterator[Screen]:
    for kept in (True, False):
        yield trouble.trouble_screen(t, step, 123456, kept=kept)
        yield trouble.passed_on_screen(t, 123456, reached=kept)
    for others in ([], OTHERS):
        yield trouble.hand_over_screen(t, step, 123456, others)
    yield trouble.handed_over_screen(t, step, OTHERS[0])
    yield trouble.handed_over_message(t, step, OTHERS[0].name, TODAY)
    yield trouble.ask_organisers_screen(t, step, 123456)
    for words in (Content(), Content(f"<i>{escape(TYPED)}</i>")):
        yield Screen(t.lines(t.bold(t("Letter: {name}", name=NAME)), trouble.letter_text(t, step, words)))


def _stopping(t: Translator) -> Iterator[Screen]:
    alone = replace(PLAN, leads=PLAN.leads[:1])
    for plan in (None, PLAN):
        for muted in (True, False):
            yield stopping.stop_screen(t, plan, muted=muted)
        yield stopping.questions_stopped_screen(t, plan)
    yield stopping.begun_again_screen(t)
    yield stopping.all_stopped_screen(t)
    for plan in (PLAN, alone):
        yield stopping.give_up_question(t, plan)
    yield stopping.given_up_screen(t, PLAN)
    yield stopping.given_up_message(t, PLAN, OTHERS[0])
    yield from (stopping.taken_up_message(t, PLAN, OTHERS[0], leads=leads) for leads in (True, False))
    yield stopping.why_kept_screen(t)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    kinds = ("video", "voice", "audio", "sticker", "location")
    refusals = [answers.refused(t, kind) for kind in kinds]
    return [*refusals, answers.write_again(t), stopping.taken_up_notice(t), stopping.only_words(t)]
