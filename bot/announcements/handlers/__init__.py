"""Taps, commands and texts of organisers who write announcements and send them."""

from collections.abc import Mapping, Sequence

from bot.announcements.handlers import audience, compose, correct, leaving, schedule, sending, sent
from bot.announcements.screens.compose import describe_announce
from bot.context import Describe, Farewell, Handler

HANDLERS: Mapping[str, Handler] = {
    "announce": compose.announce,
    "audience": audience.audience,
    "whom": audience.whom,
    "wording": compose.wording,
    "omit": compose.omit,
    "preview": compose.preview,
    "discard": compose.discard,
    "send": sending.send,
    "progress": sending.progress,
    "pause": sending.pause,
    "resume": sending.resume,
    "halt": sending.halt,
    "withdraw": sending.withdraw,
    "later": schedule.later,
    "unschedule": schedule.unschedule,
    "announced": sent.announced,
    "unreached": sent.unreached,
    "correct": correct.correct,
    "corrected": correct.corrected,
    "uncorrect": correct.uncorrect,
}
COMMANDS: Mapping[str, Describe] = {"announce": describe_announce}
FAREWELLS: Sequence[Farewell] = (leaving.throw_drafts_away,)
