"""What a command of the shell leaves behind."""

from collections.abc import Callable
from typing import NamedTuple


class Ended(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on stderr, besides what is said where something takes long."""
        (line,) = [line for line in self.err.splitlines() if not line.endswith(" ...")]
        return line


Run = Callable[..., Ended]
