"""Phones that talk to the bot."""

from tests.people.conftest import bot, invited_only, member, organiser, phone, phone_of, services, telegram  # noqa: F401 -- the same fixtures
