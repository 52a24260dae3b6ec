"""One session: when, where, who, what about, and what a person can do with it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.asking import asks_at
from bot.agenda.outlook import NOBODY, Outlook, Standing
from bot.agenda.rules import WITHOUT_CONTENT, Session, Talk
from bot.agenda.screens.words import choose_row, closed_line, directions, room, waiting_lines
from bot.i18n.dates import clock_time, listed, short_weekday_date, time_range
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.screens import Button, Picture, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import back

DESCRIPTION = 900  # UTF-16 units: about what fits a phone without scrolling
TITLE = 200
TALK = 120
TALKS = 6
HOSTS = 6


def session_screen(
    t: Translator, outlook: Outlook, session: Session, zone: ZoneInfo, *, choosing: bool = False
) -> Screen:
    """`zone` is where the person is; times there are added where they differ.

    `choosing`: the way back leads to the choice, not to the agenda.
    """
    text = t.lines(
        t.bold(shorten(session.title.to(t.language), TITLE)),
        when_and_where(t, outlook, session),
        _elsewhere(t, outlook, session, zone),
        directions(t, outlook, session),
        _hosts(t, outlook, session),
        *_standing(t, outlook, session),
        _description(t, session),
        *(_talk(t, outlook, talk) for talk in session.talks[:TALKS]),
        t("and more: {count}", count=len(session.talks) - TALKS) if len(session.talks) > TALKS else None,
    )
    up = f"choose:{session.choice_id}" if choosing and session.choice_id else _up(outlook, session)
    return Screen(
        text,
        [
            *_actions(t, outlook, session),
            *_rate(t, outlook, session),
            *_into_plan(t, outlook, session),
            *_for_host(t, outlook, session),
            *_always(t, session, up),
        ],
    )


def when_and_where(t: Translator, outlook: Outlook, session: Session) -> str:
    day = short_weekday_date(outlook.date_of(session.starts_at), t.language)
    times = time_range(session.starts_at, session.ends_at, outlook.programme.zone)
    return f"{day}, {times} · {room(t, outlook, session)}"


def _elsewhere(t: Translator, outlook: Outlook, session: Session, zone: ZoneInfo) -> Markup | None:
    here = session.starts_at.astimezone(outlook.programme.zone)
    there = session.starts_at.astimezone(zone)
    if here.utcoffset() == there.utcoffset():
        return None
    moment = f"{short_weekday_date(there.date(), t.language)}, {clock_time(session.starts_at, zone)}"
    return t("Where you are: {moment}", moment=moment)


def _hosts(t: Translator, outlook: Outlook, session: Session) -> str | None:
    names = [outlook.programme.host_name(host_id).to(t.language) for host_id in session.host_ids]
    if len(names) > HOSTS:
        return ", ".join([*names[:HOSTS], "…"])
    return listed(names, t.language) or None


def _description(t: Translator, session: Session) -> Markup | None:
    if session.description is None:
        return None
    return Markup("\n{}").format(shorten(session.description.to(t.language), DESCRIPTION))


def _talk(t: Translator, outlook: Outlook, talk: Talk) -> str:
    title = shorten(talk.title.to(t.language), TALK)
    speaker = f" · {outlook.programme.host_name(talk.host_id).to(t.language)}" if talk.host_id else ""
    return f"{clock_time(talk.starts_at, outlook.programme.zone)}  {title}{speaker}"


def _standing(t: Translator, outlook: Outlook, session: Session) -> Sequence[Markup]:
    """How full it is, and how this person stands to it."""
    if session.choice_id is None or session.cancelled:
        return [t.bold(t("This session is cancelled."))] if session.cancelled else []
    taken = outlook.taken.get(session.id, NOBODY).seats
    full = [] if session.capacity is None else [
        t("{taken} of {capacity} seats taken", taken=taken, capacity=session.capacity)
    ]  # fmt: skip
    kept = [t("Free seats go to the waiting list first.")] if outlook.kept(session) else []
    remarks = {
        Standing.SEATED: [t("✓ You have a seat here.")],
        Standing.LEADING: [t("✓ You lead this session.")],
        Standing.CLOSED: [closed_line(t, outlook, session.choice_id)],
        Standing.FULL: kept,
        Standing.WAITING: [*waiting_lines(t, outlook, session.choice_id), *kept],
        Standing.OFFERED: [*waiting_lines(t, outlook, session.choice_id), *price(t, outlook, session)],
        Standing.FREE: price(t, outlook, session),
    }
    return [*full, *remarks.get(outlook.standing(session), [])]


def price(t: Translator, outlook: Outlook, session: Session) -> Sequence[Markup]:
    """Which seat goes when one is taken here."""
    held = outlook.given_up_for(session)
    if held is None:
        return []
    name = held.short.to(t.language)
    return [t("If you take this seat, the one you have becomes free: {session}", session=name)]


# ---------------------------------------------------------------- the buttons


def _actions(t: Translator, outlook: Outlook, session: Session) -> list[list[Button]]:
    """What can be done about a seat."""
    if not outlook.open(session):
        return []
    # TRANSLATORS: max 28
    take = Button(t.label("Take a seat"), f"seat:{session.id}")
    # TRANSLATORS: max 28
    leave = Button(t.label("Give up my seat"), f"leave:{session.id}")
    # TRANSLATORS: max 28
    wait = Button(t.label("Join the waiting list"), f"wait:{session.id}")
    # TRANSLATORS: max 28
    unwait = Button(t.label("Leave the waiting list"), f"unwait:{session.id}")
    by_standing = {
        Standing.FREE: [[take]],
        Standing.SEATED: [*_next_step(t, outlook), [leave]],
        Standing.FULL: [[wait]],
        Standing.WAITING: [[unwait]],
        Standing.OFFERED: offer_buttons(t, session),
    }
    return by_standing.get(outlook.standing(session), [])


def _next_step(t: Translator, outlook: Outlook) -> list[list[Button]]:
    """To the only other choice by its name: "Choose" alone would seem to be about this session."""
    unchosen = outlook.unchosen()
    if len(unchosen) == 1:
        return [[button(unchosen[0].name.to(t.language), f"choose:{unchosen[0].id}")]]
    # TRANSLATORS: max 28
    return choose_row(t, outlook) or [[Button(t.label("My schedule"), "my")]]


def offer_buttons(t: Translator, session: Session) -> list[list[Button]]:
    return [
        # TRANSLATORS: max 28; answers the offer of a seat that became free
        [Button(t.label("Yes, take the seat"), f"accept:{session.id}")],
        # TRANSLATORS: max 28; declines the offer of a seat
        [Button(t.label("No, thank you"), f"decline:{session.id}")],
    ]


def _rate(t: Translator, outlook: Outlook, session: Session) -> list[list[Button]]:
    """To say how it was, as long as that is asked."""
    programme = outlook.programme
    asked = asks_at(programme, session) <= outlook.now < programme.feedback_closes_at
    if not (asked and session.rated) or session.cancelled or outlook.hosting(session):
        return []
    # TRANSLATORS: max 28; to say how a session was
    return [[Button(t.label("Rate it"), f"rate:{session.id}")]]


def _into_plan(t: Translator, outlook: Outlook, session: Session) -> list[list[Button]]:
    """To a step of the person's plan that comes from it, once there is something to take along."""
    heard = outlook.now >= asks_at(outlook.programme, session)
    if session.kind in WITHOUT_CONTENT or session.cancelled or not heard:
        return []
    # TRANSLATORS: max 28; what was heard in a session becomes a step of the action plan
    return [[Button(t.label("Make this an action"), f"stepfrom:{session.id}")]]


