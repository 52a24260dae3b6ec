"""Taps, commands and files of organisers who look after the list of guests."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.guests.handlers import found, listing, papers
from bot.guests.screens.listing import describe_guests

HANDLERS: Mapping[str, Handler] = {
    "guests": listing.guests,
    "guestlist": listing.send,
    "takeguests": listing.take,
    "guestchanges": listing.all_changes,
    "dropguests": listing.cancel,
    "findguest": found.find,
    "guest": found.guest,
    "newlink": found.new_link,
    "strike": found.strike,
    "guestlinks": papers.links,
    "badges": papers.badges,
    "guestsheet": papers.template,
}
COMMANDS: Mapping[str, Describe] = {"guests": describe_guests}
