"""What is wrong with a file before its values are looked at."""

from typing import Final

from bot.programme.screens.faults.saying import Table
from bot.screens.files import kind_name

FILE: Final[Table] = {
    "empty-file": lambda t, _: t.label(
        "the file is empty. Give the programme as YAML, XLSX, schedule.json or schedule.xml."
    ),
    "unknown-format": lambda t, _: t.label(
        "this is no file of a programme. Give the programme as YAML, XLSX, schedule.json or schedule.xml."
    ),
    "other-kind": lambda t, p: t.label(
        "this is {kind}. Give the programme as YAML, XLSX, schedule.json or schedule.xml.",
        kind=kind_name(t, p["kind"]),
    ),
    "other-sheet": lambda t, p: t.label(
        "this is {kind}. Open it, and save it as XLSX.", kind=kind_name(t, p["kind"])
    ),
    "locked-file": lambda t, _: t.label("the file has a password. Save it as XLSX without one."),
    "file-too-big": lambda t, p: t.label(
        "the file has more than {limit} MB. Take out pictures and what is not the programme.", **p
    ),
    "not-utf8": lambda t, _: t.label("the text is not in UTF-8. Save the file with the encoding UTF-8."),
    "not-yaml": lambda t, _: t.label(
        "this is not YAML. Look at this place and before it for a missing quote, bracket, colon or space, "
        "and for a tab."
    ),
    "second-document": lambda t, _: t.label(
        "a second document (---) begins here. Keep one of them in the file."
    ),
    "yaml-alias": lambda t, _: t.label("anchors and aliases (& and *) are not read. Write the value out."),
    "too-deep": lambda t, _: t.label(
        "the values are nested too deeply. Follow the shape of the sample programme."
    ),
    "duplicate-key": lambda t, p: t.label("“{key}” is written twice. Keep one of the two.", **p),
    "not-json": lambda t, _: t.label("this is not JSON. Export the schedule again."),
    "not-xml": lambda t, _: t.label("this is not XML. Export the schedule again."),
    "xml-entities": lambda t, _: t.label(
        "the XML has a document type (DOCTYPE) with entities of its own. Export the schedule without it."
    ),
    "not-a-schedule": lambda t, _: t.label(
        "there is no schedule in it. Export schedule.json or schedule.xml from pretalx or frab."
    ),
    "too-many-values": lambda t, p: t.label(
        "there are more than {limit} values in the file. Leave only the programme in it.", **p
    ),
    "more-findings": lambda t, _: t.label("there is more to correct. Correct this first."),
    "too-many-events": lambda t, p: t.label(
        "there are more than {limit} events. Export one seminar only.", **p
    ),
}
