"""The parts of an XLSX file, looked through once before openpyxl builds anything of them."""

import zipfile
from collections.abc import Mapping, Sequence
from typing import IO, Final
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import DefusedXMLParser

UNPACKED_LIMIT: Final = 20_000_000  # bytes of all parts together
PARTS_LIMIT: Final = 1000
MERGED: Final = 500  # merged cells of a part that are looked at
# Elements and attributes: a node takes 4 bytes of a file and 100 to 1000 of memory.
NODES_LIMIT: Final = 2_000_000  # of all parts; a list of 10,000 rows and 20 columns has 1.6 million
ITEM_LIMIT: Final = 100_000  # of a row or a shared string, which openpyxl forgets at its end
KEPT_LIMIT: Final = 120_000  # of all else, which it keeps: formats, and 10,000 e-mails as links
TOKEN_LIMIT: Final = 1_000_000  # bytes of a tag or comment, which is read anew with each chunk until it ends

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"  # ECMA-376 part 1, annex A
_ITEMS: Final = frozenset({f"{_MAIN}row", f"{_MAIN}si"})
_MERGE_CELL: Final = f"{_MAIN}mergeCell"
_CHUNK: Final = 65_536  # bytes


class WorkbookError(Exception):
    """It is not read at all: `code` says why, `about` has what bounds it as `limit`."""

    def __init__(self, code: str, sheet: str = "", **about: str) -> None:
        super().__init__(code)
        self.code, self.sheet, self.about = code, sheet, about


def look_through(archive: zipfile.ZipFile) -> Mapping[str, Sequence[str]]:
    """The merged cells of each part that has any; raises WorkbookError for more than fits into memory."""
    _weigh(archive.infolist())
    nodes = _Nodes()
    merged: dict[str, Sequence[str]] = {}
    for part in archive.infolist():
        nodes.open_part()
        with archive.open(part) as source:
            _feed(source, nodes)
        if nodes.merged:
            merged[part.filename] = nodes.merged
    return merged


def _weigh(parts: Sequence[zipfile.ZipInfo]) -> None:
    """What the parts will take is written in the archive's directory; reading never gives more."""
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or len(parts) > PARTS_LIMIT:
        raise WorkbookError("zip-too-big", limit=str(UNPACKED_LIMIT // 1_000_000))


def _feed(source: IO[bytes], nodes: "_Nodes") -> None:
    parser, fed = DefusedXMLParser(target=nodes), 0
    try:
        while chunk := source.read(_CHUNK):
            parser.feed(chunk)
            fed += len(chunk)
            if fed - parser.parser.CurrentByteIndex > TOKEN_LIMIT:
                raise WorkbookError("not-xlsx")
    except ParseError:  # a picture, or what no other parser will read further either
        return


class _Nodes:
    """Counts, as a parser's target, what trees of the parts would be made of."""

    def __init__(self) -> None:
        self._all = self._kept = 0
        self.open_part()

    def open_part(self) -> None:
        self._depth = self._item = 0  # within the row or string that is open
        self.merged: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        size = 1 + len(attributes)
        self._all += size
        if self._depth or tag in _ITEMS:
            self._depth += 1
            self._item += size
        else:
            self._kept += size
        if tag == _MERGE_CELL and len(self.merged) < MERGED:
            self.merged.append(attributes.get("ref", ""))
        if self._all > NODES_LIMIT or self._kept > KEPT_LIMIT or self._item > ITEM_LIMIT:
            raise WorkbookError("too-many-cells")

    def end(self, _tag: str) -> None:
        if self._depth:
            self._depth -= 1
            if not self._depth:
                self._item = 0
