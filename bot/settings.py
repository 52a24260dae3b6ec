"""Every setting, its meaning and default; the only reader of the environment."""

import io
import os
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingError

TELEGRAM: Final = "https://api.telegram.org"
TELEGRAM_PORTS: Final = {443, 80, 88, 8443}  # Bot API "setWebhook": the only ones it sends to
WEBHOOK_PATH: Final = "/telegram/webhook"  # below WEBHOOK_URL
HIGHEST_ID: Final = 2**52  # Bot API "User": at most 52 significant bits
SECRET_LENGTH: Final = 8  # characters at least
_NO_NUMBER: Final = {"int_parsing": "must be a whole number", "float_parsing": "must be a number"}
A_MOMENT: Final = "2019-04-30T08:00:00+06:00"
ENV_FILE: Final = Path(".env")
ENCODING: Final = "utf-8-sig"  # some editors put a byte order mark first


def _token(token: str) -> str:
    if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]{35,}", token):
        raise ValueError("a token looks like 123456789:AAH5-..., as @BotFather gives it")
    return token


def _plain_url(url: str) -> str:
    if not _is_plain(url):
        raise ValueError("must be like https://host or http://host:port")
    return url.rstrip("/")


def _is_plain(url: str) -> bool:
    try:
        parts = urlsplit(url)
        names_host = bool(parts.hostname) and parts.port != 0
    except ValueError:  # no port, no address
        return False
    return names_host and parts.scheme in {"http", "https"} and not (parts.query or parts.fragment)


def _api_url(url: str) -> str:
    if url.rstrip("/").endswith("/bot"):
        raise ValueError("leave out the trailing /bot")
    return _plain_url(url)


def _webhook_url(url: str) -> str:
    return _plain_url(url) if url else url


def _secret(secret: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise ValueError("must be 1 to 256 characters A-Z, a-z, 0-9, _ or -")
    return secret


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"is no moment; write it as in {A_MOMENT}") from None


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"needs an offset, as in {A_MOMENT}")
    return moment


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.isdecimal() and 0 < int(part) < HIGHEST_ID for part in parts):
        raise ValueError("must be Telegram ids (numbers), separated by commas")
    return [int(part) for part in parts]


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """Read from the environment, where the names are upper case; `.env.example` says more of each."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, env_file_encoding=ENCODING, str_strip_whitespace=True
    )

    bot_token: Annotated[str, AfterValidator(_token)] = ""
    database_url: str = "sqlite:///seminar.db"
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = TELEGRAM
    programme: Path | None = None
    organisers: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = frozenset()
    access: Literal["open", "invite"] = "open"
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] = ""
    webhook_secret: Annotated[str, AfterValidator(_secret)] = ""
    port: int = Field(8080, ge=0, le=65535)
    metrics_token: Annotated[str, AfterValidator(_secret)] = ""
    rehearsal_start: Annotated[datetime, BeforeValidator(_moment), AfterValidator(_aware)] | None = None
    rehearsal_speed: float = Field(1.0, gt=0, le=100_000)
    messages_per_second: float = Field(30.0, gt=0, le=10_000)
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @property
    def secrets(self) -> Collection[str]:
        """What must never be logged; what is shorter would hide mere words."""
        known = self.bot_token.rpartition(":")[2], self.webhook_secret, self.metrics_token
        return [secret for secret in known if len(secret) >= SECRET_LENGTH]

    @property
    def serves(self) -> bool:
        """Whether anything listens on PORT: a webhook, or the health checks alone where PORT is set."""
        return bool(self.webhook_url) or "port" in self.model_fields_set

    @property
    def webhook_address(self) -> str:
        """What Telegram is told to send updates to; empty where the bot asks for them itself."""
        return self.webhook_url and self.webhook_url + WEBHOOK_PATH

    @model_validator(mode="after")
    def _webhook_is_reachable(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError(
                "WEBHOOK_SECRET is missing: with WEBHOOK_URL anybody could pretend to be Telegram"
            )
        if self.webhook_url and self.telegram_api_url == TELEGRAM:
            parts = urlsplit(self.webhook_url)
            if parts.scheme != "https" or parts.port not in TELEGRAM_PORTS | {None}:
                raise ValueError("WEBHOOK_URL is wrong: Telegram needs https and port 443, 80, 88 or 8443")
        return self

    def required_token(self) -> str:
        """The bot's token; raises SettingError where there is none."""
        if not self.bot_token:
            raise SettingError(
                "BOT_TOKEN is missing: get one from @BotFather and put it into .env or the environment"
            )
        return self.bot_token


def read_settings(**overrides: Any) -> Settings:
    """The settings in force, of the environment and, below it, of `.env` in the working directory.

    Raises SettingError with one line that names the first wrong one.
    """
    in_file = _names_in_file()
    try:
        return Settings(_env_file=ENV_FILE, **overrides)
    except ValidationError as error:
        raise SettingError(_one_line(error, in_file, os.environ)) from None


def _names_in_file() -> Collection[str]:
    """The names that `.env` sets; raises SettingError where it cannot be read."""
    try:
        content = ENV_FILE.read_text(ENCODING)
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingError(f"{ENV_FILE} cannot be read: {reason}") from error
    names = []
    for line in parse_stream(io.StringIO(content)):
        if line.error or (line.key and line.value is None):
            raise SettingError(f"{ENV_FILE}, line {line.original.line}: write NAME=value")
        names.append((line.key or "").upper())
    return names


def _one_line(error: ValidationError, in_file: Collection[str], environment: Mapping[str, str]) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    said = first["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    reason = _NO_NUMBER.get(first["type"], said)
    if not first["loc"]:
        return reason
    name = str(first["loc"][0]).upper()
    place = f" in {ENV_FILE}" if name in in_file and name not in environment else ""
    return f"{name}{place} is wrong: {reason}"
