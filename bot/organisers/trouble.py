"""When organisers are told, by itself, that messages or answers do not get through; rules."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

UNWELL: Final = "delivery-unwell"  # the kinds of messages that tell organisers how the bot is
WELL: Final = "delivery-well"

LATELY: Final = timedelta(minutes=10)  # what failed longer ago is no sign of anything
MANY: Final = 10  # messages that failed lately: more than chance explains
LASTS: Final = timedelta(minutes=1)  # by the machine's clock, until a sign is a trouble
CALM: Final = timedelta(minutes=5)  # by the machine's clock without any trouble, until the bot is well again


class Trouble(StrEnum):
    LATE = "late"  # messages do not leave
    UNANSWERED = "unanswered"  # people wait for an answer
    PARKED = "parked"  # the bot could not handle what people did
    FAILED = "failed"  # many messages did not arrive, or may not have


class Sign(NamedTuple):
    """Something that may pass by itself.

    Of messages that are late it is the first in line, until it leaves: of a broadcast that takes its time
    that is another one each moment.
    """

    trouble: Trouble
    message_id: int = 0


class Told(NamedTuple):
    """What organisers were told last; `id` 0: nothing yet."""

    id: int
    kind: str
    subject: str


class Spell(NamedTuple):
    """A time in which the bot was not well."""

    since: datetime
    until: datetime | None = None  # it is over
    troubles: Sequence[Trouble] = ()

    def __str__(self) -> str:
        """As the subject of a message."""
        until = self.until.isoformat() if self.until else ""
        return f"{self.since.isoformat()}/{until}/{','.join(self.troubles)}"

    @classmethod
    def of(cls, subject: str) -> "Spell":
        since, until, troubles = subject.split("/")
        return cls(
            datetime.fromisoformat(since),
            datetime.fromisoformat(until) if until else None,
            [Trouble(trouble) for trouble in troubles.split(",") if trouble],
        )


class Watch:
    """Remembers, by the machine's clock, since when each look has found the same."""

    def __init__(self) -> None:
        self._since: dict[Sign, datetime] = {}
        self._calm_since: datetime | None = None

    def sees(self, signs: Collection[Sign], now: datetime) -> Sequence[Trouble]:
        """The troubles there are, after one more look."""
        self._since = {sign: self._since.get(sign, now) for sign in sorted(signs)}
        troubles = [sign.trouble for sign, since in self._since.items() if now - since >= LASTS]
        self._calm_since = None if troubles else self._calm_since or now
        return troubles

    @property
    def late(self) -> int:
        """The message that was late at the last look, or 0."""
        return next((sign.message_id for sign in self._since if sign.trouble is Trouble.LATE), 0)

    def is_calm(self, now: datetime) -> bool:
        """Whether there has been no trouble for long enough to say so."""
        return self._calm_since is not None and now - self._calm_since >= CALM
