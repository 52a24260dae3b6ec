"""Which event is which session, where files repeat their ids."""

import re
from datetime import datetime

import pytest

from bot.agenda.formats.frab_identity import session_ids, slug
from bot.agenda.formats.ids import ID_PATTERN

NINE = datetime.fromisoformat("2025-04-30T09:00")
TEN = datetime.fromisoformat("2025-04-30T10:00")
GUID = "8b0bd0d5-6f1c-4a25-9a4b-0f5ad6a4a8a1"


def test_the_guid_comes_first() -> None:
    assert session_ids([({"guid": GUID, "code": "ABC", "id": 7}, NINE)], ()) == [GUID]


def test_without_a_guid_the_code_and_the_slot() -> None:
    assert session_ids([({"code": "ABC", "id": 7}, NINE)], ()) == ["ABC-20250430T0900"]
    assert session_ids([({"id": 7}, TEN)], ()) == ["7-20250430T1000"]


def test_a_repeated_id_is_two_sessions() -> None:
    assert session_ids([({"id": "997"}, NINE), ({"id": "997"}, TEN)], ()) == [
        "997-20250430T0900",
        "997-20250430T1000",
    ]


def test_a_repeated_guid_is_no_identity() -> None:
    same: dict[str, object] = {"guid": GUID}
    events = [({**same, "id": 1}, NINE), ({**same, "id": 2}, NINE), ({**same}, TEN)]
    assert session_ids(events, ()) == ["1-20250430T0900", "2-20250430T0900", f"{GUID[:26]}-20250430T1000"]


def test_what_the_present_programme_knows_wins() -> None:
    assert session_ids([({"guid": GUID, "code": "opening"}, NINE)], ["opening"]) == ["opening"]
    twice = [({"id": "opening"}, NINE), ({"id": "opening"}, TEN)]
    assert session_ids(twice, ["opening"]) == ["opening-20250430T0900", "opening-20250430T1000"]


def test_a_session_without_a_guid_keeps_the_id_it_was_imported_with() -> None:
    first = session_ids([({"id": 7}, NINE)], ())
    assert session_ids([({"id": 7}, NINE)], [str(first[0])]) == first


def test_no_name_is_no_identity() -> None:
    assert session_ids([({}, NINE), ({"id": ""}, NINE), ({"id": []}, NINE)], ()) == [None, None, None]


@pytest.mark.parametrize("name", ["Hall 1", "Большой зал", "Үлкен зал 2", "K.fosdem", "x" * 80, "зал " * 30])
def test_a_name_becomes_an_id(name: str) -> None:
    assert re.match(ID_PATTERN.replace(r"\z", r"\Z"), slug(name))
    assert slug(name) == slug(name)


def test_different_names_become_different_ids() -> None:
    assert slug("Зал А") != slug("Зал Б")
    assert slug("Hall 1") == "Hall-1"
