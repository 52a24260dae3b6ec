"""How a session was: the question, what was said, and where to go on from there."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.rules import Programme, Session
from bot.feedback.entries import Entry
from bot.feedback.rules import COMMENT, CONTENT, MARKS, TAG, Tag, tags_for
from bot.feedback.screens.words import (
    OPEN,
    STAR,
    Row,
    absent_button,
    no_more,
    not_now,
    until_line,
    ways,
    what_is_next,
)
from bot.i18n.translator import Translator
from bot.screens import Button, Rows, Screen
from bot.screens.length import button
from bot.screens.pages import back
from bot.screens.tags import tag_name


def prompt(t: Translator, entry: Entry, sessions: Sequence[Session]) -> Screen:
    """What comes by itself; of several `sessions` it first asks in which they were."""
    if entry.session is None:
        return _which(t, sessions, [[absent_button(t, sessions[0]), not_now(t)], no_more(t)])
    return _question(t, entry, entry.session, [[absent_button(t, entry.session), not_now(t)], no_more(t)])


def ask_screen(t: Translator, entry: Entry, session: Session) -> Screen:
    return _question(t, entry, session, [[absent_button(t, session)], back(t, "feedback")])


def which_screen(t: Translator, sessions: Sequence[Session]) -> Screen:
    """Which of the parallel sessions they were in."""
    return _which(t, sessions, [[absent_button(t, sessions[0])], back(t, "feedback")])


def _question(t: Translator, entry: Entry, session: Session, last: Rows) -> Screen:
    text = t.lines(
        t.bold(t("How was “{session}”?", session=session.short.to(t.language))),
        t("Without your name. One tap is enough."),
        _scale_line(t),
        t("So far: {mark} of {highest}", mark=entry.mark, highest=MARKS[-1]) if entry.mark else None,
    )
    # TRANSLATORS: max 28; of parallel sessions
    another = [Button(t.label("I was in another one"), f"another:{session.id}")]
    return Screen(text, [_marks(session), *([another] if entry.parallel else []), *last])


def _scale_line(t: Translator) -> Markup:
    return t("{lowest}: not good, {highest}: very good", lowest=MARKS[0], highest=MARKS[-1])


def _marks(session: Session) -> Row:
    return [Button(f"{mark} {STAR}", f"rate:{session.id}:{mark}") for mark in MARKS]


def _which(t: Translator, sessions: Sequence[Session], last: Rows) -> Screen:
    text = t.lines(
        t.bold(t("Which one were you in?")),
        t("Then say how it was, without your name."),
    )
    return Screen(text, [*(_attended(t, session) for session in sessions), *last])


def _attended(t: Translator, session: Session) -> Row:
    return [button(session.short.to(t.language), f"attended:{session.id}")]


# ---------------------------------------------------------------- what was said


def said_screen(t: Translator, entry: Entry, session: Session) -> Screen:
    """What somebody who has rated a session has said of it; they can go on by writing."""
    mark = int(entry.mark or 0)
    comments = len(entry.ballot.of(session.id, COMMENT)) if entry.ballot else 0
    text = t.lines(
        t.bold(t("Thank you: {mark} of {highest}", mark=mark, highest=MARKS[-1])),
        session.short.to(t.language),
        t("Comments kept: {count}", count=comments) if comments else None,
        "",
        t("What was good?") if mark >= CONTENT else t("What was missing?"),
        t("Tap what fits, or just write a comment, without your name."),
    )
    given = entry.ballot.of(session.id, TAG) if entry.ballot else {}
    tags = [[_tag(t, session, tag, on=tag in given)] for tag in tags_for(mark)]
    # TRANSLATORS: max 14; how a session was rated
    change = Button(t.label("Change"), f"rate:{session.id}:change")
    return Screen(text, [*tags, [change, _done(t, session)]])


def _tag(t: Translator, session: Session, tag: Tag, *, on: bool) -> Button:
    """A tap says what is to be, so that two of them are as one."""
    name, wanted = tag_name(t, tag), "off" if on else "on"
    return Button(f"✓ {name}" if on else f"{OPEN} {name}", f"tag:{session.id}:{tag}:{wanted}")


def _done(t: Translator, session: Session) -> Button:
    # TRANSLATORS: max 14
    return Button(t.label("Done"), f"rated:{session.id}")


def kept_screen(t: Translator, entry: Entry, session: Session, part: str) -> Screen:
    """A comment is kept; who has not rated the session yet is asked to."""
    question = ["", t("And how was it as a whole?"), _scale_line(t)]
    text = t.lines(
        t.bold(t("Your comment is kept")),
        session.short.to(t.language),
        t("Without your name. You can write more."),
        *(question if entry.waits else []),
    )
    # TRANSLATORS: max 28
    delete = [Button(t.label("Delete this comment"), f"uncomment:{session.id}:{part}")]
    return Screen(text, [*([_marks(session)] if entry.waits else []), delete, [_done(t, session)]])


def done_screen(t: Translator, programme: Programme, others: Sequence[Entry], *, absent: str = "") -> Screen:
    """The end, and what of the day still waits; `absent`: the id of a session in which they were not."""
    text = t.lines(
        t.bold(t("Noted: you were not there") if absent else t("Thank you!")),
        t("You can change it here: /feedback"),
        until_line(t, programme),
        *(["", t("Rate also:")] if others else []),
    )
    # TRANSLATORS: max 28; to a session that somebody did attend after all
    present = [[Button(t.label("I did attend"), f"rate:{absent}")]] if absent else []
    return Screen(text, [*ways(t, others), *present, what_is_next(t)])


def reminder(t: Translator, entries: Sequence[Entry]) -> Screen:
    """Once a day, about all that waits."""
    text = t.lines(
        t.bold(t("How was it today?")),
        t("Without your name. One tap for each is enough."),
    )
    return Screen(text, [*ways(t, entries), [not_now(t)], no_more(t)])
