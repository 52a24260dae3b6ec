"""The words of which people make dates, in the three languages at once: many write in two of them.

Names of months, weekdays and spans of time are CLDR's, from Babel; ours are the small words around them.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Final, Literal

from babel import Locale
from babel.dates import format_timedelta

from bot.i18n.dates import LOCALES

Unit = Literal["day", "week", "month", "year"]  # as Babel calls them


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEXT: Final = _words("next следующий следующая следующую следующее следующей следующем следующего келесі")
END: Final = _words("end конец конца конце концу соңы соңында соңына аяғы аяғында аяғына")
BEGINNING: Final = _words("beginning start early начало начала началу начале басы басында басына")
MIDDLE: Final = _words("middle mid середина середины середине середину ортасы ортасында ортасына")
FIRST: Final = _words("first первое первого первому бірінші")
YEAR: Final = _words("year год года году г жыл жылы жылғы жылдың ж")
OF_A_DATE: Final = _words("г ж")  # the year of a date, cut short; in full there are 1.5 years, too
MONTH: Final = _words("month месяц месяца месяце ай айы айда айға айдың айының")
WEEK: Final = _words("week неделя недели неделе неделю апта аптада аптаға аптаның аптасында")
FILLERS: Final = _words(
    "by on in the of until till this к ко до в во на по числа этот эту это этого дейін күні күнге қарай осы"
)
ORDINALS: Final = _words(  # what is written behind the number of a day: 15th, 15-го, 15-ші, 15-іне
    "st nd rd th го ого е ое му ому і ы сі сы не на ші шы іне ына сіне сына інде ында нші ншы"
)
SMALL: Final = YEAR | MONTH | FILLERS | ORDINALS  # say nothing more about a date

NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "a an one один одну бір",
            "two два две екі",
            "three три үш",
            "four четыре төрт",
            "five пять бес",
            "six шесть алты",
        ),
        1,
    )
    for word in words.split()
}
NEAR: Final[Mapping[str, int]] = {  # days from today
    word: days
    for days, words in enumerate(
        (
            ("yesterday", "вчера", "кеше"),
            ("today", "сегодня", "бүгін"),
            ("tomorrow", "завтра", "ертең", "ертеңге"),
            ("day after tomorrow", "послезавтра", "бүрсігүні", "бүрсігүнге"),
        ),
        start=-1,
    )
    for word in words
}
AFTER: Final[Mapping[str, str]] = {"соң": "кейін"}  # which mean the same; CLDR has the other
HALF_A_YEAR: Final = frozenset(
    {"half a year", "in half a year", "полгода", "через полгода", "жарты жылдан кейін"}
)

SHORTEST: Final = 3  # letters of an abbreviated month
_SUFFIX: Final = 6  # letters at most that Kazakh hangs on a month or a weekday
_DAYS_OF: Final[Mapping[Unit, int]] = {"day": 1, "week": 7, "month": 30, "year": 365}  # as Babel counts


def month_of(word: str) -> int | None:
    """1 to 12 for a month in full, cut short, or with a Kazakh suffix."""
    return _months().get(word) or _inflected(word, _kazakh_months())


def weekday_of(word: str) -> int | None:
    """0 for Monday to 6 for Sunday, as `date.weekday`; in any case of Russian or Kazakh."""
    found = _weekdays().get(word)
    return _inflected(word, _weekday_stems()) if found is None else found


def unit_of(phrase: str) -> Unit | None:
    """The unit of "in # weeks", "через # недели", "# аптадан кейін", or of "# weeks" alone."""
    return _spans().get(phrase)


def _inflected(word: str, stems: Mapping[str, int]) -> int | None:
    found = (
        number for stem, number in stems.items() if word.startswith(stem) and len(word) <= len(stem) + _SUFFIX
    )
    return next(found, None)


@cache
def _months() -> Mapping[str, int]:
    """With everything that they may be cut to, and in the cases that CLDR leaves out of Russian."""
    return _russian_months() | {
        name[:length]: number
        for locale in LOCALES.values()
        for number, name in _names(locale.months)
        for length in range(SHORTEST, len(name) + 1)
    }


def _russian_months() -> dict[str, int]:
    """After "in" and "by": в сентябре, к сентябрю; CLDR has сентября."""
    endings = {"а": "еу", "я": "ею"}
    return {
        name[:-1] + ending: number
        for number, name in _names(LOCALES["ru"].months, widths=("wide",))
        for ending in endings.get(name[-1], "")
    }


@cache
def _kazakh_months() -> Mapping[str, int]:
    names = dict(_names(LOCALES["kk"].months, widths=("wide",)))
    return {name: number for number, name in names.items()} | {names[9].removesuffix("к") + "г": 9}


@cache
def _weekdays() -> Mapping[str, int]:
    return {name: number for locale in LOCALES.values() for number, name in _names(locale.days)}


@cache
def _weekday_stems() -> Mapping[str, int]:
    """Without the vowel that Russian changes: пятница, в пятницу, к пятнице."""
    return {
        name.rstrip("аеья"): number
        for language in ("kk", "ru")
        for number, name in _names(LOCALES[language].days, widths=("wide",))
    }


def _names(
    kinds: Mapping[str, Mapping[str, Mapping[int, str]]], widths: tuple[str, ...] = ("wide", "abbreviated")
) -> Iterator[tuple[int, str]]:
    """All names of CLDR, in the forms that stand in a date and alone."""
    for form in ("format", "stand-alone"):
        for width in widths:
            for number, name in kinds[form][width].items():
                yield number, name.casefold().rstrip(".")


@cache
def _spans() -> Mapping[str, Unit]:
    found: dict[str, Unit] = {}
    for locale in LOCALES.values():
        for unit, days in _DAYS_OF.items():
            for number in range(1, 22):  # all forms of the plural
                for inside in (True, False):
                    phrase = _span(timedelta(days=days * number), unit, locale, inside=inside)
                    found[phrase.replace(str(number), "#")] = unit
            alone = _span(timedelta(days=days), unit, locale, inside=True)
            found[alone.replace("1 ", "")] = unit
    return found


def _span(length: timedelta, unit: Unit, locale: Locale, *, inside: bool) -> str:
    return format_timedelta(
        length, unit, threshold=length.days + 1, add_direction=inside, locale=locale
    ).casefold()
