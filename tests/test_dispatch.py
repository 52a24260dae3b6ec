"""What an update asks for."""

import pytest
from telegram import Update

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
