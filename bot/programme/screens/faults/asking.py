"""What is wrong with the questions that people are asked."""

from typing import Final

from bot.programme.screens.faults.saying import Table

ASKING: Final[Table] = {
    "assessment-no-scale": lambda t, p: t.label(
        "people assess themselves on a scale, not by “{value}”. Write scale, or put it into the survey.", **p
    ),
    "scale-upside-down": lambda t, p: t.label(
        "the scale must end above its lowest number, not at {value}. Raise highest, or lower lowest.", **p
    ),
    "options-number": lambda t, p: t.label(
        "it has {value} options to choose from. Give it 2 to {limit}.", **p
    ),
    "options-unasked": lambda t, p: t.label(
        "a question of the type “{value}” has no options. Delete them, or write choice or choices.", **p
    ),
    "id-reserved": lambda t, p: t.label(
        "the id “{value}” is taken by the bot itself. Give the session another one.", **p
    ),
    "question-reserved": lambda t, p: t.label(
        "the id “{value}” is taken by the bot itself. Give the question another one.", **p
    ),
    "option-twice": lambda t, p: t.label(
        "there are two options “{value}”. Give one of them another id.", **p
    ),
}
