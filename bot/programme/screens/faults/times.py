"""What is wrong with times, days and zones, and what is at one time that should not be."""

from typing import Final

from bot.programme.screens.faults.saying import Table

TIMES: Final[Table] = {
    "date-twice": lambda t, p: t.label(
        "two days have the date {date}. Put their sessions into one day.", **p
    ),
    "unknown-zone": lambda t, p: t.label(
        "“{value}” is no time zone. Write its IANA name, like Asia/Almaty.", **p
    ),
    "wrong-offset": lambda t, p: t.label(
        "the file expects UTC{expected} on {date}, but {zone} has UTC{real} then. Correct "
        "expected_utc_offset, first_day or time_zone, whichever is wrong.",
        **p,
    ),
    "stale-zones": lambda t, _: t.label(
        "the time zone data here are older than 2024 and have Almaty one hour wrong. Run: pip install "
        "--upgrade tzdata."
    ),
    "last-day-first": lambda t, p: t.label(
        "the last day {last} is before the first day {first}. Exchange or correct them.", **p
    ),
    "day-outside": lambda t, p: t.label(
        "{date} is outside the seminar, {first} to {last}. Correct the day, or first_day and last_day.", **p
    ),
    "end-before-start": lambda t, p: t.label(
        "the end {end} is not after the start {start}. Correct one; what goes on after midnight is a "
        "session of the next day.",
        **p,
    ),
    "in-the-past": lambda t, _: t.label("it lies in the past. If it was not so, correct its time."),
    "time-skipped": lambda t, p: t.label(
        "{time} on {date} does not exist: clocks go forward then. Choose another time.", **p
    ),
    "talk-outside": lambda t, p: t.label(
        "its talk at {time} is outside {start} to {end}. Correct the talk or the session.", **p
    ),
    "room-overlap": lambda t, p: t.label(
        "the room {room} is taken from {start} to {end} by {other}. Move one of them, or give another room.",
        **p,
    ),
    "person-overlap": lambda t, p: t.label(
        "{person} is also in {other}, {start} to {end}. Move one of them, or give another person.", **p
    ),
    "choice-overlap": lambda t, p: t.label(
        "it runs at the same time as {other} of the choice “{choice}”. Put parallel sessions into one "
        "choice, or move one: nobody can sit in both.",
        **p,
    ),
    "parallel": lambda t, p: t.label(
        "it runs at the same time as {other}. If people are to choose, put them into one choice.", **p
    ),
    "choice-apart": lambda t, p: t.label(
        "it and {other} are of one choice, but not at the same time. Check the choice and the times.", **p
    ),
    "closes-late": lambda t, p: t.label(
        "it closes at {closes}, after {session} starts at {start}. Let it close before its first session.",
        **p,
    ),
}
