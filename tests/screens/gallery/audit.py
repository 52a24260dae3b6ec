"""The list of deeds: nothing, a page in the middle of many, and whatever can stand in a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.agenda.changes import What
from bot.agenda.rules import Programme
from bot.audit.rules import SHELL, Deed, Entry, Names, Thing
from bot.audit.screens import log as audit
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.pages import Page
from bot.sheets.writing import as_csv
from tests.screens.gallery.people import LONG, TYPED

SHOWN = 6
CRITERIA = (
    *("everyone", "role:participant", "role:club_lead", "role:host", "role:organiser"),
    *(
        "language:kk",
        "session:d1-training2",
        "choice:training",
        "unchosen:workshop",
        "unanswered:7",
        "club:7",
    ),
)


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    names = Names(programme, {(thing, "7"): LONG for thing in Thing})
    yield audit.audit_screen(t, names, Page(range(0), SHOWN, 0), [])
    deeds = _deeds(programme)
    for start in range(0, len(deeds), SHOWN):
        page = Page(range(len(deeds)), SHOWN, start // SHOWN)
        yield audit.audit_screen(t, names, page, deeds[start : start + SHOWN])
    yield audit.audit_file(t, as_csv(audit.table(t, names, deeds)))


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return list(audit.table(t, Names(programme), [])[0])


def _deeds(programme: Programme) -> Sequence[Entry]:
    one = Entry(programme.starts_at, Deed.ANNOUNCED, TYPED, details=LONG)
    roles = ("organiser", "club_lead", f"host:{programme.hosts[0].id}", "host:7")
    return [
        *(replace(one, deed=deed, subject="7", details="+2 ~1") for deed in Deed),
        *(replace(one, deed=Deed.ROLE_GIVEN, subject=role, whom=TYPED, details="") for role in roles),
        *(replace(one, deed=Deed.APPLIED, details=noted) for noted in _noted(programme)),
        replace(one, deed=Deed.HOST_LATE, details=f"{programme.sessions[0].id} 5"),
        *(replace(one, details=f"{criterion}: 149") for criterion in CRITERIA),
        replace(one, by=None),
        replace(one, by=None, origin=SHELL),
    ]


def _noted(programme: Programme) -> Sequence[str]:
    """Each kind of change, of a session; and many in a file."""
    kinds = [f"{what.name.lower()}:{programme.sessions[0].id}:{programme.rooms[0].id}" for what in What]
    return [*kinds, "changes:12; 7"]
