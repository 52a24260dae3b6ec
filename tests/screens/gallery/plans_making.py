"""A plan as it is made: every question with and without an answer, every step as it may stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.agenda.followup import Topic
from bot.agenda.rules import Programme
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator, Translators
from bot.i18n.typed_dates import Ambiguous, Answer, Far, Impossible, Past, Unknown
from bot.plans.conversation import ABOUT, OF_STEP, Conversation, Place
from bot.plans.rules import MOST_STEPS, Lead, Plan, PlanState, Step, StepState
from bot.plans.screens import making, steps, whole
from bot.plans.screens.asked import EDITING, MAKING, Asked
from bot.plans.screens.question import question_screen
from bot.screens import Screen
from tests.screens.gallery.people import CLUB

TODAY = date(2019, 4, 30)
LATE = date(2019, 9, 30)  # months with long names
LONG = ("<Кофе & Кофе> " * 21).strip()
LABEL = Localised(*("<Кофе, Кофе & Кофе>".ljust(28, "!"),) * 3)
TOPIC = Topic("peace", LABEL, Localised(*(LONG,) * 3), (Localised(*(LONG,) * 3),) * 5)
REMARKS: Sequence[Answer | None] = (
    *(None, Impossible(), Unknown(), Ambiguous((LATE, TODAY)), Past(TODAY, LATE), Far(LATE)),
)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for one in (replace(programme, topics=()), programme, replace(programme, topics=(TOPIC,) * 4)):
        for plan in (None, *_plans(one)):
            yield from _questions(t, one, plan)
        for plan in _plans(one):
            yield from _steps(t, one, plan)
    yield making.begin_screen(t)
    yield making.later_screen(t)


def _plans(programme: Programme) -> Iterator[Plan]:
    """With nothing but a club, with one step in each state, and with all that there may be."""
    now, session_id = datetime(2019, 4, 30, tzinfo=UTC), programme.sessions[0].id
    topic = programme.topics[0].id if programme.topics else None
    bare = Plan(7, PlanState.DRAFT, CLUB, "", topic, "", False, now, None, now, (Lead(1, CLUB),), ())
    yield bare
    step = Step(12, 1, LONG, LONG, LATE, LONG, LONG, session_id)
    full = replace(bare, state=PlanState.KEPT, country=CLUB, aim=LONG, leads=(Lead(1, CLUB), Lead(2, CLUB)))
    for state in (StepState.OPEN, StepState.BEGUN, StepState.DONE):
        yield replace(full, steps=(replace(step, state=state),))
    yield replace(bare, topic=None, steps=(Step(12, 1, CLUB),))
    yield replace(full, steps=tuple(replace(step, id=number) for number in range(10**8, 10**8 + MOST_STEPS)))


def _questions(t: Translator, programme: Programme, plan: Plan | None) -> Iterator[Screen]:
    talk = Conversation(plan, topics=bool(programme.topics))
    ids = [0, *(step.id for step in plan.steps[:2])] if plan else [0]
    places = [Place(question, step_id) for question in OF_STEP for step_id in ids]
    for place in (*map(Place, ABOUT), *places):
        if talk.topics or place.question != "topic":
            for verb in (MAKING, EDITING):
                yield from _question(t, Asked(talk, place, programme, TODAY, CLUB, verb))


def _question(t: Translator, asked: Asked) -> Iterator[Screen]:
    yield question_screen(t, asked)
    if asked.place.question == "club":
        yield question_screen(t, replace(asked, own_club=""))
    if asked.place.question == "due_on":
        yield from (question_screen(t, replace(asked, remark=remark, today=LATE)) for remark in REMARKS)


def _steps(t: Translator, programme: Programme, plan: Plan) -> Iterator[Screen]:
    yield steps.steps_screen(t, plan)
    yield whole.about_screen(t, plan, programme)
    yield making.kept_screen(t, plan)
    for step in {*plan.steps[:1], *plan.steps[-1:]}:
        yield making.enough_screen(t, plan, step)
        yield steps.step_screen(t, plan, step, programme)
        yield steps.change_screen(t, plan, step, programme)
        yield steps.drop_step_question(t, step)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    kinds = ("photo", "video", "video_note", "voice", "audio", "sticker", "document", "location")
    others = (
        making.saved_notice,
        making.tap_a_topic,
        making.step_is_gone,
        making.full,
        steps.taken_out_notice,
        steps.last_step_notice,
    )
    return [
        *(making.too_long(t, by) for by in (1, 2, 5, 3796)),
        *(making.not_in_words(t, kind) for kind in kinds),
        *(notice(t) for notice in others),
    ]
