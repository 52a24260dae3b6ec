"""The year after the seminar, for three clubs in three zones and three languages.

One is diligent, one struggles and hands over, one goes silent.
"""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.demo.sides import picture
from tests.journeys.clubs import CLUBS, come_by, founded, link_on
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.leading import Lead
from tests.journeys.living import AZIZ, FINAL_SESSION, GOING_HOME, GULNAR, HOLIDAYS, Year
from tests.journeys.seminar import seminar_with

PEOPLE = (AIGERIM, MARINA, DANIEL, AZIZ, GULNAR)


class Cast(NamedTuple):
    year: Year
    aigerim: Lead  # diligent
    marina: Lead  # struggles
    daniel: Lead  # is silent
    aziz: Lead  # helps Marina, from the winter on
    gulnar: Lead  # organises


async def test_the_year(tmp_path: Path) -> None:
    async with seminar_with(PEOPLE, f"sqlite:///{tmp_path}/seminar.db", FINAL_SESSION) as seminar:
        year = Year(seminar, tmp_path)
        async with year.awake("2023-09-29T11:30"):
            cast = Cast(year, *[Lead(seminar, person) for person in PEOPLE])
            await the_seminar_ends(cast)
            await the_first_weeks(cast)
            await autumn(cast)
            await winter_begins(cast)
        async with year.awake("2023-12-29T10:20"):
            await winter(cast)
            await almaty_changes_its_offset(cast)
            await spring(cast)
            await a_year_later(cast)
    nobody_was_disturbed(year)


async def the_seminar_ends(cast: Cast) -> None:
    seminar = cast.year.seminar
    for club in CLUBS:
        await founded(seminar, club)
    await cast.gulnar.phone.comes_in()
    await seminar.moves_to(GOING_HOME)
    for lead in (cast.aigerim, cast.marina, cast.daniel):
        await cast.year.brings_home(lead)


async def the_first_weeks(cast: Cast) -> None:
    year, aigerim, marina, daniel, _, gulnar = cast
    assert await year.comes_to("2023-10-06") == [
        "10:00+0600 Айгерім: Жоспарыңыз қалай орындалып жатыр? | Бейбітшілік сабағы",
        "10:00+0600 Марина: Как продвигается Ваш план? | Уроки мира в трёх школах",
        "10:00+0200 Daniel: How is your plan going? | A video meeting",
    ]
    await aigerim.sees("Сәрсенбі сайын, оқу залында")
    for lead in (aigerim, marina):
        await lead.taps("begun", "add")
        await lead.taps("enough", "thanks")

    assert await year.comes_to("2023-10-09") == ["10:00+0200 Daniel: Any news? | A video meeting"]
    await daniel.sees("If something gets in the way: If the line fails, we write letters", "/stop")
    assert await year.comes_to("2023-10-12") == [
        "10:00+0600 Айгерім: Белгіленген күн жақындады | Бейбітшілік сабағы"
    ]
    await aigerim.taps("begun", "add")
    await gulnar.writes("/plans", "Clubs that do not answer: 1")
    await gulnar.taps("Silent clubs", "Open Window, Germany · silent since: 12 October 2023")

    assert await year.comes_to("2023-10-15") == [
        "10:00+0600 Айгерім: Белгіленген күн — бүгін | Бейбітшілік сабағы"
    ]
    await aigerim.taps("done", "thanks for", "progress")
    await aigerim.phone.send_photo(picture(20, 20), "Отыз оқушы келді")
    await aigerim.sees("kept", "progress")
    assert await year.is_quiet("2023-10-20")  # Daniel's day, but he is left in peace


