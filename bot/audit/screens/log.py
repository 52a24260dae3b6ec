"""The list of deeds, and the file of all of them."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.audit.rules import SHELL, Deed, Entry, Names
from bot.audit.screens.details import WORDS, details
from bot.i18n.dates import clock_time, day_of, short_date
from bot.i18n.translator import Translator
from bot.screens import Button, Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import Page, back
from bot.screens.roles import role_name

LINE: Final = 120  # UTF-16 units of a deed, with what it was done to

Way = list[list[Button]]


def describe_audit(t: Translator) -> str:
    """In the menu of commands."""
    return t.label("What organisers did, and when")


def audit_screen(t: Translator, names: Names, page: Page[int], entries: Sequence[Entry]) -> Screen:
    """A page of deeds; `page` counts all of them."""
    text = t.lines(
        t.bold(t("What organisers did")),
        *(_line(t, names, entry) for entry in entries),
        None if entries else t("Nothing yet. Whatever organisers do for others will be listed here."),
    )
    # TRANSLATORS: max 28; all that organisers did, to be downloaded
    file: Way = [[Button(t.label("All as a file"), "auditfile")]] if entries else []
    return Screen(text, [*page.buttons(t, "audit"), *file, back(t, "organise")])


def _line(t: Translator, names: Names, entry: Entry) -> Markup:
    """30 Apr, 10:05 · Daniel: role given · Aigerim, organiser."""
    done = shorten(" · ".join([deed_name(t, entry.deed), *_about(t, names, entry)]), LINE)
    zone = names.programme.zone
    moment = f"{short_date(day_of(entry.done_at, zone), t.language)}, {clock_time(entry.done_at, zone)}"
    return Markup("{} · <i>{}</i>: {}").format(moment, shorten(_by(t, entry), LINE // 3), done)


def _by(t: Translator, entry: Entry) -> str:
    if entry.by is not None:
        return entry.by
    # TRANSLATORS: instead of a name, of who did something
    return t.label("command line") if entry.origin == SHELL else t.label("data deleted")


def _about(t: Translator, names: Names, entry: Entry) -> Sequence[str]:
    """To whom, which role, of which words, and whatever else was noted."""
    whom = entry.whom or (t.label("data deleted") if entry.deed in {Deed.ROLE_GIVEN, Deed.ROLE_TAKEN} else "")
    words = shorten(names.subject(entry), WORDS)
    return [part for part in (whom, _role(t, names, entry), words, details(t, names, entry)) if part]


def _role(t: Translator, names: Names, entry: Entry) -> str:
    """Trainer or room host (Trainer 2)."""
    if entry.deed not in {Deed.ROLE_GIVEN, Deed.ROLE_TAKEN}:
        return ""
    role, _, host_id = entry.subject.partition(":")
    host = next((host.name.to(t.language) for host in names.programme.hosts if host.id == host_id), host_id)
    name = role_name(t, role)
    return f"{name} ({host})" if host else name


def deed_name(t: Translator, deed: Deed) -> str:
    names = {
        Deed.ANNOUNCED: t.label("announcement sent"),
        Deed.SCHEDULED: t.label("announcement scheduled"),
        Deed.UNSCHEDULED: t.label("announcement no longer scheduled"),
        Deed.PAUSED: t.label("announcement paused"),
        Deed.RESUMED: t.label("announcement resumed"),
        Deed.STOPPED: t.label("announcement stopped"),
        Deed.CORRECTED: t.label("announcement corrected"),
        Deed.WITHDRAWN: t.label("announcement withdrawn"),
        Deed.APPLIED: t.label("programme changed, people told"),
        Deed.APPLIED_SILENTLY: t.label("programme changed silently"),
        Deed.UNDONE: t.label("programme change undone, people told"),
        Deed.UNDONE_SILENTLY: t.label("programme change undone silently"),
        # TRANSLATORS: a host said of their session that nobody fits in any more
        Deed.HOST_FULL: t.label("room full"),
        # TRANSLATORS: a host said of their session that it starts later
        Deed.HOST_LATE: t.label("late start"),
        Deed.ROLE_GIVEN: t.label("role given"),
        Deed.ROLE_TAKEN: t.label("role taken away"),
        Deed.GUESTS_LISTED: t.label("list of guests taken in"),
        Deed.LINK_RENEWED: t.label("new link for a guest"),
        Deed.GUEST_STRUCK: t.label("guest struck off the list"),
        Deed.ANSWERED: t.label("letter answered"),
        Deed.SETTLED: t.label("letter needs no answer"),
        # TRANSLATORS: a Telegram group in which organisers read letters
        Deed.DESK_BOUND: t.label("organisers' group connected"),
        Deed.DESK_LEFT: t.label("organisers' group disconnected"),
        Deed.DECLARATION_ADOPTED: t.label("Declaration adopted"),
        Deed.ADOPTION_WITHDRAWN: t.label("adoption of the Declaration withdrawn"),
        # TRANSLATORS: a change of the Declaration that somebody proposed
        Deed.AMENDMENT_TAKEN: t.label("proposal taken"),
        # TRANSLATORS: a change of the Declaration that somebody proposed
        Deed.AMENDMENT_DECLINED: t.label("proposal declined"),
    }
    return names[deed]


# ------------------------------------------------------------------ as a file


def audit_file(t: Translator, content: bytes) -> Screen:
    text = t.lines(t.bold(t("What organisers did")), t("Everything that was noted, the newest first."))
    return Screen(text, [back(t, "audit")], Picture("audit.csv", content))


def table(t: Translator, names: Names, entries: Sequence[Entry]) -> Sequence[Sequence[str]]:
    """The rows of the file with their header; moments in the seminar's zone."""
    # TRANSLATORS: the name of a column, and so are the next ones
    header = [t.label("When"), t.label("Who"), t.label("What"), t.label("To whom")]
    header += [t.label("Role"), t.label("Subject"), t.label("Details")]
    return [header, *(_row(t, names, entry) for entry in entries)]


def _row(t: Translator, names: Names, entry: Entry) -> Sequence[str]:
    done_at = entry.done_at.astimezone(names.programme.zone).isoformat(" ", "seconds")
    role = _role(t, names, entry)
    what = [
        deed_name(t, entry.deed),
        entry.whom or "",
        role,
        "" if role else _subject(names, entry),
        details(t, names, entry),
    ]
    return [done_at, _by(t, entry), *what]


def _subject(names: Names, entry: Entry) -> str:
    """7 The bus leaves at nine."""
    return f"{entry.subject} {shorten(names.subject(entry), WORDS)}".strip()
