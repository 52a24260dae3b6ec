"""Taps, commands and texts about people themselves."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.people.handlers import door, own_data, settings, unexpected
from bot.people.screens import profile

HANDLERS: Mapping[str, Handler] = {
    "start": door.start,
    "language": door.language,
    "settings": settings.settings,
    "languages": settings.languages,
    "leads": settings.leads,
    "lead": settings.lead,
    "kinds": settings.kinds,
    "mute": settings.mute,
    "zones": settings.zone_list,
    "zone": settings.zone,
    "mydata": own_data.my_data,
    "forget": own_data.forget,
    "help": unexpected.show_help,
    "text": unexpected.text,
    "seek": unexpected.seek,
    "file": unexpected.file,
    "unheard": unexpected.unheard,
    "stale": unexpected.stale,
    "membership": unexpected.membership,
    "unready": unexpected.unready,
}
COMMANDS: Mapping[str, Describe] = profile.DESCRIPTIONS
