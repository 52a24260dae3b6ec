"""The people's side over HTTP: what the page shows, what people do, and what tests plan and look at."""

import asyncio
import inspect
import json
import math
from collections.abc import Awaitable, Callable
from typing import Any, Final, get_args

from aiohttp import hdrs, web
from aiohttp.helpers import content_disposition_header
from aiohttp.web_request import FileField

from bot.demo import people
from bot.demo.faults import Fault
from bot.demo.fields import parsing, required
from bot.demo.files import Kind
from bot.demo.messages import Phone, for_page
from bot.demo.parameters import Upload
from bot.demo.refusal import Refusal
from bot.demo.stage import Jump
from bot.demo.telegram import Telegram

TELEGRAM: Final = web.AppKey("telegram", Telegram)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
HEARTBEAT: Final = 15.0  # seconds between comments in a quiet stream of events
SHOWN_IN_THE_PAGE: Final = frozenset({"image/png", "image/jpeg", "image/gif"})  # no script can hide in these

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No other web page may drive the demo, nor reach it under another host's name."""
    if is_foreign(request) or request.url.host not in LOOPBACK:
        return _error("only the demo's own page may do this", 403)
    return await handler(request)


def is_foreign(request: web.Request) -> bool:
    """Whether a browser sends this on behalf of some other page."""
    origin = request.headers.get(hdrs.ORIGIN)
    elsewhere = origin is not None and origin != f"{request.scheme}://{request.host}"
    return elsewhere or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


@web.middleware
async def explained(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be done is said in JSON."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return _error(str(refusal), refusal.code)
    except people.PhoneError as error:
        return _error(str(error), 400)


def _error(text: str, status: int) -> web.Response:
    return web.json_response({"error": text}, status=status)


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal("a JSON object is expected")
    return body


def _telegram(request: web.Request) -> Telegram:
    return request.config_dict[TELEGRAM]


def _phone(request: web.Request) -> Phone:
    phone = _telegram(request).phones.get(int(request.match_info["phone"]))
    if phone is None:
        raise web.HTTPNotFound(text=json.dumps({"error": "no such phone"}), content_type="application/json")
    return phone


async def state(request: web.Request) -> web.Response:
    telegram = _telegram(request)
    return web.json_response(
        {
            "bot": {
                "id": telegram.me["id"],
                "username": telegram.stage.bot_username,
                "names": telegram.profile.names,
                "descriptions": telegram.profile.descriptions,
            },
            "clock": _clock(telegram),
            "phones": [_shown(telegram, phone) for phone in telegram.phones.values()],
        }
    )


def _shown(telegram: Telegram, phone: Phone) -> dict[str, Any]:
    person = phone.person
    return {
        "id": person.id,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
        "label": person.label,
        "blocked": phone.blocked,
        **telegram.shown_on(phone),
        "messages": [for_page(message) for message in phone.messages.values()],
    }


def _clock(telegram: Telegram) -> dict[str, Any]:
    clock = telegram.clock
    return {
        "now": clock.now().isoformat(),
        "zone": clock.zone,
        "speed": clock.speed,
        "paused": clock.speed == 0,
    }


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events until the page goes or the demo ends."""
    response = web.StreamResponse(
        headers={hdrs.CONTENT_TYPE: "text/event-stream; charset=utf-8", hdrs.CACHE_CONTROL: "no-store"}
    )
    with _telegram(request).events.reading() as queue:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        while (line := await _next(queue)) is not None:
            try:
                await response.write(line)
            except ConnectionError:
                break
    return response


async def _next(queue: asyncio.Queue[bytes | None]) -> bytes | None:
    try:
        return await asyncio.wait_for(queue.get(), HEARTBEAT)
    except TimeoutError:
        return b": still here\n\n"


async def message(request: web.Request) -> web.Response:
    """A text as JSON, or a file as a form."""
    telegram, phone = _telegram(request), _phone(request)
    if request.content_type != "multipart/form-data":
        with parsing():
            text = required(await _body(request), "text", str)
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
        parameter = required(await _body(request), "parameter", str)
    return web.json_response(for_page(people.start(_telegram(request), _phone(request), parameter)))


async def tap(request: web.Request) -> web.Response:
    body = await _body(request)
    with parsing():
        message_id, data = required(body, "message_id", int), required(body, "data", str)
    number = people.tap(_telegram(request), _phone(request), message_id, data)
    return web.json_response({"tap": number})


async def block(request: web.Request) -> web.Response:
    blocked = request.match_info["what"] == "block"
    people.block(_telegram(request), _phone(request), blocked=blocked)
    return web.json_response({"blocked": blocked})


async def clock(request: web.Request) -> web.Response:
    telegram, body = _telegram(request), await _body(request)
    if body.get("jump") in get_args(Jump):
        await _finished(telegram.clock.jump(body["jump"]))
    elif _is_speed(body.get("speed")):
        await _finished(telegram.clock.set_speed(float(body["speed"])))
    else:
        raise Refusal(f"the clock needs a speed of 0 or more, or a jump: {', '.join(get_args(Jump))}")
    telegram.events.send("clock", clock=_clock(telegram))
    return web.json_response(_clock(telegram))


def _is_speed(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value < math.inf


async def _finished(result: Awaitable[None] | None) -> None:
    if inspect.isawaitable(result):
        await result


async def file(request: web.Request) -> web.Response:
    """The bytes; only pictures are shown, everything else is saved."""
    stored = _telegram(request).files.find(request.match_info["file"])
    if stored is None:
        raise web.HTTPNotFound(text=json.dumps({"error": "no such file"}), content_type="application/json")
    place = "inline" if stored.mime in SHOWN_IN_THE_PAGE else "attachment"
    return web.Response(
        body=stored.content,
        headers={
            hdrs.CONTENT_TYPE: stored.mime,
            hdrs.CONTENT_DISPOSITION: content_disposition_header(place, filename=stored.name),
            "X-Content-Type-Options": "nosniff",
        },
    )


async def calls(request: web.Request) -> web.Response:
    found = _telegram(request).calls.of(request.query.get("method", ""))
    return web.json_response([call.document() for call in found])


async def faults(request: web.Request) -> web.Response:
    """`{"clear": true, "latency": 0.05, "plan": [{"answer": "429", ...}], "deactivate": [ids]}`, or parts."""
    telegram, body = _telegram(request), await _body(request)
    try:
        planned = [Fault(**fault) for fault in body.get("plan", [])]
        gone = [telegram.phones[person] for person in body.get("deactivate", [])]
        latency = float(body.get("latency", 0 if body.get("clear") else telegram.faults.latency))
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(f"no such fault: {error}") from None
    if body.get("clear"):
        telegram.faults.clear()
    telegram.faults.latency = latency
    for fault in planned:
        telegram.faults.plan(fault)
    for phone in gone:
        phone.deactivated = True
    return web.json_response({"latency": telegram.faults.latency})


def create() -> web.Application:
    """Everything under /api."""
    application = web.Application(middlewares=[explained, own_page_only])
    application.add_routes(
        [
            web.get("/state", state),
            web.get("/events", events),
            web.post("/phones/{phone:[0-9]+}/messages", message),
            web.post("/phones/{phone:[0-9]+}/start", start),
            web.post("/phones/{phone:[0-9]+}/taps", tap),
            web.post("/phones/{phone:[0-9]+}/{what:block|unblock}", block),
            web.post("/clock", clock),
            web.get("/files/{file}", file),
            web.get("/calls", calls),
            web.post("/faults", faults),
        ]
    )
    return application
