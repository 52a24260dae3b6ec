"""Who leads a plan, and who may read it."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.i18n.dates import day_of, full_date, listed
from bot.i18n.translator import Translator
from bot.plans.rules import COLEADS, Plan
from bot.plans.screens.ways import Row, our_plan_row, what_is_next
from bot.screens import Button, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

NAME: Final = 40  # UTF-16 units of a lead among the others
NAMES: Final = 600  # of all of them
CLUB: Final = 80


# ---------------------------------------------------------------------- leads


def leads_screen(t: Translator, plan: Plan) -> Screen:
    names = listed([shorten(lead.name, NAME) for lead in plan.leads], t.language)
    text = t.lines(
        t.bold(t("Who leads the plan")),
        shorten(names, NAMES),
        t("All of them can change it. An answer of one of them is enough."),
    )
    # TRANSLATORS: max 28; who then leads the plan too
    invite = [Button(t.label("Invite a co-lead"), f"invitelead:{plan.id}")]
    return Screen(text, [invite, *_leave(t, plan), back(t, "plan")])


def _leave(t: Translator, plan: Plan) -> list[Row]:
    # TRANSLATORS: max 28; somebody does not want to lead a plan any more
    return [[Button(t.label("Lead it no more"), f"unlead:{plan.id}")]] if len(plan.leads) > 1 else []


def invitation_screen(t: Translator, plan: Plan, link: str, until: datetime, zone: ZoneInfo) -> Screen:
    """To be forwarded as it is."""
    text = t.lines(
        t.bold(t("Lead our action plan with us")),
        shorten(plan.club, CLUB) or None,
        t("Tap the link, then “Start”:"),
        link,
        t(
            "It holds until {date}, for {count} people at most.",
            date=full_date(day_of(until, zone), t.language),
            count=COLEADS,
        ),
    )
    return Screen(text, [back(t, "colead")])


def forward_notice(t: Translator) -> str:
    return t.label("Forward this message to your co-leads. Links from before open nothing any more.")


def leave_question(t: Translator, plan: Plan) -> Screen:
    text = t.lines(
        t.bold(t("Lead this plan no more?")),
        shorten(plan.club, CLUB) or None,
        t("The others go on with it, and are asked about your steps too."),
    )
    # TRANSLATORS: max 28
    sure = Button(t.label("Yes, lead it no more"), f"unlead:{plan.id}:yes")
    return Screen(text, [[sure], back(t, "colead")])


def left_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("You do not lead the plan any more")),
        t("To come back, ask the others for a link."),
    )
    return Screen(text, [what_is_next(t)])


def only_lead_notice(t: Translator) -> str:
    return t.label("Nobody else leads this plan. Invite a co-lead first, or give the plan up.")


def joined_message(t: Translator, plan: Plan, name: str) -> Screen:
    """Somebody leads the plan too by now."""
    text = t.lines(
        t.bold(t("Your plan has a new co-lead")),
        t("Name: {name}", name=shorten(name, NAME)),
        t("Club: {club}", club=shorten(plan.club, CLUB)) if plan.club else None,
    )
    return Screen(text, [our_plan_row(t)])


# -------------------------------------------------------------------- readers


def readers_screen(t: Translator, plan: Plan) -> Screen:
    """Who reads it, and what others would see."""
    return _public(t, plan) if plan.public else _private(t, plan)


def _private(t: Translator, plan: Plan) -> Screen:
    text = t.lines(
        t.bold(t("Show your plan to everybody?")),
        t("So far those who lead it and the organisers can read it."),
        t(
            "All participants would see all that stands in it: club, country, topic, aim, steps with their "
            "days and the names you have written there, when and where you do them, what could get in the "
            "way, and how far you are."
        ),
        t("What you answer about difficulties stays with you and the organisers."),
    )
    # TRANSLATORS: max 28; all participants may read the plan
    sure = Button(t.label("Yes, show it to everybody"), f"publish:{plan.id}:yes")
    return Screen(text, [[sure], back(t, "plan")])


def _public(t: Translator, plan: Plan) -> Screen:
    text = t.lines(
        t.bold(t("All participants can read your plan")),
        t("It stands among the plans of the clubs, with how far you are."),
    )
    # TRANSLATORS: max 28; the others can read the plan no more
    sure = Button(t.label("Do not show it any more"), f"publish:{plan.id}:no")
    # TRANSLATORS: max 28; a plan as the others see it
    look = Button(t.label("See what others see"), f"publicplan:{plan.id}")
    return Screen(text, [[look], [sure], back(t, "plan")])


def published_notice(t: Translator, *, public: bool) -> str:
    if public:
        return t.label("All participants can read it now.")
    return t.label("Only those who lead it and the organisers can read it now.")
