"""What organisers do that others feel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.agenda.rules import Programme

SHELL: Final = "shell"  # the origin of what was done on the command line, where nobody known did it


class Deed(StrEnum):
    """What was done, as it is kept."""

    ANNOUNCED = "announced"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    APPLIED = "applied"  # a new version of the programme, and people are told
    APPLIED_SILENTLY = "applied_silently"
    UNDONE = "undone"  # and people are told
    UNDONE_SILENTLY = "undone_silently"
    HOST_FULL = "host_full"
    HOST_LATE = "host_late"
    ROLE_GIVEN = "role_given"  # the subject is the role; for a host with their id: "host:trainer2"
    ROLE_TAKEN = "role_taken"
    GUESTS_LISTED = "guests_listed"
    LINK_RENEWED = "link_renewed"  # a guest's; without a name, which would outlive what is kept of them
    GUEST_STRUCK = "guest_struck"
    ANSWERED = "answered"
    SETTLED = "settled"  # a letter that needs no answer
    DESK_BOUND = "desk_bound"
    DESK_LEFT = "desk_left"
    DECLARATION_ADOPTED = "declaration_adopted"
    ADOPTION_WITHDRAWN = "adoption_withdrawn"
    AMENDMENT_TAKEN = "amendment_taken"
    AMENDMENT_DECLINED = "amendment_declined"


@dataclass(frozen=True)
class Entry:
    """One deed as it is read."""

    done_at: datetime
    deed: Deed
    by: str | None  # a name; None: their data is deleted, or it was the command line
    origin: str = "chat"
    whom: str | None = None  # the name of the person to whom it was done
    subject: str = ""
    details: str = ""


class Thing(StrEnum):
    """What a subject is the id of, if it has a name of its own."""

    ANNOUNCEMENT = "announcement"
    LETTER = "letter"
    GUEST = "guest"


_THINGS: Final[Mapping[Deed, Thing]] = MappingProxyType(
    {
        **dict.fromkeys((Deed.ANNOUNCED, Deed.SCHEDULED, Deed.UNSCHEDULED, Deed.PAUSED), Thing.ANNOUNCEMENT),
        **dict.fromkeys((Deed.RESUMED, Deed.STOPPED, Deed.CORRECTED, Deed.WITHDRAWN), Thing.ANNOUNCEMENT),
        **dict.fromkeys((Deed.ANSWERED, Deed.SETTLED), Thing.LETTER),
        **dict.fromkeys((Deed.LINK_RENEWED, Deed.GUEST_STRUCK), Thing.GUEST),
    }
)


@dataclass(frozen=True)
class Names:
    """What ids stand for today: in the programme, and the first words or the name of a thing."""

    programme: Programme
    things: Mapping[tuple[Thing, str], str] = field(default_factory=dict)

    def subject(self, entry: Entry) -> str:
        """Empty for what has no name of its own, or is there no more."""
        thing = _THINGS.get(entry.deed)
        return self.things.get((thing, entry.subject), "") if thing else ""


def things_in(entry: Entry) -> Iterator[tuple[Thing, int]]:
    """With their ids."""
    thing = _THINGS.get(entry.deed)
    if thing and entry.subject.isdecimal():
        yield thing, int(entry.subject)
    for criterion in entry.details.rpartition(": ")[0].split(", "):
        dimension, _, value = criterion.partition(":")
        if dimension == "unanswered" and value.isdecimal():
            yield Thing.ANNOUNCEMENT, int(value)
