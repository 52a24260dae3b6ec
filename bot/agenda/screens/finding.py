"""Searching, and the pages of practical information."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.outlook import Outlook
from bot.agenda.rules import InfoPage, Programme, Session
from bot.agenda.screens.words import session_line, time_of
from bot.agenda.search import Key
from bot.i18n.dates import short_weekday_date
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

FOUND = 8  # more ask for another word
PAGES = 8
QUERY = 60  # UTF-16 units of what was typed, said back
TITLE = 200
PAGE_TEXT = 3500  # UTF-16 units; Telegram takes 4096 in a message


def ask_screen(t: Translator) -> Screen:
    """Asking for a word."""
    text = t.lines(
        t.bold(t("What are you looking for?")),
        t("Write a word, or only its beginning: a subject, a name, a room."),
    )
    return Screen(text, [back(t, "now")])


def found_screen(t: Translator, outlook: Outlook, typed: str, found: Sequence[Key]) -> Screen:
    shown = found[:FOUND]
    more = len(found) - len(shown)
    text = t.lines(
        t.bold(t("Found: {query}", query=shorten(typed, QUERY))),
        *(_line(t, outlook, key) for key in shown),
        *(_more(t, more) if more else []),
    )
    return Screen(text, [*_ways(t, outlook.programme, shown), *_other_ways(t)])


def _more(t: Translator, count: int) -> Sequence[Markup]:
    return [
        t("and more: {count}", count=count),
        t("To narrow the search, write it again with one more word."),
    ]


def not_found_screen(t: Translator, outlook: Outlook, typed: str, near: Sequence[Key]) -> Screen:
    """Nothing has this word: what is named alike, or where else to look."""
    shown = near[:FOUND]
    help_on = [t("Perhaps you mean:"), *(_line(t, outlook, key) for key in shown)]
    text = t.lines(
        t.bold(t("Nothing found: {query}", query=shorten(typed, QUERY))),
        *(
            help_on
            if shown
            else [t("Try the beginning of a word, in any of the three languages, or look in the agenda.")]
        ),
    )
    return Screen(text, [*_ways(t, outlook.programme, shown), *_other_ways(t)])


def _line(t: Translator, outlook: Outlook, key: Key) -> Markup:
    thing = _thing(outlook.programme, key)
    if isinstance(thing, InfoPage):
        return t("Information: {page}", page=shorten(thing.title.to(t.language), TITLE))
    day = short_weekday_date(outlook.date_of(thing.starts_at), t.language)
    return Markup("{}, {}  {}").format(day, time_of(outlook, thing), session_line(t, outlook, thing))


def _thing(programme: Programme, key: Key) -> Session | InfoPage:
    kind, its_id = key
    things: Sequence[Session | InfoPage] = programme.sessions if kind == "session" else programme.info
    return {thing.id: thing for thing in things}[its_id]


def _ways(t: Translator, programme: Programme, keys: Sequence[Key]) -> list[list[Button]]:
    things = [(key, _thing(programme, key)) for key in keys]
    return [[button(_name(t, thing), ":".join(key))] for key, thing in things]


def _name(t: Translator, thing: Session | InfoPage) -> str:
    return (thing.title if isinstance(thing, InfoPage) else thing.short).to(t.language)


def _other_ways(t: Translator) -> list[list[Button]]:
    return [
        [
            # TRANSLATORS: max 14
            Button(t.label("Search again"), "find"),
            # TRANSLATORS: max 14
            Button(t.label("Agenda"), "agenda"),
        ],
        back(t, "now"),
    ]


# ------------------------------------------------------------------ information


def info_screen(t: Translator, programme: Programme, wanted: int = 0) -> Screen:
    """The list of pages."""
    page = Page(programme.info, PAGES, wanted)
    said = (
        t("What would you like to know?")
        if page.things
        else t("The organisers have not written anything here yet.")
    )
    ways = [[button(info.title.to(t.language), f"info:{info.id}")] for info in page.things]
    search = [] if not page.things else [
        # TRANSLATORS: max 28
        [Button(t.label("Search"), "find")]
    ]  # fmt: skip
    text = t.lines(t.bold(t("Information")), said)
    return Screen(text, [*ways, *page.buttons(t, "info:"), *search, back(t, "now")])


def info_page_screen(t: Translator, page: InfoPage) -> Screen:
    body = shorten(page.text.to(t.language), PAGE_TEXT)
    text = t.lines(
        t.bold(shorten(page.title.to(t.language), TITLE)),
        *([body] if body else []),
        *([t("The organisers will complete this page soon.")] if page.unfilled else []),
    )
    return Screen(text, [back(t, "info")])
