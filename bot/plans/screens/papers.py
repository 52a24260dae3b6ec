"""A plan on paper."""

from datetime import date

from bot.agenda.rules import Programme
from bot.i18n.dates import full_date
from bot.i18n.translator import Translator
from bot.plans.paper import Item, Paper
from bot.plans.rules import Plan, StepState
from bot.plans.screens.reading import details


def paper(t: Translator, programme: Programme, plan: Plan, today: date) -> Paper:
    """In the reader's language; what people have written stays as it is."""
    topic = programme.topic(plan.topic) if plan.topic else None
    facts = [
        t.label("Topic: {topic}", topic=topic.name.to(t.language)) if topic else "",
        t.label("What will be different: {aim}", aim=plan.aim),
    ]
    return Paper(
        seminar=programme.name.to(t.language),
        title=t.label("Action plan"),
        club=", ".join(filter(None, (plan.club, plan.country))),
        facts=[fact for fact in facts if fact],
        items=_items(t, plan),
        day=t.label("Printed on: {date}", date=full_date(today, t.language)),
    )


def _items(t: Translator, plan: Plan) -> list[Item]:
    done = t.label("done")
    return [
        Item(
            f"{number}. {step.what}" + (f" ({done})" if step.state is StepState.DONE else ""),
            [line.unescape() for line in details(t, step)],
        )
        for number, step in enumerate(plan.steps, 1)
    ]
