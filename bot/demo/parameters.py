"""The parameters of a call: where they stand in a request, and whether the method knows them."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web
from aiohttp.web_request import FileField

from bot.demo.refusal import Refusal
from bot.demo.specification import Method

INTEGER: Final = re.compile(r"-?[0-9]{1,19}")
# What Telegram says when these are missing; for all others: parameter "name" is required.
MISSING: Final = {
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "chat_id": "chat_id is empty",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "text": "message text is empty",
    "user_id": "invalid user_id specified",
    "deleteMessage.chat_id": "chat identifier is not specified",
    "deleteMessage.message_id": "message identifier is not specified",
    "copyMessage.message_id": "message to copy not found",
    "forwardMessage.message_id": "message to forward not found",
}
MAY_BE_EMPTY: Final = {"setWebhook.url", "setMyCommands.commands"}
# What Telegram says to parameters of things that a private chat with this bot does not have.
UNAVAILABLE: Final = {
    "allow_paid_broadcast": "FLOODSKIP_NOT_ALLOWED",
    "business_connection_id": "business connection not found",
    "inline_message_id": "MESSAGE_ID_INVALID",
    "message_effect_id": "EFFECT_ID_INVALID",
    "message_thread_id": "message thread not found",
    "rich_message": "rich messages are not emulated",  # the text is ours
    "suggested_post_parameters": "suggested posts can be sent only to channel direct messages",
}
NOTHING: Final = ("", "0", "false", "False")
# The order in which Telegram looks at what is missing: the content first, then the chat.
LOOKED_AT_LAST: Final = ("chat_id", "from_chat_id", "user_id")


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """Each value as a text, as Telegram keeps it, and the uploaded files by the names of their parts."""

    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values or name in self.files

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def integer(self, name: str, default: int = 0) -> int:
        """A number; Telegram reads rubbish as 0, here it is refused (the text is ours)."""
        value = self.text(name)
        if not value:
            return default
        if not INTEGER.fullmatch(value):
            raise Refusal(f'parameter "{name}" must be of type Integer')
        return int(value)

    def document(self, name: str, what: str, default: Any = None) -> Any:
        """A JSON value, or the default where there is none; `what` names it when it cannot be read."""
        value = self.text(name)
        if not value:
            return default
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(f"can't parse {what} JSON object") from None


async def read(request: web.Request) -> Parameters:
    """The parameters of a request, from its address and its body; raises Refusal."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await _json_body(request)
    elif request.method == "POST" and request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                files[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Parameters(values, files)


def check(parameters: Parameters, method: Method) -> None:
    """Raises Refusal that names a parameter which the method does not know, misses, or cannot serve here."""
    _check_known(parameters, method)
    _check_required(parameters, method)
    for name, refusal in UNAVAILABLE.items():
        if parameters.text(name) not in NOTHING:
            raise Refusal(refusal)


async def _json_body(request: web.Request) -> dict[str, str]:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal("can't parse JSON object")  # the text is ours
    values = {name: _as_text(value) for name, value in body.items() if value is not None}
    try:
        "".join(values.values()).encode()
    except UnicodeEncodeError:
        raise Refusal("strings must be encoded in UTF-8") from None
    return values


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _check_known(parameters: Parameters, method: Method) -> None:
    """Telegram ignores unknown parameters; here they are refused, for they are slips (the text is ours)."""
    for name in parameters.values:
        if name not in method.parameters:
            raise Refusal(f'unknown parameter "{name}" of {method.name}')
    for name in parameters.files:
        attached = f"attach://{name}"
        if name not in method.parameters and not any(
            attached in value for value in parameters.values.values()
        ):
            raise Refusal(f'unknown parameter "{name}" of {method.name}')


def _check_required(parameters: Parameters, method: Method) -> None:
    missing = [name for name in method.required if not _is_given(parameters, method, name)]
    for name in sorted(missing, key=lambda name: name in LOOKED_AT_LAST):
        default = f'parameter "{name}" is required'
        raise Refusal(MISSING.get(f"{method.name}.{name}") or MISSING.get(name, default))


def _is_given(parameters: Parameters, method: Method, name: str) -> bool:
    if f"{method.name}.{name}" in MAY_BE_EMPTY:
        return name in parameters
    return name in parameters.files or parameters.text(name) != ""
