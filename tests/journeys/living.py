"""A seminar of September 2023 and the year after it: days go by, and what comes by itself is noted."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from bot.agenda.sample import SAMPLE
from bot.demo.stage import Person
from tests.journeys.conftest import AIGERIM, DANIEL, MARINA
from tests.journeys.leading import Lead
from tests.journeys.seminar import ALMATY, Seminar

AZIZ: Final = Person(1004, "Азиз", "aziz", "ru")
GULNAR: Final = Person(1005, "Gulnar", "gulnar", "en")
ZONES: Final = {
    AIGERIM.id: ALMATY,  # +06:00, and +05:00 from 1 March 2024 on
    MARINA.id: ZoneInfo("Asia/Bishkek"),  # +06:00
    DANIEL.id: ZoneInfo("Europe/Berlin"),  # +02:00 in summer, which ends on 29 October and begins on 31 March
    AZIZ.id: ZoneInfo("Asia/Tashkent"),  # +05:00
}
FINAL_SESSION: Final = datetime(2023, 9, 29, 11, 30, tzinfo=ALMATY)
GOING_HOME: Final = datetime(2023, 9, 30, 12, tzinfo=ALMATY)
MOVED: Final = (("2019-04-30", "2023-09-28"), ("2019-05-01", "2023-09-29"))  # the days of the sample
HOLIDAYS: Final = frozenset(
    map(
        date.fromisoformat,
        ["2023-10-25", "2023-12-16", "2024-01-01", "2024-01-02", "2024-03-08", "2024-03-21", "2024-05-09"],
    )
)
QUOTED: Final = re.compile(r"[“«](.+)[”»]$|^• (.+) · ", re.MULTILINE)  # words of a club, as prompts show them


def programme(folder: Path) -> Path:
    """The sample, four years later."""
    text = SAMPLE.read_text(encoding="utf-8")
    for day, moved in MOVED:
        text = text.replace(day, moved)
    document = yaml.safe_load(text)
    document["follow_up"]["holidays"] = sorted(HOLIDAYS)
    file = folder / "programme.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return file


class Came(NamedTuple):
    """A message that came by itself, at a moment where its reader lives."""

    person: Person
    at: datetime
    text: str

    def __str__(self) -> str:
        """10:00+0600 Айгерім: Белгіленген күн жақындады | Бейбітшілік сабағы."""
        words = " + ".join(one or listed for one, listed in QUOTED.findall(self.text))
        return f"{self.at:%H:%M%z} {self.person.first_name}: {self.text.splitlines()[0]} | {words}"


class Year:
    """Time goes on from one day to another that matters; people have come home."""

    def __init__(self, seminar: Seminar, folder: Path) -> None:
        self.seminar, self._programme = seminar, programme(folder)
        self.came: list[Came] = []
        self._told = 0
        self._homes: dict[Person, ZoneInfo] = {}

    @asynccontextmanager
    async def awake(self, since: str) -> AsyncIterator[None]:
        """The bot at work from that moment in Almaty on; it was not until then."""
        self._look_away()
        self.seminar.clock.jump_to(datetime.fromisoformat(since).replace(tzinfo=ALMATY))
        async with self.seminar.open(programme=self._programme, organisers=frozenset({GULNAR.id})):
            await self.seminar.settles()
            self._note()
            yield

    async def comes_to(self, day: str) -> Sequence[str]:
        """What comes on that day at ten in the morning, in one zone after the other."""
        for moment in self._in_each_zone(f"{day}T10:00"):
            await self._moves_to(moment)
        return self.news()

    async def is_quiet(self, day: str, wall: str = "10:00") -> bool:
        """Nothing has come when it is so late on that day in the last of the zones."""
        await self._moves_to(self._in_each_zone(f"{day}T{wall}")[-1])
        return not self.news()

    def _in_each_zone(self, local: str) -> Sequence[datetime]:
        moment = datetime.fromisoformat(local)
        return sorted({moment.replace(tzinfo=zone).astimezone(UTC) for zone in self._homes.values()})

    async def _moves_to(self, moment: datetime) -> None:
        self._look_away()
        await self.seminar.moves_to(moment)
        self._note()

    async def brings_home(self, lead: Lead) -> None:
        """They tell the bot where they live."""
        person, zone = lead.phone.person, ZONES[lead.phone.person.id]
        so_far = len(lead.phone.screens)
        await lead.phone.write("/settings")
        await lead.phone.gets(so_far + 1)
        await lead.phone.press(f"zone:{zone}")
        self._homes[person] = zone

    def news(self) -> Sequence[str]:
        """What has come that nobody was told of."""
        told, self._told = self._told, len(self.came)
        return [str(one) for one in self.came[told:]]

    def of(self, person: Person) -> Sequence[datetime]:
        """When something came to them."""
        return [one.at for one in self.came if one.person == person]

    def _look_away(self) -> None:
        """From what people were answered: that did not come by itself."""
        for person in self._homes:
            self.seminar.phones[person.id].came()

    def _note(self) -> None:
        for person, zone in self._homes.items():
            local = self.seminar.clock.now().astimezone(zone)
            self.came += [Came(person, local, text) for text in self.seminar.phones[person.id].came()]
