"""The list of guests: empty and full, spoiled in every way, found and printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.agenda.rules import Programme
from bot.guests.comparison import Change, Comparison
from bot.guests.rules import Code, Entry, Guest, Listed, Problem, Standing
from bot.guests.screens import changes, found, listing, papers
from bot.i18n.translator import Translator, Translators
from bot.people.rules import Role
from bot.screens import Screen
from bot.sheets.kinds import Kind
from tests.screens.gallery.people import CLUB, LONG, NAME, TYPED

LISTED_AT = datetime(2019, 3, 1, tzinfo=UTC)
LEAD = Guest(NAME, CLUB, CLUB, "kk", Role.CLUB_LEAD, "<1>@2.34")
PLAIN = Guest(LONG)
COME = Entry(1, LEAD, LISTED_AT, person_id=1)
EXPECTED = Entry(2, PLAIN, LISTED_AT)
LINK = "<2019>"
ABOUT = {
    "limit": "5",
    "kind": "<1>",
    "cells": "<1:2>",
    "value": TYPED,
    "expected": "<1>, <2>",
    "row": "3",
    "other": CLUB,
    "club": CLUB,
    "country": CLUB,
    "sheets": CLUB,
}


def problem(code: Code, row: int = 7) -> Problem:
    return Problem(code, row, CLUB, {name: text for name, text in ABOUT.items() if name in NEEDS[code]})


NEEDS = {
    **dict.fromkeys(Code, ()),
    **dict.fromkeys((Code.TOO_BIG, Code.UNPACKED, Code.TOO_MANY, Code.TOO_LONG), ("limit",)),
    **dict.fromkeys((Code.CELL_ERROR, Code.LETTERS_LOST, Code.LANGUAGE, Code.ROLE, Code.EMAIL), ("value",)),
    **dict.fromkeys((Code.HOST_UNWANTED, Code.COUNTRY_ALONE, Code.NO_LETTERS), ("value",)),
    **dict.fromkeys((Code.OTHER_KIND, Code.OTHER_SHEET), ("kind",)),
    Code.MERGED: ("cells",),
    Code.LISTS: ("sheets",),
    Code.COLUMN_TWICE: ("other",),
    Code.TWICE: ("value", "row"),
    Code.HOST_MISSING: ("expected",),
    Code.HOST_UNKNOWN: ("value", "expected"),
    Code.COUNTRY_OTHER: ("club", "country"),
}
STANDINGS = (Standing(0, 0), Standing(150, 80), Standing(2001, 80))
PROBLEMS = [problem(code) for code in Code]


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _list(t)
    yield from _spoiled(t)
    yield from _found(t)
    yield papers.template_screen(t, papers.template_sheet(t, "trainer1"))
    yield papers.links_screen(t, papers.links_sheet(t, [(COME, LINK), (EXPECTED, LINK)]))
    yield from (papers.badges_screen(t, b"", odd) for odd in ([], [LONG, NAME]))
    yield papers.too_many_screen(t)


def _list(t: Translator) -> Iterator[Screen]:
    yield from (listing.guests_screen(t, standing) for standing in STANDINGS)
    yield listing.send_screen(t)
    yield listing.no_file_screen(t)
    yield listing.reading_screen(t, LONG)
    yield from (listing.outdated_screen(t), listing.taken_before_screen(t))
    guests = [replace(LEAD, role=role) for role in Role]
    full = Comparison(
        guests, [Change(COME, PLAIN), Change(COME, replace(LEAD, email="<3>@4.56"))], 12, guests, guests
    )
    few = Comparison([], [Change(EXPECTED, replace(PLAIN, name=NAME, language="ru"))], 12)
    many = few._replace(changed=[*few.changed, *[Change(COME, PLAIN)] * 5], alike=guests)
    yield changes.changes_screen(t, many.changed)
    for comparison in (full, few, many, Comparison([], [], 12)):
        yield listing.preview_screen(t, Listed(LONG, guests), comparison, ["<№>", LONG])
        yield listing.preview_screen(t, Listed(TYPED, []), comparison, [])
        yield from (listing.taken_in_screen(t, comparison, standing) for standing in STANDINGS)


def _spoiled(t: Translator) -> Iterator[Screen]:
    yield listing.problems_screen(t, PROBLEMS)
    yield from (listing.problems_screen(t, [one]) for one in PROBLEMS)
    for kind in set(Kind) - {Kind.LOCKED}:
        yield listing.problems_screen(t, [Problem(Code.OTHER_KIND, about={"kind": kind})], ["<№>", LONG])
    anywhere = Problem(Code.HOST_MISSING, 3, about={"expected": ""})
    yield listing.problems_screen(t, [anywhere, Problem(Code.EMPTY)])


def _found(t: Translator) -> Iterator[Screen]:
    yield found.ask_screen(t)
    for entries in ([], [COME, EXPECTED], [COME] * 20):
        yield from (found.found_screen(t, typed, entries) for typed in (TYPED, LONG))
    yield from (found.guest_screen(t, entry, LINK) for entry in (COME, EXPECTED))
    for question in (found.link_question, found.strike_question):
        yield from (question(t, entry) for entry in (COME, EXPECTED))


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        listing.cancelled_notice(t),
        papers.working_notice(t),
        *(found.link_notice(t, stays=stays) for stays in (False, True)),
        *(found.struck_notice(t, stays=stays) for stays in (False, True)),
    ]
