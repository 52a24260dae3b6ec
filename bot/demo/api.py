"""The people's side over HTTP, under /api: what the page shows of the chats, live."""

import asyncio
from typing import Any, Final

from aiohttp import hdrs, web
from aiohttp.helpers import content_disposition_header

from bot.demo import acting, backstage, membership
from bot.demo.chats import Chat, Phone
from bot.demo.guard import TELEGRAM as TELEGRAM
from bot.demo.guard import explained, own_page_only, telegram_of
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from bot.demo.views import for_page

PHONE: Final = "/phones/{phone:[0-9]+}"
GROUP: Final = "/groups/{group:-[0-9]+}" + PHONE  # as it is open on somebody's phone
HEARTBEAT: Final = 15.0  # seconds between comments in a quiet stream of events
SHOWN_IN_THE_PAGE: Final = frozenset({"image/png", "image/jpeg", "image/gif"})  # no script can hide in these


async def state(request: web.Request) -> web.Response:
    telegram = telegram_of(request)
    return web.json_response(
        {
            "bot": {
                "id": telegram.me["id"],
                "username": telegram.stage.bot_username,
                "names": telegram.profile.names,
                "descriptions": telegram.profile.descriptions,
            },
            "clock": acting.shown(telegram.clock),
            "phones": [
                _shown(telegram, phone) for phone in telegram.phones.values() if not phone.person.offstage
            ],
            "groups": [
                {"id": group.id, **membership.shown(group), "messages": _messages(group)}
                for group in telegram.groups.values()
            ],
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
        "messages": _messages(phone),
    }


def _messages(chat: Chat) -> list[dict[str, Any]]:
    return [for_page(message) for message in chat.messages.values()]


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events until the page goes or the demo ends."""
    response = web.StreamResponse(
        headers={hdrs.CONTENT_TYPE: "text/event-stream; charset=utf-8", hdrs.CACHE_CONTROL: "no-store"}
    )
    with telegram_of(request).events.reading() as queue:
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


async def file(request: web.Request) -> web.Response:
    """The bytes; only pictures are shown, everything else is saved."""
    stored = telegram_of(request).files.find(request.match_info["file"])
    if stored is None:
        raise Refusal("no such file", 404)
    place = "inline" if stored.mime in SHOWN_IN_THE_PAGE else "attachment"
    return web.Response(
        body=stored.content,
        headers={
            hdrs.CONTENT_TYPE: stored.mime,
            hdrs.CONTENT_DISPOSITION: content_disposition_header(place, filename=stored.name),
            "X-Content-Type-Options": "nosniff",
        },
    )


def create() -> web.Application:
    """Everything under /api."""
    application = web.Application(middlewares=[explained, own_page_only])
    application.add_routes(
        [
            web.get("/state", state),
            web.get("/events", events),
            *(web.post(f"{place}/messages", acting.message) for place in (PHONE, GROUP)),
            *(web.post(f"{place}/taps", acting.tap) for place in (PHONE, GROUP)),
            web.post(PHONE + "/start", acting.start),
            web.post(PHONE + "/{what:block|unblock}", acting.block),
            web.post("/groups", acting.found_group),
            web.post(GROUP + "/{what:kick|add}", acting.move_bot),
            web.post("/clock", acting.clock),
            web.get("/files/{file}", file),
            web.get("/calls", backstage.calls),
            web.post("/faults", backstage.faults),
        ]
    )
    return application
