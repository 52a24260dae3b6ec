"""What is logged: where something failed and of what kind; no names, no texts of people, no secret.

An error's own text may repeat what somebody wrote, as ValueError does: only its place and type are kept.
The code that an error comes from hides the bot's token already; here it is looked for once more.
"""

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any, Final

from bot.settings import Settings

LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
HIDDEN: Final = "***"


class Discreet(logging.Formatter):
    """A line for each record, and below it the places an error came through, without its text."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__(LINE)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without a secret."""
        return self.without_secrets(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """Its first line: after it others' libraries repeat errors, and a database what it was given."""
        record.message = first_line(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- logging's name
        """The places it came through, and its type."""
        return "".join(_places(ei[1])).rstrip()

    def without_secrets(self, text: str) -> str:
        """The text with each secret hidden."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


class AsJson(Discreet):
    """An object a line, for what collects logs: time, level, logger, message and, after a failure, error."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON, without a secret."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"time": moment, "level": record.levelname, "logger": record.name}
        entry["message"] = first_line(record)
        if record.exc_info and record.exc_info[1]:
            entry["error"] = self.formatException(record.exc_info)
        return self.without_secrets(json.dumps(entry, ensure_ascii=False))


FORMATS: Final[Mapping[str, Callable[[Collection[str]], Discreet]]] = {"text": Discreet, "json": AsJson}


def begin(settings: Settings) -> None:
    """Log to stderr from now on; of others' libraries warnings only, since they repeat texts below that."""
    level = settings.log_level
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATS[settings.log_format](settings.secrets))
    logging.basicConfig(level="ERROR" if level == "ERROR" else "WARNING", handlers=[handler])
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("apscheduler").setLevel("ERROR")  # a tick that is skipped loses nothing


def first_line(record: logging.LogRecord) -> str:
    """Of a record's message."""
    return record.getMessage().partition("\n")[0]


def _places(error: BaseException) -> Iterator[str]:
    """As a traceback, without the errors' texts; what came first stands first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        yield from _places(before)
        yield "and then\n"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _places(part)
        yield "together\n"
    yield from format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
