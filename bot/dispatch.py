"""Every update passes here: who is it, what do they want, may they; then the one handler for it.

A command `/now`, a tap on `now:...` and a text typed while `now` is awaited are the same action. A reply to a
message that came by itself is an action too, whatever else is awaited.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy.exc import DBAPIError
from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.context import Context, Services
from bot.delivery.inbox import SupersededError
from bot.errors import UserError
from bot.people import queries as people
from bot.people.rules import Person, may
from bot.recognition import Answered, recognise_sender
from bot.screens.message import utf16_units
from bot.screens.texts import apology, complaint
from bot.written import command_in

log = logging.getLogger(__name__)

NOTICE_LENGTH = 200  # UTF-16 units of a callback answer, Bot API "answerCallbackQuery"
_UNREAD: Final = frozenset({"from", "entities", "caption_entities", "reply_markup"})


class Wish(NamedTuple):
    """What an update asks for."""

    action: str
    arguments: tuple[str, ...] = ()
    typed: str = ""


def parsed(update: Mapping[str, Any], bot: Bot) -> Update:
    """An update as Telegram sent it; what nobody reads of a tapped message is left out, most of the work."""
    given = dict(update)
    query = given.get("callback_query") or {}
    if query.get("message"):
        tapped = {name: value for name, value in query["message"].items() if name not in _UNREAD}
        given["callback_query"] = {**query, "message": tapped}
    result = Update.de_json(given, bot)
    assert result is not None  # noqa: S101 -- only None becomes None
    return result


async def dispatch(services: Services, bot: Bot, update: Update) -> None:
    """Bring one update to its handler.

    Raises sqlalchemy's DBAPIError and SupersededError, which the inbox deals with; any other failure is told
    to the person.
    """
    if update.effective_user is None or update.effective_chat is None:
        return
    person, answered = await _recognise(services, update)
    in_group = update.effective_chat.type != ChatType.PRIVATE
    if in_group:
        person = replace(person, awaiting=None)  # what is awaited is awaited in private
    wish = _replied(services, update, answered) or wanted(update, person, bot.username)
    heard = _in_group(services, update, person, wish) if in_group else wish
    if heard is None:
        return
    person = await _moved_on(services, update, person, heard)
    context = Context(services, bot, update, person, services.programme, heard.arguments, heard.typed)
    context.stays = answered is not None and answered.kind not in services.replaced
    action = heard.action if in_group else permitted(heard.action, context)
    try:
        await services.handlers[action](context)
    except UserError as error:
        await _complain(context, str(error))
    except (DBAPIError, SupersededError):
        raise
    except Exception:
        log.exception("update %d: action %r failed", update.update_id, action)
        await _apologise(context)


async def _recognise(services: Services, update: Update) -> tuple[Person, Answered | None]:
    """Who it is, and which message that came by itself they replied to, or tapped."""
    user, owners = update.effective_user, services.settings.organisers
    assert user is not None  # noqa: S101 -- the caller has looked
    answers = _answered(update)
    chat_id, message_id = (answers.chat.id, answers.message_id) if answers else (0, 0)
    async with services.database.reading(once=True) as tx:
        sender = await recognise_sender(tx, user.id, owners, chat_id, message_id)
    await _keep_up(services, sender.programme_version)
    return sender.person, sender.answered


async def _keep_up(services: Services, newest: int | None) -> None:
    if services.is_behind(newest):
        async with services.database.reading() as tx:
            await services.refresh(tx, newest)


def _answered(update: Update) -> MaybeInaccessibleMessage | None:
    """The message that somebody tapped, or replied to."""
    if update.callback_query:
        return update.callback_query.message
    return update.message.reply_to_message if update.message else None


def _replied(services: Services, update: Update, answered: Answered | None) -> Wish | None:
    """The action that takes the reply to this kind of message; a command is one wherever it is written."""
    message = update.message
    if message is None or answered is None or answered.kind not in services.replies:
        return None
    text = message.text or message.caption or ""
    return None if text.startswith("/") else Wish(services.replies[answered.kind], tuple(answered), text)


def _in_group(services: Services, update: Update, person: Person, wish: Wish) -> Wish | None:
    """What is to be done with something in a group; None where it is not said to this bot."""
    open_here = wish.action in services.in_groups
    may_here = person.language is not None and may(person.roles, wish.action)
    if open_here and (may_here or _told_by_telegram(update)):
        return wish
    said_to_us = open_here or wish.action in services.commands or update.callback_query
    return Wish("aside", (wish.action,)) if said_to_us else None


def _told_by_telegram(update: Update) -> bool:
    """It happens to the chat, whoever caused it: nobody asks for it, so nobody needs a right to it."""
    moved = update.message and update.message.migrate_to_chat_id
    return bool(update.my_chat_member or moved)


async def _moved_on(services: Services, update: Update, person: Person, wish: Wish) -> Person:
    """Whoever does something else leaves a question unanswered: their next text is no answer to it."""
    if _awaited(person, update.effective_message).action in {"", wish.action} or wish.action == "membership":
        return person
    async with services.database.writing() as tx:
        await people.await_text(tx, person.id, None)
    return replace(person, awaiting=None)


_JOINED: Final[Mapping[str, str]] = {  # of a channel nobody hears: what is said there is for its readers
    ChatType.PRIVATE: "membership",
    ChatType.GROUP: "grouped",
    ChatType.SUPERGROUP: "grouped",
}


def wanted(update: Update, person: Person, username: str) -> Wish:
    """The action an update asks for; `username` is the bot's."""
    if update.my_chat_member:
        return Wish(_JOINED.get(update.my_chat_member.chat.type, "text"))
    if update.message and update.message.migrate_to_chat_id:
        return Wish("regrouped")
    if update.callback_query:
        return _tapped(update.callback_query)
    return _written(update.effective_message, person, username)


def _tapped(query: CallbackQuery) -> Wish:
    verb, *arguments = (query.data or "stale").split(":")
    return Wish(verb, tuple(arguments))


def _written(message: Message | None, person: Person, username: str) -> Wish:
    if message is None:
        return Wish("text")
    if command := command_in(message, username):
        return Wish(command.name, typed=command.rest)
    action, arguments, _ = _awaited(person, message)
    typed = message.text or message.caption or ""
    return Wish(action or ("text" if message.text else "file"), arguments, typed)


def _awaited(person: Person, message: Message | None) -> Wish:
    """What the next text answers: `verb:argument:...`, as on a button; without a verb nothing is awaited.

    Once a part of an album has answered, its other parts do: `album:ID:verb:argument:...`.
    """
    awaiting = (person.awaiting or "").split(":")
    if awaiting[0] == "album":
        awaiting = awaiting[2:] if message and message.media_group_id == awaiting[1] else [""]
    verb, *arguments = awaiting
    return Wish(verb, tuple(arguments))


def permitted(action: str, context: Context) -> str:
    """The action to carry out: another one where somebody may not, or must do something else first."""
    person, services = context.person, context.services
    if _told_by_telegram(context.update):
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
        await context.send(complaint(text))  # what was tapped stays
        await context.notice("")


async def _apologise(context: Context) -> None:
    try:
        await context.send(apology(context.t))
        await context.notice("")
    except TelegramError as error:
        log.warning("update %d: could not even apologise: %s", context.update.update_id, error)
