"""The shape of a file: what pydantic finds, in our own words, and a document to judge the rest by."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import FINDINGS_LIMIT, Fault, Path
from bot.agenda.formats.texts import Part, Trilingual
from bot.i18n.localised import LANGUAGES

_CODES: Final = {
    "date_parsing": "not-a-date",
    "int_parsing": "not-a-number",
    "int_from_float": "not-a-number",
    "int_type": "not-a-number",
    "bool_parsing": "not-a-truth",
    "bool_type": "not-a-truth",
    "not_a_date": "not-a-date",
    "not_a_time": "not-a-time",
    "not_a_moment": "not-a-moment",
    "not_a_period": "not-a-period",
    "not_an_annual": "not-a-day-of-the-year",
    "unprintable": "unprintable",
    "too_short": "too-few",
}
_ALONE: Final = frozenset({"follow_up", "topics", "declaration"})  # of which nothing else names a part


def validate(raw: Mapping[str, Any]) -> tuple[Document | None, Sequence[Fault]]:
    """The document and nothing, or what is wrong with its shape."""
    known, faults = _known_sections(raw)
    try:
        return Document.model_validate(known), faults
    except ValidationError as error:
        details = error.errors(include_url=False)[: FINDINGS_LIMIT + 1]  # one more shows that there are more
        return None, [*faults, *map(_fault, details)]


def _known_sections(raw: Mapping[str, Any]) -> tuple[Mapping[str, Any], Sequence[Fault]]:
    """Sections of a later version only warn, misspelt ones are left in for the validation to refuse."""
    names = _keys(Document)
    unknown = [key for key in raw if key not in names][: FINDINGS_LIMIT + 1]
    later = [key for key in unknown if not difflib.get_close_matches(key, names)]
    known = {key: value for key, value in raw.items() if key not in later}
    return known, [Fault("unread-section", (key,), {"key": key}, warning=True) for key in later]


class Rest(NamedTuple):
    """What is sound of a faulty file, so that its other faults are found at once."""

    document: Document | None
    left_out: frozenset[str]  # ids of the items that are not in it
    kept: Mapping[str, Sequence[int]]  # by section: the place in the file of each item that is

    def without(self, section: str, raw: Mapping[str, Any]) -> Mapping[int, Mapping[str, Any]]:
        """What was left out of a section of the file, by place."""
        items = raw.get(section, [])
        left = set(range(len(items))) - set(self.kept.get(section, ()))
        return {number: items[number] for number in sorted(left) if isinstance(items[number], Mapping)}

    def in_file(self, fault: Fault) -> Fault:
        """A fault of the rest, at its place in the whole file."""
        section, number = _section_and_number(fault.path)
        if number < 0:
            return fault
        return fault._replace(path=(section, self.kept[section][number], *fault.path[2:]))


def repaired(raw: Mapping[str, Any], faults: Iterable[Fault]) -> Rest:
    """Missing texts replaced, unknown keys dropped, items with any other fault left out."""
    whole = _copied(raw)
    beyond_repair = {
        _section_and_number(fault.path) for fault in faults if not _repaired_in_place(whole, fault)
    }
    rest, kept, left_out = dict(whole), {}, set()
    for section, items in whole.items():
        if isinstance(items, list):
            kept[section] = [number for number in range(len(items)) if (section, number) not in beyond_repair]
            rest[section] = [items[number] for number in kept[section]]
            left_out |= {_id(item) for number, item in enumerate(items) if (section, number) in beyond_repair}
        elif section in _ALONE and (section, -1) in beyond_repair:
            del rest[section]
    return Rest(validate(rest)[0], frozenset(left_out), kept)


def _section_and_number(path: Path) -> tuple[str, int]:
    number = path[1] if len(path) > 1 else -1
    return str(path[0]) if path else "", number if isinstance(number, int) else -1


def _id(item: Any) -> str:
    return str(item.get("id", "")) if isinstance(item, dict) else ""


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value


def _repaired_in_place(rest: Any, fault: Fault) -> bool:
    holder = _at(rest, fault.path[:-1])
    if not isinstance(holder, dict):
        return False
    if fault.code in {"unknown-key", "unread-section"}:
        holder.pop(fault.path[-1], None)
        return True
    text = "?" if fault.path[-1] in LANGUAGES else dict.fromkeys(LANGUAGES, "?")
    if fault.path[-1] in LANGUAGES or (fault.code == "missing" and _model_at(fault.path) is not None):
        holder[fault.path[-1]] = text
        return True
    return False


def _at(value: Any, path: Path) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


# ------------------------------------------------------- pydantic's errors in our words


def _fault(detail: ErrorDetails) -> Fault:
    path = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(path[-1])
    if kind in {"missing", "string_too_short"} or detail["input"] is None:
        return _missing(path)
    if kind == "extra_forbidden":
        return Fault("unknown-key", path, {"key": name} | suggestion(name, _keys(_model_at(path[:-1]))))
    if kind == "string_too_long":
        length = str(len(detail["input"]))
        return Fault(
            "too-long", path, {"field": _field(path), "length": length, "limit": str(context["max_length"])}
        )
    if kind == "too_long":
        return Fault("too-many", path, {"field": _field(path), "limit": str(context["max_length"])})
    return _of_value(kind, path, detail)


def _missing(path: Path) -> Fault:
    if path[-1] in LANGUAGES:
        return Fault("text-missing", path, {"field": _field(path), "language": str(path[-1])})
    return Fault("missing", path, {"field": _field(path)})


def _of_value(kind: str, path: Path, detail: ErrorDetails) -> Fault:
    context = detail.get("ctx", {})
    about = {
        "value": str(detail["input"])[:80],
        "field": _field(path),
        **{key: str(text) for key, text in context.items()},
    }
    if kind == "enum":
        return Fault("not-one-of", path, about | {"expected": _plain_list(about["expected"])})
    if kind == "model_type" and issubclass(_model_at(path) or Part, Trilingual):
        return Fault("not-trilingual", path, about)
    if kind == "string_pattern_mismatch":
        return Fault("not-an-offset" if path[-1] == "expected_utc_offset" else "not-an-id", path, about)
    if kind in {"greater_than_equal", "less_than_equal"}:
        return Fault("too-small" if "ge" in context else "too-large", path, about)
    return Fault(_CODES.get(kind, "wrong-shape"), path, about)


def _field(path: Path) -> str:
    """`title` of sessions.3.title.ru."""
    names = [str(part) for part in path if isinstance(part, str) and part not in LANGUAGES]
    return names[-1] if names else "programme"


def _plain_list(expected: str) -> str:
    """`a, b, c` of pydantic's English list `'a', 'b' or 'c'`."""
    return expected.replace(" or ", ", ").replace("'", "")


def suggestion(name: str, known: Iterable[str]) -> dict[str, str]:
    """What was probably meant: the `close` one, or all that are `known`, where there are any."""
    expected = list(known)
    if close := difflib.get_close_matches(name, expected, n=1):
        return {"close": close[0]}
    return {"known": ", ".join(expected)} if expected else {}


def _keys(model: type[BaseModel] | None) -> Sequence[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_at(path: Path) -> type[BaseModel] | None:
    """The model that stands at a path of the file, None where there is a plain value."""
    model: type[BaseModel] | None = Document
    for part in path:
        if isinstance(part, str):
            field = (
                next(
                    (field for name, field in model.model_fields.items() if part in {name, field.alias}), None
                )
                if model
                else None
            )
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within list[Model], Model | None, Annotated[Model, ...] and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
