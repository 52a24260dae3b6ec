"""Settings mean what `.env.example` says, and a wrong one is named in one line."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingError
from bot.settings import Settings, read_settings

EXAMPLE = Path(".env.example").absolute()
TOKEN = "123456789:" + "A" * 35


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as refused:
        read_settings()
    line = str(refused.value)
    assert len(line.splitlines()) == 1
    return line


def test_without_anything_the_defaults_hold() -> None:
    settings = read_settings()
    assert settings.model_dump() == {
        "bot_token": "",
        "database_url": "sqlite:///seminar.db",
        "telegram_api_url": "https://api.telegram.org",
        "programme": None,
        "organisers": frozenset(),
        "access": "open",
        "webhook_url": "",
        "webhook_secret": "",
        "metrics_token": "",
        "port": 8080,
        "rehearsal_start": None,
        "rehearsal_speed": 1.0,
        "messages_per_second": 30.0,
        "log_level": "INFO",
        "log_format": "text",
    }


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("BOT_TOKEN", f" {TOKEN}\n", TOKEN),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("PROGRAMME", "programme.yaml", Path("programme.yaml")),
        ("ORGANISERS", "17, 4503599627370495,", {17, 4503599627370495}),
        ("ORGANISERS", "", set()),
        ("ACCESS", "invite", "invite"),
        ("PORT", "80", 80),
        ("PORT", "", 8080),
        ("REHEARSAL_START", "2019-04-30T08:00:00+06:00", datetime(2019, 4, 30, 2, tzinfo=UTC)),
        ("REHEARSAL_SPEED", "60", 60.0),
        ("MESSAGES_PER_SECOND", "0.5", 0.5),
        ("LOG_LEVEL", "warning", "WARNING"),
        ("LOG_FORMAT", "json", "json"),
    ],
)
def test_a_value_is_understood(monkeypatch: pytest.MonkeyPatch, name: str, given: str, meant: Any) -> None:
    monkeypatch.setenv(name, given)
    assert getattr(read_settings(), name.lower()) == meant


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("BOT_TOKEN", "123", "a token looks like"),
        ("BOT_TOKEN", TOKEN + "ә", "a token looks like"),
        ("TELEGRAM_API_URL", "api.telegram.org", "must be like https://host"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot", "leave out the trailing /bot"),
        ("ORGANISERS", "@aigul", "must be Telegram ids"),
        ("ORGANISERS", "-5", "must be Telegram ids"),
        ("ORGANISERS", "0", "must be Telegram ids"),
        ("ORGANISERS", "9" * 20, "must be Telegram ids"),
        ("ACCESS", "closed", "must be 'open' or 'invite'"),
        ("WEBHOOK_URL", "seminar.example.org", "must be like https://host"),
        ("WEBHOOK_URL", "https://", "must be like https://host"),
        ("WEBHOOK_URL", "https://[::1", "must be like https://host"),
        ("WEBHOOK_URL", "https://seminar.example.org:no", "must be like https://host"),
        ("WEBHOOK_URL", "https://seminar.example.org?a=b", "must be like https://host"),
        ("WEBHOOK_SECRET", "two words", "must be 1 to 256 characters"),
        ("WEBHOOK_SECRET", "x" * 257, "must be 1 to 256 characters"),
        ("METRICS_TOKEN", "two words", "must be 1 to 256 characters"),
        ("PORT", "http", "must be a whole number"),
        ("PORT", "65536", "must be less than or equal to 65535"),
        ("REHEARSAL_START", "tomorrow", "is no moment; write it as in 2019-04-30T08:00:00+06:00"),
        ("REHEARSAL_START", "2019", "is no moment"),
        ("REHEARSAL_START", "2019-04-30T08:00:00", "needs an offset"),
        ("REHEARSAL_SPEED", "fast", "must be a number"),
        ("REHEARSAL_SPEED", "0", "must be greater than 0"),
        ("REHEARSAL_SPEED", "inf", "must be less than or equal to 100000"),
        ("MESSAGES_PER_SECOND", "-1", "must be greater than 0"),
        ("MESSAGES_PER_SECOND", "nan", "must be less than or equal to 10000"),
        ("LOG_LEVEL", "loud", "must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str) -> None:
    assert refusal(monkeypatch, **{name: value}).startswith(f"{name} is wrong: {reason}")


def test_a_wrong_token_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "987" not in refusal(monkeypatch, BOT_TOKEN="987:short")


def test_the_token_is_asked_for_only_where_it_is_needed() -> None:
    with pytest.raises(SettingError, match=r"^BOT_TOKEN is missing"):
        read_settings().required_token()


# ----------------------------------------------------------------- the webhook


@pytest.mark.parametrize("url", ["https://a.example", "https://a.example:8443/", "https://a.example/bot"])
def test_telegram_is_told_the_public_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("WEBHOOK_URL", url)
    monkeypatch.setenv("WEBHOOK_SECRET", "s3cret")
    assert read_settings().webhook_address == f"{url.rstrip('/')}/telegram/webhook"


def test_without_a_public_address_there_is_no_webhook() -> None:
    assert not read_settings().webhook_address


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    line = refusal(monkeypatch, WEBHOOK_URL="https://a.example")
    assert line.startswith("WEBHOOK_SECRET is missing")


@pytest.mark.parametrize("url", ["http://a.example", "https://a.example:8080"])
def test_a_webhook_that_telegram_would_not_call(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    line = refusal(monkeypatch, WEBHOOK_URL=url, WEBHOOK_SECRET="s3cret")
    assert line == "WEBHOOK_URL is wrong: Telegram needs https and port 443, 80, 88 or 8443"


def test_a_bot_api_server_of_ones_own_calls_any_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv("WEBHOOK_URL", "http://127.0.0.1:8080")
    monkeypatch.setenv("WEBHOOK_SECRET", "s3cret")
    assert read_settings().webhook_address == "http://127.0.0.1:8080/telegram/webhook"


# ------------------------------------------------------------------------ .env


def test_env_is_read_below_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("\ufeffACCESS=invite\nPORT=1\n", "utf-8")
    monkeypatch.setenv("PORT", "2")
    settings = read_settings()
    assert (settings.access, settings.port) == ("invite", 2)


def test_only_read_settings_looks_into_env() -> None:
    Path(".env").write_text("ACCESS=invite\n", "utf-8")
    assert Settings().access == "open"


def test_a_wrong_value_in_env_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=no\n", "utf-8")
    assert refusal(monkeypatch).startswith("PORT in .env is wrong: must be a whole number")


def test_the_environment_is_not_blamed_on_env(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=1\n", "utf-8")
    assert refusal(monkeypatch, PORT="no").startswith("PORT is wrong: ")


@pytest.mark.parametrize("line", ["PORT", "PORT 1", 'PORT="1'])
def test_a_line_of_env_that_sets_nothing_is_named(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    Path(".env").write_text(f"# mine\nACCESS=open\n{line}\n", "utf-8")
    assert refusal(monkeypatch) == ".env, line 3: write NAME=value"


def test_env_in_another_encoding_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_bytes("PROGRAMME=әліппе.yaml\n".encode("utf-16"))
    assert refusal(monkeypatch) == ".env cannot be read: it is not UTF-8"


def test_env_that_is_a_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").mkdir()
    assert refusal(monkeypatch) == ".env cannot be read: Is a directory"


def test_the_example_names_every_setting_after_a_sentence() -> None:
    text = EXAMPLE.read_text("utf-8")
    names = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)
    assert names == [name.upper() for name in Settings.model_fields]
    assert len(re.findall(r"^# .*[.:]\n#?[A-Z_]+=", text, re.MULTILINE)) == len(names)


def test_the_example_holds_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert read_settings() == Settings()
