"""What an update asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.context import ID_DIGITS, number
from bot.dispatch import wanted
from bot.people.rules import Person

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
