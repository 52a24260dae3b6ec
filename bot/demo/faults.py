"""What goes wrong on purpose: slow answers, refusals, broken connections."""

from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

Answer = Literal["429", "500", "502", "reset", "silence"]
ANSWERS: Final = get_args(Answer)


@dataclass(frozen=True)
class Fault:
    """The next `times` calls that match get `answer` instead of Telegram's.

    With `arrives` such a call still takes effect: the bot cannot know. `silence` is a connection that stays
    open without an answer until the caller gives up; `reset` one that breaks.
    """

    answer: Answer
    method: str = ""  # any
    chat: int = 0  # any
    times: int = 1
    arrives: bool = False
    retry_after: int = 1  # seconds, of a 429
    every: int = 1  # only each so many-th of the calls that match

    def __post_init__(self) -> None:
        if self.answer not in ANSWERS:
            raise ValueError(f"answer must be one of {', '.join(ANSWERS)}")

    def matches(self, method: str, chat: int) -> bool:
        return self.method.lower() in ("", method.lower()) and self.chat in (0, chat)


@dataclass
class Faults:
    latency: float = 0.0  # seconds before each answer
    _planned: list[Fault] = field(default_factory=list)
    _matched: dict[Fault, int] = field(default_factory=dict)

    def plan(self, fault: Fault) -> None:
        self._planned.append(fault)

    def clear(self) -> None:
        """From now on all is well, and fast."""
        self.latency = 0.0
        self._planned.clear()
        self._matched.clear()

    def next(self, method: str, chat: int) -> Fault | None:
        """The fault that hits this call."""
        for place, fault in enumerate(self._planned):
            if fault.matches(method, chat):
                return self._use(place, fault)
        return None

    def _use(self, place: int, fault: Fault) -> Fault | None:
        key = replace(fault, times=0)
        self._matched[key] = self._matched.get(key, 0) + 1
        if self._matched[key] % fault.every:
            return None
        if fault.times > 1:
            self._planned[place] = replace(fault, times=fault.times - 1)
        else:
            del self._planned[place]
        return fault
