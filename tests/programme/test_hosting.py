"""The sessions of a host, to say something of one."""

import pytest
from babel.support import NullTranslations

from bot.agenda.formats import Document
from bot.i18n.translator import Translator
from bot.programme.screens.hosting import host_screen


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_name_is_cut_and_when_and_where_it_is_stands_above(sample: Document, language: str) -> None:
    programme = sample.to_programme(1)
    sessions = [session for session in programme.sessions if session.host_ids][:8]
    screen = host_screen(Translator(language, NullTranslations()), programme, sessions, 0)
    names = [session.short.to(language) for session in sessions]
    assert [row[0].label for row in screen.rows[: len(names)]] == names
    (line,) = (line for line in screen.text.split("\n") if line.startswith("2. "))
    assert "14:00–16:00" in line
    assert line.endswith(programme.room("hall2").name.to(language))
