"""Taps, commands and texts about the Declaration."""

from collections.abc import Mapping, Sequence

from bot.context import Describe, Farewell, Handler
from bot.declaration.handlers import adopting, amending, committing, deciding, reading
from bot.declaration.screens.reading import describe_declaration

HANDLERS: Mapping[str, Handler] = {
    "declaration": reading.declaration,
    "declarationpaper": reading.paper,
    "amend": amending.amend,
    "amended": amending.amended,
    "unamend": amending.unamend,
    "commit": committing.commit,
    "uncommit": committing.uncommit,
    "listme": committing.list_me,
    "amendments": deciding.amendments,
    "amendment": deciding.amendment,
    "decide": deciding.decide,
    "adopt": adopting.adopt,
    "proclaim": adopting.proclaim,
    "unadopt": adopting.unadopt,
}
COMMANDS: Mapping[str, Describe] = {"declaration": describe_declaration}
FAREWELLS: Sequence[Farewell] = amending.FAREWELLS
