"""When it is time to look again at what is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from bot.clock import Clock

TICK: Final = timedelta(seconds=1)  # between two looks, in the machine's time or the seminar's
RESTS: Final = 4  # times as long as a look took: whoever taps meanwhile finds the database free
LONGEST_REST: Final = timedelta(seconds=5)  # so much later may a message be planned in a crowd


class Ticks:
    """Of one process; seminar time may run ahead, or jump, and either clock may be set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._begun = clock.machine_now(), clock.now()
        self._ended, self._rest = clock.machine_now(), timedelta()

    @contextmanager
    def look(self) -> Iterator[None]:
        """While the block lasts it is looked at what is due."""
        begun = self._clock.machine_now()
        self._begun = begun, self._clock.now()
        try:
            yield
        finally:
            self._ended = self._clock.machine_now()
            self._rest = min(RESTS * abs(self._ended - begun), LONGEST_REST)

    def is_due(self) -> bool:
        """Whether enough time has passed since the last look began, and since it ended."""
        machine_now, (machine_then, then) = self._clock.machine_now(), self._begun
        passed = max(abs(machine_now - machine_then), abs(self._clock.now() - then))
        return passed >= TICK and abs(machine_now - self._ended) >= self._rest
