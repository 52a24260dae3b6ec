"""Cities and their time zones: IANA's names, and CLDR's in the three languages.

CLDR's names of zones ("Kazakhstan (Almaty) time") are unusable, so a zone is its city and its offset.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from bot.i18n.dates import locale_of
from bot.i18n.localised import LANGUAGES

LIKELY: Final = (  # where the clubs of this federation are; anybody else writes their city
    *("Asia/Almaty", "Asia/Tashkent", "Asia/Kolkata", "Asia/Kathmandu"),
    *("Asia/Dhaka", "Asia/Shanghai", "Asia/Seoul", "Europe/Moscow"),
)
AT_MOST: Final = 8  # candidates to choose from

_OTHER_NAMES: Final = {  # large cities that IANA's list does not name, and usual names of countries
    "Asia/Almaty": ("Астана", "Astana", "Шымкент", "Shymkent", "Қарағанды", "Караганда", "Karaganda"),
    "Asia/Kolkata": ("Дели", "Delhi", "New Delhi", "Мумбаи", "Mumbai"),
    "Asia/Shanghai": ("Пекин", "Бейжің", "Beijing"),
    "Asia/Karachi": ("Исламабад", "Islamabad", "Лахор", "Lahore"),
    "Asia/Ho_Chi_Minh": ("Ханой", "Hanoi"),
    "Asia/Tashkent": ("Самарқан", "Самарканд", "Samarkand"),
    "Asia/Bishkek": ("Ош", "Osh", "Кыргызстан"),
    "Asia/Seoul": ("Пусан", "Busan", "Корея", "Korea"),
}
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)


def known(zone: str) -> bool:
    """Whether it is an IANA zone of some place."""
    return zone in _places()


def city(zone: str, language: str) -> str:
    """The zone's city: Алматы, Almaty."""
    names = locale_of(language).time_zones
    cities = (names[alias].get("city") for alias in _aliases().get(zone, (zone,)) if alias in names)
    return next((str(name) for name in cities if name), _last_part(zone))


def offset(zone: str, now: datetime) -> str:
    """UTC+05:45: the zone's offset at `now` (aware)."""
    minutes = _offset_minutes(zone, now)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def search(typed: str, now: datetime) -> Sequence[str]:
    """The zones that a city, country, IANA name or offset may mean; the exact ones, else what begins so."""
    if match := _OFFSET.fullmatch(typed.strip()):
        return _with_offset(match, now)
    wanted = _plain(typed)
    exact = _names().get(wanted, ())
    if exact or len(wanted) < 3:
        return exact[:AT_MOST]
    return _unique(zone for name, zones in _names().items() if name.startswith(wanted) for zone in zones)[
        :AT_MOST
    ]


def _with_offset(match: re.Match[str], now: datetime) -> Sequence[str]:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    wanted = -minutes if match[1] == "-" else minutes
    likely_first = _unique([*LIKELY, *sorted(_places())])
    return [zone for zone in likely_first if _offset_minutes(zone, now) == wanted][:AT_MOST]


def _offset_minutes(zone: str, now: datetime) -> int:
    shift = now.astimezone(ZoneInfo(zone)).utcoffset()
    return int(shift.total_seconds()) // 60 if shift else 0


@cache
def _aliases() -> dict[str, list[str]]:
    """CLDR's canonical zone -> itself and all older names of it that the database has."""
    canonical = get_global("zone_aliases")
    groups: dict[str, list[str]] = {}
    for zone in sorted(available_timezones()):
        groups.setdefault(canonical.get(zone, zone), []).append(zone)
    return groups


@cache
def _places() -> frozenset[str]:
    return frozenset(
        zone
        for zone in available_timezones() & _aliases().keys()
        if "/" in zone and not zone.startswith("Etc/")
    )


@cache
def _names() -> dict[str, Sequence[str]]:
    """Whatever people may write, in plain form -> zones."""
    found: dict[str, list[str]] = {}
    for zone in sorted(_places()):
        for name in {*map(_plain, _names_of(zone))}:
            found.setdefault(name, []).append(zone)
    for name, zones in _countries():
        found.setdefault(_plain(name), []).extend(zones)
    return {name: _unique(zones) for name, zones in found.items()}


def _names_of(zone: str) -> Iterable[str]:
    aliases = _aliases()[zone]
    cities = (city(zone, language) for language in LANGUAGES)
    return [*aliases, *map(_last_part, aliases), *cities, *_OTHER_NAMES.get(zone, ())]


def _countries() -> Iterable[tuple[str, list[str]]]:
    for territory, zones in _zones_by_territory().items():
        for language in LANGUAGES:
            if name := locale_of(language).territories.get(territory):
                yield name, zones


def _zones_by_territory() -> dict[str, list[str]]:
    territories = get_global("zone_territories")
    zones: dict[str, list[str]] = {}
    for zone in sorted(_places()):
        if zone in territories:
            zones.setdefault(territories[zone], []).append(zone)
    return zones


def _last_part(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").replace("-", " ").replace("_", " ").split())


def _unique(zones: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(zones))
