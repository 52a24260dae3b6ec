"""The gallery: every screen and every line that people read, drawn for one language. Hang new ones here too.

What must hold of all of them is tested on it: no text outside the catalogues, Telegram's parser, a phone.
"""

from collections.abc import Sequence

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from bot.screens.texts import apology, stale_notice
from tests.screens.gallery import agenda, people, reminders


def every_screen(t: Translator, translators: Translators, programme: Programme) -> Sequence[Screen]:
    """All messages; `translators` for the one screen that asks in all languages."""
    return [
        *people.screens(t, translators, programme),
        *agenda.screens(t, programme),
        *reminders.screens(t, programme),
        apology(t),
    ]


def every_notice(t: Translator, programme: Programme) -> Sequence[str]:
    """All that is shown for a moment above the chat, after a tap."""
    return [*people.notices(t), *agenda.notices(t, programme), *reminders.notices(t), stale_notice(t)]


def every_command(t: Translator) -> Sequence[str]:
    """All descriptions in the menu of commands."""
    return [*people.commands(t), *agenda.commands(t)]


def profile(t: Translator, programme: Programme) -> Sequence[str]:
    """What Telegram shows of the bot itself."""
    return people.profile_texts(t, programme)
