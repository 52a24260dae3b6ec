"""A plan gets co-leads by a link, becomes public, and loses a lead who goes."""

from collections.abc import Mapping, Sequence

from bot.context import Farewell, Handler

HANDLERS: Mapping[str, Handler] = {}
FAREWELLS: Sequence[Farewell] = ()
