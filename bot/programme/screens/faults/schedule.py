"""What is wrong with a schedule of pretalx, frab and the like, or only assumed."""

from typing import Final

from bot.programme.screens.faults.saying import Table

SCHEDULE: Final[Table] = {
    "event-without-start": lambda t, _: t.label(
        "there is neither a date nor a start. Give the event a date and a start."
    ),
    "not-a-duration": lambda t, p: t.label("“{value}” is not a duration. Write it like 1:30.", **p),
    "event-without-end": lambda t, _: t.label("there is no duration. Give the event a duration."),
    "event-without-identity": lambda t, _: t.label(
        "there is no guid, code or id. Give the event a guid that never changes."
    ),
    "zone-missing": lambda t, _: t.label(
        "the schedule does not name its time zone. Add time_zone_name to the conference, like Asia/Almaty."
    ),
    "local-marked-utc": lambda t, p: t.label(
        "the date {date} is marked as UTC{offset}, but {start} is the time on the clock in {zone}. "
        "{start} is taken; correct the offset in the program that exports.",
        **p,
    ),
    "start-disagrees": lambda t, p: t.label(
        "the start {start} and the date {date} are different moments in {zone}. Correct one of them, or "
        "the time zone.",
        **p,
    ),
    "offset-other": lambda t, p: t.label(
        "the date {date} has another offset than {zone}; {start} is taken. Check the time; it is right if"
        " the offset is.",
        **p,
    ),
    "past-midnight": lambda t, _: t.label("it goes on after midnight. Split it at midnight into two events."),
    "languages-missing": lambda t, p: t.label(
        "{count} of {total} titles are not in three languages, and the present programme lacks them too. "
        "First import a sheet or YAML with these sessions by their guid, or give texts as {{kk, ru, en}}.",
        **p,
    ),
    "one-language": lambda t, p: t.label(
        "the schedule has “{field}” in {language} only; the other languages stay as they were. Check "
        "them, and correct them in the sheet or the YAML.",
        **p,
    ),
    "left-out": lambda t, p: t.label(
        "the schedule has “{field}” in {language} only, so it is left out. Give it as kk, ru and en.", **p
    ),
    "kind-assumed": lambda t, p: t.label(
        "the type “{value}” is taken as {kind}. Import a sheet once to set the kind.", **p
    ),
    "short-made": lambda t, p: t.label(
        "the button's label is made from the title: “{label}”. Import a sheet once to set it.", **p
    ),
    "capacity-assumed": lambda t, p: t.label(
        "there is no capacity; {capacity} is taken. Import a sheet once to set it.", **p
    ),
    "city-assumed": lambda t, _: t.label(
        "there is no city; it is taken from the time zone. Import a sheet once to set it."
    ),
}
