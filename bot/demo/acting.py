"""What people do with their phones, and with the clock, over HTTP."""

import inspect
import math
from collections.abc import Awaitable
from typing import Any, get_args

from aiohttp import web
from aiohttp.web_request import FileField

from bot.demo import people
from bot.demo.fields import parsing, required
from bot.demo.files import Kind
from bot.demo.guard import body_of, phone_of, telegram_of
from bot.demo.messages import for_page
from bot.demo.parameters import Upload
from bot.demo.refusal import Refusal
from bot.demo.stage import ClockControl, Jump


async def message(request: web.Request) -> web.Response:
    """A text as JSON, or a file as a form."""
    telegram, phone = telegram_of(request), phone_of(request)
    if request.content_type != "multipart/form-data":
        with parsing():
            text = required(await body_of(request), "text", str)
        return web.json_response(for_page(people.write(telegram, phone, text)))
    form = await request.post()
    file = form.get("file")
    if not isinstance(file, FileField):
        raise Refusal("there is no file in the form")
    upload = Upload(file.filename, file.content_type, file.file.read())
    kind: Kind = "photo" if form.get("as") == "photo" else "document"
    caption = str(form.get("caption", ""))
    return web.json_response(for_page(people.send_file(telegram, phone, upload, caption, kind)))


async def start(request: web.Request) -> web.Response:
    with parsing():
        parameter = required(await body_of(request), "parameter", str)
    return web.json_response(for_page(people.start(telegram_of(request), phone_of(request), parameter)))


async def tap(request: web.Request) -> web.Response:
    body = await body_of(request)
    with parsing():
        message_id, data = required(body, "message_id", int), required(body, "data", str)
    number = people.tap(telegram_of(request), phone_of(request), message_id, data)
    return web.json_response({"tap": number})


async def block(request: web.Request) -> web.Response:
    blocked = request.match_info["what"] == "block"
    people.block(telegram_of(request), phone_of(request), blocked=blocked)
    return web.json_response({"blocked": blocked})


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
