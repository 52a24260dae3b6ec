"""The organisers' home: how the seminar stands, and the ways to all that they can do."""

from collections.abc import Collection, Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.outlook import Taken
from bot.agenda.rules import Choice, Session
from bot.i18n.dates import clock_time, date_and_time, weekday_date
from bot.i18n.translator import Translator
from bot.organisers.rules import Overview, current_choice, held, next_reminded
from bot.organisers.screens.health import health, machinery
from bot.organisers.screens.words import reason_name
from bot.screens import Button, Screen
from bot.screens.length import shorten

SESSIONS: Final = 4  # of a choice
REASONS: Final = 120  # UTF-16 units

Rows = list[list[Button]]


def describe_organise(t: Translator) -> str:
    """In the menu of commands."""
    return t.label("How the seminar stands")


def home_screen(t: Translator, overview: Overview, ways: Collection[str]) -> Screen:
    """`ways`: the actions that there are for this person."""
    text = t.lines(
        t.bold(_moment(t, overview)),
        health(t, overview),
        _people(t, overview),
        _post(t, overview),
        *_choice_lines(t, overview),
        "",
        _next_line(t, overview),
        _announcements(t, overview),
        _failed(t, overview),
        machinery(t, overview),
    )
    # TRANSLATORS: max 28; people whom messages did not reach, and why
    failed: Rows = [[Button(t.label("What failed"), "failures")]] if overview.failed else []
    # TRANSLATORS: max 28
    refresh = [Button(t.label("Refresh"), "organise")]
    return Screen(text, [*failed, *_ways(t, ways), refresh])


def _moment(t: Translator, overview: Overview) -> str:
    return f"{weekday_date(overview.today, t.language)}, {clock_time(overview.now, overview.programme.zone)}"


# ---------------------------------------------------------------------- people


def _people(t: Translator, overview: Overview) -> Markup:
    figures = overview.figures
    return t(
        "Registered: {registered} · reachable: {reachable} · not reachable: {unreachable}",
        registered=figures.registered,
        reachable=figures.reachable,
        unreachable=figures.unreachable,
    )


def _post(t: Translator, overview: Overview) -> Markup:
    figures = overview.figures
    letters = t("Letters without an answer: {count}", count=figures.letters)
    if not figures.expected:
        return letters
    return Markup("{} · {}").format(letters, t("Guests not here yet: {count}", count=figures.expected))


def _choice_lines(t: Translator, overview: Overview) -> Sequence[Markup]:
    choice = current_choice(overview.programme, overview.now)
    if choice is None:
        return []
    sessions = held(overview.programme, choice)
    more = len(sessions) - SESSIONS
    return [
        Markup(""),
        t.bold(choice.name.to(t.language)),
        _closing(t, overview, choice),
        *(_seats(t, session, overview.taken.get(session.id, Taken())) for session in sessions[:SESSIONS]),
        *([t("and more: {count}", count=more)] if more > 0 else []),
    ]


def _closing(t: Translator, overview: Overview, choice: Choice) -> Markup:
    if not choice.open_at(overview.now):
        return t("Choosing is over.")
    moment = date_and_time(choice.closes_at, overview.programme.zone, t.language)
    return t("Open until: {moment}", moment=moment)


def _seats(t: Translator, session: Session, taken: Taken) -> Markup:
    """Creative pedagogy: 26 of 40 · waiting list: 3."""
    name = session.short.to(t.language)
    if session.capacity is None:
        seats = Markup("{}: {}").format(name, taken.seats)
    else:
        seats = t(
            "{session}: {count} of {capacity}", session=name, count=taken.seats, capacity=session.capacity
        )
    if not taken.waiting:
        return seats
    return Markup("{} · {}").format(seats, t("waiting list: {count}", count=taken.waiting))


# ----------------------------------------------------------- what goes out


def _next_line(t: Translator, overview: Overview) -> Markup:
    sessions = next_reminded(overview.programme, overview.now)
    if not sessions:
        return t("No reminders are to come.")
    moment = date_and_time(sessions[0].starts_at, overview.programme.zone, t.language)
    line = t(
        "Next reminders: {session}, start: {moment} · {people}",
        session=_together(t, sessions),
        moment=moment,
        people=t.plural("{count} person", "{count} people", overview.reminded),
    )
    if not overview.figures.unreminded:
        return line
    return Markup("{} · {}").format(
        line, t("reminders turned off: {count}", count=overview.figures.unreminded)
    )


def _together(t: Translator, sessions: Sequence[Session]) -> Markup:
    if len(sessions) == 1:
        return Markup("{}").format(sessions[0].short.to(t.language))
    return t.plural("{count} session in parallel", "{count} sessions in parallel", len(sessions))


def _announcements(t: Translator, overview: Overview) -> Markup | None:
    figures = overview.figures
    parts = []
    if figures.announced:
        parts.append(t("Announcements being sent: {count}", count=figures.announced))
    if figures.next_announcement:
        moment = date_and_time(figures.next_announcement, overview.programme.zone, t.language)
        parts.append(
            t("Announcements scheduled: {count}, next: {moment}", count=figures.scheduled, moment=moment)
        )
    return Markup(" · ").join(parts) if parts else None


def _failed(t: Translator, overview: Overview) -> Markup:
    if not overview.failed:
        return t("Messages that failed today: none")
    reasons = ", ".join(f"{reason_name(t, reason)}: {count}" for reason, count in overview.failed.items())
    count = sum(overview.failed.values())
    return t(
        "Messages that failed today: {count} ({reasons})", count=count, reasons=shorten(reasons, REASONS)
    )


# ------------------------------------------------------------------------ ways


def _ways(t: Translator, ways: Collection[str]) -> Rows:
    buttons = [Button(label, action) for action, label in _labels(t).items() if action in ways]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


def _labels(t: Translator) -> dict[str, str]:
    return {
        # TRANSLATORS: max 14; write an announcement
        "announce": t.label("Announce"),
        # TRANSLATORS: max 14; change the programme
        "programme": t.label("Programme"),
        # TRANSLATORS: max 14; what people wrote to the organisers
        "letters": t.label("Letters"),
        # TRANSLATORS: max 14; the list of those who are expected
        "guests": t.label("Guests"),
        # TRANSLATORS: max 14; what all undertake, and who commits to it
        "declaration": t.label("Declaration"),
        # TRANSLATORS: max 14; action plans of the clubs, and how they go
        "plans": t.label("Plans"),
        # TRANSLATORS: max 14; what people said of sessions and of the seminar
        "results": t.label("Results"),
        # TRANSLATORS: max 14; who is an organiser, a host, a club lead
        "roles": t.label("Roles"),
        # TRANSLATORS: max 14; who did what and when
        "audit": t.label("Log"),
    }
