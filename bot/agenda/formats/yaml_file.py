"""The programme as YAML: every value is taken as it is written, and its line is remembered.

YAML 1.1 would make a number of 14:00 and a truth of "no"; here the document decides what a value is.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from bot.agenda.formats.findings import (
    FINDINGS_LIMIT,
    SOMEWHERE,
    Fault,
    Path,
    Places,
    Source,
    UnreadableError,
    Where,
    line,
)

LIMIT: Final = 1_000_000  # bytes; some thirty times the sample
NODES_LIMIT: Final = 60_000  # keys and values; the sample has 2000
DEPTH_LIMIT: Final = 100  # of what is within what; the sample has 8
_TOO_DEEP: Final = "exceeded maximum nesting depth"  # libyaml's own limit is 1000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast


def read_yaml(content: bytes) -> Source:
    """Raises UnreadableError where it is no YAML of ours at all."""
    if len(content) > LIMIT:
        raise UnreadableError("file-too-big", limit=str(LIMIT // 1_000_000))
    text = _text(content)
    reader = _Reader(text)
    try:
        raw = reader.document()
    except yaml.MarkedYAMLError as error:
        if error.problem == _TOO_DEEP:
            raise UnreadableError("too-deep") from error
        raise UnreadableError(
            "not-yaml", _line(_wrong_at(error, text)), detail=error.problem or ""
        ) from error
    except yaml.YAMLError as error:  # characters that YAML does not allow
        raise UnreadableError("not-yaml", detail=str(error).splitlines()[0]) from error
    return Source(raw, Places(reader.lines), reader.twice[: FINDINGS_LIMIT + 1])


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not-utf8", line(content.count(b"\n", 0, error.start) + 1)) from error


class _Reader:
    """Makes plain values of what the parser finds, while it finds it.

    Refuses aliases, a few lines of which unfold into gigabytes, and more than a programme has of anything.
    """

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._nodes = 0
        self.lines: dict[Path, Where] = {}
        self.twice: list[Fault] = []

    def document(self) -> dict[str, Any]:
        """The only one; raises yaml.YAMLError where a parser would, and UnreadableError."""
        _, first = next(self._events), next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            raise UnreadableError("unknown-format")
        begin = next(self._events)
        if not isinstance(begin, yaml.MappingStartEvent):
            raise UnreadableError("unknown-format", _line(begin.start_mark))
        raw: dict[str, Any] = self._value(begin, ())
        _, last = next(self._events), next(self._events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise UnreadableError("second-document", _line(last.start_mark))
        return raw

    def _value(self, event: Any, path: Path) -> Any:
        self._count(event, path)
        self.lines[path] = _line(event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            parts = self._until(yaml.SequenceEndEvent)
            return [self._value(part, (*path, number)) for number, part in enumerate(parts)]
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        plain = not event.style
        return None if plain and event.value in _NOTHING else event.value

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, path)
            if key in values:
                self.twice.append(Fault("duplicate-key", (*path, key), {"key": key}))
            values[key] = self._value(next(self._events), (*path, key))
            self.lines[*path, key] = _line(event.start_mark)
        return values

    def _key(self, event: Any, path: Path) -> str:
        self._count(event, path)
        if not isinstance(event, yaml.ScalarEvent):  # {so} or [so], and no programme has it
            raise UnreadableError("not-yaml", _line(event.start_mark))
        return str(event.value)

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _count(self, event: Any, path: Path) -> None:
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError("yaml-alias", _line(event.start_mark))
        if self._nodes > NODES_LIMIT:
            raise UnreadableError("too-many-values", limit=str(NODES_LIMIT))
        if len(path) > DEPTH_LIMIT:
            raise UnreadableError("too-deep")


def _wrong_at(error: yaml.MarkedYAMLError, text: str) -> Any:
    """Of a quotation mark or a bracket that stays open until the end, where it stands."""
    ends = error.problem_mark and error.problem_mark.line >= len(text.splitlines())
    never_closed = (error.problem or "").startswith("found unexpected") or ends
    opened = error.context and ("quoted" in error.context or "flow" in error.context)
    return error.context_mark if opened and never_closed else error.problem_mark


def _line(mark: Any) -> Where:
    return line(mark.line + 1) if mark else SOMEWHERE
