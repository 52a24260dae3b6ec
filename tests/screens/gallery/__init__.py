"""The gallery: every screen and every line that people read, drawn for one language.

What must hold of all of them is tested on it: no text outside the catalogues, Telegram's parser, a phone.
Whatever folder of `bot` has screens has a room of that name here, found by itself: `screens(t, translators,
programme)` and `notices(t, programme)`.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import bot
from bot.agenda.rules import Programme
from bot.app import COMMANDS
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.texts import apology, stale_notice
from tests.screens.gallery import people

FEATURES = sorted(screens.parent.name for screens in Path(bot.__file__).parent.glob("*/screens*"))
ROOMS = [import_module(f"{__name__}.{feature}") for feature in FEATURES]


def every_screen(t: Translator, translators: Translators, programme: Programme) -> Sequence[Screen]:
    """All messages; `translators` for the one screen that asks in all languages."""
    drawn = [screen for room in ROOMS for screen in room.screens(t, translators, programme)]
    return [*drawn, apology(t)]


def every_notice(t: Translator, programme: Programme) -> Sequence[str]:
    """All that is shown for a moment above the chat, after a tap."""
    return [*(notice for room in ROOMS for notice in room.notices(t, programme)), stale_notice(t)]


def every_command(t: Translator) -> Sequence[str]:
    """All descriptions in the menu of commands."""
    return [describe(t) for describe in COMMANDS.values()]


def profile(t: Translator, programme: Programme) -> Sequence[str]:
    """What Telegram shows of the bot itself."""
    return people.profile_texts(t, programme)
