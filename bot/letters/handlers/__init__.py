"""Taps, commands and texts about letters; replies to what came by itself; the organisers' group."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.announcements.audience import ANNOUNCEMENT
from bot.context import Describe, Farewell, Handler
from bot.letters.handlers import answering, aside, desk, inbox, leaving, writing
from bot.letters.rules import ANSWER, DESK_LETTER, LETTER
from bot.letters.screens.inbox import describe_letters
from bot.letters.screens.writing import describe_write

HANDLERS: Mapping[str, Handler] = {
    "write": writing.write,
    "pass-on": writing.pass_on,
    "recall": writing.recall,
    "letters": inbox.letters,
    "letter": inbox.letter,
    "original": inbox.original,
    "writer": inbox.writer,
    "settle": inbox.settle,
    "answer": answering.answer,
    "bind": desk.bind,
    "unbind": desk.unbind,
    "aside": aside.aside,
    "grouped": desk.grouped,
    "regrouped": desk.regrouped,
}
COMMANDS: Mapping[str, Describe] = {"write": describe_write, "letters": describe_letters}
REPLIES: Final[Mapping[str, str]] = {
    ANNOUNCEMENT: "write",
    ANSWER: "write",
    LETTER: "answer",
    DESK_LETTER: "answer",
}
FAREWELLS: Sequence[Farewell] = (leaving.take_letters_along, leaving.leave_group)
IN_GROUPS: Final = frozenset(
    {"answer", "original", "writer", "settle", "bind", "unbind", "grouped", "regrouped"}
)
