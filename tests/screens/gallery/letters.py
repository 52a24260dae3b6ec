"""Letters on both sides: as they are written, read and answered, short and as long as they come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.letters.rules import Answer, Content, Desk, Fate, Letter, Line, Writer
from bot.letters.screens import answering, aside, desk, inbox, writing
from bot.screens import Screen
from bot.screens.message import FileKind
from bot.screens.pages import Page
from tests.screens.gallery.people import CLUB, NAME, ORGANISERS, TYPED

SHORT = Content(TYPED)
LONG = Content("&lt;Кофе&gt; " * 500 + "!")
PHOTO = Content("", "photo-id", FileKind.PHOTO)
DOCUMENT = Content("Кофе, " * 80 + "!", "document-id", FileKind.DOCUMENT)
BARE = Content("", "document-id", FileKind.DOCUMENT)
CONTENTS = (SHORT, LONG, PHOTO, DOCUMENT, BARE)
NAMED = Writer(7, NAME, ORGANISERS[0], "kk", CLUB, CLUB)
UNNAMED = Writer(8, NAME * 25)
ABOUT = "<Кофе> " * 30
DESK = Desk(-100, NAME)
ADDRESS = "https://t.me/seminar_bot"


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _writing(t)
    yield from _reading(t, programme)
    yield from _answering(t, programme)
    yield from _desk(t)
    yield from _aside(t, translators)


def _writing(t: Translator) -> Iterator[Screen]:
    yield from (writing.ask_screen(t, about) for about in ("", ABOUT))
    yield from (writing.passed_on_screen(t, 12, reached=reached) for reached in (True, False))
    yield writing.taken_back_screen(t)
    yield from (writing.answer_message(t, 13, content, SHORT) for content in (SHORT, PHOTO, DOCUMENT))
    yield from (writing.answer_message(t, 13, SHORT, asked) for asked in (PHOTO, DOCUMENT, LONG))


def _reading(t: Translator, programme: Programme) -> Iterator[Screen]:
    for letter in _letters(programme):
        for in_group in (True, False):
            yield from (inbox.letter_message(t, letter, about, in_group=in_group) for about in ("", ABOUT))
        yield from (
            inbox.letter_screen(t, letter, lines, ABOUT, programme.zone) for lines in _said(programme)
        )
    yield inbox.gone_message(t)
    letters = [replace(letter, id=number) for number, letter in enumerate(_letters(programme))]
    for number in (0, 1, 99):
        page = Page(range(len(letters)), inbox.PAGE, number)
        yield inbox.letters_screen(t, [letters[place] for place in page.things], page, DESK)
    for some in ([], letters[:1]):
        yield inbox.letters_screen(t, some, Page(range(len(some)), inbox.PAGE, 0), None)


def _letters(programme: Programme) -> Sequence[Letter]:
    """Waiting, settled, and answered once and often, with every fate."""
    now = programme.starts_at
    answers = [Answer(13, content, now, 1, name, Fate.ARRIVED) for content in CONTENTS for name in (NAME, "")]
    fates = [Answer(14, SHORT, now, 1, NAME, fate) for fate in Fate]
    plain = [Letter(12, NAMED, content, now) for content in CONTENTS]
    return [
        *plain,
        replace(plain[0], writer=UNNAMED),
        replace(plain[0], settled_at=now),
        *(replace(plain[1], answers=[answer], settled_at=now) for answer in answers),
        *(replace(plain[3], answers=fates[:count], settled_at=now) for count in (1, 2, 3, 4)),
    ]


def _said(programme: Programme) -> Sequence[Sequence[Line]]:
    now = programme.starts_at
    asked = [Line(now, None, content) for content in CONTENTS]
    authors = (NAME, "", *[NAME] * (len(Fate) - 2))
    answered = [Line(now, author, SHORT, fate) for fate, author in zip(Fate, authors, strict=True)]
    return [asked, answered, [*asked[:2], *answered[:3]]]


def _answering(t: Translator, programme: Programme) -> Iterator[Screen]:
    for letter in _letters(programme):
        yield answering.ask_screen(t, letter)
        yield from (answering.answered_screen(t, letter, answer) for answer in letter.answers)
    yield answering.sent_screen(t, NAMED)


def _desk(t: Translator) -> Iterator[Screen]:
    yield from (desk.bound_screen(t, replaced=replaced) for replaced in (True, False))
    yield desk.unbound_screen(t)
    yield desk.not_bound_screen(t)
    yield desk.moved_message(t)
    yield desk.only_in_groups_screen(t, ADDRESS)
    yield from (message(t) for message in (desk.bound_message, desk.free_message, desk.refused_message))


def _aside(t: Translator, translators: Translators) -> Iterator[Screen]:
    yield aside.unseen_screen(translators.values())
    yield from (aside.organisers_screen(t, ADDRESS, replied=replied) for replied in (True, False))
    yield aside.private_screen(t, ADDRESS)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        writing.nothing_to_pass_on(t),
        writing.write_again(t),
        *(writing.too_late_notice(t, settled=settled) for settled in (True, False)),
        writing.too_long(t, replace(LONG, file_id="photo-id")),
        answering.gone(t),
        answering.blocked(t, NAMED),
        answering.settled_notice(t),
        aside.organisers_notice(t),
        *(inbox.writer_notice(t, one) for one in (NAMED, NAMED._replace(active=False), UNNAMED)),
    ]
