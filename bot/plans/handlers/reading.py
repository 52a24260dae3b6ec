"""A plan is read: as a message, on paper, in a calendar; and the board of public plans."""

from collections.abc import Mapping

from bot.context import Describe, Handler

HANDLERS: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Describe] = {}
