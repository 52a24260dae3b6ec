"""Taps, commands and texts with which people say how it was."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.feedback.handlers import comments, listing, rating, survey
from bot.feedback.queries import PROMPT
from bot.feedback.screens.listing import describe_feedback

HANDLERS: Mapping[str, Handler] = {
    "rate": rating.rate,
    "tag": rating.tag,
    "rated": rating.done,
    "another": rating.another,
    "attended": comments.attended,
    "absent": rating.absent,
    "comment": comments.comment,
    "uncomment": comments.uncomment,
    "feedback": listing.feedback,
    "survey": survey.survey,
    "reply": survey.reply,
    "notnow": listing.not_now,
    "nomoreprompts": listing.no_more,
}
COMMANDS: Mapping[str, Describe] = {"feedback": describe_feedback}
REPLIES: Mapping[str, str] = {PROMPT: "comment"}
