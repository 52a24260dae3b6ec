"""What is written down about the bot at work says nothing of anybody, and no secret."""

import asyncio
import json
import logging
from collections.abc import Callable

import pytest

from bot.logs import FORMATS, Discreet
from bot.settings import Settings

TOKEN = "123456789:" + "A" * 35
SECRET = TOKEN.partition(":")[2]
WORDS = "Айгерім: келе алмаймын"  # what somebody wrote


def fails() -> None:
    try:
        int(WORDS)
    except ValueError as error:
        raise KeyError(WORDS) from error


def record(message: str, *values: object, error: Exception | None = None) -> logging.LogRecord:
    failure = (type(error), error, None) if error else None
    return logging.LogRecord("bot.part", logging.ERROR, "part.py", 1, message, values, failure)


def raised(work: Callable[[], object]) -> Exception:
    try:
        work()
    except Exception as error:  # noqa: BLE001 -- whatever it is
        return error
    raise AssertionError("nothing was raised")


@pytest.fixture(params=FORMATS)
def formatter(request: pytest.FixtureRequest) -> Discreet:
    return FORMATS[request.param](Settings(_env_file=None, bot_token=TOKEN, webhook_secret="s").secrets)


def test_json_is_an_object_a_line_with_all_that_is_known() -> None:
    entry = record("update %d: action %r failed", 7, "now", error=raised(fails))
    entry.created = 1556591400.25
    line = FORMATS["json"](()).format(entry)
    assert "\n" not in line
    error = json.loads(line).pop("error")
    assert json.loads(line) == {
        "time": "2019-04-30T02:30:00.250+00:00",
        "level": "ERROR",
        "logger": "bot.part",
        "message": "update 7: action 'now' failed",
        "error": error,
    }


def test_of_an_error_its_places_and_types_are_kept_and_not_its_words(formatter: Discreet) -> None:
    line = formatter.format(record("it failed", error=raised(fails)))
    assert WORDS not in line
    assert line.index("builtins.ValueError") < line.index("and then") < line.index("builtins.KeyError")
    assert line.count("in fails") == 2


def test_errors_that_come_together_are_told_of_each(formatter: Discreet) -> None:
    def together() -> None:
        raise ExceptionGroup(WORDS, [raised(fails), OSError(WORDS)])

    line = formatter.format(record("it failed", error=raised(together)))
    assert WORDS not in line
    for kind in ("KeyError", "OSError", "ExceptionGroup"):
        assert f"builtins.{kind}" in line


def test_what_others_say_of_an_error_below_their_first_line_is_left_out(formatter: Discreet) -> None:
    line = formatter.format(record(f"Task exception was never retrieved\nfuture: {ValueError(WORDS)!r}"))
    assert "Task exception was never retrieved" in line
    assert WORDS not in line


def test_a_token_that_came_through_everything_else_is_hidden(formatter: Discreet) -> None:
    line = formatter.format(record("no answer of https://api.telegram.org/bot%s/getMe", TOKEN))
    assert SECRET not in line
    assert "/bot123456789:***/getMe" in line


def test_a_secret_of_one_letter_hides_no_words(formatter: Discreet) -> None:
    assert "it is slow" in formatter.format(record("it is slow"))


async def test_a_task_that_nobody_waits_for_keeps_its_words(formatter: Discreet) -> None:
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(formatter.format(record))  # type: ignore[method-assign]
    log = logging.getLogger("asyncio")
    log.addHandler(handler)
    try:
        task = asyncio.create_task(asyncio.to_thread(fails))
        await asyncio.wait([task])
        del task
    finally:
        log.removeHandler(handler)
    assert len(heard) == 1
    assert WORDS not in heard[0]
