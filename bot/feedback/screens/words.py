"""What several screens say alike."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.agenda.asking import asks_at, assessed_until
from bot.agenda.rules import Programme, Session
from bot.feedback.entries import Entry, Refusal
from bot.feedback.rules import BEFORE, COMMENTS
from bot.i18n.dates import date_and_time
from bot.i18n.translator import Translator
from bot.screens import Button
from bot.screens.length import button

Row = list[Button]

OPEN = "☐"
ABSENT = "–"
STAR = "★"


def moment(t: Translator, programme: Programme, at: datetime) -> str:
    """1 May, 14:00, where the seminar is."""
    return date_and_time(at, programme.zone, t.language)


def until_line(t: Translator, programme: Programme, *, before: bool = False) -> Markup:
    """Until when they can answer; `before`: how sure they were in the beginning."""
    closes_at = assessed_until(programme) if before else programme.feedback_closes_at
    return t("Answers are taken until: {moment}", moment=moment(t, programme, closes_at))


def name(t: Translator, entry: Entry) -> str:
    """The session's, or those of the parallel ones."""
    sessions = [entry.session] if entry.session else entry.slot.sessions
    return " / ".join(session.short.to(t.language) for session in sessions)


def way(t: Translator, entry: Entry) -> Row:
    """To what can be said of a slot, with what has been said so far."""
    state = ABSENT if entry.absent else f"{entry.mark} {STAR}" if entry.mark else OPEN
    data = f"rate:{entry.session.id}" if entry.session else f"another:{entry.slot.sessions[0].id}"
    return [button(f"{state} {name(t, entry)}", data)]


def ways(t: Translator, entries: Sequence[Entry]) -> list[Row]:
    return [way(t, entry) for entry in entries]


def absent_button(t: Translator, session: Session) -> Button:
    # TRANSLATORS: max 14; "I did not attend this session"
    return Button(t.label("Did not attend"), f"absent:{session.id}")


def not_now(t: Translator, *, before: bool = False) -> Button:
    """`before`: to how sure they are in the beginning."""
    # TRANSLATORS: max 14
    return Button(t.label("Not now"), f"notnow:{BEFORE}" if before else "notnow")


def no_more(t: Translator) -> Row:
    # TRANSLATORS: max 28; the bot is to ask no more questions by itself
    return [Button(t.label("No more questions"), "nomoreprompts")]


def what_is_next(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("What is next"), "now")]


# --------------------------------------------------------- a moment above the chat


def saved_notice(t: Translator) -> str:
    return t.label("Saved")


def deleted_notice(t: Translator) -> str:
    return t.label("Your comment is deleted.")


def refused(t: Translator, why: Refusal, programme: Programme, session: Session) -> str:
    """Why this person cannot say how a session was."""
    match why:
        case Refusal.CANCELLED:
            return t.label("This session does not take place, so there is nothing to rate.")
        case Refusal.OWN:
            return t.label("You lead this session: how it was is for the others to say.")
        case Refusal.EARLY:
            opens = moment(t, programme, asks_at(programme, session))
            return t.label("This session can be rated later. From: {moment}", moment=opens)
        case Refusal.CLOSED:
            closed = moment(t, programme, programme.feedback_closes_at)
            return t.label("No answers are taken any more. They were until: {moment}", moment=closed)
        case Refusal.SEALED:
            return t.label("Nobody knows any more which answer is yours, so it can no longer be changed.")


def gone(t: Translator) -> str:
    """A text about a session that nobody is asked about any more."""
    return t.label("Comments on this session are not taken any more: your text has not been kept.")


def only_text(t: Translator) -> str:
    return t.label("Only a text is kept as a comment. Please write it in words.")


def too_many(t: Translator) -> str:
    return t.label("You have written {count} comments on this session; more are not taken.", count=COMMENTS)
