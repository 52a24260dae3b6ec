"""Telegram itself: the chats, what was said in them, and what waits for the bot."""

import itertools
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from bot.demo.calls import Calls
from bot.demo.events import Events
from bot.demo.faults import Faults
from bot.demo.files import Files
from bot.demo.limits import Pace
from bot.demo.messages import Message, Phone, for_page
from bot.demo.parameters import Parameters
from bot.demo.profile import Profile, in_language
from bot.demo.refusal import Refusal
from bot.demo.stage import ClockControl, Stage
from bot.demo.updates import Updates
from bot.demo.webhook import Sleep, Webhook

TAPS_KEPT: Final = 10_000


class Tap(NamedTuple):
    phone: int
    at: float  # machine seconds


class Telegram:
    """The state of the emulator; tests may look at it and plan its faults."""

    def __init__(
        self, stage: Stage, clock: ClockControl, monotonic: Callable[[], float], sleep: Sleep
    ) -> None:
        self.stage, self.clock, self.monotonic, self.sleep = stage, clock, monotonic, sleep
        self.phones = {person.id: Phone(person, person.acquainted) for person in stage.people}
        self.files, self.updates, self.profile = Files(), Updates(), Profile(stage.bot_name)
        self.pace, self.faults = Pace(stage.limits), Faults()
        self.calls, self.events = Calls(), Events()
        self.webhook: Webhook | None = None
        self.logged_out = False
        self.taps: OrderedDict[str, Tap] = OrderedDict()
        self._numbers = itertools.count(1)

    @property
    def me(self) -> dict[str, Any]:
        """The bot: Bot API "User"."""
        return {
            "id": int(self.stage.token.partition(":")[0]),
            "is_bot": True,
            "first_name": self.profile.names.get("", self.stage.bot_name),
            "username": self.stage.bot_username,
        }

    @property
    def date(self) -> int:
        """The present moment of the seminar in Unix seconds."""
        return int(self.clock.now().timestamp())

    def next_number(self) -> int:
        """Messages, taps and albums are counted together, over all chats."""
        return next(self._numbers)

    def chat(self, parameters: Parameters, name: str = "chat_id") -> Phone:
        """A chat that the bot knows; raises Refusal."""
        phone = self._phone(parameters.text(name))
        if not phone.acquainted:
            raise Refusal("chat not found")
        return phone

    def recipient(self, parameters: Parameters) -> Phone:
        """A chat that the bot may write to; raises Refusal 400 or 403."""
        phone = self._phone(parameters.text("chat_id"))
        self.check_reachable(phone)
        return phone

    def check_reachable(self, phone: Phone) -> None:
        """Raises Refusal 403."""
        if phone.deactivated:
            raise Refusal("user is deactivated", 403)
        if not phone.acquainted:
            raise Refusal("bot can't initiate conversation with a user", 403)
        if phone.blocked:
            raise Refusal("bot was blocked by the user", 403)

    def say(self, phone: Phone, message: Message) -> None:
        """A new message, by either side."""
        phone.add(message)
        if self.events.watched:
            self.events.send("message", phone.person.id, message=for_page(message))

    def changed(self, phone: Phone, message: Message) -> None:
        """Tell the pages about an edited message."""
        if self.events.watched:
            self.events.send("edited", phone.person.id, message=for_page(message))

    def tell_bot(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update for the bot."""
        update = self.updates.add(kind, content)
        if update and self.webhook:
            self.webhook.deliver(update)

    def menu_changed(self) -> None:
        """Tell the pages what each phone now shows of the bot."""
        if self.events.watched:
            for phone in self.phones.values():
                self.events.send("menu", phone.person.id, **self.shown_on(phone))

    def shown_on(self, phone: Phone) -> dict[str, Any]:
        """The bot's menu, name and description in a phone's language."""
        return {
            "menu": self.profile.menu(phone.person.id, phone.language),
            "name": in_language(self.profile.names, phone.language),
            "description": in_language(self.profile.descriptions, phone.language),
        }

    def remember_tap(self, phone: Phone) -> str:
        """A new callback query's id."""
        name = str(self.next_number())
        self.taps[name] = Tap(phone.person.id, self.monotonic())
        while len(self.taps) > TAPS_KEPT:
            self.taps.popitem(last=False)
        return name

    async def close(self) -> None:
        if self.webhook:
            await self.webhook.close()
        self.events.close()

    def _phone(self, chat_id: str) -> Phone:
        number = chat_id.removeprefix("-")
        phone = self.phones.get(int(chat_id)) if number.isascii() and number.isdigit() else None
        if phone is None:
            raise Refusal("chat not found")
        return phone
