"""A row of the organisers' list, what makes two rows the same guest, and what can be wrong with a list."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

from bot.people.rules import Role

ROLES: Final = (Role.PARTICIPANT, Role.CLUB_LEAD, Role.HOST, Role.ORGANISER)  # owners are named in ORGANISERS
HOLDS_FOR: Final = timedelta(days=180)  # a guest's invitation
WAITS_FOR: Final = timedelta(days=1)  # a list that was looked at, to be taken in
BYTES: Final = 5_000_000  # of a list
ROWS: Final = 10_000  # of a list, its header not counted
LENGTH: Final = 200  # characters of a value
MOST_BADGES: Final = 2000  # in the chat, where a handler has two minutes; the command line takes any number


class Column(StrEnum):
    """What a list may say of a guest; only the name has to be there."""

    NAME = "name"
    CLUB = "club"
    COUNTRY = "country"  # the club's
    LANGUAGE = "language"
    ROLE = "role"
    EMAIL = "email"
    HOST = "host"  # for a host: their id in the programme


_TOGETHER: Final[Mapping[Column, Sequence[str]]] = {  # what goes with a column, as fields of a guest
    Column.CLUB: ("club", "country"),
    Column.LANGUAGE: ("language",),
    Column.ROLE: ("role", "host_id"),
    Column.EMAIL: ("email",),
}


class Code(StrEnum):
    """What is wrong with a list, or with a row of it."""

    EMPTY = "empty-file"
    TOO_BIG = "too-big"
    OTHER_KIND = "other-kind"  # a picture, a document
    OTHER_SHEET = "other-sheet"  # of a program that can save it as XLSX
    LOCKED = "locked-file"  # with a password
    NOT_XLSX = "not-xlsx"
    UNPACKED = "zip-too-big"
    TOO_FULL = "too-many-cells"  # or formats: more than can be read
    TOO_MANY = "too-many-rows"
    NO_TABLE = "no-table"  # neither a workbook nor a table in a text
    LISTS = "several-lists"  # on sheets of one workbook, of which one would be read
    NO_NAMES = "no-names"  # there is no column of names
    NOBODY = "nobody"
    COLUMN_TWICE = "column-twice"
    MERGED = "merged"
    FORMULA = "formula"
    CELL_ERROR = "cell-error"
    QUOTE = "quote"  # opened in a text and not closed, or not doubled within
    NAME_MISSING = "name-missing"
    NO_LETTERS = "no-letters"  # a date or a number in the place of a name
    TOO_LONG = "too-long"
    LETTERS_LOST = "letters-lost"  # a program wrote ? for a letter that it could not keep
    LANGUAGE = "unknown-language"
    ROLE = "unknown-role"
    EMAIL = "bad-email"
    HOST_MISSING = "host-missing"
    HOST_UNKNOWN = "host-unknown"
    HOST_UNWANTED = "host-unwanted"  # an id of the programme, for somebody who is no host
    COUNTRY_ALONE = "country-alone"  # without the club whose country it is
    COUNTRY_OTHER = "country-other"  # the club has another one further up
    TWICE = "twice"


class Problem(NamedTuple):
    """Something that has to be put right before the list can be taken in, and where."""

    code: Code
    row: int = 0  # as the sheet counts them, from 1; 0: the whole file
    column: str = ""  # as the file calls it
    about: Mapping[str, str] = {}


@dataclass(frozen=True)
class Guest:
    """Somebody who is expected."""

    name: str
    club: str = ""
    country: str = ""  # the club's
    language: str | None = None  # None: they will be asked
    role: Role = Role.PARTICIPANT
    email: str = ""
    host_id: str = ""  # for a host: their id in the programme
    unsaid: tuple[Column, ...] = field(default=(), compare=False)  # columns that their row does not have

    def completed(self, former: "Guest") -> "Guest":
        """With what their row does not say as it was before: only an empty cell clears something."""
        fields = [name for column in self.unsaid for name in _TOGETHER.get(column, ())]
        return replace(self, **{name: getattr(former, name) for name in fields})

    def value(self, column: Column) -> str:
        return str(getattr(self, "host_id" if column is Column.HOST else column) or "")

    @property
    def key(self) -> str:
        """The same for the same guest in every list: their e-mail, or else their name and club."""
        return self.email.casefold() or self.name_key

    @property
    def name_key(self) -> str:
        return folded(f"{self.name}\n{self.club}")

    def may_be(self, other: "Guest") -> bool:
        """False where they have different e-mails: people of one club may have the same name."""
        return not (self.email and other.email) or self.email.casefold() == other.email.casefold()


class Reading(NamedTuple):
    """A list that was read; where there is a problem nobody of it is taken in."""

    guests: Sequence[Guest]
    problems: Sequence[Problem] = ()
    ignored: Sequence[str] = ()  # columns that say nothing to the bot, whatever else is wrong


class Entry(NamedTuple):
    """A guest as they are on the list now."""

    id: int
    guest: Guest
    listed_at: datetime
    person_id: int | None = None  # once they have come

    @property
    def stamp(self) -> str:
        """Tells this row, with this link, from a later one: SQLite may give the id of a deleted row again."""
        return f"{self.id}:{round(self.listed_at.timestamp() * 1000)}"


class Listed(NamedTuple):
    """A list that was read, and the name of its file."""

    source: str
    guests: Sequence[Guest]

    @property
    def fingerprint(self) -> str:
        """Of what is on it, 64 bits: a button takes in the list that it stands below, and no other."""
        return sha256(repr(self.guests).encode()).hexdigest()[:16]


class Standing(NamedTuple):
    """How many are on the list, and how many of them have opened their invitation."""

    listed: int
    come: int


def folded(text: str) -> str:
    """The text as it is compared: case, spaces and the way that a letter is composed do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def twins(guests: Mapping[int, Guest]) -> Mapping[int, int]:
    """For each row, by its number, that names the guest of an earlier one: that row."""
    keys: dict[str, int] = {}
    names: dict[str, int] = {}
    found = {}
    for row, guest in guests.items():
        earlier = keys.get(guest.key) or (keys if guest.email else names).get(guest.name_key)
        if earlier:
            found[row] = earlier
        keys.setdefault(guest.key, row)
        names.setdefault(guest.name_key, row)
    return found


def matching(entries: Sequence[Entry], words: str) -> Sequence[Entry]:
    """Those whose name, club or e-mail has all the words, in any order."""
    wanted = folded(words).split()
    return [entry for entry in entries if all(word in _searchable(entry.guest) for word in wanted)]


def _searchable(guest: Guest) -> str:
    return folded(f"{guest.name} {guest.club} {guest.email}")
