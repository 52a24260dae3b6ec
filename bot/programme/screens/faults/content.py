"""What does not fit together: references, capacities, choices, placeholders."""

from typing import Final

from bot.programme.screens.faults.saying import Table

CONTENT: Final[Table] = {
    "unknown-day": lambda t, p: t.label("there is no day “{value}”.", **p),
    "unknown-room": lambda t, p: t.label("there is no room “{value}”.", **p),
    "unknown-choice": lambda t, p: t.label("there is no choice “{value}”.", **p),
    "unknown-person": lambda t, p: t.label("there is no person “{value}”.", **p),
    "choice-empty": lambda t, _: t.label(
        "no session belongs to it. Delete it, or write its id into the sessions."
    ),
    "choice-small": lambda t, p: t.label(
        "it has {seats} seats, and the seminar has {people} places. Raise capacities if everybody is to have"
        " a seat.",
        **p,
    ),
    "over-capacity": lambda t, p: t.label(
        "{capacity} people do not fit into {room}, which has {limit}. Lower it, or give another room.", **p
    ),
    "room-small": lambda t, p: t.label(
        "{room} holds {limit}, and the seminar has {people} places. Give another room if everybody is to"
        " come.",
        **p,
    ),
    "unfilled": lambda t, p: t.label(
        "“{{{name}}}” is not filled in yet; its sentence is not shown. Add its value under values.", **p
    ),
    "unused-value": lambda t, p: t.label(
        "there is no “{{{name}}}” in the text. Check the spelling, or delete the value.", **p
    ),
    "unequal-placeholders": lambda t, p: t.label(
        "“{{{name}}}” is in the text of one language, but not in {language}. Use the same placeholders in"
        " all three.",
        **p,
    ),
    "brace": lambda t, p: t.label(
        "the brace in “{text}” belongs to no placeholder. Write the name between {{ and }}, or delete the"
        " brace.",
        **p,
    ),
    "placeholder-elsewhere": lambda t, p: t.label(
        "“{{{name}}}” would be shown as it is. Write it out; only the text of an information page is filled.",
        **p,
    ),
}
