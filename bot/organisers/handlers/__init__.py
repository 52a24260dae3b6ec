"""Taps, commands and texts of organisers at their home screen, and about roles."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.organisers.handlers import home, roles
from bot.organisers.screens.home import describe_organise
from bot.organisers.screens.roles import describe_roles

HANDLERS: Mapping[str, Handler] = {
    "organise": home.organise,
    "failures": home.failures,
    "roles": roles.roles,
    "member": roles.member,
    "hosts": roles.hosts,
    "grant": roles.give,
    "revoke": roles.take,
}
COMMANDS: Mapping[str, Describe] = {"organise": describe_organise, "roles": describe_roles}
