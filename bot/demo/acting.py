"""What people do with their phones, and with the clock, over HTTP."""

import inspect
import math
from collections.abc import Awaitable
from typing import Any, get_args

from aiohttp import web
from aiohttp.web_request import FileField

from bot.demo import membership, people
from bot.demo.chats import Phone
from bot.demo.fields import optional, parsing, required
from bot.demo.files import Kind
from bot.demo.guard import body_of, group_of, open_chat_of, phone_of, telegram_of
from bot.demo.messages import Message
from bot.demo.parameters import Parameters, Upload
from bot.demo.people import Draft, OpenChat
from bot.demo.refusal import Refusal
from bot.demo.stage import ClockControl, Jump
from bot.demo.telegram import Telegram
from bot.demo.views import for_page


async def message(request: web.Request) -> web.Response:
    """A text or something forwarded as JSON, or a file as a form."""
    telegram, here = telegram_of(request), open_chat_of(request)
    if request.content_type == "multipart/form-data":
        said = people.send_file(telegram, here, *await _file(request))
    else:
        body = await body_of(request)
        said = _forwarded(telegram, here, body) if "forward" in body else _written(telegram, here, body)
    return web.json_response(for_page(said))


def _written(telegram: Telegram, here: OpenChat, body: dict[str, Any]) -> Message:
    with parsing():
        text, reply_to = required(body, "text", str), optional(body, "reply_to", int, 0)
        entities = optional(body, "entities", list, None)
    return people.write(telegram, here, Draft(text, entities, reply_to))


def _forwarded(telegram: Telegram, here: OpenChat, body: dict[str, Any]) -> Message:
    """`{"forward": {"phone": whose chat with the bot it is in, "message_id": ...}}`."""
    with parsing():
        source = required(body, "forward", dict)
        owner, number = required(source, "phone", int), required(source, "message_id", int)
    return people.forward(telegram, here, _phone(telegram, owner), number)


async def _file(request: web.Request) -> tuple[Draft, Upload, Kind]:
    form = await request.post()
    file = form.get("file")
    if not isinstance(file, FileField):
        raise Refusal("there is no file in the form")
    given = Parameters({name: value for name, value in form.items() if isinstance(value, str)})
    caption, entities = given.text("caption"), given.document("entities", "entities")
    upload = Upload(file.filename, file.content_type, file.file.read())
    kind: Kind = "photo" if given.text("as") == "photo" else "document"
    return Draft(caption, entities, given.integer("reply_to"), given.text("album")), upload, kind


async def start(request: web.Request) -> web.Response:
    with parsing():
        parameter = required(await body_of(request), "parameter", str)
    return web.json_response(for_page(people.start(telegram_of(request), phone_of(request), parameter)))


async def tap(request: web.Request) -> web.Response:
    body = await body_of(request)
    with parsing():
        message_id, data = required(body, "message_id", int), required(body, "data", str)
    number = people.tap(telegram_of(request), open_chat_of(request), message_id, data)
    return web.json_response({"tap": number})


async def block(request: web.Request) -> web.Response:
    blocked = request.match_info["what"] == "block"
    membership.block(telegram_of(request), phone_of(request), blocked=blocked)
    return web.json_response({"blocked": blocked})


async def found_group(request: web.Request) -> web.Response:
    """`{"title": ..., "members": [ids of phones, the founder's first]}`."""
    telegram, body = telegram_of(request), await body_of(request)
    with parsing():
        title, numbers = required(body, "title", str), required(body, "members", list)
    members = [_phone(telegram, number) for number in numbers]
    return web.json_response({"id": membership.found_group(telegram, title.strip(), members).id})


async def move_bot(request: web.Request) -> web.Response:
    """A member removes the bot from a group, or adds it again."""
    inside = request.match_info["what"] == "add"
    membership.move_bot(telegram_of(request), group_of(request), phone_of(request), inside=inside)
    return web.json_response({"has_bot": inside})


def _phone(telegram: Telegram, number: Any) -> Phone:
    phone = telegram.phones.get(number) if isinstance(number, int) else None
    if phone is None:
        raise Refusal("no such phone", 404)
    return phone


async def clock(request: web.Request) -> web.Response:
    telegram, body = telegram_of(request), await body_of(request)
    if body.get("jump") in get_args(Jump):
        await _finished(telegram.clock.jump(body["jump"]))
    elif _is_speed(body.get("speed")):
        await _finished(telegram.clock.set_speed(float(body["speed"])))
    else:
        raise Refusal(f"the clock needs a speed of 0 or more, or a jump: {', '.join(get_args(Jump))}")
    telegram.events.send("clock", clock=shown(telegram.clock))
    return web.json_response(shown(telegram.clock))


def _is_speed(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value < math.inf


async def _finished(result: Awaitable[None] | None) -> None:
    if inspect.isawaitable(result):
        await result


def shown(clock: ClockControl) -> dict[str, Any]:
    """The clock as the page shows it."""
    return {
        "now": clock.now().isoformat(),
        "zone": clock.zone,
        "speed": clock.speed,
        "paused": clock.speed == 0,
    }
