"""The webhook takes updates from Telegram alone and loses none; health tells the truth."""

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
