"""Fields of JSON objects, with TDLib's complaints about missing and wrong ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from bot.demo.refusal import Refusal

KINDS: Final = {
    str: "of type String",
    bool: "of type Boolean",
    list: "of type Array",
    dict: "of type Object",
    int: "a Number",
}


class FieldError(ValueError):
    """A complaint about one object; `parsing` says what that object was."""


@contextmanager
def parsing(what: str = "") -> Iterator[None]:
    """Turn a FieldError into a Refusal; with `what`, as in "can't parse inline keyboard button: ..."."""
    try:
        yield
    except FieldError as error:
        text = str(error)
        raise Refusal(f"can't parse {what}: {text}" if what else text[0].lower() + text[1:]) from None


def required(document: dict[str, Any], name: str, kind: type) -> Any:
    if document.get(name) is None:
        raise FieldError(f'Can\'t find field "{name}"')
    return optional(document, name, kind, None)


def optional(document: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    """A field that may be missing; as in Telegram, numbers may be strings and the other way round."""
    value = document.get(name)
    if value is None:
        return default
    if kind is int and isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is str and is_number:
        return str(value)
    if not isinstance(value, kind) or (kind is int and not is_number):
        raise FieldError(f'Field "{name}" must be {KINDS[kind]}')
    return value
