"""Every setting, its meaning and default; the only reader of the environment."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingError

TELEGRAM = "https://api.telegram.org"


def _without_bot_path(url: str) -> str:
    plain = url.rstrip("/")
    if plain.endswith("/bot"):
        raise ValueError("leave out the trailing /bot")
    if not plain.startswith(("http://", "https://")):
        raise ValueError("must start with https:// or http://")
    return plain


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("needs an offset, as in 2019-04-30T08:00:00+06:00")
    return moment


class Settings(BaseSettings):
    """Read from the environment and from `.env` in the working directory; the names are upper case there."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    bot_token: str = Field("", pattern=r"^(\d+:[\w-]{35,})?$")
    database_url: str = "sqlite:///seminar.db"
    telegram_api_url: Annotated[str, AfterValidator(_without_bot_path)] = TELEGRAM
    programme: Path | None = None
    organisers: Annotated[frozenset[int], NoDecode] = frozenset()
    access: Literal["open", "invite"] = "open"
    webhook_url: str = Field("", pattern=r"^(https?://\S+)?$")
    webhook_secret: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,256}$")
    port: int = Field(8080, ge=0, le=65535)
    rehearsal_start: Annotated[datetime, AfterValidator(_aware)] | None = None
    rehearsal_speed: float = Field(1.0, gt=0, le=100_000)
    messages_per_second: float = Field(30.0, gt=0, le=10_000)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("organisers", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("must be Telegram ids (numbers), separated by commas")
        return [int(part) for part in parts]

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET is missing: with WEBHOOK_URL anybody could pretend to be Telegram")
        return self

    def required_token(self) -> str:
        """The bot's token; raises SettingError where there is none."""
        if not self.bot_token:
            raise SettingError("BOT_TOKEN is missing: get one from @BotFather and put it into .env or the environment")
        return self.bot_token


def read_settings(**overrides: object) -> Settings:
    """The settings in force; raises SettingError with one line that names the first wrong one."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingError(_one_line(error)) from None


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    reason = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return reason
    return f"{str(first['loc'][0]).upper()} is wrong: {reason}"
