"""What runs now, what is next, and what waits for this person: the screen of the two days."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.asking import plans_from
from bot.agenda.outlook import Outlook, Phase, Present, Slot
from bot.agenda.rules import Choice
from bot.agenda.screens.words import (
    choice_lines,
    choose_row,
    directions,
    free_seats_row,
    in_rows,
    not_made_line,
    offer_rows,
    slot_lines,
    time_of,
    waiting_lines,
)
from bot.i18n.dates import clock_time, date_and_time, in_time, short_date, weekday_date
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button

SHOWN = 3  # parallel lines; the rest is a number
DAYS = 9  # with a button each
DAYS_IN_A_ROW = 3  # a short date has up to seven characters


def now_screen(t: Translator, outlook: Outlook, *, leads_club: bool = False) -> Screen:
    """`leads_club`: this person is to make a plan in the final session."""
    present = outlook.present()
    moments = {
        Phase.BEFORE: _before,
        Phase.DURING: _during,
        Phase.BETWEEN_DAYS: _between,
        Phase.AFTER: _after,
    }
    decisions = _decisions(t, outlook)
    if decisions:
        decisions = [Markup(""), *decisions]
    text = t.lines(*moments[present.phase](t, outlook, present), *decisions)
    plan = _plan_row(t, outlook) if leads_club else []
    return Screen(text, [*plan, *_decision_buttons(t, outlook), *_day_buttons(t, outlook), *_more_buttons(t)])


def _before(t: Translator, outlook: Outlook, present: Present) -> Sequence[Markup | str]:
    first = present.following[0]
    return [
        # TRANSLATORS: {left} is "in 3 days", with its preposition and case
        t.bold(t("The seminar begins {left}", left=in_time(first.starts_at - outlook.now, t.language))),
        _day_and_time(t, outlook, present),
        *_slots(t, outlook, present.following),
        *_way(t, outlook, present.following),
    ]


def _during(t: Translator, outlook: Outlook, present: Present) -> Sequence[Markup | str]:
    return [*_running(t, outlook, present.running), *_next(t, outlook, present.following)]


def _running(t: Translator, outlook: Outlook, running: Sequence[Slot]) -> Sequence[Markup | str]:
    if not running:
        return []
    end = min(session.ends_at for slot in running for session in slot.sessions)
    others = sum(slot.others for slot in running) + sum(len(slot.sessions) for slot in running[SHOWN:])
    return [
        t("<b>Now</b> until {time}", time=clock_time(end, outlook.programme.zone)),
        *_slots(t, outlook, running),
        *(
            [t.plural("Also now: {count} more session", "Also now: {count} more sessions", others)]
            if others
            else []
        ),
    ]


def _next(t: Translator, outlook: Outlook, following: Sequence[Slot]) -> Sequence[Markup | str]:
    if not following:
        return []
    first = following[0]
    if outlook.date_of(first.starts_at) != outlook.date_of(outlook.now):
        moment = date_and_time(first.starts_at, outlook.programme.zone, t.language)
        return [t("<b>Next</b>: {moment}", moment=moment), *_slots(t, outlook, following)]
    left = in_time(first.starts_at - outlook.now, t.language)
    # TRANSLATORS: {left} is "in 25 minutes", with its preposition and case
    heading = t("<b>Next</b> at {time}, {left}", time=time_of(outlook, first), left=left)
    return [heading, *_slots(t, outlook, following)]


def _between(t: Translator, outlook: Outlook, present: Present) -> Sequence[Markup | str]:
    return [
        t.bold(t("Next: {moment}", moment=_day_and_time(t, outlook, present))),
        *_slots(t, outlook, present.following),
        *_way(t, outlook, present.following),
    ]


def _after(t: Translator, _outlook: Outlook, _present: Present) -> Sequence[Markup | str]:
    return [t.bold(t("The seminar is over")), t("Thank you for taking part. The agenda stays here for you.")]


def _day_and_time(t: Translator, outlook: Outlook, present: Present) -> str:
    first = present.following[0]
    return f"{weekday_date(outlook.date_of(first.starts_at), t.language)}, {time_of(outlook, first)}"


def _slots(t: Translator, outlook: Outlook, slots: Sequence[Slot]) -> Sequence[Markup]:
    return [line for slot in slots[:SHOWN] for line in slot_lines(t, outlook, slot)]


def _way(t: Translator, outlook: Outlook, slots: Sequence[Slot]) -> Sequence[str]:
    sessions = slots[0].sessions
    way = directions(t, outlook, sessions[0]) if len(sessions) == 1 else None
    return [way] if way else []


# ------------------------------------------------------- what waits for a person


def _decisions(t: Translator, outlook: Outlook) -> Sequence[Markup]:
    """Seats that are kept for this person, and the first choice they have not made or have missed."""
    offered = [session.choice_id or "" for session in outlook.offers()]
    kept = [line for choice_id in offered for line in waiting_lines(t, outlook, choice_id)]
    open_ones = [choice for choice in outlook.unchosen() if choice.id not in offered][:1]
    undecided = [*open_ones, *outlook.missed()[:1]]
    return [*kept, *(line for choice in undecided for line in _not_made(t, outlook, choice))]


def _not_made(t: Translator, outlook: Outlook, choice: Choice) -> Sequence[Markup]:
    return [not_made_line(t, choice), *choice_lines(t, outlook, choice)]


def _decision_buttons(t: Translator, outlook: Outlook) -> list[list[Button]]:
    return [*offer_rows(t, outlook), *choose_row(t, outlook), *free_seats_row(t, outlook)]


def _plan_row(t: Translator, outlook: Outlook) -> list[list[Button]]:
    """To the plan of a club; whoever has none is asked to make one there."""
    if outlook.now < plans_from(outlook.programme):
        return []
    if outlook.now < outlook.programme.ends_at:
        # TRANSLATORS: max 28
        return [[Button(t.label("Make our action plan"), "makeplan")]]
    # TRANSLATORS: max 28
    return [[Button(t.label("Our action plan"), "plan")]]


def _day_buttons(t: Translator, outlook: Outlook) -> list[Sequence[Button]]:
    """Each day is one tap away, as long as they all fit."""
    days = outlook.programme.days
    if not 2 <= len(days) <= DAYS:
        # TRANSLATORS: max 28
        return [[Button(t.label("Agenda"), "agenda")]]
    width = min(len(days), DAYS_IN_A_ROW)
    sign = "📅 " if width == 2 else ""
    labels = {day.id: f"{sign}{short_date(day.date, t.language)}" for day in days}
    ways = [button(label, f"agenda:{day_id}", in_a_row=width) for day_id, label in labels.items()]
    return in_rows(ways, width)


def _more_buttons(t: Translator) -> list[list[Button]]:
    return [
        [
            # TRANSLATORS: max 14
            Button(t.label("My schedule"), "my"),
            # TRANSLATORS: max 14
            Button(t.label("Information"), "info"),
        ],
        # TRANSLATORS: max 28
        [Button(t.label("Refresh"), "now")],
    ]
