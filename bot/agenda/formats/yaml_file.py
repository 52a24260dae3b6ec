"""The programme as YAML: every value is taken as it is written, and its line is remembered.

YAML 1.1 would make a number of 14:00 and a truth of "no"; here the document decides what a value is.
"""

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
NODES_LIMIT: Final = 60_000  # keys and values, each some 1000 bytes of memory; the sample has 2000
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


class _Loader(yaml.SafeLoader):
    """Refuses aliases, a few lines of which unfold into gigabytes, and more nodes than a programme has."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._nodes += 1
        if self._nodes > NODES_LIMIT:
            raise UnreadableError("too-many-values", limit=str(NODES_LIMIT))
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]  # the stubs leave its types out
            raise UnreadableError("yaml-alias", _line(event.start_mark))
        return super().compose_node(parent, index)


def read_yaml(content: bytes) -> Source:
    """Raises UnreadableError where it is no YAML of ours at all."""
    if len(content) > LIMIT:
        raise UnreadableError("file-too-big", limit=str(LIMIT // 1_000_000))
    node = _composed(_text(content))
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableError("unknown-format", _line(node.start_mark) if node else SOMEWHERE)
    lines: dict[Path, Where] = {}
    twice: list[Fault] = []
    raw = _value(node, (), lines, twice)
    return Source(raw, Places(lines), twice[: FINDINGS_LIMIT + 1])


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not-utf8", line(content.count(b"\n", 0, error.start) + 1)) from error


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise UnreadableError("not-yaml", _line(error.problem_mark), detail=error.problem or "") from error
    except yaml.YAMLError as error:  # characters that YAML does not allow
        raise UnreadableError("not-yaml", detail=str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise UnreadableError("too-deep") from error


def _line(mark: yaml.Mark | None) -> Where:
    return line(mark.line + 1) if mark else SOMEWHERE


def _value(node: yaml.Node, path: Path, lines: dict[Path, Where], twice: list[Fault]) -> Any:
    lines[path] = _line(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, (*path, number), lines, twice) for number, part in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, twice)
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if plain and node.value in _NOTHING else node.value


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, Where], twice: list[Fault]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in values:
            twice.append(Fault("duplicate-key", (*path, key), {"key": key}))
        values[key] = _value(value_node, (*path, key), lines, twice)
        lines[(*path, key)] = _line(key_node.start_mark)
    return values
