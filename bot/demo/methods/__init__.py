"""The methods of the Bot API, by subject; each takes Telegram and the parameters, and gives the result."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.demo.methods import account, chats, copying, deleting, editing, menus, receiving, sending, tapping
from bot.demo.parameters import Parameters
from bot.demo.telegram import Telegram

Implementation = Callable[[Telegram, Parameters], object | Awaitable[object]]

# By their names in lower case: Telegram does not mind the case.
IMPLEMENTATIONS: Final[dict[str, Implementation]] = {
    name.lower(): implementation
    for subject in (account, chats, copying, deleting, editing, menus, receiving, sending, tapping)
    for name, implementation in subject.METHODS.items()
}
