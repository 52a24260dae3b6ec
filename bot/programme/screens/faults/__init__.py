"""Findings of a programme file in a person's language: what is wrong, where, and what would be right."""

from collections.abc import Mapping
from typing import Final

from bot.agenda.formats.findings import Finding, Spot, Where
from bot.i18n.dates import listed
from bot.i18n.translator import Translator
from bot.programme.screens.faults.asking import ASKING
from bot.programme.screens.faults.content import CONTENT
from bot.programme.screens.faults.file import FILE
from bot.programme.screens.faults.following_up import FOLLOWING_UP
from bot.programme.screens.faults.saying import Table
from bot.programme.screens.faults.schedule import SCHEDULE
from bot.programme.screens.faults.sheet import SHEET
from bot.programme.screens.faults.times import TIMES
from bot.programme.screens.faults.values import VALUES

FAULTS: Final[Table] = {**FILE, **SHEET, **VALUES, **TIMES, **CONTENT, **ASKING, **FOLLOWING_UP, **SCHEDULE}


def finding_line(t: Translator, finding: Finding) -> str:
    """`sheet Sessions, cell F2: session opening: there is no room “mian”. Write “main”.`"""
    said = fault_text(t, finding.code, finding.parameters)
    parts = (place(t, finding.where), _item(t, finding.parameters.get("item", "")))
    about = [part for part in parts if part]
    return ": ".join([*about, said]) if about else sentence(said)


def sentence(text: str) -> str:
    """With a capital, where it begins a line."""
    return text[:1].upper() + text[1:]


def fault_text(t: Translator, code: str, parameters: Mapping[str, str]) -> str:
    """What is wrong and what would be right, in sentences without a capital at the beginning."""
    about = {**parameters, "language": _languages(t, parameters.get("language", ""))}
    sentences = [FAULTS[code](t, about), *_others(t, parameters), *_suggestion(t, code, parameters)]
    return " ".join(sentences)


def place(t: Translator, where: Where) -> str:
    """Where in the file; empty for the file as a whole."""
    names = {
        Spot.PATH: where.name,
        Spot.LINE: t.label("line {number}", number=where.name),
        Spot.SHEET: t.label("sheet {sheet}", sheet=where.sheet),
        Spot.ROW: t.label("sheet {sheet}, row {number}", sheet=where.sheet, number=where.name),
        Spot.CELL: t.label("sheet {sheet}, cell {cell}", sheet=where.sheet, cell=where.name),
        Spot.PRESENT: t.label("the present programme"),
    }
    return names[where.spot]


def _item(t: Translator, item: str) -> str:
    """What the finding is about, of `session d1-opening`."""
    kind, _, name = item.partition(" ")
    if not name:
        return _whole(t)[kind] if kind else ""
    names = {
        "event": t.label("event {name}", name=name),
        "day": t.label("day {name}", name=name),
        "room": t.label("room {name}", name=name),
        "person": t.label("person {name}", name=name),
        "choice": t.label("choice {name}", name=name),
        "session": t.label("session {name}", name=name),
        "page": t.label("page {name}", name=name),
        "question": t.label("question {name}", name=name),
        "topic": t.label("topic {name}", name=name),
    }
    return names[kind]


def _whole(t: Translator) -> Mapping[str, str]:
    """Sections of the file that are one thing."""
    return {
        "event": t.label("the seminar"),
        "follow_up": t.label("the follow-up"),
        "declaration": t.label("the Declaration"),
    }


def _languages(t: Translator, codes: str) -> str:
    names = {"kk": t.label("Kazakh"), "ru": t.label("Russian"), "en": t.label("English")}
    return listed([names[code] for code in codes.split()], t.language)


def _others(t: Translator, parameters: Mapping[str, str]) -> list[str]:
    """How many more there are like it."""
    if more := parameters.get("more"):
        return [t.label("More at that time: {count}.", count=more)]
    if places := parameters.get("places"):
        return [t.label("More places that name it: {count}.", count=places)]
    return []


def _suggestion(t: Translator, code: str, parameters: Mapping[str, str]) -> list[str]:
    """What is probably meant, where something is named that nobody knows."""
    if close := parameters.get("close"):
        return [t.label("Write “{close}”.", close=close)]
    if known := parameters.get("known"):
        return [t.label("Known are: {known}.", known=known)]
    return [t.label("Delete it.")] if code in {"unknown-key", "row-unknown", "column-unknown"} else []
