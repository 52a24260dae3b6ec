"""The sample seminar."""

import pytest

from bot.agenda.formats import Document
from bot.agenda.rules import Programme


@pytest.fixture(scope="session")
def programme(sample: Document) -> Programme:
    return sample.to_programme(1)
