"""schedule.xml of frab, pretalx and their relatives."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.agenda.formats.document import Document
from bot.agenda.formats.findings import Source, UnreadableError, line, path
from bot.agenda.formats.frab import to_source
from bot.agenda.formats.frab_schedule import Entry, Schedule

VALUES_LIMIT: Final = 300_000  # elements and attributes; each some 200 bytes of memory
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class _Builder(TreeBuilder):
    """Refuses more elements and attributes than a schedule has."""

    def __init__(self) -> None:
        super().__init__()
        self._values = 0

    def start(self, tag: Any, attributes: Mapping[Any, Any], /) -> Element:
        self._values += 1 + len(attributes)
        if self._values > VALUES_LIMIT:
            raise UnreadableError("too-many-values", limit=str(VALUES_LIMIT))
        return super().start(tag, dict(attributes))


def read_schedule_xml(content: bytes, base: Document | None) -> Source:
    """Raises UnreadableError where it is no XML, declares entities, or is no schedule."""
    root = _parsed(content)
    conference = root.find("conference")
    if root.tag != "schedule" or conference is None:
        raise UnreadableError("not-a-schedule", path(f"/{root.tag}"))
    about = {**_values(conference), "rooms": [dict(room.attrib) for room in root.iter("room") if room.attrib]}
    return to_source(Schedule(about, list(_entries(root)), "/schedule/conference"), base)


def _parsed(content: bytes) -> Element:
    parser = DefusedXMLParser(target=_Builder())
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise UnreadableError("xml-entities") from error
    except ParseError as error:
        raise UnreadableError("not-xml", line(error.position[0]), detail=str(error)) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise UnreadableError("not-xml", detail=str(error)) from error
    return root


def _entries(root: Element) -> Iterator[Entry]:
    for day_number, day in enumerate(root.findall("day"), start=1):
        for room_number, room in enumerate(day.findall("room"), start=1):
            for number, event in enumerate(room.findall("event"), start=1):
                place = f"/schedule/day[{day_number}]/room[{room_number}]/event[{number}]"
                values = {"room": room.get("name"), **_values(event), "persons": _persons(event)}
                yield Entry(values, place, day.get("date", ""))


def _values(element: Element) -> Mapping[str, Any]:
    """Attributes and the texts of the elements inside; one that is repeated by language becomes a mapping."""
    values: dict[str, Any] = dict(element.attrib)
    for child in element:
        text, language = (child.text or "").strip(), child.get(_LANGUAGE)
        if language:
            texts = values.setdefault(child.tag, {})
            if isinstance(texts, dict):
                texts[language[:2].lower()] = text
        elif text:
            values[child.tag] = text
    return values


def _persons(event: Element) -> Sequence[Mapping[str, str]]:
    """Some files have the person right in the event, with several names in one."""
    persons = event.findall("persons/person")
    if persons:
        return [{**person.attrib, "name": (person.text or "").strip()} for person in persons]
    names = [name.strip() for person in event.findall("person") for name in (person.text or "").split(",")]
    return [{"name": name} for name in names if name]