async def autumn(cast: Cast) -> None:
    """Berlin goes back to winter time on the very day of the second check-in."""
    year, aigerim, marina, *_ = cast
    assert await year.comes_to("2023-10-29") == [
        "10:00+0600 Айгерім: Жоспарыңыз қалай орындалып жатыр? | Наурыз кеші",
        "10:00+0600 Марина: Как продвигается Ваш план? | Уроки мира в трёх школах",
        "10:00+0100 Daniel: How did it go? | A video meeting",
    ]
    await aigerim.writes("Әншілерді таптық", "kept of plan")
    await marina.taps("begun", "add")
    assert await year.comes_to("2023-11-01") == ["10:00+0100 Daniel: Any news? | A video meeting"]
    assert await year.is_quiet("2023-11-04")

    assert await year.comes_to("2023-11-12") == [
        "10:00+0600 Марина: Назначенный день уже близко | Уроки мира в трёх школах"
    ]
    await marina.taps("trouble", "help")
    await marina.writes("Школы на карантине", "help", "words kept")
    await marina.taps("later date", "by when")
    await marina.writes("5 декабря", "5 декабря 2023 года")
    assert await year.is_quiet("2023-11-15")  # it was the day


async def winter_begins(cast: Cast) -> None:
    year, _, marina, _, _, gulnar = cast
    assert await year.comes_to("2023-12-02") == [
        "10:00+0600 Марина: Назначенный день уже близко | Уроки мира в трёх школах"
    ]
    await marina.taps("trouble", "help")
    await marina.taps("smaller", "Уроки мира в трёх школах")
    await marina.writes("Урок мира в одной школе", "Урок мира в одной школе")

    assert await year.comes_to("2023-12-05") == [
        "10:00+0600 Марина: Сегодня тот самый день | Урок мира в одной школе"
    ]
    await marina.taps("trouble", "help")
    await marina.taps("organisers", "goes to them")
    await marina.writes("Нужен зал", "passed on")
    await year.seminar.calms()
    await gulnar.sees("Урок мира в одной школе", "Нужен зал")
    await gulnar.phone.reply("Take ours", "Нужен зал")
    await marina.sees("Take ours")

    assert await year.is_quiet("2023-12-07")  # it would be the third question of this week
    assert await year.comes_to("2023-12-09") == [
        "10:00+0600 Марина: Как всё прошло? | Урок мира в одной школе"
    ]
    await marina.taps("done", marina["thanks for"] + "Урок мира в одной школе", "Выполнено: 1 из 3")


async def winter(cast: Cast) -> None:
    """The bot comes back twenty minutes late; in Berlin it is not ten yet."""
    year, aigerim, marina, _, aziz, _ = cast
    assert year.news() == [
        "10:20+0600 Айгерім: Жоспарыңыз қалай орындалып жатыр? | Наурыз кеші",
        "10:20+0600 Марина: Как продвигается Ваш план? | Вечер сказок",
    ]
    await aigerim.taps("begun", "add")
    await marina.taps("trouble", "help", "Вечер сказок")
    await marina.taps("hand over", "no co-lead")
    await marina.taps("invite", "Кто ведёт план")
    await marina.taps("invite", "Ведите наш план вместе")
    await come_by(link_on(marina.phone), aziz.phone)
    await year.brings_home(aziz)
    await marina.sees("У Вашего плана новый соруководитель", "Азиз")
    await marina.taps("Наш план", "Наш план: Манас", "Вечер сказок")
    await marina.taps("trouble", "help", "Вечер сказок")
    await marina.taps("hand over", "Азиз")
    await marina.taps("Азиз", marina["handed over"] + "Азиз")
    await aziz.sees("yours", aziz["by"] + "Марина", "Вечер сказок")

    assert await year.comes_to("2023-12-29") == [
        "10:00+0100 Daniel: How is your plan going? | A video meeting"
    ]
    assert await year.is_quiet("2024-01-01")  # a holiday, and the next day is another one
    assert await year.comes_to("2024-01-03") == ["10:00+0100 Daniel: Any news? | A video meeting"]
    assert await year.is_quiet("2024-01-06")


