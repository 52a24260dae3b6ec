"""An announcement as it is written, by organisers of every thoroughness."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from bot.agenda.rules import Programme
from bot.announcements.rules import (
    CAPTION,
    ROLES,
    Announcement,
    Audience,
    Counts,
    Criterion,
    Dimension,
    FileKind,
    State,
)
from bot.announcements.screens import audience, compose
from bot.announcements.screens.announcement import announcement
from bot.announcements.screens.audience import Offer
from bot.announcements.screens.words import Addressees
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from tests.screens.gallery.people import CLUB, LONG, TYPED

FULL = Counts({"kk": 52, "ru": 61, "en": 34}, blocked=3, muted=2, silent=1)
CLUBS = {Criterion(Dimension.CLUB, str(number)): f"{CLUB} {number}" for number in range(20)}
EARLIER = {Criterion(Dimension.UNANSWERED, "1"): TYPED}


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _audiences(t, programme)
    yield from _texts(t, programme)
    yield from _previews(t, programme)
    yield compose.cancelled_screen(t)
    yield announcement(t, Markup("<b>{}</b>").format(TYPED), None, 1)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [audience.nobody_notice(t)]


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
    return Addressees(Audience(chosen), counts, programme, {**CLUBS, **EARLIER})


def _everything(programme: Programme) -> Iterator[Criterion]:
    yield from (Criterion(Dimension.ROLE, role) for role in ROLES)
    yield from (Criterion(Dimension.LANGUAGE, language) for language in LANGUAGES)
    yield from (Criterion(Dimension.SESSION, session.id) for session in programme.sessions)
    for dimension in (Dimension.CHOICE, Dimension.UNCHOSEN):
        yield from (Criterion(dimension, choice.id) for choice in programme.choices)
    yield from (*CLUBS, *EARLIER, Criterion(Dimension.COUNTRY, "<Қазақстан>"))


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
        yield compose.cancel_question(t, draft)
        yield from (compose.text_screen(t, draft, language) for language in LANGUAGES)
        yield compose.parts_screen(t, draft, "kk")
        yield compose.unusable_screen(t, draft, "kk")


def _previews(t: Translator, programme: Programme) -> Iterator[Screen]:
    """Whatever it says, and whoever gets it, before and after it was looked at."""
    everybody = frozenset(_everything(programme))
    for draft in _drafts(programme)[1:]:
        for counts, chosen in (
            (FULL, frozenset[Criterion]()),
            (FULL, everybody),
            (Counts({"en": 1}), everybody),
        ):
            addressees = _addressees(programme, counts, chosen)
            yield compose.preview_screen(t, draft, addressees, seen=False)
            yield compose.preview_screen(t, draft, addressees, seen=True)
