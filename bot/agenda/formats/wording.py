"""What findings say in English: what is wrong, and what would be right."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Wording(NamedTuple):
    problem: str
    remedy: str


_FILE: Final = {
    "empty-file": Wording(
        "the file is empty", "Give the programme as YAML, XLSX, schedule.json or schedule.xml"
    ),
    "unknown-format": Wording(
        "this is no file of a programme", "Give the programme as YAML, XLSX, schedule.json or schedule.xml"
    ),
    "file-too-big": Wording(
        "the file has more than {limit} MB", "Take out pictures and what is not the programme"
    ),
    "not-utf8": Wording("the text is not in UTF-8", "Save the file with the encoding UTF-8"),
    "not-yaml": Wording(
        "this is not YAML: {detail}", "Look for a missing quote, colon or space before this place"
    ),
    "yaml-alias": Wording("anchors and aliases (& and *) are not read", "Write the value out"),
    "too-deep": Wording("the values are nested too deeply", "Follow the shape of the sample programme"),
    "duplicate-key": Wording("“{key}” is written twice", "Keep one of the two"),
    "not-json": Wording("this is not JSON: {detail}", "Export the schedule again"),
    "not-xml": Wording("this is not XML: {detail}", "Export the schedule again"),
    "xml-entities": Wording(
        "the XML declares its own entities", "Export the schedule without a document type"
    ),
    "not-a-schedule": Wording(
        "there is no schedule in it", "Export schedule.json or schedule.xml from pretalx or frab"
    ),
    "too-many-events": Wording("there are more than {limit} events", "Export one seminar only"),
}

_SHEET: Final = {
    "not-xlsx": Wording(
        "this is not a readable XLSX workbook",
        "Save it as XLSX, or begin from the sheet `seminar-bot template` writes",
    ),
    "zip-too-big": Wording(
        "unpacked it has more than {limit} MB",
        "Copy the programme into a sheet that `seminar-bot template` writes",
    ),
    "sheet-unknown": Wording("the sheet “{sheet}” is not read", "Rename it if it is one of: {expected}"),
    "sheet-missing": Wording("there is no sheet “{sheet}”", "Give the sheet its name back, or add it"),
    "column-missing": Wording("there is no column “{column}”", "Add it to the header row"),
    "column-unknown": Wording("the column “{column}” is not known", "{suggestion}"),
    "column-twice": Wording("the column “{column}” is there twice", "Keep one of the two"),
    "formula": Wording("there is a formula in the cell", "Put in its result: copy, then paste values only"),
    "cell-error": Wording("the cell says {value}", "Write the value itself"),
    "merged": Wording("the cells {cells} are merged", "Split them, and write the value into each row"),
    "too-many-rows": Wording(
        "there are more than {limit} rows", "Delete the rows that are not the programme"
    ),
    "row-unknown": Wording("“{value}” is not known here", "{suggestion}"),
    "row-twice": Wording("“{value}” is there twice", "Keep one of the two"),
    "no-such-row": Wording("there is no “{value}” on the sheet {sheet}", "Write one of its ids"),
}

_VALUE: Final = {
    "missing": Wording("“{field}” is missing", "Add it"),
    "text-missing": Wording("the text “{field}” is missing in {language}", "Write it in all three languages"),
    "unknown-key": Wording("“{key}” is not known here", "{suggestion}"),
    "unread-section": Wording("the section “{key}” is not read by this version", "Nothing needs to be done"),
    "too-long": Wording("“{field}” has {length} characters, {limit} are allowed", "Shorten it"),
    "too-few": Wording("“{field}” is empty", "Add at least one"),
    "not-an-id": Wording("“{value}” cannot be an id", "Use 1 to 40 Latin letters, digits, - or _"),
    "not-an-offset": Wording("“{value}” is not an offset from UTC", "Write it like +05:00"),
    "not-one-of": Wording("“{value}” is not known", "Write one of: {expected}"),
    "not-a-number": Wording("“{value}” is not a whole number", "Write digits only"),
    "out-of-range": Wording("{value} is not possible", "{expected}"),
    "not-a-date": Wording("“{value}” is not a date", "Write it like 2019-04-30"),
    "not-a-time": Wording("“{value}” is not a clock time", "Write it like 09:30, with a colon"),
    "not-a-moment": Wording(
        "“{value}” is not a date with a clock time", "Write it like 2019-04-30T13:30, without an offset"
    ),
    "not-a-truth": Wording("“{value}” is neither true nor false", "Write true or false"),
    "unprintable": Wording(
        "the text holds the invisible character {character}", "Delete it and type the text again"
    ),
    "not-trilingual": Wording("“{field}” is one text, not three", "Write kk, ru and en below it"),
    "wrong-shape": Wording("something else belongs here", "Follow the shape of the sample programme"),
}

_PROGRAMME: Final = {
    "id-twice": Wording("the id is used twice", "Give each its own; participants' choices hang on it"),
    "date-twice": Wording("two days have the date {date}", "Put their sessions into one day"),
    "unknown-zone": Wording("“{value}” is no time zone", "Write its IANA name, like Asia/Almaty"),
    "wrong-offset": Wording(
        "the file expects UTC{expected} on {date}, but {zone} has UTC{real} then",
        "Correct expected_utc_offset, first_day or time_zone, whichever is wrong",
    ),
    "stale-zones": Wording(
        "the time zone data here are older than 2024 and have Almaty one hour wrong",
        "Run: pip install --upgrade tzdata",
    ),
    "last-day-first": Wording(
        "the last day {last} is before the first day {first}", "Exchange or correct them"
    ),
    "day-outside": Wording(
        "{date} is outside the seminar, {first} to {last}", "Correct the day, or first_day and last_day"
    ),
    "unknown-reference": Wording("there is no {kind} “{value}”{more}", "{suggestion}"),
    "end-before-start": Wording(
        "the end {end} is not after the start {start}",
        "Correct one; what goes on after midnight is a session of the next day",
    ),
    "time-skipped": Wording("{time} on {date} does not exist: clocks go forward then", "Choose another time"),
    "room-overlap": Wording(
        "the room {room} is taken from {start} to {end} by {other}{more}",
        "Move one of them, or give another room",
    ),
    "person-overlap": Wording(
        "{person} is also in {other}, {start} to {end}{more}", "Move one of them, or give another person"
    ),
    "choice-overlap": Wording(
        "it runs at the same time as {other} of the choice “{choice}”{more}",
        "Put parallel sessions into one choice, or move one: nobody can sit in both",
    ),
    "parallel": Wording(
        "it runs at the same time as {other}{more}", "If people are to choose, put them into one choice"
    ),
    "choice-apart": Wording(
        "it and {other} are of one choice, but not at the same time", "Check the choice and the times"
    ),
    "choice-empty": Wording("no session belongs to it", "Delete it, or write its id into the sessions"),
    "choice-small": Wording(
        "it has {seats} seats for {people} people", "Raise capacities if everybody is to have a seat"
    ),
    "closes-late": Wording(
        "it closes at {closes}, after {session} starts at {start}", "Let it close before its first session"
    ),
    "over-capacity": Wording(
        "{capacity} people do not fit into {room}, which has {limit}", "Lower it, or give another room"
    ),
    "talk-outside": Wording(
        "its talk at {time} is outside {start} to {end}", "Correct the talk or the session"
    ),
    "unfilled": Wording(
        "“{{{name}}}” is not filled in yet; its sentence is not shown", "Add its value under values"
    ),
    "unused-value": Wording(
        "there is no “{{{name}}}” in the text", "Check the spelling, or delete the value"
    ),
    "unequal-placeholders": Wording(
        "“{{{name}}}” is in the text of one language, but not in {language}",
        "Use the same placeholders in all three",
    ),
    "brace": Wording(
        "the brace in “{text}” belongs to no {{placeholder}}",
        "Write the name between {{ and }}, or delete the brace",
    ),
    "placeholder-elsewhere": Wording(
        "“{{{name}}}” would be shown as it is", "Write it out; only the text of an information page is filled"
    ),
}

_FRAB: Final = {
    "event-without-start": Wording(
        "there is neither a date nor a start", "Give the event a date and a start"
    ),
    "not-a-duration": Wording("“{value}” is not a duration", "Write it like 1:30"),
    "event-without-end": Wording("there is no duration", "Give the event a duration"),
    "event-without-identity": Wording(
        "there is no guid, code or id", "Give the event a guid that never changes"
    ),
    "zone-missing": Wording(
        "the schedule does not name its time zone", "Add time_zone_name to the conference, like Asia/Almaty"
    ),
    "local-marked-utc": Wording(
        "the date {date} is marked as UTC{offset}, but {start} is the time on the clock in {zone}",
        "{start} is taken; correct the offset in the program that exports",
    ),
    "start-disagrees": Wording(
        "the start {start} and the date {date} are different moments in {zone}",
        "Correct one of them, or the time zone",
    ),
    "offset-other": Wording(
        "the date {date} has another offset than {zone}; {start} is taken",
        "Check the time; it is right if the offset is",
    ),
    "past-midnight": Wording("it goes on after midnight", "Split it at midnight into two events"),
    "languages-missing": Wording(
        "{count} of {total} titles are not in three languages, and the present programme lacks them too",
        "First import a sheet or YAML with these sessions by their guid, or give texts as {{kk, ru, en}}",
    ),
    "one-language": Wording(
        "the schedule has “{field}” in {language} only; the other languages stay as they were",
        "Check them, and correct them in the sheet or the YAML",
    ),
    "left-out": Wording(
        "the schedule has “{field}” in {language} only, so it is left out", "Give it as kk, ru and en"
    ),
    "kind-assumed": Wording("the type “{value}” is taken as {kind}", "Import a sheet once to set the kind"),
    "short-made": Wording(
        "the button's label is made from the title: “{label}”", "Import a sheet once to set it"
    ),
    "capacity-assumed": Wording("there is no capacity; {capacity} is taken", "Import a sheet once to set it"),
    "city-assumed": Wording(
        "there is no city; {city} is taken from the time zone", "Import a sheet once to set it"
    ),
}

ENGLISH: Final[Mapping[str, Wording]] = _FILE | _SHEET | _VALUE | _PROGRAMME | _FRAB
