"""What leads say of their plan: with a tap, in words, or to stop."""

from collections.abc import Mapping, Sequence

from bot.context import Describe, Farewell, Handler, Hear
from bot.followup.handlers import easing, later, stopping, telling, words
from bot.followup.rules import FOLLOWUP
from bot.followup.screens.stopping import describe_stop

HANDLERS: Mapping[str, Handler] = {
    **telling.HANDLERS,
    **easing.HANDLERS,
    **words.HANDLERS,
    **later.HANDLERS,
    **stopping.HANDLERS,
}
COMMANDS: Mapping[str, Describe] = {"stop": describe_stop}
REPLIES: Mapping[str, str] = {FOLLOWUP: "askreply"}
HEARS: Sequence[Hear] = (words.hear,)
FAREWELLS: Sequence[Farewell] = stopping.FAREWELLS
