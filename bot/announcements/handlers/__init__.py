"""Taps, commands and texts of organisers who write announcements."""

from collections.abc import Mapping

from bot.announcements.handlers import audience, compose
from bot.announcements.screens.compose import describe_announce
from bot.context import Describe, Handler

HANDLERS: Mapping[str, Handler] = {
    "announce": compose.announce,
    "audience": audience.audience,
    "whom": audience.whom,
    "wording": compose.wording,
    "omit": compose.omit,
    "preview": compose.preview,
    "discard": compose.discard,
}
COMMANDS: Mapping[str, Describe] = {"announce": describe_announce}
