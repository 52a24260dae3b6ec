"""An outside witness: TDLib, Telegram's own library, parses every screen as Telegram's server does."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import tdjson

from bot.agenda.rules import Programme
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.screens.message import utf16_units
from tests.screens import gallery

Request = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def tdlib() -> Request:
    """Asks TDLib for what it can answer at once, without a network or an account."""

    def ask(kind: str, **values: Any) -> dict[str, Any]:
        request = json.dumps({"@type": kind, **values}).encode()
        answer: dict[str, Any] = json.loads(tdjson.td_execute(request) or b"{}")
        return answer

    ask("setLogVerbosityLevel", new_verbosity_level=0)
    return ask


def parsed(tdlib: Request, html: str) -> dict[str, Any]:
    return tdlib("parseTextEntities", text=html, parse_mode={"@type": "textParseModeHTML"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_tdlib_accepts_every_screen(tdlib: Request, programme: Programme, language: str) -> None:
    translators = load_translators()
    for screen in gallery.every_screen(translators[language], translators, programme):
        answer = parsed(tdlib, screen.text)
        assert answer["@type"] == "formattedText", (answer, screen.text)
        assert answer["text"].split() == screen.text.striptags().split()
        assert 1 <= utf16_units(answer["text"]) <= 4096
        assert answer["entities"][0]["type"] == {"@type": "textEntityTypeBold"}
        assert answer["entities"][0]["offset"] == 0


def test_tdlib_refuses_what_telegram_refuses(tdlib: Request) -> None:
    for spoilt in ("<b>open", "<A & B>", "a < b", "<b>crossed<i></b></i>"):
        assert parsed(tdlib, spoilt)["@type"] == "error"
