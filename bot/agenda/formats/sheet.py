"""The programme as an XLSX workbook; every finding names its cell."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.agenda.formats.findings import Finding, Places, Source, whole_sheet
from bot.agenda.formats.sheet_columns import NEEDED_BY, REQUIRED, SECTIONS, SHEETS, section_of
from bot.agenda.formats.sheet_draft import Draft
from bot.agenda.formats.sheet_fields import read_event, read_follow_up
from bot.agenda.formats.sheet_rows import Item, tables_of
from bot.agenda.formats.workbook import open_workbook
from bot.i18n.localised import LANGUAGES


def read_sheet(content: bytes) -> Source:
    """Raises UnreadableError where it is no workbook, or one of another shape."""
    sheets, others = open_workbook(content, list(SHEETS))
    tables = tables_of(sheets, others)
    draft = Draft(sheets)
    draft.findings += [
        Finding("sheet-missing", whole_sheet(name), {"sheet": name}) for name in _missing(tables)
    ]
    _sections(draft, tables)
    _parts(draft, tables)
    return Source(draft.raw, Places(draft.places), findings=draft.findings, unread=draft.unread)


def _missing(tables: Mapping[str, Sequence[Item]]) -> Sequence[str]:
    needed = [*REQUIRED, *(owner for name, owner in NEEDED_BY.items() if tables.get(name))]
    return [name for name in needed if name not in tables]


# ------------------------------------------------------------------ sections


def _sections(draft: Draft, tables: Mapping[str, Sequence[Item]]) -> None:
    if "Event" in tables:
        read_event(draft, tables["Event"])
    for name in SECTIONS:
        if name in tables:
            _section(draft, section_of(name), tables[name])
    if "Follow-up" in tables:
        read_follow_up(draft, tables["Follow-up"])
    if rows := tables.get("Declaration"):
        _declaration(draft, rows)


def _section(draft: Draft, section: str, items: Sequence[Item]) -> None:
    draft.raw[section] = [item.values for item in items]
    for number, item in enumerate(items):
        draft.put((section, number), item)


def _declaration(draft: Draft, items: Sequence[Item]) -> None:
    """A row, or a row for each paragraph: a text that is pasted into a sheet spreads over rows."""
    written = {language: [item.values.get(language) for item in items] for language in LANGUAGES}
    texts = {language: "\n\n".join(filter(None, rows)) for language, rows in written.items()}
    draft.raw["declaration"] = {language: text for language, text in texts.items() if text}
    draft.put(("declaration",), items[0])


# --------------------------------------- rows of what an item of another sheet has


def _parts(draft: Draft, tables: Mapping[str, Sequence[Item]]) -> None:
    for item in tables.get("Talks", ()):
        _part(draft, item, "sessions", "session", "talks")
    for item in tables.get("Values", ()):
        _page_value(draft, item)
    for item in tables.get("Options", ()):
        _part(draft, item, "questions", "question", "options")
    for item in tables.get("Steps", ()):
        _part(draft, item, "topics", "topic", "steps")


def _part(draft: Draft, item: Item, section: str, column: str, field: str) -> None:
    """A row of a list that an item of another sheet has."""
    number = _owner(draft, section, item, column)
    if number is not None:
        parts: list[Any] = draft.raw[section][number].setdefault(field, [])
        draft.put((section, number, field, len(parts)), item)
        parts.append({key: value for key, value in item.values.items() if key != column})


def _page_value(draft: Draft, item: Item) -> None:
    """A row without any text is a placeholder that is still to be filled."""
    texts = {language: item.values[language] for language in LANGUAGES if language in item.values}
    number = _owner(draft, "info", item, "page")
    if number is not None and texts:
        name = str(item.values.get("name", ""))
        draft.put(("info", number, "values", name), item)
        draft.raw["info"][number].setdefault("values", {})[name] = texts


def _owner(draft: Draft, section: str, item: Item, column: str) -> int | None:
    """The number of the item that a row belongs to."""
    owner = item.values.get(column, "")
    ids = [other.get("id") for other in draft.raw.get(section, ())]
    if owner in ids:
        return ids.index(owner)
    if section in draft.raw and item.cells[(column,)] not in draft.unread:
        about = {"value": str(owner), "sheet": section.capitalize()}
        draft.findings.append(Finding("no-such-row", item.cells[(column,)], about))
    return None
