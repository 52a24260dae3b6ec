"""What comes from pages and people: who may ask, and what they ask for."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import hdrs, web

from bot.demo.chats import Group, Phone
from bot.demo.people import OpenChat
from bot.demo.refusal import PhoneError, Refusal
from bot.demo.telegram import Telegram

TELEGRAM: Final = web.AppKey("telegram", Telegram)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

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
    except PhoneError as error:
        return _error(str(error), 400)


def _error(text: str, status: int) -> web.Response:
    return web.json_response({"error": text}, status=status)


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object that was sent; raises Refusal."""
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal("a JSON object is expected")
    return body


def telegram_of(request: web.Request) -> Telegram:
    return request.config_dict[TELEGRAM]


def phone_of(request: web.Request) -> Phone:
    """Whose phone the address names; raises Refusal."""
    phone = telegram_of(request).phones.get(int(request.match_info["phone"]))
    if phone is None:
        raise Refusal("no such phone", 404)
    return phone


def group_of(request: web.Request) -> Group:
    """The group that the address names, of which the phone is a member; raises Refusal."""
    group = telegram_of(request).groups.get(int(request.match_info["group"]))
    if group is None or phone_of(request).id not in group.members:
        raise Refusal("no such group on this phone", 404)
    return group


def open_chat_of(request: web.Request) -> OpenChat:
    """The chat that the address names: a group, or the phone's own with the bot; raises Refusal."""
    phone = phone_of(request)
    return OpenChat(phone, group_of(request) if "group" in request.match_info else phone)
