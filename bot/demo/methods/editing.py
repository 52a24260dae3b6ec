"""Changing a message that the bot sent."""

from typing import Final

from bot.demo.chats import Chat
from bot.demo.files import StoredFile
from bot.demo.formatted import Formatted
from bot.demo.keyboards import Markup, read_markup
from bot.demo.messages import Message
from bot.demo.methods.sending import read_media
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal
from bot.demo.telegram import Telegram
from bot.demo.views import for_bot
from bot.demo.wording import read_caption, read_text

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)

Content = tuple[Formatted, StoredFile | None, Markup | None]


def edit_text(telegram: Telegram, given: Parameters) -> object:
    """Without a keyboard the one that stands there is taken away."""
    text, markup = read_text(given, "MESSAGE_TOO_LONG"), read_markup(given, only_inline=True)
    chat, message = _editable(telegram, given)
    if message.file:
        raise Refusal("there is no text in the message to edit")
    return _change(telegram, chat, message, (text, None, markup))


def edit_caption(telegram: Telegram, given: Parameters) -> object:
    text, markup = read_caption(given, "MEDIA_CAPTION_TOO_LONG"), read_markup(given, only_inline=True)
    chat, message = _editable(telegram, given)
    if not message.file:
        raise Refusal("there is no caption in the message to edit")
    return _change(telegram, chat, message, (text, message.file, markup))


def edit_media(telegram: Telegram, given: Parameters) -> object:
    markup, item = read_markup(given, only_inline=True), given.document("media", "input media")
    chat, message = _editable(telegram, given)
    text, file = read_media(telegram, given, item)
    return _change(telegram, chat, message, (text, file, markup))


def edit_markup(telegram: Telegram, given: Parameters) -> object:
    """The keyboard alone; this does not count as an edit of the message."""
    markup = read_markup(given, only_inline=True)
    chat, message = _editable(telegram, given)
    return _change(telegram, chat, message, (message.formatted, message.file, markup), message.edit_date)


def _editable(telegram: Telegram, given: Parameters) -> tuple[Chat, Message]:
    if not given.text("chat_id"):
        raise Refusal(
            "chat_id is empty" if given.text("message_id") else "message identifier is not specified"
        )
    chat = telegram.chat(given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to edit not found")
    chat.check_writable()
    other_keyboard = message.markup is not None and "inline_keyboard" not in message.markup
    if not message.from_bot or message.origin or other_keyboard:
        raise Refusal("message can't be edited")
    return chat, message


def _change(
    telegram: Telegram, chat: Chat, message: Message, content: Content, edit_date: int | None = None
) -> object:
    if content == message.content():
        raise Refusal(NOT_MODIFIED)
    message.formatted, message.file, message.markup = content
    message.edit_date = telegram.date if edit_date is None else edit_date
    telegram.changed(chat, message)
    return for_bot(message, chat)


METHODS: Final = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
}
