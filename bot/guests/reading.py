"""A list of guests, read whole: everybody on it, or all that is wrong with it, row by row."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from bot.guests.rules import LENGTH, Code, Column, Guest, Problem, Reading, folded, twins
from bot.guests.table import Line, Table, UnreadableError, read_table
from bot.guests.vocabulary import column_of, language_of, role_of
from bot.people.rules import Role

T = TypeVar("T")

# One @ with something around it and a point behind: whether the address exists only a letter can tell.
_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")


class _Row(NamedTuple):
    """A row as somebody who is expected, before it is asked whether rows agree with each other."""

    line: Line
    guest: Guest


def read_guests(name: str, content: bytes, hosts: Collection[str] = ()) -> Reading:
    """Read a list from XLSX or CSV; `name` is the file's, `hosts` are the programme's ids where it has any.

    Never raises for what is in the file.
    """
    try:
        table = read_table(name, content)
    except UnreadableError as error:
        return Reading([], [error.problem])
    columns, problems = _columns(table)
    ignored = [header for header in table.header.values() if column_of(header) is None]
    if problems:
        return Reading([], problems, ignored)
    return _Reader(table, columns, hosts).read()._replace(ignored=ignored)


def _columns(table: Table) -> tuple[Mapping[Column, int], Sequence[Problem]]:
    columns: dict[Column, int] = {}
    problems = []
    for number, header in table.header.items():
        column = column_of(header)
        if column in columns:
            other = table.name(columns[column])
            problems.append(Problem(Code.COLUMN_TWICE, table.top, header, {"other": other}))
        elif column:
            columns[column] = number
    if Column.NAME not in columns:
        problems.append(Problem(Code.NO_NAMES, table.top))
    return columns, problems


def _is_seen(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


class _Reader:
    """Reads one row after the other, and keeps what is wrong with them."""

    def __init__(self, table: Table, columns: Mapping[Column, int], hosts: Collection[str]) -> None:
        self._table, self._columns, self._hosts = table, columns, hosts
        self._problems = list(table.problems)

    def read(self) -> Reading:
        said = [_Row(line, self._guest(line)) for line in self._table.lines if self._says_something(line)]
        if not said and not self._problems:
            self._problems.append(Problem(Code.NOBODY))
        rows = self._with_countries(said)
        self._look_for_twins(rows)
        return Reading([row.guest for row in rows], sorted(self._problems, key=lambda problem: problem.row))

    def _says_something(self, line: Line) -> bool:
        return any(number in line.cells for number in self._columns.values())

    # ------------------------------------------------------------- one row

    def _guest(self, line: Line) -> Guest:
        guest = Guest(
            name=self._text(line, Column.NAME),
            club=self._text(line, Column.CLUB),
            country=self._text(line, Column.COUNTRY),
            language=self._known(line, Column.LANGUAGE, language_of, Code.LANGUAGE),
            role=self._known(line, Column.ROLE, role_of, Code.ROLE) or Role.PARTICIPANT,
            email=self._text(line, Column.EMAIL),
            host_id=self._text(line, Column.HOST),
            unsaid=tuple(column for column in Column if not self._says(line, column)),
        )
        self._judge(line, guest)
        return guest

    def _says(self, line: Line, column: Column) -> bool:
        """Whether there is a cell, and be it empty."""
        return column in self._columns and self._columns[column] <= line.width

    def _raw(self, line: Line, column: Column) -> str:
        return line.cells.get(self._columns.get(column, 0), "").strip()

    def _text(self, line: Line, column: Column) -> str:
        """The value in one line, composed, without what nobody sees."""
        shown = "".join(filter(_is_seen, self._raw(line, column)))
        text = " ".join(unicodedata.normalize("NFC", shown).split())
        if len(text) > LENGTH:
            self._wrong(line, column, Code.TOO_LONG, limit=str(LENGTH))
        return text

    def _known(self, line: Line, column: Column, meaning: Callable[[str], T | None], code: Code) -> T | None:
        word = self._raw(line, column)
        found = meaning(word)
        if word and found is None:
            self._wrong(line, column, code, value=word[:LENGTH])
        return found

    def _judge(self, line: Line, guest: Guest) -> None:
        if not guest.name:
            self._wrong(line, Column.NAME, Code.NAME_MISSING)
        elif not any(map(str.isalpha, guest.name)):
            self._wrong(line, Column.NAME, Code.NO_LETTERS, value=guest.name)
        if lost := [name for name in (guest.name, guest.club) if "?" in name or "\ufffd" in name]:
            self._wrong(line, Column.NAME, Code.LETTERS_LOST, value=lost[0])
        if guest.email and not _EMAIL.fullmatch(guest.email):
            self._wrong(line, Column.EMAIL, Code.EMAIL, value=guest.email)
        if guest.country and not guest.club:
            self._wrong(line, Column.CLUB, Code.COUNTRY_ALONE, value=guest.country)
        self._judge_host(line, guest)

    def _judge_host(self, line: Line, guest: Guest) -> None:
        known = ", ".join(self._hosts)
        if guest.role is Role.HOST and not guest.host_id:
            self._wrong(line, Column.HOST, Code.HOST_MISSING, expected=known)
        elif guest.role is not Role.HOST and guest.host_id:
            self._wrong(line, Column.HOST, Code.HOST_UNWANTED, value=guest.host_id)
        elif guest.host_id and self._hosts and guest.host_id not in self._hosts:
            self._wrong(line, Column.HOST, Code.HOST_UNKNOWN, value=guest.host_id, expected=known)

    def _wrong(self, line: Line, column: Column, code: Code, **about: str) -> None:
        """Note a problem, unless one was noted of the same cell: a formula is not empty."""
        number = self._columns.get(column, 0)
        if (line.number, number) not in self._table.unread:
            name = self._table.name(number) if number else ""
            self._problems.append(Problem(code, line.number, name, about))

    # ------------------------------------------------------ rows among each other

    def _with_countries(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """A club is of one country, whichever of its rows says so."""
        countries: dict[str, str] = {}
        for line, guest in rows:
            country = countries.setdefault(folded(guest.club), guest.country) if guest.country else ""
            if folded(guest.country) != folded(country):
                about = {"club": guest.club, "country": country}
                self._wrong(line, Column.COUNTRY, Code.COUNTRY_OTHER, **about)
        return [
            _Row(line, replace(guest, country=countries.get(folded(guest.club), ""))) for line, guest in rows
        ]

    def _look_for_twins(self, rows: Sequence[_Row]) -> None:
        lines = {line.number: line for line, guest in rows if guest.name}
        guests = {line.number: guest for line, guest in rows if guest.name}
        for number, earlier in twins(guests).items():
            self._wrong(lines[number], Column.NAME, Code.TWICE, value=guests[number].name, row=str(earlier))
