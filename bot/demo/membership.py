"""Where people let the bot be: they block it, make groups with it, remove it and bring it back."""

from typing import Any, Final

from bot.demo.chats import Chat, Group, Phone
from bot.demo.methods.chats import bot_as_member
from bot.demo.refusal import PhoneError
from bot.demo.telegram import Telegram

TITLE_LENGTH: Final = 128  # characters


def block(telegram: Telegram, phone: Phone, *, blocked: bool) -> None:
    """They block the bot, or let it write again."""
    if phone.blocked == blocked:
        return
    before = bot_as_member(telegram, phone)
    phone.blocked, phone.acquainted = blocked, True
    _tell_bot(telegram, phone, phone, before)
    telegram.events.send("blocked", phone.id, blocked=blocked)


def found_group(telegram: Telegram, title: str, members: list[Phone]) -> Group:
    """The first of these people makes a group with the others and the bot."""
    if not 1 <= len(title) <= TITLE_LENGTH:
        raise PhoneError(f"a title has 1 to {TITLE_LENGTH} characters")
    if not members:
        raise PhoneError("a group needs somebody in it")
    group = telegram.found_group(title, {phone.id: phone for phone in members})
    telegram.events.send("group", group.id, **shown(group))
    _tell_bot(telegram, group, members[0], {"user": telegram.me, "status": "left"})
    _tell_of_service(telegram, group, members[0], group_chat_created=True)
    telegram.menu_changed()
    return group


def move_bot(telegram: Telegram, group: Group, phone: Phone, *, inside: bool) -> None:
    """A member removes the bot from the group, or brings it back."""
    if group.has_bot == inside:
        return
    before = bot_as_member(telegram, group)
    group.has_bot = inside
    _tell_bot(telegram, group, phone, before)
    if inside:
        _tell_of_service(telegram, group, phone, new_chat_members=[telegram.me])
    telegram.events.send("group", group.id, **shown(group))


def shown(group: Group) -> dict[str, Any]:
    """A group as the page shows it, without its messages."""
    return {"title": group.title, "members": list(group.members), "has_bot": group.has_bot}


def _tell_bot(telegram: Telegram, chat: Chat, phone: Phone, before: dict[str, Any]) -> None:
    """Bot API "ChatMemberUpdated"."""
    change = {
        "chat": chat.document,
        "from": phone.user,
        "date": telegram.date,
        "old_chat_member": before,
        "new_chat_member": bot_as_member(telegram, chat),
    }
    telegram.tell_bot("my_chat_member", change)


def _tell_of_service(telegram: Telegram, group: Group, phone: Phone, **what: Any) -> None:
    """A service message; bots in privacy mode get these too, and the phones here do not show them."""
    about = {"message_id": telegram.next_number(), "date": telegram.date}
    telegram.tell_bot("message", {**about, "chat": group.document, "from": phone.user, **what})
