"""What leads say of their plan: with a tap, in words, or to stop."""

from collections.abc import Mapping, Sequence

from bot.context import Describe, Handler, Hear

HANDLERS: Mapping[str, Handler] = {}
COMMANDS: Mapping[str, Describe] = {}
REPLIES: Mapping[str, str] = {}
HEARS: Sequence[Hear] = ()
