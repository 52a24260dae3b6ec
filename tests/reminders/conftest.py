"""The sample seminar."""

from pathlib import Path

import pytest

import bot
from bot.agenda.formats import Document, read_programme

SAMPLE = Path(bot.__file__).parent / "demo" / "programme.yaml"


@pytest.fixture(scope="session")
def sample() -> Document:
    document = read_programme(SAMPLE.name, SAMPLE.read_bytes()).document
    assert document is not None
    return document
