"""python-telegram-bot's own Bot talks to the emulator and understands what it says."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonCommands,
    MenuButtonWebApp,
    MessageEntity,
    MessageOriginUser,
    ReplyParameters,
    Update,
    WebAppInfo,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.demo.faults import Fault
from bot.demo.telegram import Telegram
from tests.demo.sides import AIGERIM, STRANGER, TOKEN, PhoneSide, SeminarClock, picture

ME = AIGERIM.id
KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Толығырақ", callback_data="session:5")],
        [InlineKeyboardButton("Map", url="https://a.kz/m")],
    ]
)


@pytest.fixture
async def ptb(url: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


async def test_who_it_is(ptb: Bot) -> None:
    me = await ptb.get_me()
    assert (me.id, me.is_bot, me.username) == (42, True, "seminar_demo_bot")


async def test_a_text_with_a_keyboard(ptb: Bot, clock: SeminarClock) -> None:
    sent = await ptb.send_message(
        ME, "<b>In 14 minutes</b> 😀 <a href='https://a.kz'>x</a>", ParseMode.HTML, reply_markup=KEYBOARD
    )
    assert sent.text == "In 14 minutes 😀 x"
    assert sent.entities == (
        MessageEntity("bold", 0, 13),
        MessageEntity("text_link", 17, 1, url="https://a.kz/"),
    )
    assert sent.date == clock.moment
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    assert sent.chat.first_name == "Айгерім"
    assert sent.reply_markup == KEYBOARD
    assert sent.text_html == '<b>In 14 minutes</b> 😀 <a href="https://a.kz/">x</a>'


async def test_all_kinds_of_entities_come_back(ptb: Bot) -> None:
    entities = [
        MessageEntity("pre", 0, 1, language="py"),
        MessageEntity("custom_emoji", 2, 1, custom_emoji_id="5"),
        MessageEntity("spoiler", 4, 1),
    ]
    sent = await ptb.send_message(ME, "a b c", entities=entities)
    assert list(sent.entities) == entities
    linked = [MessageEntity("text_link", 0, 1, url="tg://user?id=7"), MessageEntity("url", 2, 8)]
    sent = await ptb.send_message(ME, "a https://a.kz", entities=linked)
    assert [entity.type for entity in sent.entities] == ["text_mention", "url"]
    mention = await ptb.send_message(ME, '<a href="tg://user?id=7">x</a>', ParseMode.HTML)
    assert mention.entities[0].user is not None
    assert mention.entities[0].user.id == 7
    date = await ptb.send_message(ME, '<tg-time unix="1556600400" format="t">x</tg-time>', ParseMode.HTML)
    assert date.entities[0].unix_time == datetime(2019, 4, 30, 5, 0, tzinfo=UTC)


async def test_editing(ptb: Bot, clock: SeminarClock) -> None:
    sent = await ptb.send_message(ME, "old", reply_markup=KEYBOARD)
    clock.moment = datetime(2019, 4, 30, 4, 0, tzinfo=UTC)
    edited = await sent.edit_text("<i>new</i>", ParseMode.HTML)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.edit_date, edited.reply_markup) == ("new", clock.moment, None)
    marked = await sent.edit_reply_markup(KEYBOARD)
    assert not isinstance(marked, bool)
    assert marked.reply_markup is not None
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(KEYBOARD)


async def test_answering_a_message(ptb: Bot) -> None:
    first = await ptb.send_message(ME, "one")
    second = await ptb.send_message(ME, "two", reply_parameters=ReplyParameters(first.message_id))
    assert second.reply_to_message is not None
    assert second.reply_to_message.message_id == first.message_id
    lost = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await ptb.send_message(ME, "three", reply_parameters=lost)).reply_to_message is None


async def test_files_up_and_down(ptb: Bot) -> None:
    document = await ptb.send_document(
        ME, InputFile(b"BEGIN:VCALENDAR", "кездесу.ics"), caption="<b>c</b>", parse_mode="HTML"
    )
    assert document.document is not None
    assert document.document.file_name == "кездесу.ics"
    assert document.document.mime_type == "text/calendar"
    assert (document.caption, document.caption_entities) == ("c", (MessageEntity("bold", 0, 1),))
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    again = await ptb.send_document(ME, document.document.file_id)
    assert again.document == document.document
    photo = await ptb.send_photo(ME, InputFile(picture(), "qr.png", attach=True))
    assert [(size.width, size.height) for size in photo.photo] == [(2, 2)]


async def test_captions_and_media_can_be_changed(ptb: Bot) -> None:
    sent = await ptb.send_photo(ME, picture(), caption="old")
    captioned = await sent.edit_caption("new")
    assert not isinstance(captioned, bool)
    assert captioned.caption == "new"
    replaced = await sent.edit_media(InputMediaDocument(b"text", "other", filename="a.txt"))
    assert not isinstance(replaced, bool)
    assert replaced.document is not None
    assert (replaced.document.file_name, replaced.caption, replaced.photo) == ("a.txt", "other", ())


async def test_albums(ptb: Bot) -> None:
    album = await ptb.send_media_group(
        ME, [InputMediaPhoto(picture()), InputMediaPhoto(picture())], caption="both"
    )
    assert len(album) == 2
    assert len({message.media_group_id for message in album}) == 1
    assert album[0].caption == "both"


async def test_deleting(ptb: Bot) -> None:
    sent = [await ptb.send_message(ME, str(n)) for n in range(3)]
    assert await sent[0].delete()
    assert await ptb.delete_messages(ME, [message.message_id for message in sent] + [999])
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent[2].delete()


async def test_copying_and_forwarding(ptb: Bot, aigerim: PhoneSide) -> None:
    theirs = await aigerim.write("/help me")
    copied = await ptb.copy_message(ME, ME, theirs["message_id"], reply_markup=KEYBOARD)
    assert copied.message_id > theirs["message_id"]
    assert (await aigerim.newest())["text"] == "/help me"
    forwarded = await ptb.forward_message(ME, ME, theirs["message_id"])
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == ME
    file = await ptb.send_document(ME, b"x", filename="a.txt", caption="old")
    await ptb.copy_message(ME, ME, file.message_id, caption="new")
    assert (await aigerim.newest())["text"] == "new"
    assert (await aigerim.newest())["file"]["name"] == "a.txt"


async def test_updates_arrive_as_objects(ptb: Bot, aigerim: PhoneSide) -> None:
    sent = await ptb.send_message(ME, "tap", reply_markup=KEYBOARD)
    await aigerim.write("/start CODE")
    await aigerim.tap(sent.message_id, "session:5")
    await aigerim.send_file("list.pdf", b"%PDF", caption="our list")
    await aigerim.send_file("me.png", picture(), as_photo=True)
    await aigerim.post("block")
    written, tapped, document, photo, left = await ptb.get_updates(timeout=0)
    assert written.message is not None
    assert written.message.text == "/start CODE"
    assert written.message.entities == (MessageEntity("bot_command", 0, 6),)
    assert written.message.from_user is not None
    assert written.message.from_user.language_code == "kk-KZ"
    assert tapped.callback_query is not None
    assert tapped.callback_query.data == "session:5"
    assert tapped.callback_query.message == sent
    assert document.message is not None
    assert document.message.document is not None
    assert document.message.caption == "our list"
    assert photo.message is not None
    assert photo.message.photo
    assert left.my_chat_member is not None
    assert left.my_chat_member.new_chat_member.status == "kicked"
    assert await ptb.get_updates(offset=left.update_id + 1, timeout=0) == ()


async def test_a_tap_on_a_message_that_is_gone(ptb: Bot, aigerim: PhoneSide) -> None:
    await aigerim.tap(999, "forged")
    (update,) = await ptb.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible
    assert await update.callback_query.answer("Too old")


async def test_menus_names_and_descriptions(ptb: Bot) -> None:
    commands = [BotCommand("now", "Қазір"), BotCommand("my", "Менің кестем")]
    assert await ptb.set_my_commands(commands, BotCommandScopeAllPrivateChats(), "kk")
    assert list(await ptb.get_my_commands(BotCommandScopeAllPrivateChats(), "kk")) == commands
    assert await ptb.get_my_commands(BotCommandScopeAllPrivateChats()) == ()
    assert await ptb.set_my_commands(commands, BotCommandScopeChat(ME))
    assert await ptb.delete_my_commands(BotCommandScopeChat(ME))
    assert await ptb.get_my_commands(BotCommandScopeChat(ME)) == ()
    assert await ptb.set_my_name("Семинар", "kk")
    assert (await ptb.get_my_name("kk")).name == "Семинар"
    assert (await ptb.get_my_name("ru")).name == "Seminar bot"
    assert await ptb.set_my_description("Long")
    assert (await ptb.get_my_description()).description == "Long"
    assert await ptb.set_my_short_description("Short", "ru")
    assert (await ptb.get_my_short_description("kk")).short_description == ""
    assert await ptb.set_chat_menu_button(ME, MenuButtonCommands())
    assert await ptb.get_chat_menu_button(ME) == MenuButtonCommands()
    button = MenuButtonWebApp("Open", WebAppInfo("https://a.kz"))
    assert await ptb.set_chat_menu_button(menu_button=button)
    assert await ptb.get_chat_menu_button() == button
    assert await ptb.set_chat_menu_button(ME)
    assert await ptb.get_chat_menu_button(ME) == button


async def test_chats(ptb: Bot, aigerim: PhoneSide) -> None:
    chat = await ptb.get_chat(ME)
    assert (chat.id, chat.first_name, chat.username) == (ME, "Айгерім", "aigerim")
    assert (await ptb.get_chat_member(ME, ME)).status == "member"
    await aigerim.post("block")
    assert (await ptb.get_chat_member(ME, 42)).status == "kicked"
    await aigerim.post("unblock")
    assert await ptb.send_chat_action(ME, ChatAction.TYPING)


async def test_refusals_become_its_errors(
    ptb: Bot, telegram: Telegram, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await ptb.send_message(STRANGER.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(5, "x")
    telegram.faults.plan(Fault("429", retry_after=7))
    with pytest.raises(RetryAfter) as patience:
        await ptb.send_message(ME, "x")
    assert patience.value.retry_after == timedelta(seconds=7)
    telegram.faults.plan(Fault("502"))
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await ptb.send_message(ME, "x")
    with pytest.raises(InvalidToken):
        await Bot("42:" + "x" * 35, base_url=f"{url}/bot").__aenter__()


async def test_webhooks(ptb: Bot) -> None:
    assert await ptb.set_webhook(
        "http://127.0.0.1:9/hook", secret_token="s3cret", allowed_updates=[Update.MESSAGE]
    )
    info = await ptb.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (
        "http://127.0.0.1:9/hook",
        40,
        ("message",),
    )
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await ptb.get_updates(timeout=0)
    assert await ptb.delete_webhook(drop_pending_updates=True)
    assert (await ptb.get_webhook_info()).url == ""
