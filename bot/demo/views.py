"""Messages as the bot sees them and as the page does."""

from bot.demo.chats import Chat
from bot.demo.files import StoredFile
from bot.demo.keyboards import Markup
from bot.demo.messages import Document, Message
from bot.demo.rendering import render


def for_bot(message: Message, chat: Chat, *, quoted: bool = False) -> Document:
    """Bot API "Message"; a quoted one does not quote again."""
    seen: Document = {
        "message_id": message.id,
        "from": message.sender,
        "chat": chat.document,
        "date": message.date,
        **_content(message),
    }
    if message.edit_date:
        seen["edit_date"] = message.edit_date
    if message.album:
        seen["media_group_id"] = message.album
    if message.origin:
        seen["forward_origin"] = message.origin
    if not quoted and (replied := chat.messages.get(message.reply_to)):
        seen["reply_to_message"] = for_bot(replied, chat, quoted=True)
    if message.markup and "inline_keyboard" in message.markup:
        seen["reply_markup"] = message.markup
    return seen


def _content(message: Message) -> Document:
    text, entities = message.formatted
    words, spans = ("caption", "caption_entities") if message.file else ("text", "entities")
    seen: Document = _file(message.file) if message.file else {}
    if text:
        seen[words] = text
    if entities:
        seen[spans] = [entity.as_telegram() for entity in entities]
    return seen


def _file(file: StoredFile) -> Document:
    if file.kind == "photo":
        return {"photo": [{**file.as_telegram(), "width": file.size.width, "height": file.size.height}]}
    return {"document": {**file.as_telegram(), "file_name": file.name, "mime_type": file.mime}}


def for_page(message: Message) -> Document:
    """The message as the page shows it."""
    seen: Document = {
        "message_id": message.id,
        "date": message.date,
        "from_bot": message.from_bot,
        "author": {"id": message.sender["id"], "name": message.sender["first_name"]},
        "html": render(message.formatted),
        "text": message.formatted.text,
        "buttons": _buttons(message.markup),
        "file": _file_for_page(message.file) if message.file else None,
    }
    if message.edit_date:
        seen["edit_date"] = message.edit_date
    if message.reply_to:
        seen["reply_to"] = message.reply_to
    if message.origin:
        seen["forwarded_from"] = message.origin["sender_user"]["first_name"]
    return seen


def _buttons(markup: Markup | None) -> list[list[Document]]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def _button(button: Document) -> Document:
    where = {"url": button["url"]} if "url" in button else {"data": button["callback_data"]}
    return {"text": button["text"], **where}


def _file_for_page(file: StoredFile) -> Document:
    return {
        "name": file.name,
        "size": len(file.content),
        "mime": file.mime,
        "kind": file.kind,
        "url": f"/api/files/{file.id}",
    }
