"""Choosing among parallel sessions, one's own list, and what the bot says of itself about it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.agenda.outlook import Outcome, Outlook, Standing
from bot.agenda.rules import Choice, Session
from bot.agenda.screens.parallel import session_buttons, session_lines
from bot.agenda.screens.session import offer_buttons, price, when_and_where
from bot.agenda.screens.words import (
    choice_lines,
    closed_line,
    free_seats_row,
    not_made_line,
    offer_rows,
    session_line,
    time_of,
    waiting_lines,
)
from bot.i18n.dates import clock_time, date_and_time, short_weekday_date
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back
from bot.screens.texts import stale_notice

CHOICES = 4  # with two or three lines each
SESSIONS = 8
NAME = 100  # UTF-16 units in a notice, which has 200


def choose_screen(t: Translator, outlook: Outlook, wanted: int = 0) -> Screen:
    """Everything that can be chosen now."""
    choices = outlook.open_choices()
    if not choices:
        return _nothing_to_choose(t, outlook)
    page = Page(choices, CHOICES, wanted)
    text = t.lines(
        t.bold(t("What would you like to choose?")),
        *(line for choice in page.things for line in _choice(t, outlook, choice)),
    )
    ways = [[button(choice.name.to(t.language), f"choose:{choice.id}")] for choice in page.things]
    return Screen(text, [*ways, *page.buttons(t, "choose:"), back(t, "now")])


def _nothing_to_choose(t: Translator, outlook: Outlook) -> Screen:
    text = t.lines(
        t.bold(t("There is nothing to choose at the moment.")),
        t("Everything you have chosen is in your schedule.") if outlook.mine() else _nothing_chosen(t),
        *_missed_lines(t, outlook),
    )
    # TRANSLATORS: max 28
    mine = [Button(t.label("My schedule"), "my")]
    return Screen(text, [*free_seats_row(t, outlook), mine, back(t, "now")])


def _nothing_chosen(t: Translator) -> Markup:
    return t("You have not chosen anything yet. Common sessions are in the agenda.")


def _missed_lines(t: Translator, outlook: Outlook) -> Sequence[Markup]:
    """Whom to ask for a seat where choosing is over."""
    return [closed_line(t, outlook, choice.id) for choice in outlook.missed()[:1]]


def _choice(t: Translator, outlook: Outlook, choice: Choice) -> Sequence[Markup]:
    own = outlook.own_of(choice.id)
    chosen = [session_line(t, outlook, session) for session in own]
    return [Markup(""), t.bold(choice.name.to(t.language)), *chosen, *choice_lines(t, outlook, choice)]


# ------------------------------------------------------------------- my own list


def my_screen(t: Translator, outlook: Outlook, wanted: int = 0) -> Screen:
    """What this person chose, waits for or leads."""
    page = Page(outlook.mine(), SESSIONS, wanted)
    not_made = [not_made_line(t, choice) for choice in outlook.unchosen()[:CHOICES]]
    text = t.lines(
        t.bold(t("My schedule")),
        *(_my_line(t, outlook, session) for session in page.things),
        *(not_made if page.things else [_nothing_chosen(t)]),
        *(line for choice_id in outlook.waits for line in waiting_lines(t, outlook, choice_id)),
        *_missed_lines(t, outlook),
    )
    ways = [[button(session.short.to(t.language), f"session:{session.id}")] for session in page.things]
    choose = _choose_button(t, outlook)
    first, later = (choose, []) if outlook.unchosen() else (free_seats_row(t, outlook), choose)
    rows = [*offer_rows(t, outlook), *first, *ways, *page.buttons(t, "my"), *later]
    return Screen(text, [*rows, *_my_ways_on(t)])


def _my_line(t: Translator, outlook: Outlook, session: Session) -> Markup:
    moment = (
        f"{short_weekday_date(outlook.date_of(session.starts_at), t.language)}, {time_of(outlook, session)}"
    )
    return Markup("{}  {}").format(moment, session_line(t, outlook, session))


def _choose_button(t: Translator, outlook: Outlook) -> list[list[Button]]:
    # TRANSLATORS: max 28
    return [[Button(t.label("Choose"), "choose")]] if outlook.open_choices() else []


def _my_ways_on(t: Translator) -> list[list[Button]]:
    return [
        # TRANSLATORS: max 28; a calendar file of the person's whole seminar
        [Button(t.label("All to my calendar"), "ics")],
        back(t, "now"),
    ]


# --------------------------------------------------------- what comes by itself


def offer_message(t: Translator, outlook: Outlook, session: Session, until: datetime) -> Screen:
    """A seat became free and is kept for this person."""
    zone = outlook.programme.zone
    text = t.lines(
        t.bold(t("A seat is free for you: {session}", session=session.short.to(t.language))),
        when_and_where(t, outlook, session),
        t("It is kept for you until {time}; then it goes to the next person.", time=clock_time(until, zone)),
        *price(t, outlook, session),
    )
    return Screen(text, offer_buttons(t, session))


def choose_reminder(t: Translator, outlook: Outlook, choice: Choice) -> Screen:
    """Choosing closes soon, and this person has no seat yet."""
    moment = date_and_time(choice.closes_at, outlook.programme.zone, t.language)
    held = outlook.candidates(choice.id)
    shown = sorted(held, key=lambda s: outlook.standing(s) is Standing.FULL)[:SESSIONS]
    text = t.lines(
        t.bold(t("{choice}: not much time left", choice=choice.name.to(t.language))),
        t("Open until: {moment}", moment=moment),
        *waiting_lines(t, outlook, choice.id),
        *session_lines(t, outlook, shown, held),
    )
    return Screen(text, session_buttons(t, outlook, shown, held))


# --------------------------------------------------------- a moment above the chat


def notice_of(t: Translator, action: str, outcome: Outcome, given_up: Session | None = None) -> str:
    """What became of a tap, in a few words; `given_up`: the seat that was the price of another."""
    if outcome is Outcome.DONE:
        return _done(t, given_up)[action]
    failures = {
        Outcome.FULL: t.label("The last seat has just gone. You can join the waiting list."),
        Outcome.FREE: t.label("There is a free seat again: you can take it now."),
    }
    if action == "accept" and outcome is Outcome.FULL:
        return t.label("The time to take this seat is over: it has gone to the next person.")
    return failures.get(outcome, stale_notice(t))


def _done(t: Translator, given_up: Session | None) -> dict[str, str]:
    return {
        "seat": _seated(t, given_up),
        "accept": _seated(t, given_up),
        "leave": t.label("Your seat is free again."),
        "wait": t.label("You are on the waiting list. I will write as soon as a seat is free."),
        "unwait": t.label("You are no longer on the waiting list."),
        "decline": t.label("Thank you: the seat goes to the next person."),
    }


def _seated(t: Translator, given_up: Session | None) -> str:
    if given_up is None:
        return t.label("The seat is yours.")
    name = shorten(given_up.short.to(t.language), NAME)
    return t.label("The seat is yours. Free again: {session}", session=name)
