"""Screens as Telegram is given them."""

import json

from bot.screens.screen import Button, keyboard, plain_keyboard


def test_a_keyboard_is_the_same_in_objects_and_in_json() -> None:
    rows = [
        [Button("Ол маған қажет", "take:d1-training1"), Button("←", "now")],
        [Button("Арт", url="https://a.kz")],
    ]
    objects, plain = keyboard(rows), plain_keyboard(rows)
    assert objects is not None
    assert plain is not None
    assert json.loads(plain) == objects.to_dict()
    assert keyboard([]) is None
    assert plain_keyboard([]) is None
