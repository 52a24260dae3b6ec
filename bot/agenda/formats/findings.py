"""What is wrong with a programme file, and where. The words for it are the screens' of `bot.programme`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from bot.agenda.formats.document import Document

FINDINGS_LIMIT: Final = 300  # of a file; whoever has corrected these sends it again

Path = tuple[str | int, ...]  # ("sessions", 3, "title", "ru")


class Spot(StrEnum):
    """What a place in a file is named by."""

    PATH = "path"  # /schedule/day[2]/room[1]/event[3]/start
    LINE = "line"  # 12
    SHEET = "sheet"
    ROW = "row"  # of a sheet
    CELL = "cell"  # of a sheet: E7
    PRESENT = "present"  # not in the file, but in the programme that is there already


class Where(NamedTuple):
    """A place in an organiser's file."""

    spot: Spot = Spot.PATH
    name: str = ""
    sheet: str = ""


SOMEWHERE: Final = Where()  # in the file as a whole
Place = Callable[[Path], Where]  # where in the organiser's file that is


def line(number: int) -> Where:
    return Where(Spot.LINE, str(number))


def whole_sheet(name: str) -> Where:
    return Where(Spot.SHEET, sheet=name)


def path(steps: str) -> Where:
    return Where(Spot.PATH, steps)


class Fault(NamedTuple):
    """Something wrong in a document, wherever it came from."""

    code: str
    path: Path
    parameters: Mapping[str, str] = {}
    warning: bool = False


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place of a file; a warning does not stop the import.

    `code` and `parameters` say the same in any language. Of the parameters `item` names what it is about
    (`session d1-lunch`), `language` has codes with spaces between them, `close` or `known` what may be meant,
    and `more` and `places` count others like it.
    """

    code: str
    where: Where
    parameters: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False


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
    unread: frozenset[Where] = frozenset()  # places whose values were passed over, for a reason in `findings`


class Places:
    """The place of a path, or of the nearest one around it that has a place."""

    def __init__(self, places: Mapping[Path, Where]) -> None:
        self._places = places

    def __call__(self, path: Path) -> Where:
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, SOMEWHERE)


class UnreadableError(Exception):
    """The file cannot be read any further; `findings` say why."""

    def __init__(self, code: str, where: Where = SOMEWHERE, **parameters: str) -> None:
        super().__init__(code)
        self.findings: Sequence[Finding] = [Finding(code, where, parameters)]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> "UnreadableError":
        error = cls(findings[0].code)
        error.findings = findings
        return error
