"""What the demo is set up with: the bot, the people with phones, and how strictly Telegram counts."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Jump = Literal["next_session", "end_of_day", "week"]


class ClockControl(Protocol):
    """Seminar time, which the clock bar of the page moves."""

    zone: str  # IANA name, for showing it

    @property
    def speed(self) -> float:
        """Seminar seconds a machine second; 0 stands still."""

    def now(self) -> datetime:
        """The seminar's present moment, aware."""

    def set_speed(self, speed: float, /) -> Awaitable[None] | None: ...

    def jump(self, where: Jump, /) -> Awaitable[None] | None: ...


@dataclass(frozen=True)
class Person:
    """Somebody with a phone; `acquainted` people wrote to the bot before the demo began."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    label: str = ""  # above the phone, for whoever watches
    acquainted: bool = False
    premium: bool = False  # has Telegram Premium: longer captions
    offstage: bool = False  # the page does not show their phone


@dataclass(frozen=True)
class Limits:
    """How many messages Telegram takes (core.telegram.org/bots/faq, "My bot is hitting limits").

    `bucket` fills steadily and allows bursts; `sliding` takes no more than the rate in any single second.
    Telegram publishes neither, so a sender must hold both. Whoever is refused stays refused until
    retry_after has passed.
    """

    model: Literal["bucket", "sliding"] = "bucket"
    per_second: float = 30.0
    per_chat: float = 1.0  # messages a second in one chat
    chat_burst: int = 5  # of a bucket: messages at once in one chat
    per_group: int = 20  # messages a minute in one group


@dataclass(frozen=True)
class Stage:
    token: str
    people: tuple[Person, ...]
    bot_name: str = "Seminar bot"
    bot_username: str = "seminar_demo_bot"
    limits: Limits | None = field(default_factory=Limits)  # None: no limits
