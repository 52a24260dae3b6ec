"""Steps of a plan are changed, ordered and taken out; a session becomes one."""

from collections.abc import Mapping

from bot.context import Handler

HANDLERS: Mapping[str, Handler] = {}
