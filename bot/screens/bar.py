"""How far something has come, drawn with blocks."""

from typing import Final

CELLS: Final = 10


def bar(done: int, total: int, cells: int = CELLS) -> str:
    """▓▓▓▓░░░░░░; a full one where there is nothing to do."""
    full = cells * done // total if total else cells
    return "▓" * full + "░" * (cells - full)
