"""The small programme and the sample, as documents."""

from pathlib import Path

import pytest

import bot
from bot.agenda.formats import Document, read_programme
from tests.agenda.formats.small import SMALL

SAMPLE = Path(bot.__file__).parent / "demo" / "programme.yaml"


@pytest.fixture(scope="session")
def small() -> Document:
    document, findings = read_programme("small.yaml", SMALL.encode())
    assert document is not None, findings
    return document


@pytest.fixture(scope="session")
def sample() -> Document:
    document, findings = read_programme(SAMPLE.name, SAMPLE.read_bytes())
    assert document is not None, findings
    return document
