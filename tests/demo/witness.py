"""TDLib's own parsers, run offline: an outside witness for what Telegram accepts and how it complains."""

import json
from typing import Any

from tdjson import td_execute

KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
    "Url": "url",
    "EmailAddress": "email",
    "BotCommand": "bot_command",
    "Mention": "mention",
    "Hashtag": "hashtag",
}
ARGUMENTS = {
    "text_link": "url",
    "text_mention": "user_id",
    "pre": "language",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}

Entities = list[tuple[str, int, int, str]]


def parsed(html: str) -> tuple[str, Entities] | str:
    """The text and its entities, or TDLib's complaint."""
    answer = _execute("parseTextEntities", text=html, parse_mode={"@type": "textParseModeHTML"})
    return str(answer["message"]) if answer["@type"] == "error" else (answer["text"], _entities(answer))


def found(text: str) -> Entities:
    """The links, commands and the like in a plain text."""
    return _entities(_execute("getTextEntities", text=text))


def _execute(request: str, **arguments: Any) -> Any:
    td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')
    answer = td_execute(json.dumps({"@type": request, **arguments}).encode())
    assert answer is not None
    return json.loads(answer)


def _entities(answer: Any) -> Entities:
    return sorted(
        (kind, entity["offset"], entity["length"], str(entity["type"].get(ARGUMENTS.get(kind), "")))
        for entity in answer["entities"]
        if (kind := KINDS.get(entity["type"]["@type"].removeprefix("textEntityType")))
    )
