"""Dates as people type them, on Tuesday, 30 April 2019."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import dates
from bot.i18n.dates import LOCALES
from bot.i18n.localised import LANGUAGES
from bot.i18n.typed_dates import LONGEST, RECENT, Ambiguous, Day, Far, Impossible, Past, Unknown, read

TODAY = date(2019, 4, 30)
JUNE_15 = date(2019, 6, 15)
COMING = st.dates(TODAY, TODAY.replace(year=TODAY.year + 3))

WITH_A_YEAR = {  # CLDR's patterns, Unicode TR 35
    "kk": (
        *("d MMMM y", "d-MMMM y", "d MMM y", "y 'жылғы' d MMMM", "y 'жылдың' d MMMM'ы'"),
        *("y 'ж'. d MMMM", "d MMMM'ға' y", "EEEE, d MMMM y"),
    ),
    "ru": (
        *("d MMMM y", "d MMM y", "d MMMM y 'г.'", "d MMMM y 'года'", "'к' d MMMM y", "'до' d MMMM y 'года'"),
        *("d-'го' MMMM y", "EEEE, d MMMM y 'г.'", "EEE, d MMM y"),
    ),
    "en": (
        *(
            "MMMM d, y",
            "d MMMM y",
            "d MMM y",
            "MMM d y",
            "d'th of' MMMM y",
            "'by' d MMMM y",
            "'on the' d'th of' MMMM, y",
        ),
        *("EEEE, d MMMM y", "EEE d MMM y", "MMMM d'st', y"),
    ),
}
IN_NUMBERS = ("d.M.y", "dd.MM.y", "dd.MM.yy", "d-M-y", "dd MM y", "y-MM-dd", "y.MM.dd", "y/MM/dd")


@given(COMING)
def test_every_date_is_read_back_from_every_usual_form(day: date) -> None:
    for language in LANGUAGES:
        for pattern in (*WITH_A_YEAR[language], *IN_NUMBERS, "full", "long", "medium"):
            written = format_date(day, pattern, LOCALES[language])
            assert read(written, TODAY) == Day(day), written
            assert read(written.upper(), TODAY) == Day(day), written


@given(COMING)
def test_what_the_bot_writes_itself_is_read_back(day: date) -> None:
    for language in LANGUAGES:
        assert read(dates.full_date(day, language), TODAY) == Day(day)


@given(st.dates(TODAY, TODAY.replace(year=TODAY.year + 1) - RECENT - timedelta(days=2)))
def test_without_a_year_it_is_the_next_such_day(day: date) -> None:
    for language in LANGUAGES:
        for write in (dates.long_date, dates.short_date, dates.weekday_date, dates.short_weekday_date):
            assert read(write(day, language), TODAY) == Day(day)
    assert read(f"{day.day}.{day.month}", TODAY) == Day(day)
    assert read(f"{day:%d.%m.}", TODAY) == Day(day)


@given(st.dates(date(2021, 1, 1), date(2022, 12, 31)), st.integers(1, 90))
def test_without_a_year_a_day_that_has_just_passed_is_asked_back(today: date, days: int) -> None:
    day = today - timedelta(days=days)
    for language in LANGUAGES:
        assert read(dates.long_date(day, language), today) == Past(day, day.replace(year=day.year + 1))


def test_so_is_one_before_new_year() -> None:
    assert read("20.12", date(2019, 1, 10)) == Past(date(2018, 12, 20), date(2019, 12, 20))


@given(COMING)
def test_with_strokes_the_day_may_be_the_month(day: date) -> None:
    answer = read(f"{day:%d/%m/%Y}", TODAY)
    swapped = date(day.year, day.day, day.month) if day.day <= 12 else day
    expected = Day(day) if swapped == day or isinstance(read(f"{swapped}", TODAY), Past | Far) else None
    assert answer == (expected or Ambiguous((day, swapped)))


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_answered(text: str) -> None:
    assert read(text, TODAY) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("15.06", "15.6", "15.06.", "15-06", "15 06", "15/06", "06/15", "15.06.19", "15 маусым"),
        *("15-маусым", "маусымның 15-і", "Маусымның 15-іне дейін", "15 маусымға дейін"),
        *("15 маусымда", "15-ші маусым", "15 мау."),
        *("15 июня", "к 15 июня", "к 15 июню", "15-го июня", "15 июн", "до 15 июня", "15 июня 19"),
        *("Сб, 15 июня",),
        *("June 15", "15 June", "15th of June", "the 15th of June", "by June 15th", "Jun 15", "Sat 15 June"),
        *("  15   июня ", "15 июня!", "15\u00a0июня"),
    ],
)  # fmt: skip
def test_the_fifteenth_of_june(text: str) -> None:
    assert read(text, TODAY) == Day(JUNE_15)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((text, 0) for text in ("today", "сегодня", "бүгін")),
        *((text, 1) for text in ("tomorrow", "завтра", "ертең", "ертеңге дейін", "до завтра", "in a day")),
        *((text, 2) for text in ("the day after tomorrow", "послезавтра", "бүрсігүні", "через два дня")),
        *((text, 7) for text in ("in a week", "через неделю", "бір аптадан кейін", "через 7 дней")),
        *((text, 14) for text in ("in 2 weeks", "in two weeks", "через 2 недели", "две недели")),
        *(
            (text, 14)
            for text in (
                "2 аптадан кейін",
                "екі аптадан кейін",
                "екі аптадан соң",
                "2 апта",
                "2 недели",
                "2 weeks",
            )
        ),
        *((text, 30) for text in ("in a month", "через месяц", "1 айдан кейін")),
        *((text, 366) for text in ("in a year", "через год", "1 жылдан кейін")),
        *((text, 183) for text in ("in half a year", "через полгода", "жарты жылдан кейін", "in 6 months")),
    ],
)
def test_from_today_on(text: str, days: int) -> None:
    assert read(text, TODAY) == Day(TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    "text",
    [
        *("the first of June", "June first", "beginning of June", "early June", "by the start of June 2019"),
        *("первое июня", "к первому июня", "начало июня", "в начале июня"),
        *("бірінші маусым", "маусымның басы", "маусымның басында"),
    ],
)
def test_the_first_of_june(text: str) -> None:
    assert read(text, TODAY) == Day(date(2019, 6, 1))


@pytest.mark.parametrize("text", ["middle of June", "mid-June", "в середине июня", "маусымның ортасында"])
def test_the_middle_of_june(text: str) -> None:
    assert read(text, TODAY) == Day(JUNE_15)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        *((text, (2019, 9, 1), (2019, 9, 30)) for text in ("in September", "в сентябре", "қыркүйекте")),
        *((text, (2019, 9, 1), (2019, 9, 30)) for text in ("September 2019", "сентябрь 2019 года")),
        *((text, (2020, 3, 1), (2020, 3, 31)) for text in ("March", "в марте", "наурызда")),
        *(
            (text, (2019, 5, 6), (2019, 5, 10))
            for text in ("next week", "на следующей неделе", "келесі аптада")
        ),
        *(
            (text, (2019, 5, 1), (2019, 5, 31))
            for text in ("next month", "в следующем месяце", "келесі айда")
        ),
    ],
)
def test_of_a_longer_time_it_asks_which_day(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert read(text, TODAY) == Ambiguous((date(*first), date(*last)))


@pytest.mark.parametrize("text", ["yesterday", "вчера", "кеше"])
def test_yesterday_is_over(text: str) -> None:
    assert read(text, TODAY) == Past(date(2019, 4, 29), date(2020, 4, 29))


def test_a_weekday_that_is_not_the_days_is_asked_back() -> None:
    assert read("Friday, 15 June", TODAY) == Ambiguous((JUNE_15, date(2019, 6, 14)))
    assert read("Monday, 5 June", date(2019, 6, 5)) == Ambiguous((date(2019, 6, 5), date(2019, 6, 10)))
    assert read("понедельник, 16 июня", TODAY) == Ambiguous((date(2019, 6, 16), date(2019, 6, 17)))


@pytest.mark.parametrize(
    "text", ["Friday, 20 December", "пятница, 20 декабря", "жұма, 20 желтоқсан", "Fri 20.12"]
)
def test_a_weekday_tells_that_the_next_such_day_is_meant(text: str) -> None:
    assert read(text, date(2019, 1, 10)) == Day(date(2019, 12, 20))


@pytest.mark.parametrize("text", ["Thursday, 20 December", "Monday, 20 December", "Friday, 20 December 2018"])
def test_a_weekday_of_the_last_such_day_or_of_neither_does_not(text: str) -> None:
    assert read(text, date(2019, 1, 10)) == Past(date(2018, 12, 20), date(2019, 12, 20))


def test_nor_does_one_beside_a_month_of_a_year_that_is_over() -> None:
    assert read("Tuesday, December 2018", date(2019, 1, 10)) == Past(date(2018, 12, 31), date(2019, 12, 31))


def test_a_weekday_may_tell_that_a_day_is_far() -> None:
    assert read("Thursday, 29 February", date(2020, 3, 1)) == Far(date(2024, 2, 29))


def test_of_a_month_that_has_begun_only_what_is_left_is_meant() -> None:
    assert read("in May", date(2019, 5, 20)) == Ambiguous((date(2019, 5, 20), date(2019, 5, 31)))
    assert read("in April", TODAY) == Day(TODAY)
    assert read("May 2022", date(2019, 5, 20)) == Ambiguous((date(2022, 5, 1), date(2022, 5, 31)))
    assert read("June 2022", date(2019, 5, 20)) == Far(date(2022, 6, 30))
    assert read("June 9999", TODAY) == Far(date(9999, 6, 30))
    assert read("April 2018", TODAY) == Past(date(2018, 4, 30), TODAY)


def test_a_month_after_the_last_of_a_long_month_is_the_last_of_a_short_one() -> None:
    assert read("in a month", date(2020, 1, 31)) == Day(date(2020, 2, 29))


@pytest.mark.parametrize(
    "text",
    [
        *("Monday", "next Monday", "on Monday", "by next Monday", "Mon"),
        *("понедельник", "в понедельник", "в следующий понедельник", "к понедельнику", "до понедельника"),
        *("дүйсенбі", "келесі дүйсенбі", "дүйсенбіге дейін", "келесі дүйсенбіде", "осы дүйсенбі"),
    ],
)
def test_the_next_monday(text: str) -> None:
    assert read(text, TODAY) == Day(date(2019, 5, 6))


@pytest.mark.parametrize(
    "text", ["в пятницу", "к пятнице", "до пятницы", "this Friday", "жұма", "жұмаға дейін"]
)
def test_the_friday_of_this_week(text: str) -> None:
    assert read(text, TODAY) == Day(date(2019, 5, 3))


@pytest.mark.parametrize("text", ["next Friday", "в следующую пятницу", "келесі жұма"])
def test_next_friday_may_be_two_days(text: str) -> None:
    assert read(text, TODAY) == Ambiguous((date(2019, 5, 3), date(2019, 5, 10)))


def test_a_weekday_is_never_today() -> None:
    assert read("Tuesday", TODAY) == Day(date(2019, 5, 7))
    assert read("next Tuesday", TODAY) == Day(date(2019, 5, 7))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, date(2019, 5, 31)) for text in ("end of May", "the end of May", "by the end of May 2019")),
        *((text, date(2019, 5, 31)) for text in ("конец мая", "в конце мая", "до конца мая", "к концу мая")),
        *((text, date(2019, 5, 31)) for text in ("мамырдың соңы", "мамыр айының соңында")),
        *((text, date(2020, 2, 29)) for text in ("end of February", "конец февраля", "ақпанның соңы")),
        *((text, date(2019, 12, 31)) for text in ("end of the year", "до конца года", "жылдың соңына дейін")),
        *((text, TODAY) for text in ("end of the month", "конец месяца", "айдың соңы")),
    ],
)  # fmt: skip
def test_the_end_of(text: str, day: date) -> None:
    assert read(text, TODAY) == Day(day)


@pytest.mark.parametrize(
    "text", ["31.06", "32 мая", "маусымның 31-і", "31st of June", "29.02.2019", "15.13", "13/13", "1.1.0000"]
)  # fmt: skip
def test_no_such_day(text: str) -> None:
    assert read(text, TODAY) == Impossible()


def test_the_29th_of_february_is_in_the_next_leap_year() -> None:
    assert read("29 февраля", TODAY) == Day(date(2020, 2, 29))
    assert read("29 February", date(2020, 7, 1)) == Far(date(2024, 2, 29))


@pytest.mark.parametrize("text", ["01.04.2019", "1 April 2019", "1 апреля 2019 года", "2019 жылғы 1 сәуір"])
def test_a_day_that_is_over(text: str) -> None:
    assert read(text, TODAY) == Past(date(2019, 4, 1), date(2020, 4, 1))


@pytest.mark.parametrize(
    "text", ["1 May 2022", "01.05.2022", "2022 жылғы 1 мамыр", "через 5 лет", "9999-12-31"]
)
def test_more_than_three_years_ahead(text: str) -> None:
    assert isinstance(read(text, TODAY), Far)
    assert read("30.04.2022", TODAY) == Day(date(2022, 4, 30))


def test_of_two_days_that_may_be_meant_one_may_be_over() -> None:
    assert read("03/05/2019", TODAY) == Day(date(2019, 5, 3))
    assert read("03/04/2019", TODAY) == Past(date(2019, 4, 3), date(2020, 4, 3))
    assert read("03/04", date(2019, 9, 1)) == Ambiguous((date(2020, 4, 3), date(2020, 3, 4)))
    assert read("03/04", date(2019, 5, 1)) == Past(date(2019, 4, 3), date(2020, 4, 3))


@pytest.mark.parametrize(
    ("text", "today", "as_written", "swapped"),
    [
        ("01/12", date(2019, 1, 10), date(2019, 12, 1), date(2019, 1, 12)),
        ("5/12", date(2019, 2, 1), date(2019, 12, 5), date(2019, 5, 12)),
        ("02/11", date(2020, 1, 15), date(2020, 11, 2), date(2020, 2, 11)),
        ("01/06", date(2019, 7, 1), date(2020, 6, 1), date(2020, 1, 6)),
        ("12/01", date(2019, 1, 10), date(2019, 1, 12), date(2019, 12, 1)),
    ],
)
def test_of_two_days_without_a_year_one_may_just_have_passed(
    text: str, today: date, as_written: date, swapped: date
) -> None:
    assert read(text, today) == Ambiguous((as_written, swapped))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "скоро",
            "жақында",
            "маре",
            "15",
            "2019",
            "16:30",
            "15.06 16:30",
            "06.2019",
        ),
        *(
            "15 June or 20 June",
            "not 15 June",
            "1.2.3.4",
            "in 9999 years",
            "in 2 3 weeks",
            "next",
            "15.06 июня",
        ),
        *("1,5 месяца", "1.5 года", "1,5 ай", "3-4 месяца", "2-3 ай", "1–2 месяца", "2.5 years"),
        *("123 June", "end", "end of the story", "👍", "15 June " * 20, "١٥.٠٦"),
    ],
)
def test_no_date(text: str) -> None:
    assert read(text, TODAY) == Unknown()
