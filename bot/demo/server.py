"""The emulator as one aiohttp application: the Bot API, the people's side under /api, and the page."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

from aiohttp import hdrs, web

from bot.demo import api
from bot.demo.calls import Call
from bot.demo.faults import Fault
from bot.demo.files import LARGEST_UPLOAD
from bot.demo.guard import TELEGRAM, is_foreign
from bot.demo.methods import IMPLEMENTATIONS
from bot.demo.parameters import check, read
from bot.demo.refusal import Refusal, too_many
from bot.demo.specification import METHODS, NOT_EMULATED, Method
from bot.demo.stage import ClockControl, Stage
from bot.demo.telegram import Telegram
from bot.demo.webhook import Sleep

PAGE: Final = Path(__file__).with_name("page")
LARGEST_REQUEST: Final = LARGEST_UPLOAD + (1 << 20)  # a file and what is said about it
LONGEST_TOKEN: Final = 80
BAD_GATEWAY: Final = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)
SILENCE_ENDS: Final = web.AppKey("silence_ends", asyncio.Event)


def create(
    stage: Stage, clock: ClockControl, monotonic: Callable[[], float], sleep: Sleep = asyncio.sleep
) -> web.Application:
    """A new Telegram, at `application[TELEGRAM]`.

    `clock` gives seminar time; `monotonic` machine seconds, for limits; `sleep` waits before a webhook is
    tried again.
    """
    application = web.Application(client_max_size=LARGEST_REQUEST)
    application[TELEGRAM] = Telegram(stage, clock, monotonic, sleep)
    application[SILENCE_ENDS] = asyncio.Event()
    application.add_routes(
        [
            web.route("*", "/bot{token}/{method}", bot_side),
            web.get("/file/bot{token}/{path:.+}", download),
            web.get("/", page),
            web.get("/static/{name}", page),
        ]
    )
    application.add_subapp("/api", api.create())
    application.on_shutdown.append(_shut_down)
    return application


async def _shut_down(application: web.Application) -> None:
    application[SILENCE_ENDS].set()
    await application[TELEGRAM].close()


async def bot_side(request: web.Request) -> web.StreamResponse:
    """One call of the bot."""
    telegram = request.app[TELEGRAM]
    try:
        if is_foreign(request):
            raise Refusal("web pages may not call the Bot API here", 403)
        method = _method(telegram, request)
        given = await read(request)
    except Refusal as refusal:
        return _refused(refusal)
    except web.HTTPRequestEntityTooLarge:
        return _refused(Refusal(code=413))
    call = Call(method, given, _chat_of(given.text("chat_id")), telegram.clock.now(), telegram.monotonic())
    telegram.calls.add(call)
    fault = telegram.faults.next(method.name, call.chat)
    if fault and not fault.arrives:
        call.error = f"fault: {fault.answer}"
        answer = web.Response()
    else:
        answer = await _carry_out(telegram, call)
    if telegram.faults.latency:
        await asyncio.sleep(telegram.faults.latency)
    return await _spoiled(request, fault) if fault else answer


async def _carry_out(telegram: Telegram, call: Call) -> web.Response:
    try:
        check(call.parameters, call.method)
        result = IMPLEMENTATIONS[call.method.name.lower()](telegram, call.parameters)
        if asyncio.iscoroutine(result):
            result = await result
    except Refusal as refusal:
        call.error = refusal.description
        return _refused(refusal)
    return _json({"ok": True, "result": result})


def _method(telegram: Telegram, request: web.Request) -> Method:
    token, name = request.match_info["token"], request.match_info["method"].lower()
    if ":" not in token or token.startswith("0") or len(token) > LONGEST_TOKEN:
        raise Refusal(": invalid token specified", 401)
    if token != telegram.stage.token or telegram.logged_out:
        raise Refusal(code=401)
    if name in NOT_EMULATED:
        raise Refusal(f"method {NOT_EMULATED[name]} is not emulated")  # the text is ours
    if name not in METHODS:
        raise Refusal(": method not found", 404)
    return METHODS[name]


def _chat_of(chat_id: str) -> int:
    return int(chat_id) if chat_id.removeprefix("-").isdecimal() else 0


def _json(document: object, status: int = 200) -> web.Response:
    body = json.dumps(document).encode()
    return web.Response(body=body, status=status, content_type="application/json")


def _refused(refusal: Refusal) -> web.Response:
    response = _json(refusal.answer(), refusal.code)
    if refusal.retry_after:
        response.headers[hdrs.RETRY_AFTER] = str(refusal.retry_after)
    return response


async def _spoiled(request: web.Request, fault: Fault) -> web.StreamResponse:
    """What the caller gets instead of the answer."""
    match fault.answer:
        case "429":
            return _refused(too_many(fault.retry_after))
        case "500":
            return _refused(Refusal(code=500))
        case "502":
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        case "silence":
            await request.app[SILENCE_ENDS].wait()
    _reset(request.transport)
    return web.Response()


def _reset(transport: asyncio.Transport | None) -> None:
    """Break the connection at once, as a network does."""
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def download(request: web.Request) -> web.Response:
    """A file that somebody sent, as getFile tells where."""
    telegram = request.app[TELEGRAM]
    stored = telegram.files.at_path(request.match_info["path"])
    if request.match_info["token"] != telegram.stage.token or stored is None:
        return _refused(Refusal(code=404))
    return web.Response(body=stored.content, content_type="application/octet-stream")


async def page(request: web.Request) -> web.StreamResponse:
    """A file of the page's folder, which has no folders in it."""
    name = request.match_info.get("name", "index.html")
    if name not in {path.name for path in PAGE.iterdir()}:
        raise web.HTTPNotFound
    return web.FileResponse(PAGE / name, headers={hdrs.CACHE_CONTROL: "no-cache", "X-Frame-Options": "DENY"})
