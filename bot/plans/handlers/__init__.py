"""What people do with the plan of their club."""

from collections.abc import Mapping, Sequence

from bot.context import Describe, Farewell, Handler
from bot.plans.handlers import editing, making, reading, sharing

HANDLERS: Mapping[str, Handler] = {
    **making.HANDLERS,
    **editing.HANDLERS,
    **reading.HANDLERS,
    **sharing.HANDLERS,
}
COMMANDS: Mapping[str, Describe] = reading.COMMANDS
FAREWELLS: Sequence[Farewell] = sharing.FAREWELLS