def _for_host(t: Translator, outlook: Outlook, session: Session) -> list[list[Button]]:
    """To what its host can say about it, until it is over."""
    if not outlook.hosting(session) or session.cancelled or session.ends_at <= outlook.now:
        return []
    # TRANSLATORS: max 28; to "the room is full" and "we start late", for the host of a session
    return [[Button(t.label("As its host"), f"hosting:{session.id}")]]


def _always(t: Translator, session: Session, up: str) -> list[list[Button]]:
    # TRANSLATORS: max 28
    calendar = Button(t.label("Add to calendar"), f"ics:{session.id}")
    return [*([] if session.cancelled else [[calendar]]), back(t, up)]


def _up(outlook: Outlook, session: Session) -> str:
    block = outlook.programme.block_of(session)
    return f"agenda:{session.day_id}" if len(block.sessions) == 1 else f"block:{block.key}"


def leave_question(t: Translator, session: Session) -> Screen:
    """Asked where the seat would be gone for good."""
    text = t.lines(
        t.bold(t("Give up your seat?")),
        session.short.to(t.language),
        t("The session is full: your seat goes to the next person."),
    )
    # TRANSLATORS: max 28
    sure = Button(t.label("Yes, give it up"), f"leave:{session.id}:yes")
    return Screen(text, [[sure], back(t, f"session:{session.id}")])


def calendar_file(t: Translator, title: Localised, name: str, content: bytes) -> Screen:
    """A file that phones open in their calendar."""
    text = t.lines(
        t.bold(shorten(title.to(t.language), TITLE)),
        t("Open the file to add it to your calendar."),
    )
    return Screen(text, file=Picture(f"{name}.ics", content))
