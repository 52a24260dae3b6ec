"""What people do here."""

from collections.abc import Mapping

from bot.context import Describe, Handler

HANDLERS: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Describe] = {}
