"""The organisers' file in four formats: YAML, XLSX, schedule.json and schedule.xml.

A reader (`yaml_file`, `sheet`, `frab_json`, `frab_xml`) turns a file into plain values and the places
they came from, `validation` holds them against the shape in `document`, `checks` against each other.
All findings come at once.
"""

from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import Finding, Reading
from bot.agenda.formats.reading import read_programme

__all__ = ["Document", "Finding", "Reading", "read_programme"]
