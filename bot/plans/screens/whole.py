"""What is said of a plan as a whole, and giving it up."""

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.plans.conversation import Question
from bot.plans.rules import Plan
from bot.plans.screens.asked import EDITING
from bot.plans.screens.ways import Row
from bot.screens import Button, Screen
from bot.screens.pages import back


def about_screen(t: Translator, plan: Plan, programme: Programme) -> Screen:
    topic = programme.topic(plan.topic) if plan.topic else None
    text = t.lines(
        t.bold(t("Club, topic and aim")),
        t("Club: {club}", club=plan.club) if plan.club else None,
        t("Country: {country}", country=plan.country) if plan.country else None,
        t("Topic: {topic}", topic=topic.name.to(t.language)) if topic else t("Topic: another one"),
        t("What will be different: {aim}", aim=plan.aim) if plan.aim else None,
    )
    return Screen(text, [*_about_fields(t, programme), back(t, "steps")])


def _about_fields(t: Translator, programme: Programme) -> list[Row]:
    labels = {
        # TRANSLATORS: max 14; changes the club of a plan
        Question.CLUB: t.label("Club"),
        # TRANSLATORS: max 14; changes the country of a club
        Question.COUNTRY: t.label("Country"),
        # TRANSLATORS: max 14; changes the topic of a plan
        Question.TOPIC: t.label("Topic"),
        # TRANSLATORS: max 14; changes what a plan is to make different
        Question.AIM: t.label("Aim"),
    }
    asked = [question for question in labels if programme.topics or question is not Question.TOPIC]
    ways = [Button(labels[question], f"{EDITING}:{question}") for question in asked]
    return [ways[:2], ways[2:]]
