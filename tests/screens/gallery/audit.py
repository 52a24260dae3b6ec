"""The list of deeds: nothing, a page in the middle of many, and whatever can stand in a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.agenda.rules import Programme
from bot.audit import screens as audit
from bot.audit.export import as_csv
from bot.audit.rules import SHELL, Deed, Entry
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.pages import Page
from tests.screens.gallery.people import LONG, TYPED

SHOWN = 6


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield audit.audit_screen(t, programme, Page(range(0), SHOWN, 0), [])
    deeds = _deeds(programme)
    for start in range(0, len(deeds), SHOWN):
        page = Page(range(len(deeds)), SHOWN, start // SHOWN)
        yield audit.audit_screen(t, programme, page, deeds[start : start + SHOWN])
    yield audit.audit_file(t, as_csv(audit.table(t, programme, deeds)))


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return list(audit.table(t, programme, [])[0])


def _deeds(programme: Programme) -> Sequence[Entry]:
    one = Entry(programme.starts_at, Deed.ANNOUNCED, TYPED, details=LONG)
    roles = ("organiser", "club_lead", f"host:{programme.hosts[0].id}", "host:7")
    return [
        *(replace(one, deed=deed, details="+2 ~1") for deed in Deed),
        *(replace(one, deed=Deed.ROLE_GIVEN, subject=role, whom=TYPED, details="") for role in roles),
        replace(one, by=None),
        replace(one, by=None, origin=SHELL),
    ]
