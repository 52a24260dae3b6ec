"""The transport to Telegram: python-telegram-bot over aiohttp's connections, many times faster than its own.

The address of a request contains the bot's token, and aiohttp's errors may contain the address: no text of
theirs is passed on, and none is chained to ours.
"""

import json
import os
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Final

from aiohttp import (
    BytesPayload,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.turnstile import Turnstile

os.environ["PTB_TIMEDELTA"] = "true"  # a 429 gives a timedelta; python-telegram-bot warns of each number

CONNECTIONS: Final = 512  # 256 updates at once, an answer and an edit each
KEEP_ALIVE: Final = 30  # seconds an unused connection stays open; shorter than Telegram's own patience

# Seconds, where a method gives none. All together are less than the lease of a message.
READ: Final = 10.0
WRITE: Final = 5.0
WRITE_FILES: Final = 10.0
CONNECT: Final = 5.0
WAIT_FOR_CONNECTION: Final = 2.0

# Methods that count against Telegram's limits.
_MESSAGES: Final = ("send", "edit", "copy", "forward", "deleteMessage")
_PLAIN_FORM: Final = "application/x-www-form-urlencoded"
_FILE: Final = "file"  # a download, in place of a method

Answered = Callable[[str, str], None]  # which method, and the HTTP status or "none"


class NotSent(NetworkError):  # noqa: N818 -- named as python-telegram-bot names its errors
    """There was no connection: the request surely did not reach Telegram."""


class ConnectTimedOut(NotSent, TimedOut):
    """No connection was made in time: the request surely did not reach Telegram."""


class AiohttpRequest(BaseRequest):
    """Opens its connections with the first request, in the event loop of that moment.

    Raises NotSent where a request surely did not arrive; after any other NetworkError it may have.
    """

    def __init__(self) -> None:
        self._session: ClientSession | None = None
        self.messages = 0  # sent or edited so far, by whomever
        self.answered: Answered = lambda *_: None
        self.turnstile: Turnstile | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ

    async def initialize(self) -> None:
        """Nothing to do before the first request."""

    async def shutdown(self) -> None:
        """Close all connections; a later request opens new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 -- the signature is BaseRequest's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body of the answer; telegram.error.NetworkError where there is none."""
        if url.rpartition("/")[2].startswith(_MESSAGES):
            self.messages += 1
            if self.turnstile:
                await self.turnstile.passes()
        uploads = request_data is not None and request_data.contains_files
        patience = _patience(
            read=_given(read_timeout, READ),
            write=_given(write_timeout, WRITE_FILES if uploads else WRITE),
            connect=_given(connect_timeout, CONNECT),
            wait=_given(pool_timeout, WAIT_FOR_CONNECTION),
            whole=method != "GET",  # a download may go on as long as something comes
        )
        what = _FILE if "/file/bot" in url else url.rpartition("/")[2]
        try:
            status, content = await self._exchange(method, url, _body(request_data), patience)
        except NetworkError:
            self.answered(what, "none")
            raise
        self.answered(what, str(status))
        return status, content

    async def _exchange(self, method: str, url: str, body: Any, patience: ClientTimeout) -> tuple[int, bytes]:
        try:
            async with self._opened().request(
                method, url, data=body, timeout=patience, allow_redirects=False
            ) as response:
                content = await response.read()
        except ConnectionTimeoutError:
            raise ConnectTimedOut("Timed out: no connection to Telegram") from None
        except ClientConnectorError as error:
            raise NotSent(f"No connection to {error.host}:{error.port}: {_why(error)}") from None
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(f"The connection broke: {type(error).__name__}") from None
        if response.status < 400:
            return response.status, content
        is_page = response.content_type != "application/json"
        return response.status, b"{}" if is_page else _without_token(content, url)

    def _opened(self) -> ClientSession:
        if self._session is None:
            connector = TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE, ttl_dns_cache=300)
            self._session = ClientSession(
                connector=connector, cookie_jar=DummyCookieJar(), headers={"User-Agent": self.USER_AGENT}
            )
        return self._session

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """As BaseRequest's, which would log what came instead of JSON."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("Invalid server response") from None


def _why(error: ClientConnectorError) -> str:
    if isinstance(error, ClientConnectorDNSError):
        return "its name is not known here"
    if isinstance(error, ClientSSLError):
        return "its certificate is not trusted, or it speaks no TLS"
    number = error.os_error.errno
    return os.strerror(number) if number else "nobody answers"


def _without_token(content: bytes, url: str) -> bytes:
    """What a proxy says may repeat the address."""
    secret = url.rpartition("/bot")[2].partition("/")[0].rpartition(":")[2]
    return content.replace(secret.encode(), b"***") if secret else content


def _given(seconds: Any, default: float) -> float | None:
    """What a method asks for; None is no limit."""
    return default if seconds is BaseRequest.DEFAULT_NONE else seconds


def _patience(
    *, read: float | None, write: float | None, connect: float | None, wait: float | None, whole: bool
) -> ClientTimeout:
    """In aiohttp writing has no limit of its own: the whole request has one."""
    connecting = _sum(connect, wait)
    total = _sum(connecting, write, read) if whole else None
    return ClientTimeout(total=total, connect=connecting, sock_connect=connect, sock_read=read)


def _sum(*limits: float | None) -> float | None:
    known = [limit for limit in limits if limit is not None]
    return sum(known) if len(known) == len(limits) else None


def _body(data: RequestData | None) -> FormData | BytesPayload | None:
    if data is None:
        return None
    if not data.contains_files:  # aiohttp's own form would be a fifth of what a request costs
        return BytesPayload(_plain_form(data.json_parameters), content_type=_PLAIN_FORM)
    form = FormData(quote_fields=False)  # file names as they are: Telegram does not decode %D0%B6
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=content_type)
    return form


def _plain_form(parameters: Mapping[str, str]) -> bytes:
    """As the URL Standard has it, "urlencoded serializing", but of a text every byte is escaped.

    To see which must be takes ten times as long.
    """
    return "&".join(f"{name}={_escaped(value)}" for name, value in parameters.items()).encode()


def _escaped(value: str) -> str:
    plain = not value or (value.isascii() and value.isalnum())
    return value if plain else f"%{value.encode().hex('%')}"
