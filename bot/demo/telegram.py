"""Telegram itself: the chats, what was said in them, and what waits for the bot."""

import itertools
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from bot.demo.calls import Calls
from bot.demo.chats import Chat, Group, Phone
from bot.demo.events import Events
from bot.demo.faults import Faults
from bot.demo.files import Files
from bot.demo.limits import Pace
from bot.demo.messages import Message
from bot.demo.parameters import Parameters
from bot.demo.profile import Profile, in_language
from bot.demo.refusal import Refusal
from bot.demo.stage import ClockControl, Stage
from bot.demo.updates import Updates
from bot.demo.views import for_page
from bot.demo.webhook import Sleep, Webhook

TAPS_KEPT: Final = 10_000
NEWEST_GROUP: Final = -4_000_000_001  # the ids of groups, like those of people, go beyond 32 bits


class Tap(NamedTuple):
    phone: int
    at: float  # machine seconds


class Telegram:
    """The state of the emulator; tests may look at it and plan its faults."""

    def __init__(
        self, stage: Stage, clock: ClockControl, monotonic: Callable[[], float], sleep: Sleep
    ) -> None:
        self.stage, self.clock, self.monotonic, self.sleep = stage, clock, monotonic, sleep
        self.phones = {person.id: Phone(person) for person in stage.people}
        self.groups: dict[int, Group] = {}
        self.files, self.updates, self.profile = Files(), Updates(), Profile(stage.bot_name)
        self.pace, self.faults = Pace(stage.limits), Faults()
        self.calls, self.events = Calls(), Events({person.id for person in stage.people if person.offstage})
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

    def chat(self, parameters: Parameters, name: str = "chat_id") -> Chat:
        """A chat that the bot knows; raises Refusal."""
        chat = self._chat(parameters.text(name))
        chat.check_known()
        return chat

    def recipient(self, parameters: Parameters) -> Chat:
        """A chat that the bot may write to; raises Refusal 400 or 403."""
        chat = self._chat(parameters.text("chat_id"))
        chat.check_writable()
        return chat

    def found_group(self, title: str, members: Mapping[int, Phone]) -> Group:
        """A new group with these people and the bot."""
        group = Group(NEWEST_GROUP - len(self.groups), title, members)
        self.groups[group.id] = group
        return group

    def say(self, chat: Chat, message: Message) -> None:
        """A new message, by either side."""
        chat.add(message)
        if self.events.watched:
            self.events.send("message", chat.id, message=for_page(message))

    def changed(self, chat: Chat, message: Message) -> None:
        """Tell the pages about an edited message."""
        if self.events.watched:
            self.events.send("edited", chat.id, message=for_page(message))

    def tell_bot(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update for the bot."""
        update = self.updates.add(kind, content)
        if update and self.webhook:
            self.webhook.deliver(update)

    def menu_changed(self) -> None:
        """Tell the pages what each phone now shows of the bot."""
        if self.events.watched:
            for phone in self.phones.values():
                self.events.send("menu", phone.id, **self.shown_on(phone))

    def shown_on(self, phone: Phone) -> dict[str, Any]:
        """The bot's menus, name and description in a phone's language."""
        groups = [group.id for group in self.groups.values() if phone.id in group.members]
        return {
            "menu": self.profile.menu(phone.id, phone.language),
            "group_menus": {group: self.profile.menu(group, phone.language) for group in groups},
            "name": in_language(self.profile.names, phone.language),
            "description": in_language(self.profile.descriptions, phone.language),
        }

    def remember_tap(self, phone: Phone) -> str:
        """A new callback query's id."""
        name = str(self.next_number())
        self.taps[name] = Tap(phone.id, self.monotonic())
        while len(self.taps) > TAPS_KEPT:
            self.taps.popitem(last=False)
        return name

    async def close(self) -> None:
        if self.webhook:
            await self.webhook.close()
        self.events.close()

    def _chat(self, chat_id: str) -> Chat:
        digits = chat_id.removeprefix("-")
        number = int(chat_id) if digits.isascii() and digits.isdigit() else 0
        chat = self.phones.get(number) or self.groups.get(number)
        if chat is None:
            raise Refusal("chat not found")
        return chat
