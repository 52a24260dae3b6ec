"""The sheets that have a row for each field: Event and Follow-up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.agenda.formats.findings import Finding
from bot.agenda.formats.sheet_cells import plain
from bot.agenda.formats.sheet_columns import (
    EVENT_TEXTS,
    EVENT_VALUES,
    FOLLOW_UP_LISTS,
    FOLLOW_UP_VALUES,
    Cell,
)
from bot.agenda.formats.sheet_draft import Draft
from bot.agenda.formats.sheet_rows import Item, folded
from bot.agenda.formats.validation import suggestion
from bot.i18n.localised import LANGUAGES


def read_event(draft: Draft, items: Sequence[Item]) -> None:
    event: dict[str, Any] = draft.raw.setdefault("event", {})
    for field, item in _known(draft, items, (*EVENT_VALUES, *EVENT_TEXTS)):
        if _is_first(draft, event, field, item):
            _event_field(draft, event, field, item)


def _event_field(draft: Draft, event: dict[str, Any], field: str, item: Item) -> None:
    if field in EVENT_TEXTS:
        texts = {language: item.values[language] for language in LANGUAGES if language in item.values}
        event.update({field: texts} if texts else {})
        draft.put(("event", field), item._replace(cells={(lang,): item.cells[(lang,)] for lang in LANGUAGES}))
    else:
        event.update(_value(item, field, EVENT_VALUES))
        draft.places["event", field] = item.cells[("value",)]


def read_follow_up(draft: Draft, items: Sequence[Item]) -> None:
    follow_up: dict[str, Any] = draft.raw.setdefault("follow_up", {})
    for field, item in _known(draft, items, FOLLOW_UP_VALUES):
        value = _value(item, field, FOLLOW_UP_VALUES)
        if several := FOLLOW_UP_LISTS.get(field):
            listed = follow_up.get(several, [])
            draft.places["follow_up", several, len(listed)] = item.cells[("value",)]
            follow_up.update({several: [*listed, *value.values()]} if value else {})
        elif _is_first(draft, follow_up, field, item):
            draft.places["follow_up", field] = item.cells[("value",)]
            follow_up.update(value)


def _known(draft: Draft, items: Sequence[Item], fields: Collection[str]) -> Iterator[tuple[str, Item]]:
    """The rows of these fields; others are found guilty."""
    for item in items:
        name = str(item.values.get("field", ""))
        field = folded(name).replace(" ", "_")
        if field in fields:
            yield field, item
        else:
            about = {"value": name} | suggestion(field, fields)
            draft.findings.append(Finding("row-unknown", item.cells[("field",)], about))


def _is_first(draft: Draft, there: Collection[str], field: str, item: Item) -> bool:
    if field in there:
        draft.findings.append(Finding("row-twice", item.cells[("field",)], {"value": field}))
    return field not in there


def _value(item: Item, field: str, holds: Mapping[str, Cell]) -> Mapping[str, Any]:
    """Nothing where the cell is empty."""
    value = item.values.get("value")
    return {} if value is None else {field: plain(value, holds[field])}
