"""Questions about sessions: as they come, answered in every way, and when nothing can be answered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.agenda.asking import Slot, slots
from bot.agenda.rules import Programme
from bot.feedback.entries import Entry, Refusal
from bot.feedback.rules import AFTER, BEFORE, COMMENT, MARKS, RATING, TAG, Answer, Ballot, State, Tag
from bot.feedback.screens import listing, rating, words
from bot.feedback.steps import Step
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from tests.screens.gallery import survey
from tests.screens.gallery.agenda import odd


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for slot in slots(programme):
        yield from _rating(t, slot)
    yield from _listing(t, programme)
    yield from _listing(t, odd(programme))
    yield from survey.screens(t, programme)


def _rating(t: Translator, slot: Slot) -> Iterator[Screen]:
    session = slot.sessions[0]
    yield rating.prompt(t, Entry(slot), slot.sessions)
    yield rating.which_screen(t, slot.sessions)
    for entry in _entries(slot):
        yield rating.prompt(t, entry, slot.sessions)
        yield rating.ask_screen(t, entry, session)
        yield rating.said_screen(t, entry, session)
        yield rating.kept_screen(t, entry, session, "19")


def _entries(slot: Slot) -> Sequence[Entry]:
    """Not answered, absent, and every mark with all that can go with it."""
    session = slot.sessions[0]
    more = [Answer(session.id, TAG, tag) for tag in Tag] + [Answer(session.id, COMMENT, "0", "<b>Кофе</b>")]
    marks = [[Answer(session.id, RATING, "", str(mark))] for mark in MARKS]
    ballots = [Ballot(slot.form, "1", State.GIVEN, session.id, mark) for mark in marks]
    full = [replace(ballot, answers=[*ballot.answers, *more]) for ballot in ballots]
    absent = Ballot(slot.form, "1", State.ABSENT)
    return [Entry(slot, session), *(Entry(slot, session, ballot) for ballot in (absent, *ballots, *full))]


def _listing(t: Translator, programme: Programme) -> Iterator[Screen]:
    fresh = [Entry(slot) for slot in slots(programme)]
    answered = [entry for slot in slots(programme) for entry in _entries(slot)]
    steps = [Step(subject, question) for subject in (BEFORE, AFTER) for question in programme.questions]
    for entries in ([], fresh[:1], fresh, answered):
        yield from (listing.listing(t, programme, entries, some) for some in ([], steps[:1], steps))
        yield rating.done_screen(t, programme, entries[:3])
        yield rating.done_screen(t, programme, entries[:3], absent=programme.sessions[0].id)
    yield listing.listing(t, programme, answered, [], 1)
    yield listing.listing(t, replace(programme, sessions=()), [], [])
    yield rating.reminder(t, fresh[:4])
    yield listing.closed_screen(t, programme)
    yield from (listing.not_now_screen(t, programme, before=before) for before in (True, False))
    yield listing.muted_screen(t)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    refused = [words.refused(t, why, programme, session) for why in Refusal for session in programme.sessions]
    others = (words.saved_notice, words.deleted_notice, words.gone, words.only_text, words.too_many)
    return [*refused, *(notice(t) for notice in others), *survey.notices(t)]
