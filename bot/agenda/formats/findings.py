"""What is wrong with a programme file, where, and what would be right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.agenda.formats.wording import ENGLISH

if TYPE_CHECKING:
    from bot.agenda.formats.document import Document

Path = tuple[str | int, ...]  # ("sessions", 3, "title", "ru")
Place = Callable[[Path], str]  # where in the organiser's file that is


class Fault(NamedTuple):
    """Something wrong in a document, wherever it came from."""

    code: str
    path: Path
    parameters: Mapping[str, str] = {}
    warning: bool = False


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place of a file; a warning does not stop the import.

    `code` and `parameters` say the same in any language; `parameters["item"]` names what it is about.
    """

    code: str
    where: str  # "line 12", "sheet Sessions, cell E7", "/schedule/day[2]/room[1]/event[3]/start"
    parameters: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False

    @property
    def problem(self) -> str:
        return ENGLISH[self.code].problem.format_map(self.parameters)

    @property
    def remedy(self) -> str:
        return ENGLISH[self.code].remedy.format_map(self.parameters)

    def english(self) -> str:
        """One line for the shell."""
        about = [self.where, self.parameters.get("item", ""), f"{self.problem}. {self.remedy}."]
        return ("warning: " if self.warning else "") + ": ".join(part for part in about if part)


class Reading(NamedTuple):
    """A file that was read: without errors its document, and everything found, in the file's order."""

    document: "Document | None"
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Source:
    """A file as keys and plain values, not yet judged, and what its reader found."""

    raw: Mapping[str, Any]
    place: Place
    faults: Sequence[Fault] = ()  # at paths of `raw`
    findings: Sequence[Finding] = ()  # at places of the file that are none of `raw`
    unread: frozenset[str] = frozenset()  # places whose values were passed over, for a reason in `findings`


class Places:
    """The place of a path, or of the nearest one around it that has a place."""

    def __init__(self, places: Mapping[Path, str]) -> None:
        self._places = places

    def __call__(self, path: Path) -> str:
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, "")


class UnreadableError(Exception):
    """The file cannot be read any further; `findings` say why."""

    def __init__(self, code: str, where: str = "", **parameters: str) -> None:
        super().__init__(code)
        self.findings: Sequence[Finding] = [Finding(code, where, parameters)]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> "UnreadableError":
        error = cls(findings[0].code)
        error.findings = findings
        return error
