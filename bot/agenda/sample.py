"""The sample seminar: what the demo shows, and what a new sheet holds to be overwritten."""

from pathlib import Path
from typing import Final

import bot
from bot.agenda.formats import Document, read_programme

SAMPLE: Final = Path(bot.__file__).parent / "demo" / "programme.yaml"


def read_sample() -> Document:
    """The sample, which is tested to be right."""
    document = read_programme(SAMPLE.name, SAMPLE.read_bytes()).document
    assert document is not None  # noqa: S101
    return document
