"""The one aiohttp application: `POST /telegram/webhook`, `GET /healthz`, `GET /readyz`, `GET /metrics`."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.settings import WEBHOOK_PATH

log = logging.getLogger(__name__)

Receive = Callable[[dict[str, Any]], Awaitable[None]]  # returns once the update is stored
Ready = Callable[[], Awaitable[bool]]
Figures = Callable[[], Awaitable[bytes]]  # in Prometheus' text format

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # Bot API "setWebhook", secret_token
BODY_LIMIT: Final = 1_000_000  # bytes; a message of 4096 characters in reply to another takes about 50,000
READ_WITHIN: Final = 20.0  # seconds that a body may take to arrive
READY_WITHIN: Final = 5.0  # seconds
TEXT_FORMAT: Final = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}


def create(
    secret: str, receive: Receive, ready: Ready, token: str = "", figures: Figures | None = None
) -> web.Application:
    """The application; without a `secret` it has no webhook, without a `token` it tells nobody its figures.

    An update is answered with 200 once `receive` has returned. Where that raises, the answer is 503: Telegram
    sends the update again.
    """
    application = web.Application(client_max_size=BODY_LIMIT)
    application.router.add_get("/healthz", _alive)
    application.router.add_get("/readyz", _readiness(ready))
    if secret:
        application.router.add_post(WEBHOOK_PATH, _webhook(secret, receive))
    if token and figures:
        application.router.add_get("/metrics", _metrics(token, figures))
    return application


# ----------------------------------------------------------------- the webhook


def _webhook(secret: str, receive: Receive) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        if not _comes_from_telegram(request, secret):
            log.warning("an update without our secret was refused")
            return web.Response(status=403, text="wrong secret")
        await _store(await _read(request), receive)
        return web.Response()

    return handle


def _comes_from_telegram(request: web.Request, secret: str) -> bool:
    return _is(secret, request.headers.get(HEADER, ""))


def _is(secret: str, given: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def _read(request: web.Request) -> dict[str, Any]:
    """The update; raises an HTTPException where it is none, or does not come to an end."""
    try:
        async with asyncio.timeout(READ_WITHIN):
            update = json.loads(await request.read())
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="too slow") from None
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="not JSON") from None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise web.HTTPBadRequest(text="not an update")
    return update


async def _store(update: dict[str, Any], receive: Receive) -> None:
    try:
        await receive(update)
    except Exception as error:
        log.exception("update %d was not stored", update["update_id"])
        raise web.HTTPServiceUnavailable(text="try again") from error


# --------------------------------------------------------------------- health


async def _alive(_request: web.Request) -> web.Response:
    return web.Response(text="alive")


def _readiness(ready: Ready) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(_request: web.Request) -> web.Response:
        if await _is_ready(ready):
            return web.Response(text="ready")
        return web.Response(status=503, text="not ready")

    return handle


async def _is_ready(ready: Ready) -> bool:
    try:
        async with asyncio.timeout(READY_WITHIN):
            return await ready()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is not ready
        log.warning("not ready: %r", error)
        return False


# -------------------------------------------------------------------- figures


def _metrics(token: str, figures: Figures) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        if not _is(f"Bearer {token}", request.headers.get("Authorization", "")):
            return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        try:
            async with asyncio.timeout(READY_WITHIN):
                return web.Response(body=await figures(), headers=TEXT_FORMAT)
        except Exception as error:  # noqa: BLE001 -- whatever it is, there are no figures
            log.warning("no figures: %s", type(error).__name__)
            return web.Response(status=503)

    return handle
