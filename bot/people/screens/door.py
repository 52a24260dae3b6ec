"""The first minute: which language, welcome, and what somebody reads who may not come in."""

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import date_range
from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import LANGUAGE_NAMES, Translator, Translators
from bot.people.rules import Granted, Person, Refusal
from bot.screens import Button, Screen
from bot.screens.roles import role_name


def first_screen(
    t: Translator, translators: Translators, seminar: Localised, said: Markup | None = None
) -> Screen:
    """Which language? That of `t` comes first; `said` is what became of an invitation."""
    languages = sorted(LANGUAGES, key=lambda language: language != t.language)
    asked = [_choose_language(translators[language]) for language in languages]
    told = [Markup(""), said] if said else []
    rows = [[Button(LANGUAGE_NAMES[language], f"language:{language}")] for language in languages]
    return Screen(t.lines(t.bold(seminar.to(t.language)), *asked, *told), rows)


def _choose_language(t: Translator) -> Markup:
    return t("Choose your language")


def welcome_screen(t: Translator, programme: Programme, person: Person) -> Screen:
    """Good day, and in two lines what is kept; *now* follows below."""
    text = t.lines(
        t.bold(t("Welcome, {name}!", name=person.name)),
        programme.short_name.to(t.language),
        when_and_where(t, programme),
        "",
        t("I show what is next, remind you in time and keep your place in a training session."),
        "",
        t("What is kept about you: your name, your language, what you choose and answer here."),
        t("To see it or to delete it: /settings"),
    )
    return Screen(text)


def when_and_where(t: Translator, programme: Programme) -> str:
    """30 April – 1 May 2019, Almaty."""
    dates = date_range(programme.days[0].date, programme.days[-1].date, t.language)
    return f"{dates}, {programme.city.to(t.language)}"


def welcome_back_screen(t: Translator, person: Person, said: Markup | None) -> Screen:
    greeting = t.bold(t("Welcome back, {name}!", name=person.name))
    return Screen(t.lines(greeting, said))


def doorstep_screen(t: Translator, seminar: Localised, refusal: Refusal | None) -> Screen:
    """All that a stranger ever reads: whom to ask, or what was wrong with their invitation."""
    name = seminar.to(t.language)
    if refusal and refusal is not Refusal.GUESSING:
        return Screen(t.lines(t.bold(name), refused(t, refusal)))
    return Screen(
        t(
            "<b>{seminar}</b>: this bot is for invited guests. Please ask the organisers for an invitation.",
            seminar=name,
        )
    )


def refused(t: Translator, refusal: Refusal) -> Markup:
    reasons = {
        Refusal.UNKNOWN: t(
            "This invitation is not known. Please check the link or ask the organisers for a new one."
        ),
        Refusal.EXPIRED: t("This invitation has expired. Please ask the organisers for a new one."),
        Refusal.USED: t("This invitation has been used already. Please ask the organisers for a new one."),
        Refusal.OTHERS: t("This invitation is another guest's, and stays theirs. Yours is accepted already."),
        Refusal.LEADS_ANOTHER: t(
            "You lead another action plan, and it stays yours. To lead this one, give yours up first: /plan"
        ),
        Refusal.GUESSING: t(
            "Too many wrong invitations. Please try again in an hour, or ask the organisers."
        ),
    }
    return reasons[refusal]


def granted(t: Translator, given: Granted) -> Markup:
    """What an invitation has brought, in at most three lines."""
    if given.plan:
        return _plan_granted(t, given)
    accepted = (
        t("Your invitation is accepted.") if given.fresh else t("You have used this invitation before.")
    )
    role = t("Your role: {role}", role=role_name(t, given.role))
    return t.lines(accepted, role, t("Your club: {club}", club=given.club) if given.club else None)


def _plan_granted(t: Translator, given: Granted) -> Markup:
    joined = t("You lead this action plan now.") if given.fresh else t("You lead this action plan already.")
    return t.lines(
        joined,
        t("Your club: {club}", club=given.club) if given.club else None,
        t("To read it: /plan"),
    )
