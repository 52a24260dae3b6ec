"""The webhook takes updates from Telegram alone and loses none; health tells the truth."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.errors import SettingError
from bot.web import create, serve

SECRET = "s3cret-word"
UPDATE = {"update_id": 1, "message": {"message_id": 5, "text": "Сәлем"}}
PATIENCE = 60.0  # seconds until a test gives up
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Store:
    """What the webhook gave us, and whether it can."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.broken = False
        self.ready = True

    async def receive(self, update: dict[str, Any]) -> None:
        if self.broken:
            raise OSError("no space left on device")
        self.updates.append(update)

    async def is_ready(self) -> bool:
        if self.broken:
            raise OSError("no answer")
        return self.ready


Ask = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def ask(store: Store) -> AsyncIterator[Ask]:
    """Send a request: status and text of the answer."""
    application = create(SECRET, store.receive, store.is_ready)
    async with serve(application, 0, "127.0.0.1") as port, aiohttp.ClientSession() as client:

        async def request(method: str, path: str, body: bytes = b"", secret: str | None = SECRET) -> Any:
            headers = {} if secret is None else {HEADER: secret}
            url = f"http://127.0.0.1:{port}{path}"
            async with client.request(method, url, data=body, headers=headers) as response:
                return response.status, await response.text()

        yield request


async def test_an_update_is_stored_before_it_is_acknowledged(ask: Ask, store: Store) -> None:
    body = json.dumps(UPDATE).encode()
    assert await ask("POST", "/telegram/webhook", body) == (200, "")
    assert store.updates == [UPDATE]


async def test_an_update_that_cannot_be_stored_is_asked_for_again(ask: Ask, store: Store) -> None:
    store.broken = True
    body = json.dumps(UPDATE).encode()
    assert await ask("POST", "/telegram/webhook", body) == (503, "try again")


@pytest.mark.parametrize("secret", [None, "", "s3cret", "S3CRET-WORD", f"{SECRET}x", "құпия"])
async def test_who_does_not_know_the_secret_is_refused(ask: Ask, store: Store, secret: str | None) -> None:
    body = json.dumps(UPDATE).encode()
    assert await ask("POST", "/telegram/webhook", body, secret) == (403, "wrong secret")
    assert store.updates == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe{", 400),
        (b"[" * 100_000, 400),
        (b"[1]", 400),
        (b"{}", 400),
        (b'{"update_id": "1"}', 400),
        (b" " * 1_000_001, 413),
    ],
)
async def test_what_is_no_update_is_refused(ask: Ask, store: Store, body: bytes, status: int) -> None:
    assert (await ask("POST", "/telegram/webhook", body))[0] == status
    assert store.updates == []


async def raw(store: Store, *parts: bytes) -> bytes:
    """What is answered, first of all, to a webhook's request that has only these parts."""
    application = create(SECRET, store.receive, store.is_ready)
    async with serve(application, 0, "127.0.0.1") as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.writelines([b"POST /telegram/webhook HTTP/1.1\r\nHost: bot\r\n", *parts])
        async with asyncio.timeout(PATIENCE):
            answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
    return answer


async def test_a_body_that_does_not_end_is_not_waited_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.application.READ_WITHIN", 0.05)
    headers = f"{HEADER}: {SECRET}\r\nContent-Length: 100\r\n\r\n".encode()
    assert await raw(store, headers, b'{"update_id"') == b"HTTP/1.1 408 Request Timeout\r\n"


async def test_a_body_without_a_length_is_read_to_the_limit_alone(store: Store) -> None:
    headers = f"{HEADER}: {SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"%x\r\n%b\r\n" % (1000, b" " * 1000)
    assert await raw(store, headers, *[chunk] * 1001) == b"HTTP/1.1 413 Request Entity Too Large\r\n"


async def test_a_secret_of_bytes_that_are_no_text_is_a_wrong_one(store: Store) -> None:
    secret = f"{HEADER}: ".encode() + b"\xff\xfe" + SECRET.encode()
    assert await raw(store, secret, b"\r\nContent-Length: 2\r\n\r\n{}") == b"HTTP/1.1 403 Forbidden\r\n"


async def test_only_telegram_posts(ask: Ask) -> None:
    assert (await ask("GET", "/telegram/webhook"))[0] == 405


async def test_without_a_secret_there_is_no_webhook(store: Store) -> None:
    application = create("", store.receive, store.is_ready)
    async with serve(application, 0, "127.0.0.1") as port, aiohttp.ClientSession() as client:
        url = f"http://127.0.0.1:{port}/telegram/webhook"
        async with client.post(url, json=UPDATE, headers={HEADER: ""}) as response:
            assert response.status == 404


async def test_health(ask: Ask, store: Store) -> None:
    assert await ask("GET", "/healthz") == (200, "alive")
    assert await ask("GET", "/readyz") == (200, "ready")
    store.ready = False
    assert await ask("GET", "/readyz") == (503, "not ready")
    store.broken = True
    assert await ask("GET", "/readyz") == (503, "not ready")
    assert await ask("GET", "/healthz") == (200, "alive")


async def test_a_port_that_is_taken_is_named(store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        serving = serve(create(SECRET, store.receive, store.is_ready), port, "127.0.0.1")
        with pytest.raises(SettingError, match=rf"^PORT {port} cannot be used: .*address already in use"):
            await serving.__aenter__()


# -------------------------------------------------------------------- figures

READER = "read-the-figures"


@pytest.fixture
async def scrape(store: Store) -> AsyncIterator[Callable[[str | None], Awaitable[tuple[int, str, str]]]]:
    """Ask for the figures as Prometheus does: status, type and text of the answer."""

    async def figures() -> bytes:
        if store.broken:
            raise OSError("no answer")
        return b"seminar_bot_parked_updates 0.0"

    application = create("", store.receive, store.is_ready, READER, figures)
    async with serve(application, 0, "127.0.0.1") as port, aiohttp.ClientSession() as client:

        async def ask(authorization: str | None) -> tuple[int, str, str]:
            headers = {} if authorization is None else {"Authorization": authorization}
            async with client.get(f"http://127.0.0.1:{port}/metrics", headers=headers) as response:
                return response.status, response.headers.get("Content-Type", ""), await response.text()

        yield ask


async def test_who_has_the_token_reads_the_figures(scrape: Any, store: Store) -> None:
    text = "text/plain; version=0.0.4; charset=utf-8"
    assert await scrape(f"Bearer {READER}") == (200, text, "seminar_bot_parked_updates 0.0")
    store.broken = True
    assert (await scrape(f"Bearer {READER}"))[0] == 503


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer ", READER, f"Bearer {READER}x", "Bearer құпия"]
)
async def test_nobody_else_reads_the_figures(scrape: Any, given: str | None) -> None:
    status, _, text = await scrape(given)
    assert (status, text) == (401, "")


async def test_without_a_token_there_are_no_figures(ask: Ask) -> None:
    assert (await ask("GET", "/metrics"))[0] == 404
