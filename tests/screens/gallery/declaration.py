"""The Declaration: none yet, a draft, adopted; what people propose, and what organisers do with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.agenda.rules import Programme
from bot.declaration.rules import Adoption, Amendment, Author, Club, Part, Standing, State
from bot.declaration.screens import adopting, amending, deciding, paper, reading, words
from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.pages import Page
from tests.screens.gallery.people import CLUB, NAME, TYPED

LONG: Final = "<Кофе> " * 600 + "!"
SHORT: Final = "&lt;b&gt;Кофе&lt;/b&gt;"
FULL: Final = "<b>Кофе</b>, " * 490 + "!"
TEXTS: Final = (Localised(TYPED, TYPED, TYPED), Localised(LONG, LONG, LONG))  # and the sample's
AUTHORS: Final = (Author(7, NAME, "kk", CLUB, CLUB), Author(8, NAME * 25, None, CLUB * 40))
PARTS: Final = (
    Part(),
    Part(CLUB, amendments=2),
    Part(CLUB, CLUB, committed=True),
    Part(CLUB, CLUB, committed=True, listed=True, amendments=20),
    Part(committed=True),
)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _reading(t, programme)
    yield from _amending(t)
    yield from _deciding(t)
    yield from _adopting(t, programme)
    yield from (
        reading.adopted_message(t, text, undecided) for undecided in (0, 2) for text in _texts(programme)
    )
    yield reading.withdrawn_message(t)
    for draft in (True, False):
        yield from (paper.paper_screen(t, b"", names, draft=draft) for names in ([], [CLUB], [LONG]))


def _reading(t: Translator, programme: Programme) -> Iterator[Screen]:
    for standing in (Standing(None), *_drafts(programme), *_adopted(programme)):
        for part in PARTS:
            for organises in (True, False):
                yield reading.declaration_screen(t, standing, part, programme.zone, organises=organises)
    yield from (reading.committed_screen(t, _adopted(programme)[0], part) for part in PARTS[1:3])


def _texts(programme: Programme) -> Sequence[Localised]:
    assert programme.declaration
    return [*TEXTS, programme.declaration]


def _drafts(programme: Programme) -> Sequence[Standing]:
    texts = _texts(programme)
    return [Standing(text, None, 0, 150, count * 2, count, count) for text in texts for count in (0, 12)]


def _adopted(programme: Programme) -> Sequence[Standing]:
    adoptions = [Adoption(text, programme.ends_at) for text in _texts(programme)]
    return [Standing(None, one, committed, 150, 12, 3) for one in adoptions for committed in (0, 64)]


def _amending(t: Translator) -> Iterator[Screen]:
    yield amending.ask_screen(t)
    yield amending.kept_screen(t, 12, 3)
    yield amending.too_long_screen(t, 4096)
    for page in _pages(amending.PAGE):
        yield amending.own_screen(t, page)
    for amendment in _amendments():
        yield amending.own_one_screen(t, amendment, adopted=False)
        yield amending.own_one_screen(t, amendment, adopted=True)
        if amendment.state is not State.OPEN:
            yield amending.decided_message(t, amendment)


def _amendments() -> Sequence[Amendment]:
    """In every state, short and as long as they come, of everybody."""
    kinds = [(author, text, state) for author in AUTHORS for text in (SHORT, FULL) for state in State]
    return [Amendment(number, *kind) for number, kind in enumerate(kinds, start=1)]


def _pages(size: int) -> Sequence[Page[Amendment]]:
    return [Page([], size, 0), *(Page(_amendments(), size, number) for number in (0, 1, 99))]


def _deciding(t: Translator) -> Iterator[Screen]:
    standing = Standing(TEXTS[0], None, 0, 150, len(_amendments()), 3)
    for page in _pages(deciding.PAGE):
        counted = Page(range(page.total), deciding.PAGE, page.number)
        yield deciding.amendments_screen(t, replace(standing, amendments=page.total), counted, page.things)
    for amendment in _amendments():
        yield from (deciding.amendment_screen(t, amendment, closed=closed) for closed in (True, False))


def _adopting(t: Translator, programme: Programme) -> Iterator[Screen]:
    for standing in _drafts(programme):
        for quiet in (True, False):
            yield from (
                adopting.adopt_screen(t, standing, standing.draft, language, quiet=quiet)
                for language in LANGUAGES
                if standing.draft
            )
    yield adopting.withdraw_screen(t, "1556694000000")


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        *_on_paper(t, programme),
        reading.saved_notice(t),
        reading.uncommitted_notice(t),
        words.closed_notice(t),
        amending.nothing_to_amend(t),
        amending.too_many(t),
        amending.only_text(t),
        amending.decided_notice(t),
        amending.taken_back_notice(t),
        deciding.decided_notice(t),
        adopting.adopted_notice(t),
        adopting.already_notice(t),
        adopting.changed_notice(t),
        adopting.withdrawn_notice(t),
        adopting.stays_notice(t),
        paper.working_notice(t),
    ]


def _on_paper(t: Translator, programme: Programme) -> Iterator[str]:
    for standing in (_drafts(programme)[0], _adopted(programme)[1]):
        sheet = paper.paper(t, programme, standing, TEXTS[0], [Club(CLUB, CLUB), Club(NAME, "")])
        yield from (sheet.title, sheet.list_title, *sheet.facts, *([sheet.mark] if sheet.mark else []))
