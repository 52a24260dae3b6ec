"""Which methods the Bot API has, and which parameters they take: read from bot_api.json."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Method:
    """A method that is emulated; `parameters` gives each one's type in the words of the documentation."""

    name: str
    parameters: dict[str, str]
    required: tuple[str, ...]


_DOCUMENT = json.loads(Path(__file__).with_name("bot_api.json").read_text(encoding="utf-8"))

# By their names in lower case: Telegram does not mind the case.
METHODS: Final[dict[str, Method]] = {
    name.lower(): Method(name, entry["parameters"], tuple(entry["required"]))
    for name, entry in _DOCUMENT["methods"].items()
}
NOT_EMULATED: Final[dict[str, str]] = {name.lower(): name for name in _DOCUMENT["not_emulated"]}
