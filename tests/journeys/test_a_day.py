"""A participant's two days, from the language to the last reminder, in each language."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from icalendar import Calendar

from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import FIRST_DAY, LANGUAGES, SECOND_DAY, WORDS

PHONES: Final = dict(zip(LANGUAGES, (AIGERIM.id, MARINA.id, DANIEL.id), strict=True))


class Participant:
    """Somebody whose days we follow: their phone, and what it says in their language."""

    def __init__(self, seminar: Seminar, language: str) -> None:
        self.seminar, self.phone = seminar, seminar.phones[PHONES[language]]
        self._place = LANGUAGES.index(language)

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    async def lives_through(self, day: int, moments: Sequence[tuple[str, ...]]) -> None:
        """What comes at each of the moments is what is said there, and nothing else comes."""
        for wall, *texts in moments:
            self.phone.came()
            await self.seminar.moves_to(at(day, wall))
            assert self.phone.came() == [text for text in [texts[self._place]] if text], f"day {day}, {wall}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_two_days(seminar: Seminar, language: str) -> None:
    participant = Participant(seminar, language)
    async with seminar.open():
        await the_first_minute(participant)
        await a_seat_in_three_taps(participant)
        await the_calendar_on_the_phone(participant)
        await the_first_day(participant)
        await the_second_day(participant)


async def the_first_minute(participant: Participant) -> None:
    phone = participant.phone
    await phone.write("/start")
    await phone.sees(participant["which language"])
    assert phone.labels[0] == participant["language"]
    await phone.tap(participant["language"])
    await phone.sees(participant["before it begins"])
    (welcome, _) = phone.screens
    assert participant["welcome"] in welcome["text"]
    assert f"{participant['what is kept']}\n{participant['how to delete it']}" in welcome["text"]


async def a_seat_in_three_taps(participant: Participant) -> None:
    phone = participant.phone
    await phone.tap(participant["first day"])
    await phone.sees("14:00")
    await phone.tap("14:00")
    await phone.sees(participant["training"])
    await phone.tap(participant["training"])
    await phone.sees(participant["whole title"])
    assert await phone.tap(participant["take a seat"]) == participant["it is yours"]
    await phone.sees(participant["seats taken"])
    assert len(phone.screens) == 2  # all this in the same message


async def the_calendar_on_the_phone(participant: Participant) -> None:
    phone = participant.phone
    await phone.tap(participant["add to calendar"])
    await phone.sees("d1-training2.ics")
    (training,) = await events(phone)
    assert training["summary"] == participant["whole title"]
    assert training["dtstart"].dt == datetime(2019, 4, 30, 8, tzinfo=UTC)  # 14:00 in Almaty
    assert training["dtend"].dt == datetime(2019, 4, 30, 10, tzinfo=UTC)

    await phone.write("/my")
    await phone.sees(participant["my schedule"], participant["my training"])
    await phone.tap(participant["all to calendar"])
    await phone.sees("gced-almaty-2019.ics")
    titles = [event["summary"] for event in await events(phone)]
    assert participant["whole title"] in titles
    assert len(titles) == 19  # all but the other trainings and both workshops


async def events(phone: Phone) -> Sequence[Mapping[str, Any]]:
    content = await phone.file()
    assert content.count(b"DTSTART:") == content.count(b"00Z\r\nDTEND:") > 0, "not in UTC"
    return list(Calendar.from_ical(content).walk("VEVENT"))


async def the_first_day(participant: Participant) -> None:
    seminar, phone = participant.seminar, participant.phone
    await participant.lives_through(1, FIRST_DAY[:3])
    seminar.clock.jump_to(at(1, "10:15"))
    await phone.write("/now")
    await phone.sees(participant["during a session"], participant["the break after it"])
    await participant.lives_through(1, FIRST_DAY[3:7])
    seminar.clock.jump_to(at(1, "14:10"))
    await phone.write("/now")
    await phone.sees(participant["during the own training"])
    await participant.lives_through(1, FIRST_DAY[7:])
    seminar.clock.jump_to(at(1, "21:00"))
    await phone.write("/now")
    await phone.sees(participant["between the days"])


async def the_second_day(participant: Participant) -> None:
    seminar, phone = participant.seminar, participant.phone
    await seminar.moves_to(at(2, "08:15"))
    await phone.sees(participant["time to choose"])
    await phone.tap(participant["workshop"])
    await phone.sees(participant["take a seat"])
    assert await phone.tap(participant["take a seat"]) == participant["it is yours"]
    await participant.lives_through(2, SECOND_DAY)
    seminar.clock.jump_to(at(2, "21:00"))
    await phone.write("/now")
    await phone.sees(participant["it is over"])
