"""The log of all calls of the bot, for tests."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.demo.parameters import Parameters
from bot.demo.specification import Method

KEPT: Final = 10_000
PLAIN: Final = {"String", "Integer or String", "InputFile or String", "InputFile"}


@dataclass(slots=True)
class Call:
    method: Method
    parameters: Parameters
    chat: int  # 0 where a call concerns none
    at: datetime  # seminar time
    monotonic: float  # machine seconds
    error: str = ""  # Telegram's description; '' where the call was accepted

    def document(self) -> dict[str, Any]:
        """The call as JSON: parameters by their types, files as name and size."""
        values = {name: self._typed(name, value) for name, value in self.parameters.values.items()}
        files = {
            name: {"name": upload.name, "size": len(upload.content)}
            for name, upload in self.parameters.files.items()
        }
        return {
            "method": self.method.name,
            "parameters": values | files,
            "accepted": not self.error,
            "error": self.error,
            "chat": self.chat,
            "at": self.at.isoformat(),
            "monotonic": self.monotonic,
        }

    def _typed(self, name: str, value: str) -> Any:
        if self.method.parameters.get(name, "String") in PLAIN:
            return int(value) if name.endswith("chat_id") and value.lstrip("-").isdecimal() else value
        try:
            return json.loads(value)
        except ValueError:
            return value


class Calls:
    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)

    def add(self, call: Call) -> None:
        self._calls.append(call)

    def of(self, method: str = "") -> Iterator[Call]:
        """The newest calls of a method, or all, oldest first."""
        return (call for call in self._calls if method.lower() in ("", call.method.name.lower()))
