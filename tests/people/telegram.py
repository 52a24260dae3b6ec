"""One person's phone in front of the real dispatcher, and Telegram's end of the wire on loopback."""

import itertools
from collections.abc import Callable
from typing import Any

from aiohttp import web
from telegram import Bot

from bot.context import Services
from bot.dispatch import dispatch, parsed
from tests.delivery.telegram import parameters_of

NUMBERS = itertools.count(1)
OWNER = 99  # Telegram id
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Telegram:
    """Answers the Bot API's methods over HTTP, keeps what it was told, and can refuse a method."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.profile: dict[tuple[str, str], Any] = {}  # (what, language and chat) -> value
        self.refuses: dict[str, str] = {}

    def named(self, method: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.calls if name == method]

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = await parameters_of(request)
        self.calls.append((method, parameters))
        if method in self.refuses:
            return web.json_response(
                {"ok": False, "error_code": 400, "description": self.refuses[method]}, status=400
            )
        return web.json_response({"ok": True, "result": self._result(method, parameters)})

    def _result(self, method: str, parameters: dict[str, Any]) -> object:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "Seminar", "username": "seminar_bot"}
        if method.startswith(("send", "editMessage")):
            return message(parameters["chat_id"], parameters.get("text", ""))
        field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
        what = method.removeprefix("getMy").removeprefix("setMy").removeprefix("deleteMy")
        scope = parameters.get("scope", {})
        key = (what, f"{parameters.get('language_code', '')}{scope.get('chat_id', '')}")
        if method.startswith("getMy"):
            return self.profile.get(key, {field[what]: ""} if what in field else [])
        if method.startswith("setMy"):
            self.profile[key] = (
                {field[what]: parameters[field[what]]} if what in field else parameters["commands"]
            )
        return True


def message(chat_id: int, text: str) -> dict[str, Any]:
    chat = {"id": int(chat_id), "type": "private" if int(chat_id) > 0 else "group", "title": "Desk"}
    return {"message_id": next(NUMBERS), "date": 1, "chat": chat, "text": text}


class Phone:
    """Somebody's Telegram: what they do, and what they see after it."""

    def __init__(self, telegram: Telegram, bot: Bot, services: Services, user: dict[str, Any]) -> None:
        self.telegram, self.bot, self.services, self.user = telegram, bot, services, user
        self.screens: list[dict[str, Any]] = []  # of the last update, in order
        self.notice = ""

    async def write(self, text: str, *, reply_to: int = 0, group: int = 0, unseen: bool = False) -> None:
        """In their chat with the bot, or in a group, there perhaps as an administrator whom nobody sees.

        It may be a reply to that message of the bot.
        """
        said = {**message(group or self.user["id"], text), "from": self.user}
        if unseen:
            said |= {"from": ANONYMOUS, "sender_chat": said["chat"]}
        if reply_to:
            said["reply_to_message"] = {**said, "message_id": reply_to, "text": "an older message"}
        await self._bring({"message": said})

    async def send_file(self, caption: str = "") -> None:
        document = {"file_id": "f", "file_unique_id": "f", "file_name": "list.pdf"}
        await self.send(document=document, caption=caption)

    async def send(self, **content: Any) -> None:
        """Something other than a text, as the Bot API's "Message" has it."""
        sent = {**message(self.user["id"], ""), "from": self.user, **content}
        del sent["text"]
        await self._bring({"message": sent})

    async def tap(self, data: str, *, group: int = 0) -> None:
        tapped = {"id": "1", "from": self.user, "chat_instance": "1", "data": data}
        screen = message(group or self.user["id"], "an older screen")
        await self._bring({"callback_query": {**tapped, "message": screen}})

    async def becomes(self, status: str) -> None:
        """`kicked`: they block the bot; `member`: they return."""
        bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
        chat = {"id": self.user["id"], "type": "private"}
        new = {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
        old = {"user": bot, "status": "member"}
        change = {"chat": chat, "from": self.user, "date": 1, "old_chat_member": old, "new_chat_member": new}
        await self._bring({"my_chat_member": change})

    async def moves_group(self, group: int, new: int) -> None:
        """A group of theirs becomes a supergroup, under another id."""
        said = {**message(group, ""), "from": self.user, "migrate_to_chat_id": new}
        del said["text"]
        await self._bring({"message": said})

    async def _bring(self, content: dict[str, Any]) -> None:
        before = len(self.telegram.calls)
        update = parsed({"update_id": next(NUMBERS), **content}, self.bot)
        await dispatch(self.services, self.bot, update)
        calls = self.telegram.calls[before:]
        self.screens = [call for method, call in calls if method.startswith(("send", "editMessageText"))]
        self.notice = "".join(
            call.get("text", "") for method, call in calls if method == "answerCallbackQuery"
        )

    @property
    def text(self) -> str:
        """What the last update brought, all of it."""
        return "\n".join(str(screen.get("text", screen.get("caption", ""))) for screen in self.screens)

    @property
    def buttons(self) -> dict[str, str]:
        """Label -> data, of the last screens."""
        markups = [screen.get("reply_markup", {}) for screen in self.screens]
        rows = [row for markup in markups for row in markup.get("inline_keyboard", [])]
        return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


MakePhone = Callable[..., Phone]
