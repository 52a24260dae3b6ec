"""Taps, commands and files of organisers who look after the list of guests."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.guests.handlers import found, listing, papers
from bot.guests.screens.listing import describe_guests

HANDLERS: Mapping[str, Handler] = {
    "guests": listing.guests,
    "guests-list": listing.send,
    "guests-take": listing.take,
    "guests-cancel": listing.cancel,
    "guests-find": found.find,
    "guest": found.guest,
    "guests-links": papers.links,
    "guests-badges": papers.badges,
    "guests-template": papers.template,
}
COMMANDS: Mapping[str, Describe] = {"guests": describe_guests}
