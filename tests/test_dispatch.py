"""What an update asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.context import ID_DIGITS, number
from bot.dispatch import parsed, wanted
from bot.people.rules import Person
from bot.written import html_of, written

SOMEBODY = Person(1, 1001, "Айгерім")


@pytest.mark.parametrize(
    ("kind", "action"),
    [("private", "membership"), ("group", "grouped"), ("supergroup", "grouped"), ("channel", "text")],
)
def test_where_the_bot_is_taken_says_what_it_means(kind: str, action: str) -> None:
    user = {"id": 1001, "is_bot": False, "first_name": "Айгерім"}
    bot = {"id": 1, "is_bot": True, "first_name": "Seminar"}
    states = {"old_chat_member": {"status": "left"}, "new_chat_member": {"status": "member"}}
    change = {name: {**state, "user": bot} for name, state in states.items()}
    chat = {"id": -100, "type": kind, "title": "GCED"}
    happened = {"update_id": 1, "my_chat_member": {"chat": chat, "from": user, "date": 1, **change}}
    assert wanted(Update.de_json(happened), SOMEBODY, "seminar_bot").action == action


@given(st.text())
def test_a_tap_is_a_verb_and_what_stands_behind_it_whatever_its_data(data: str) -> None:
    user = {"id": 1001, "is_bot": False, "first_name": "Айгерім"}
    tapped = {"update_id": 1, "callback_query": {"id": "1", "from": user, "chat_instance": "1", "data": data}}
    wish = wanted(Update.de_json(tapped), SOMEBODY, "seminar_bot")
    assert ":".join((wish.action, *wish.arguments)) == (data or "stale")
    assert all(0 <= number(argument) < 10**ID_DIGITS for argument in wish.arguments)


def test_of_a_tapped_message_all_is_there_that_its_tap_needs() -> None:
    user = {"id": 1001, "is_bot": False, "first_name": "Айгерім"}
    place = {"chat": {"id": 1001, "type": "private"}, "date": 1}
    bold = [{"type": "bold", "offset": 0, "length": 3}]
    theirs = {"message_id": 6, "from": user, "text": "Сәлем", "entities": bold, **place}
    keyboard = {"inline_keyboard": [[{"text": "Send", "callback_data": "send"}]]}
    words = {"text": "Send it?", "entities": bold, "reply_markup": keyboard, "from": user}
    ours = {"message_id": 7, **words, "reply_to_message": theirs, **place}
    tapped = {"id": "1", "from": user, "chat_instance": "1", "data": "send", "message": ours}
    update = parsed({"update_id": 1, "callback_query": tapped}, Bot("1:" + "t" * 35))
    message = update.effective_message
    assert message is not None
    assert (message.chat_id, message.message_id, message.text) == (1001, 7, "Send it?")
    assert html_of(written(update)) == "<b>Сәл</b>ем"
    assert (message.entities, message.reply_markup, message.from_user) == ((), None, None)
    assert "entities" in ours  # nothing is taken from what is stored
