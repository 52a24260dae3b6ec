"""Every update passes here: who is it, what do they want, may they; then the one handler for it.

A command `/now`, a tap on `now:...` and a text typed while `now` is awaited are the same action.
"""

import logging
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError
from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.agenda import queries as agenda
from bot.context import Context, Services
from bot.delivery.inbox import SupersededError
from bot.errors import UserError
from bot.people import queries as people
from bot.people.rules import Person, may
from bot.screens.length import utf16_units
from bot.screens.texts import apology, complaint

log = logging.getLogger(__name__)

STRANGER = Person(id=0, telegram_id=0, name="", roles=frozenset())
NOTICE_LENGTH = 200  # UTF-16 units of a callback answer, Bot API "answerCallbackQuery"


class Wish(NamedTuple):
    """What an update asks for."""

    action: str
    arguments: tuple[str, ...] = ()
    typed: str = ""


async def dispatch(services: Services, bot: ExtBot[None], update: Update) -> None:
    """Bring one update to its handler.

    Raises sqlalchemy's DBAPIError and SupersededError, which the inbox deals with; any other failure is told
    to the person.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != chat.PRIVATE:
        return
    person = await _recognise(services, user.id)
    wish = wanted(update, person)
    person = await _moved_on(services, person, wish)
    context = Context(services, bot, update, person, services.programme, wish.arguments, wish.typed)
    try:
        await services.handlers[permitted(wish.action, context)](context)
    except UserError as error:
        await _complain(context, str(error))
    except (DBAPIError, SupersededError):
        raise
    except Exception:
        log.exception("update %d: action %r failed", update.update_id, wish.action)
        await _apologise(context)


async def _recognise(services: Services, telegram_id: int) -> Person:
    async with services.database.reading() as tx:
        found = await people.recognise(tx, telegram_id, services.settings.organisers)
        await services.refresh(tx, found.programme_version if found else await agenda.latest_version(tx))
    return found.person if found else STRANGER


async def _moved_on(services: Services, person: Person, wish: Wish) -> Person:
    """Whoever does something else leaves a question unanswered: their next text is no answer to it."""
    if _awaited(person).action in {"", wish.action} or wish.action == "membership":
        return person
    async with services.database.writing() as tx:
        await people.await_text(tx, person.id, None)
    return replace(person, awaiting=None)


def wanted(update: Update, person: Person) -> Wish:
    """The action an update asks for."""
    if update.my_chat_member:
        return Wish("membership")
    if update.callback_query:
        return _tapped(update.callback_query)
    return _written(update.effective_message, person)


def _tapped(query: CallbackQuery) -> Wish:
    verb, *arguments = (query.data or "stale").split(":")
    return Wish(verb, tuple(arguments))


def _written(message: Message | None, person: Person) -> Wish:
    if message is None:
        return Wish("text")
    text = message.text or message.caption or ""
    if message.text and text.startswith("/"):
        command, *rest = text.split(maxsplit=1)
        return Wish(command[1:].partition("@")[0].lower(), typed="".join(rest).strip())
    action, arguments, _ = _awaited(person)
    return Wish(action or ("text" if message.text else "file"), arguments, text)


def _awaited(person: Person) -> Wish:
    """What the next text answers: `verb:argument:...`, as on a button; without a verb nothing is awaited."""
    verb, *arguments = (person.awaiting or "").split(":")
    return Wish(verb, tuple(arguments))


def permitted(action: str, context: Context) -> str:
    """The action to carry out: another one where somebody may not, or must do something else first."""
    person, services = context.person, context.services
    if context.update.my_chat_member:
        return action
    if context.edition is None:
        return "unready"
    if person.language is None and action not in {"start", "language"}:
        return "start"
    if action in services.handlers and may(person.roles, action):
        return action
    return "stale" if context.update.callback_query else "text"


async def _complain(context: Context, text: str) -> None:
    if context.update.callback_query and utf16_units(text) <= NOTICE_LENGTH:
        await context.notice(text, alert=True)
    else:
        await context.show(complaint(text))


async def _apologise(context: Context) -> None:
    try:
        await context.send(apology(context.t))
        await context.notice("")
    except TelegramError as error:
        log.warning("update %d: could not even apologise: %s", context.update.update_id, error)
