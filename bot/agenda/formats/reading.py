"""One way in for every format: a document if all is well, and everything that was found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.agenda.formats.checks import check, references
from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import (
    FINDINGS_LIMIT,
    SOMEWHERE,
    Fault,
    Finding,
    Path,
    Reading,
    Source,
    UnreadableError,
)
from bot.agenda.formats.frab_json import read_schedule_json
from bot.agenda.formats.frab_xml import read_schedule_xml
from bot.agenda.formats.sheet import read_sheet
from bot.agenda.formats.validation import repaired, validate
from bot.agenda.formats.yaml_file import read_yaml
from bot.sheets.kinds import kind_of, refusal_of

LIMIT: Final = 10_000_000  # bytes of any file

# Errors, but not for an organiser in a corridor, who may know better; and what is so already stops no file.
BEARABLE: Final = frozenset({"room-overlap", "person-overlap", "choice-overlap", "over-capacity"})
_WHEN: Final = frozenset({"start", "end", "more"})  # what of a clash may be another, and it is still the same

_ITEMS: Final = {
    "days": "day",
    "rooms": "room",
    "people": "person",
    "choices": "choice",
    "sessions": "session",
    "info": "page",
    "questions": "question",
    "topics": "topic",
}
_WHOLE: Final = frozenset({"event", "follow_up", "declaration"})  # sections that are one thing


def read_programme(name: str, content: bytes, base: Document | None = None) -> Reading:
    """Read a programme from YAML, XLSX, schedule.json or schedule.xml; `name` is the file's.

    `base` is the programme that is there already: a schedule in one language takes the other texts from it,
    and what clashes in it already is only a warning.
    Never raises for what is in the file.
    """
    try:
        source = _reader(name, content)(content, base)
    except UnreadableError as error:
        return Reading(None, _first(error.findings))
    return _judged(source, base)


def _first(findings: Sequence[Finding]) -> Sequence[Finding]:
    """All, or as many as somebody can correct at once: errors rather than warnings."""
    if len(findings) <= FINDINGS_LIMIT:
        return findings
    first = sorted(findings, key=lambda finding: finding.warning)
    left_out = first[FINDINGS_LIMIT]
    return [*first[:FINDINGS_LIMIT], Finding("more-findings", SOMEWHERE, warning=left_out.warning)]


def findings_of(document: Document) -> Sequence[Finding]:
    """What the checks say of a document that is in no file; the findings have no places."""
    return _findings(check(document), Source(document.model_dump(by_alias=True), lambda _path: SOMEWHERE))


def not_said_of(base: Document, findings: Iterable[Finding]) -> Sequence[Finding]:
    """What the checks do not say of the base too, wherever it stands in a file."""
    said = [(one.code, one.parameters) for one in findings_of(base)]
    return [one for one in findings if (one.code, one.parameters) not in said]


def unbearable(document: Document) -> Sequence[Fault]:
    """What nobody may make of a programme, in the chat either."""
    return [fault for fault in check(document) if not fault.warning and fault.code not in BEARABLE]


def _reader(name: str, content: bytes) -> Callable[[bytes, Document | None], Source]:
    """By content where it tells, otherwise by the file's name."""
    if len(content) > LIMIT:
        raise UnreadableError("file-too-big", limit=str(LIMIT // 1_000_000))
    if kind := kind_of(content):
        raise UnreadableError(refusal_of(kind), kind=kind)
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise UnreadableError("empty-file")
    if name.lower().endswith((".csv", ".tsv")):
        raise UnreadableError("unknown-format")
    if start.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return lambda content, _base: read_sheet(content)
    if start.startswith(b"<") or name.lower().endswith(".xml"):
        return read_schedule_xml
    if name.lower().endswith(".json") or (
        start.startswith(b"{") and not name.lower().endswith((".yaml", ".yml"))
    ):
        return read_schedule_json
    return lambda content, _base: read_yaml(content)


def _judged(source: Source, base: Document | None) -> Reading:
    document, shape = validate(source.raw)
    faults = [*source.faults, *shape, *(check(document) if document else _checked_rest(source, shape))]
    unread = source.unread | {
        finding.where for finding in source.findings
    }  # nothing more is to be said of these places
    judged = [finding for finding in _findings(faults, source) if finding.where not in unread]
    findings = [*source.findings, *_borne(judged, base)]
    wrong = any(not finding.warning for finding in findings)
    return Reading(None if wrong else document, _first(findings))


def _borne(findings: Sequence[Finding], base: Document | None) -> Sequence[Finding]:
    """With clashes that are in the present programme as warnings."""
    if base is None or not any(one.code in BEARABLE for one in findings):
        return findings
    there = [_clash(one) for one in findings_of(base) if one.code in BEARABLE]
    return [replace(one, warning=True) if _clash(one) in there else one for one in findings]


def _clash(finding: Finding) -> tuple[str, Mapping[str, str]]:
    about = {name: value for name, value in finding.parameters.items() if name not in _WHEN}
    return finding.code, about


def _checked_rest(source: Source, shape: Sequence[Fault]) -> Sequence[Fault]:
    rest = repaired(source.raw, shape)
    if rest.document is None:
        return []
    faults = [rest.in_file(fault) for fault in check(rest.document, rest.left_out)]
    said = {*map(_named, faults), *(fault.path for fault in shape)}
    named = references(rest.document, rest.without("sessions", source.raw), rest.left_out)
    return [*faults, *(fault for fault in named if said.isdisjoint((_named(fault), fault.path)))]


def _named(fault: Fault) -> tuple[str, str | None]:
    return fault.code, fault.parameters.get("value")


def _findings(faults: Iterable[Fault], source: Source) -> Sequence[Finding]:
    return [
        Finding(
            fault.code,
            source.place(fault.path),
            {"item": _item(source.raw, fault.path), **fault.parameters},
            fault.warning,
        )
        for fault in sorted(faults, key=lambda fault: _order(source.raw, fault.path))
    ]


def _order(raw: Mapping[str, Any], path: Path) -> tuple[int, int]:
    """The file's own."""
    sections, number = list(raw), path[1] if len(path) > 1 else -1
    section = sections.index(path[0]) if path and path[0] in sections else -1
    return section, number if isinstance(number, int) else -1


def _item(raw: Mapping[str, Any], path: Path) -> str:
    """`session d1-opening`."""
    if len(path) < 2 or path[0] not in _ITEMS or not isinstance(path[1], int):
        return str(path[0]) if path and path[0] in _WHOLE else ""
    item = raw[str(path[0])][path[1]]
    name = item.get("id") if isinstance(item, Mapping) else None
    return f"{_ITEMS[str(path[0])]} {name or path[1] + 1}"
