"""What is wrong with a single value."""

from typing import Final

from bot.programme.screens.faults.saying import Table

VALUES: Final[Table] = {
    "missing": lambda t, p: t.label("“{field}” is missing. Add it.", **p),
    "text-missing": lambda t, p: t.label(
        "the text “{field}” is missing in {language}. Write it in all three languages.", **p
    ),
    "unknown-key": lambda t, p: t.label("“{key}” is not known here.", **p),
    "unread-section": lambda t, p: t.label(
        "the section “{key}” is not read by this version. Nothing needs to be done.", **p
    ),
    "too-long": lambda t, p: t.label(
        "“{field}” has {length} characters, {limit} are allowed. Shorten it.", **p
    ),
    "too-few": lambda t, p: t.label("“{field}” is empty. Add at least one.", **p),
    "too-many": lambda t, p: t.label(
        "“{field}” has more than {limit}. Delete what is not the programme.", **p
    ),
    "not-an-id": lambda t, p: t.label(
        "“{value}” cannot be an id. Use 1 to 40 Latin letters, digits, - or _.", **p
    ),
    "not-an-offset": lambda t, p: t.label("“{value}” is not an offset from UTC. Write it like +05:00.", **p),
    "not-one-of": lambda t, p: t.label("“{value}” is not known. Write one of: {expected}.", **p),
    "not-a-number": lambda t, p: t.label("“{value}” is not a whole number. Write digits only.", **p),
    "too-small": lambda t, p: t.label("{value} is not possible. Write at least {ge}.", **p),
    "too-large": lambda t, p: t.label("{value} is not possible. Write at most {le}.", **p),
    "not-a-date": lambda t, p: t.label("“{value}” is not a date. Write it like 2019-04-30.", **p),
    "not-a-time": lambda t, p: t.label(
        "“{value}” is not a clock time. Write it like 09:30, with a colon.", **p
    ),
    "not-a-moment": lambda t, p: t.label(
        "“{value}” is not a date with a clock time. Write it like 2019-04-30T13:30, without an offset.", **p
    ),
    "not-a-truth": lambda t, p: t.label("“{value}” is neither true nor false. Write true or false.", **p),
    "unprintable": lambda t, p: t.label(
        "the text holds the invisible character {character}. Delete it and type the text again.", **p
    ),
    "not-trilingual": lambda t, p: t.label(
        "“{field}” is one text, not three. Write kk, ru and en below it.", **p
    ),
    "wrong-shape": lambda t, _: t.label(
        "something else belongs here. Follow the shape of the sample programme."
    ),
    "id-twice": lambda t, _: t.label(
        "the id is used twice. Give each its own: what people have chosen hangs on it."
    ),
}
