"""Rules of the questions that a programme asks: what sort they are, and which answers they take."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.i18n.localised import Localised

# What answers may be about beside sessions: no session has such an id.
NO_SESSION: Final = frozenset({"before", "after", "survey", "assessment"})

# What people are asked about every session: no question of a programme has such an id.
NO_QUESTION: Final = frozenset({"rating", "tag", "comment"})

STARS: Final = 5  # what a session is rated with: 1 to 5


class Questionnaire(StrEnum):
    """On which occasion a question is asked."""

    ASSESSMENT = "assessment"  # of oneself: before the seminar and again after it
    SURVEY = "survey"  # once, at the end


class Type(StrEnum):
    """What sort of answer a question takes."""

    SCALE = "scale"  # a whole number
    CHOICE = "choice"  # one of its options
    CHOICES = "choices"  # any of its options
    TEXT = "text"


@dataclass(frozen=True)
class Option:
    """An answer to choose; its text is a button's label."""

    id: str
    text: Localised


@dataclass(frozen=True)
class Question:
    id: str
    questionnaire: Questionnaire
    type: Type
    text: Localised
    lowest: int = 1  # of a scale ...
    highest: int = STARS  # ... and included
    options: tuple[Option, ...] = ()  # of a choice

    @property
    def marks(self) -> range:
        """The numbers of its scale."""
        return range(self.lowest, self.highest + 1)

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)

    def takes(self, part: str) -> bool:
        """Whether a button of it may say so: a number of its scale, or the id of an option."""
        if self.type is Type.SCALE:
            return part in map(str, self.marks)
        return self.option(part) is not None
