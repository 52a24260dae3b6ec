"""What organisers do that others feel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

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
    UNDONE = "undone"
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
