"""What organisers do that others feel."""

from enum import StrEnum


class Deed(StrEnum):
    """What was done, as it is kept."""

    ANNOUNCED = "announced"
    SCHEDULED = "scheduled"
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
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    GUESTS_LISTED = "guests_listed"
    ANSWERED = "answered"
    DESK_BOUND = "desk_bound"
    DESK_LEFT = "desk_left"
