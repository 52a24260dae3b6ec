"""How the Declaration stands, what people propose to change in it, and who commits to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Final, NamedTuple

from bot.i18n.localised import Localised

# The kinds of messages about the Declaration.
ADOPTED: Final = "declaration"  # to everybody; its subject is the version of the adoption
WITHDRAWN: Final = "declaration-withdrawn"  # to whoever was told of that version
DECIDED: Final = "amendment"  # to its author; its subject is the amendment's id

KEPT: Final = timedelta(days=7)  # that these messages are worth reading
LONGEST: Final = 3000  # UTF-16 units of an amendment, so that one message shows it with its author
MOST: Final = 20  # amendments of one person


class State(StrEnum):
    """What organisers have decided on an amendment."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"


class Author(NamedTuple):
    """Who proposed an amendment, as organisers see them."""

    id: int
    name: str
    language: str | None = None
    club: str = ""
    country: str = ""  # the club's
    zone: str | None = None  # IANA; None: the seminar's


@dataclass(frozen=True)
class Amendment:
    """What somebody proposed to change; `text` is Telegram's HTML."""

    id: int
    author: Author
    text: str
    state: State = State.OPEN


@dataclass(frozen=True)
class Adoption:
    """The text as it was adopted, whatever the programme says since."""

    text: Localised
    adopted_at: datetime

    @property
    def version(self) -> str:
        """Another one each time that it is adopted: milliseconds since the epoch."""
        return str(round(self.adopted_at.timestamp() * 1000))


@dataclass(frozen=True)
class Standing:
    """How the Declaration stands."""

    draft: Localised | None  # the programme's; None: it has none
    adoption: Adoption | None = None
    committed: int = 0  # people
    people: int = 0  # who could
    amendments: int = 0  # of everybody
    unanswered: int = 0  # of these
    taken: int = 0  # of these, whether or not the text has them by now

    @property
    def text(self) -> Localised | None:
        return self.adoption.text if self.adoption else self.draft


class Part(NamedTuple):
    """What one person has to do with the Declaration."""

    club: str = ""  # empty: they have none, and are only counted
    country: str = ""  # the club's
    committed: bool = False
    listed: bool = False  # they let their club be named
    amendments: int = 0


class Club(NamedTuple):
    """One that has committed and may be named."""

    name: str
    country: str


def by_name(clubs: Sequence[Club]) -> Sequence[Club]:
    return sorted(clubs, key=lambda club: (club.name.casefold(), club.country.casefold()))


def fingerprint(text: Localised) -> str:
    """Eight letters that are others once the text is: what was looked at is what is adopted."""
    return blake2b(repr(text).encode(), digest_size=4).hexdigest()
