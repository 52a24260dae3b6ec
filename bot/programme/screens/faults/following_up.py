"""What is wrong with the follow-up: when people are asked how their plans go."""

from typing import Final

from bot.programme.screens.faults.saying import Table

FOLLOWING_UP: Final[Table] = {
    "asks-at-night": lambda t, p: t.label(
        "{value} is in the quiet hours, when nobody is asked. Choose a time from {start} on, before {end}.",
        **p,
    ),
    "check-in-order": lambda t, p: t.label(
        "“{value}” is no later than the check-in before it. Put them in order, each once.", **p
    ),
    "not-a-period": lambda t, p: t.label(
        "“{value}” is not a period. Write it like 10 days, 1 week or 3 months.", **p
    ),
    "not-a-day-of-the-year": lambda t, p: t.label(
        "“{value}” is not a day of the year. Write the month and the day, like 05-25.", **p
    ),
}
