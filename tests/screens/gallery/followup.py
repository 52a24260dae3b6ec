"""What comes in the year after, and what answers it; each part in a file of its own."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen

PARTS = [
    import_module(f"{__package__}.{file.stem}")
    for file in sorted(Path(__file__).parent.glob(f"{Path(__file__).stem}_*.py"))
]


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for part in PARTS:
        yield from part.screens(t, translators, programme)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [notice for part in PARTS for notice in part.notices(t, programme)]
