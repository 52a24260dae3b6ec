"""What an announcement is, to whom it goes, and in which language each of them reads it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from bot.i18n.localised import LANGUAGES
from bot.people.rules import Role
from bot.screens.message import CAPTION, TEXT, FileKind, length

LONG_PART: Final = TEXT // 2  # Telegram's apps cut a longer text at a good place in the second half
SAME_MOMENT: Final = timedelta(seconds=1)  # between the parts of a text that an app has cut
EARLIER: Final = 40  # announcements among which to choose one that somebody has not answered
ROLES: Final = (Role.PARTICIPANT, Role.CLUB_LEAD, Role.HOST, Role.ORGANISER)  # that the database knows of

_FALLBACKS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {"kk": ("kk", "ru", "en"), "ru": ("ru", "en", "kk"), "en": ("en", "ru", "kk")}
)


class State(StrEnum):
    """Where an announcement is on its way."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"  # a draft that was thrown away: only its id is left


UNDER_WAY: Final = frozenset({State.SENDING, State.PAUSED})
BEGUN: Final = UNDER_WAY | {State.STOPPED, State.SENT}  # and not withdrawn
UNSENT: Final = frozenset({State.DRAFT, State.CANCELLED})  # and not about to be


# ------------------------------------------------------------------- audience


class Dimension(StrEnum):
    """By what people are told apart; what its values are."""

    ROLE = "role"  # one of ROLES; "participant": who has no other
    SESSION = "session"  # id: has a seat in it or leads it; one without a choice is everybody's
    CHOICE = "choice"  # id: has a seat in one of its sessions
    CLUB = "club"  # id as a number
    PLAN = "plan"  # id of an action plan as a number: leads it
    COUNTRY = "country"  # its name, as the clubs have it
    LANGUAGE = "language"  # kk, ru, en
    UNCHOSEN = "unchosen"  # a choice's id: has no seat in it, and leads none of its sessions
    UNANSWERED = "unanswered"  # an announcement's id: got it, and has written nothing back


class Criterion(NamedTuple):
    """One thing that people of an audience have in common; written `role:club_lead`."""

    dimension: Dimension
    value: str

    def __str__(self) -> str:
        return f"{self.dimension}:{self.value}"


@dataclass(frozen=True)
class Audience:
    """Whom it is for: values of one dimension widen it, dimensions narrow it; without any, everyone."""

    criteria: frozenset[Criterion] = frozenset()

    def values(self, dimension: Dimension) -> Sequence[str]:
        return sorted(criterion.value for criterion in self.criteria if criterion.dimension is dimension)

    @property
    def names(self) -> Sequence[str]:
        """Its criteria in one word each: `role:club_lead`."""
        return sorted(map(str, self.criteria))

    def toggled(self, criterion: Criterion) -> Self:
        """With it, or without it where it was there."""
        return type(self)(self.criteria ^ {criterion})

    def stored(self) -> Mapping[str, Sequence[str]]:
        """As JSON keeps it."""
        return {dimension: values for dimension in Dimension if (values := self.values(dimension))}

    @classmethod
    def restored(cls, stored: Mapping[str, Sequence[str]]) -> Self:
        pairs = ((Dimension(name), value) for name, values in stored.items() for value in values)
        return cls(frozenset(Criterion(*pair) for pair in pairs))


@dataclass(frozen=True)
class Counts:
    """How many people an audience has, and how many of them nothing reaches."""

    by_language: Mapping[str, int] = field(default_factory=dict)  # whom it reaches
    blocked: int = 0  # the bot
    gone: int = 0  # have deleted their accounts
    muted: int = 0  # announcements
    silent: int = 0  # have not chosen a language yet

    @property
    def reached(self) -> int:
        return sum(self.by_language.values())


# --------------------------------------------------------------- announcement


@dataclass(frozen=True)
class Announcement:
    """An announcement with the newest version of its texts, as Telegram's HTML by language."""

    id: int
    author_id: int | None
    state: State
    audience: Audience
    texts: Mapping[str, str]
    created_at: datetime  # as the draft that it is or was: taking it back makes it anew
    version: int = 1  # of its texts; a correction is a new one
    file_id: str | None = None  # Telegram's
    file_kind: FileKind | None = None
    send_at: datetime | None = None  # seminar time; of one that is scheduled: None is at once
    finished_at: datetime | None = None  # None: something of it may still be on its way
    corrected_at: datetime | None = None
    withdrawn_at: datetime | None = None
    paused_at: datetime | None = None  # None: it is not paused
    watcher_id: int | None = None  # who is shown how it goes ...
    watched_message: int | None = None  # ... in this message, or in a new one

    @property
    def blank(self) -> bool:
        """Nothing has been put into it yet."""
        return not (self.texts or self.file_id or self.audience.criteria)

    @property
    def limit(self) -> int:
        """UTF-16 units that each of its texts may have."""
        return CAPTION if self.file_id else TEXT

    @property
    def too_long(self) -> Mapping[str, int]:
        """The texts that are longer than Telegram takes, with their lengths in UTF-16 units."""
        lengths = {language: length(text) for language, text in self.texts.items()}
        return {language: units for language, units in lengths.items() if units > self.limit}

    @property
    def fingerprint(self) -> str:
        """Eight letters that are others once anything in it is: what was looked at is what is sent.

        Its times too: a button from before it was scheduled or taken back does nothing afterwards.
        """
        times = self.created_at, self.send_at
        content = (self.audience.names, sorted(self.texts.items()), self.file_id, *times)
        return blake2b(repr(content).encode(), digest_size=4).hexdigest()


def text_for(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The language that somebody reads it in, and the text; there must be at least one."""
    return next((other, texts[other]) for other in _FALLBACKS[language] if other in texts)


def to_look_at(texts: Mapping[str, str], counts: Counts) -> frozenset[str]:
    """The languages of the texts that somebody will read."""
    return frozenset(text_for(texts, language)[0] for language in counts.by_language)


def next_language(texts: Collection[str], written: str, own: str) -> str:
    """The one to be written after `written`: the next that is missing, an organiser's own first."""
    missing = (language for language in (own, *LANGUAGES) if language not in texts)
    return next(missing, written)


def continues(part_at: datetime, written_at: datetime) -> bool:
    """Whether a message is the next part of a long text, which an app has cut and sent in one go."""
    return written_at - part_at <= SAME_MOMENT
