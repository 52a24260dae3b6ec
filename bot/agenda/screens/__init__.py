"""The agenda's screens: (translator, outlook) -> Screen."""

from bot.agenda.screens.choosing import (
    choose_reminder,
    choose_screen,
    my_screen,
    notice_of,
    offer_message,
)
from bot.agenda.screens.commands import DESCRIPTIONS
from bot.agenda.screens.days import block_screen, day_screen
from bot.agenda.screens.finding import (
    ask_screen,
    found_screen,
    info_page_screen,
    info_screen,
    not_found_screen,
)
from bot.agenda.screens.now import now_screen
from bot.agenda.screens.session import calendar_file, leave_question, session_screen

__all__ = [
    "DESCRIPTIONS",
    "ask_screen",
    "block_screen",
    "calendar_file",
    "choose_reminder",
    "choose_screen",
    "day_screen",
    "found_screen",
    "info_page_screen",
    "info_screen",
    "leave_question",
    "my_screen",
    "not_found_screen",
    "notice_of",
    "now_screen",
    "offer_message",
    "session_screen",
]