async def almaty_changes_its_offset(cast: Cast) -> None:
    """From six hours to five, on 1 March: the step's own day."""
    year, aigerim, _, _, aziz, _ = cast
    assert await year.comes_to("2024-02-27") == [
        "10:00+0600 Айгерім: Белгіленген күн жақындады | Наурыз кеші"
    ]
    await aigerim.taps("begun", "add")
    assert await year.is_quiet("2024-03-01", "00:30")
    assert await year.comes_to("2024-03-01") == ["10:00+0500 Айгерім: Белгіленген күн — бүгін | Наурыз кеші"]
    await aigerim.taps("begun", "add")
    assert await year.is_quiet("2024-03-03")  # it would be the third question of this week
    assert await year.comes_to("2024-03-05") == ["10:00+0500 Айгерім: Қалай өтті? | Наурыз кеші"]
    await aigerim.taps("done", "thanks for", "2/2")
    await aigerim.writes("Бүкіл ауыл жиналды", "kept")

    assert await year.is_quiet("2024-03-08")  # a holiday
    assert await year.comes_to("2024-03-09") == [
        "10:00+0500 Азиз: Назначенный день уже близко | Вечер сказок"
    ]
    await aziz.taps("begun", "add")
    assert await year.comes_to("2024-03-11") == ["10:00+0500 Азиз: Сегодня тот самый день | Вечер сказок"]
    await aziz.taps("done", "thanks for", "Выполнено: 2 из 3")


async def spring(cast: Cast) -> None:
    """Berlin goes on to summer time on 31 March; Daniel wakes up, and has enough."""
    year, _, marina, daniel, _, gulnar = cast
    assert await year.comes_to("2024-03-29") == [
        "10:00+0600 Марина: Как продвигается Ваш план? | Книжка игр",
        "10:00+0100 Daniel: How is your plan going? | A video meeting",
    ]
    await marina.writes("Собрали сорок игр", "kept of plan")
    assert await year.comes_to("2024-03-31") == ["10:00+0200 Daniel: The day is near | A booklet of songs"]
    assert await year.is_quiet("2024-04-01")  # it would be the third question of this week
    assert await year.comes_to("2024-04-05") == [
        "10:00+0200 Daniel: Any news? | A video meeting + A booklet of songs"
    ]
    assert await year.is_quiet("2024-04-08")
    await gulnar.writes("/plans", "Clubs that do not answer: 1")

    october = next(screen for screen in daniel.phone.screens if screen["text"].startswith("How is your plan"))
    await daniel.phone.press(october["buttons"][0][0]["data"], october["message_id"])
    await year.seminar.calms()
    assert "1 of 3 steps" in daniel.phone.message("Thank you! Done: A video meeting")["text"]
    await daniel.writes("We meet every month", "kept")
    assert await year.is_quiet("2024-04-10")
    await gulnar.writes("/plans", "Clubs that do not answer: 1")  # of the songs nobody has spoken
    songs = next(one for one in daniel.phone.screens if one["text"].startswith("The day is near"))
    await daniel.phone.press(songs["buttons"][0][1]["data"], songs["message_id"])
    await year.seminar.calms()
    assert await year.comes_to("2024-05-17") == ["10:00+0200 Daniel: The day is near | A summer camp"]
    await gulnar.writes("/plans", "Clubs that do not answer: 0")
    await daniel.writes("/stop", "what to stop")
    await daniel.taps("questions", "no more")
    assert await year.is_quiet("2024-05-22")


async def a_year_later(cast: Cast) -> None:
    year, aigerim, marina, _, _, gulnar = cast
    assert await year.comes_to("2024-09-29") == ["10:00+0600 Марина: Как продвигается Ваш план? | Книжка игр"]
    await marina.taps("begun", "add")
    await aigerim.writes("/plan", "Біздің жоспар: Шаңырақ", "2/2")
    await gulnar.writes("/plans", "Clubs that do not answer: 0", "Clubs where nobody can be asked: 1")


def nobody_was_disturbed(year: Year) -> None:
    """At night, on a holiday, twice a day, or more than twice in a week."""
    for person in PEOPLE[:4]:
        moments = year.of(person)
        days = [moment.date() for moment in moments]
        assert {moment.hour for moment in moments} == {10}
        assert HOLIDAYS.isdisjoint(days)
        assert all(day < other for day, other in pairwise(days))
        assert all(other - day >= timedelta(days=7) for day, other in zip(days, days[2:], strict=False))
