"""Taps, commands and texts of organisers who write announcements."""

from collections.abc import Mapping

from bot.announcements.handlers import audience, compose
from bot.announcements.screens.compose import describe_announce
from bot.context import Describe, Handler

HANDLERS: Mapping[str, Handler] = {
    "announce": compose.announce,
    "audience": audience.audience,
    "whom": audience.whom,
    "announce-text": compose.text,
    "announce-clear": compose.clear,
    "announce-preview": compose.preview,
    "announce-cancel": compose.cancel,
}
COMMANDS: Mapping[str, Describe] = {"announce": describe_announce}
