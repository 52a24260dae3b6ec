from datetime import UTC, datetime

import pytest

from bot.people import zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Almaty", "Asia/Almaty"),
        (" алматы ", "Asia/Almaty"),
        ("Астана", "Asia/Almaty"),
        ("asia/almaty", "Asia/Almaty"),
        ("Calcutta", "Asia/Kolkata"),  # the older name of the same zone
        ("Үндістан", "Asia/Kolkata"),
        ("Ташкент", "Asia/Tashkent"),
        ("Бішкек", "Asia/Bishkek"),
        ("Бишкек", "Asia/Bishkek"),
        ("new york", "America/New_York"),
        ("нью-йорк", "America/New_York"),
        ("Непал", "Asia/Kathmandu"),
        ("Kathma", "Asia/Kathmandu"),  # a beginning is enough
        ("UTC+5:45", "Asia/Kathmandu"),
    ],
)
def test_a_place_is_found_in_any_language(typed: str, zone: str, now: datetime) -> None:
    assert list(zones.search(typed, now)) == [zone]


@pytest.mark.parametrize(
    "typed", ["", " ", "x", "Атлантида", "Etc/GMT", "../../etc/passwd", "+99", "localtime"]
)
def test_what_is_no_place_finds_nothing(typed: str, now: datetime) -> None:
    assert list(zones.search(typed, now)) == []


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("Казахстан", {"Asia/Almaty", "Asia/Aqtau", "Asia/Oral"}),
        ("San", {"America/Santiago", "Europe/San_Marino"}),
        ("+5", {"Asia/Tashkent", "Asia/Aqtau"}),
    ],
)
def test_a_name_of_several_places_finds_a_few(typed: str, some: set[str], now: datetime) -> None:
    found = zones.search(typed, now)
    assert some <= set(found)
    assert len(set(found)) == len(found) <= zones.AT_MOST


def test_almaty_moved_an_hour_in_2024() -> None:
    assert zones.offset("Asia/Almaty", datetime(2019, 4, 30, tzinfo=UTC)) == "UTC+06:00"
    assert zones.offset("Asia/Almaty", datetime(2024, 3, 2, tzinfo=UTC)) == "UTC+05:00"
    assert zones.offset("America/St_Johns", datetime(2019, 1, 1, tzinfo=UTC)) == "UTC-03:30"


@pytest.mark.parametrize("zone", zones.LIKELY)
def test_the_likely_zones_are_real_and_have_names(zone: str) -> None:
    assert zones.known(zone)
    assert all(zones.city(zone, language) for language in ("kk", "ru", "en"))


def test_cities_are_named_in_the_language() -> None:
    assert [zones.city("Europe/Moscow", language) for language in ("kk", "ru", "en")] == [
        "Мәскеу",
        "Москва",
        "Moscow",
    ]
    assert [zones.city("Asia/Kolkata", language) for language in ("ru", "en")] == ["Калькутта", "Kolkata"]


@pytest.mark.parametrize("zone", ["", "UTC", "Etc/UTC", "nowhere", "Asia/Atlantis", "../Asia/Almaty"])
def test_only_places_are_zones(zone: str) -> None:
    assert not zones.known(zone)
