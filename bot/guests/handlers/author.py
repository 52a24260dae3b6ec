"""The organiser who taps, as whoever changes the list."""

from bot.context import Context
from bot.guests.roles import Author


def author_of(context: Context) -> Author:
    return Author(context.person.id, context.owners, context.now)
