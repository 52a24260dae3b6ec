"""The sample seminar."""

from pathlib import Path

import pytest

import bot
from bot.agenda.formats import read_programme
from bot.agenda.rules import Programme

SAMPLE = Path(bot.__file__).parent / "demo" / "programme.yaml"


@pytest.fixture(scope="session")
def programme() -> Programme:
    document = read_programme(SAMPLE.name, SAMPLE.read_bytes()).document
    assert document is not None
    return document.to_programme(1)
