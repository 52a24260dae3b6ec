"""An announcement as it is written, by organisers of every thoroughness."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

from markupsafe import Markup, escape

from bot.agenda.rules import Programme
from bot.announcements.moments import Suggestion, When
from bot.announcements.outcome import Changes, Course, Fate, Numbers, Tally, Unreached
from bot.announcements.rules import ROLES, Announcement, Audience, Counts, Criterion, Dimension, State
from bot.announcements.screens import audience, compose, correct, schedule, sent
from bot.announcements.screens.announcement import announcement, several
from bot.announcements.screens.audience import Offer
from bot.announcements.screens.parts import parts_screen, whole_question
from bot.announcements.screens.preview import preview_screen
from bot.announcements.screens.progress import GOOD, course_screen
from bot.announcements.screens.words import Addressees
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.message import CAPTION, FileKind
from tests.screens.gallery.people import CLUB, LONG, TYPED

FULL = Counts({"kk": 52, "ru": 61, "en": 34}, blocked=3, gone=2, muted=2, silent=1)
CLUBS = {Criterion(Dimension.CLUB, str(number)): f"{CLUB} {number}" for number in range(20)}
PLANS = {Criterion(Dimension.PLAN, str(number)): f"{CLUB} {number}" for number in range(9)}
EARLIER = {Criterion(Dimension.UNANSWERED, "1"): TYPED}

MEANT: list[Fate] = [fate for fate in Fate if fate not in {Fate.MUTED, Fate.SILENT}]
BEGUN = (State.SENDING, State.PAUSED, State.STOPPED, State.SENT, State.WITHDRAWN)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _audiences(t, programme)
    yield from _texts(t, programme)
    yield from _previews(t, programme)
    yield compose.cancelled_screen(t)
    one = announcement(t, Markup("<b>{}</b>").format(TYPED), None, 1)
    yield from (one, several(t, [one]), several(t, [one] * 5))
    yield from _courses(t, programme)
    yield from _sent(t, programme)
    yield from _scheduled(t, programme)
    yield from _corrections(t, programme)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        audience.nobody_notice(t),
        sent.already_notice(t),
        schedule.draft_again_notice(t),
        correct.changed_notice(t),
        correct.dropped_notice(t),
    ]


# -------------------------------------------------------------------- audience


def _audiences(t: Translator, programme: Programme) -> Iterator[Screen]:
    for counts in (FULL, Counts({"kk": 1}), Counts()):
        for chosen in (frozenset[Criterion](), frozenset(_everything(programme))):
            yield audience.audience_screen(t, 1, _addressees(programme, counts, chosen))
    everybody = _addressees(programme, FULL, frozenset(_everything(programme)))
    for dimension in Dimension:
        offers = [Offer(one.value, one) for one in _everything(programme) if one.dimension is dimension]
        yield audience.offers_screen(t, 1, everybody, dimension, offers, 1)
        yield audience.offers_screen(t, 1, _addressees(programme, FULL), dimension, [], 0)


def _addressees(
    programme: Programme, counts: Counts, chosen: frozenset[Criterion] = frozenset()
) -> Addressees:
    return Addressees(Audience(chosen), counts, programme, {**CLUBS, **PLANS, **EARLIER})


def _everything(programme: Programme) -> Iterator[Criterion]:
    yield from (Criterion(Dimension.ROLE, role) for role in ROLES)
    yield from (Criterion(Dimension.LANGUAGE, language) for language in LANGUAGES)
    yield from (Criterion(Dimension.SESSION, session.id) for session in programme.sessions)
    for dimension in (Dimension.CHOICE, Dimension.UNCHOSEN):
        yield from (Criterion(dimension, choice.id) for choice in programme.choices)
    yield from (*CLUBS, *PLANS, *EARLIER, Criterion(Dimension.COUNTRY, "<Қазақстан>"))


# ------------------------------------------------------------------------ text


def _drafts(programme: Programme) -> Sequence[Announcement]:
    """Nothing yet, one text, all three, with a photo, with a document; a caption that is too long."""
    empty = Announcement(1, 1, State.DRAFT, Audience(), {}, programme.starts_at)
    one = replace(empty, texts={"ru": f"<b>{escape(TYPED)}</b>"})
    all_three = replace(empty, texts=dict.fromkeys(LANGUAGES, str(escape(LONG[:900]))))
    photo = replace(one, file_id="photo", file_kind=FileKind.PHOTO)
    document = replace(all_three, file_id="document", file_kind=FileKind.DOCUMENT)
    too_long = replace(photo, texts=dict.fromkeys(LANGUAGES, "😀" * CAPTION))
    return [empty, one, all_three, photo, document, too_long]


def _texts(t: Translator, programme: Programme) -> Iterator[Screen]:
    for draft in _drafts(programme):
        yield compose.home_screen(t, draft)
        yield compose.home_screen(t, draft, [*_drafts(programme), *_drafts(programme)])
        yield compose.cancel_question(t, draft)
        everybody = _addressees(programme, FULL, draft.audience.criteria)
        yield from (compose.text_screen(t, draft, everybody, language) for language in LANGUAGES)
        yield parts_screen(t, "wording:1:en")
        yield whole_question(t, LONG * 10, "wording:1", "wording:1:en")
        yield compose.unusable_screen(t, draft, "kk")


def _previews(t: Translator, programme: Programme) -> Iterator[Screen]:
    """Whatever it says, and whoever gets it, before and after it was looked at."""
    everybody = frozenset(_everything(programme)).difference(PLANS)  # of one seminar, or of the year after
    for draft in _drafts(programme)[1:]:
        for counts, chosen in (
            (FULL, frozenset[Criterion]()),
            (FULL, everybody),
            (Counts({"en": 1}), everybody),
        ):
            addressees = _addressees(programme, counts, chosen)
            yield preview_screen(t, draft, addressees, seen=frozenset())
            yield preview_screen(t, draft, addressees, seen=frozenset(draft.texts))


# ------------------------------------------------------------ once it is sent


def _courses(t: Translator, programme: Programme) -> Iterator[Screen]:
    """How it goes, in every state; nobody, one person and very many; with changes under way and done."""
    every: Numbers = {(language, fate): 1000 for language in LANGUAGES for fate in MEANT}
    over: Numbers = {its: number for its, number in every.items() if its[1] is not Fate.WAITING}
    tallies = [
        Tally(every, took=timedelta(seconds=5.1), left=timedelta(seconds=1)),
        Tally(over, took=timedelta(hours=3)),
        Tally({("kk", Fate.REACHED): 1}, {(None, Fate.SILENT): 1, ("kk", Fate.MUTED): 1}),
        Tally(),
    ]
    changes = [Changes(), Changes(waiting=1, done=2), Changes(done=1000, kept=1000, failed=1000)]
    for state, tally, change in product(BEGUN, tallies, changes):
        one = replace(_drafts(programme)[1], state=state, send_at=programme.starts_at)
        withdrawal = change if state is State.WITHDRAWN else Changes()
        yield course_screen(t, Course(one, tally, change, withdrawal))
    yield sent.stop_question(t, Course(_drafts(programme)[2], tallies[0]))
    yield sent.withdraw_question(t, Course(_drafts(programme)[2], tallies[0]))
    yield sent.withdraw_question(t, Course(_drafts(programme)[2], tallies[2]))


def _sent(t: Translator, programme: Programme) -> Iterator[Screen]:
    draft = _drafts(programme)[1]
    known = [replace(draft, state=state, send_at=programme.starts_at) for state in sent.MARKS]
    yield sent.history_screen(t, programme.zone, known * 3, 1)
    yield sent.history_screen(t, programme.zone, [], 0)
    fates = [fate for fate in Fate if fate not in GOOD]
    people = [Unreached(LONG, fate, language, CLUB) for fate in fates for language in (*LANGUAGES, None)]
    for number in range(5):
        yield sent.unreached_screen(t, draft, people, number)
    yield sent.unreached_screen(t, draft, [], 0)
    yield sent.unreached_screen(t, draft, [Unreached(TYPED, Fate.BLOCKED)], 0)


def _scheduled(t: Translator, programme: Programme) -> Iterator[Screen]:
    zone, now = programme.zone, programme.starts_at
    draft = _drafts(programme)[1]
    waits = replace(draft, state=State.SCHEDULED, send_at=now + timedelta(hours=1))
    suggested = [Suggestion(when, now) for when in When]
    for one, trouble in product((draft, waits), (None, *schedule.Trouble)):
        yield schedule.later_screen(t, programme, one, now, suggested, trouble)
    yield schedule.scheduled_screen(t, zone, waits, FULL)
    yield schedule.scheduled_screen(t, zone, replace(waits, send_at=None), Counts())
    yield schedule.send_now_question(t, zone, waits)
    yield schedule.taken_back_screen(t, draft)


def _corrections(t: Translator, programme: Programme) -> Iterator[Screen]:
    for one in _drafts(programme)[1:]:
        for new in ({}, {"kk": TYPED}, dict.fromkeys(LANGUAGES, TYPED)):
            yield correct.languages_screen(t, one, new)
            yield correct.confirm_screen(t, one, new or {"en": TYPED}, "abcdef12", 1000)
        for language in LANGUAGES:
            yield correct.ask_screen(t, one, language)
            yield correct.too_long_screen(t, one, language)
        yield correct.text_only_screen(t, one)
