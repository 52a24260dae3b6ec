"""A plan is made: one question a message, resumed where it was left."""

from collections.abc import Mapping

from bot.context import Handler

HANDLERS: Mapping[str, Handler] = {}
