"""People tap every button there is: each does something, in place, and all of it fits a phone."""

import asyncio
import math
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.agenda.sample import read_sample
from bot.demo.stage import Person
from bot.screens.length import LABEL
from bot.screens.message import utf16_units
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

PARTICIPANTS: Final = [
    Person(1, "Айгерім", "", "kk"),
    Person(2, "Марина", "", "ru"),
    Person(3, "Daniel", "", "en"),
]
ORGANISERS: Final = [Person(4, "Ерлан", "", "kk"), Person(5, "Ирина", "", "ru"), Person(6, "Emma", "", "en")]
APOLOGIES: Final = {
    "kk": "Бізде ақау шықты",
    "ru": "У нас произошла ошибка",
    "en": "Something went wrong on our side",
}
FILES: Final = (
    *("ics", "mydata", "guestsheet", "programmesheet", "allchanges", "auditfile"),
    *("chart", "resultsfile", "declarationpaper", "planpaper", "plancalendar"),
    *("planschart", "plansfile", "planattachment"),
)
TELLING: Final = ("grant", "revoke", "proclaim")  # somebody else gets a message, who may be walking too
LINES: Final = 16  # of a phone of 360 dp, above the keyboard
CLOCK_TIME: Final = 5  # characters; four of them stand in a row


class Explorer:
    """Walks over all buttons, the nearest first, and looks closely at every screen.

    Of each kind of buttons at most so many: those that differ in an id alone are tapped by others.
    """

    def __init__(self, phone: Phone, most_of_a_kind: float = math.inf) -> None:
        self.phone, self.language, self._most = phone, phone.person.language_code, most_of_a_kind
        self.distances = {f"language:{self.language}": 0}  # a button's data -> taps from the first screen
        self.ahead: deque[str] = deque()
        self._seen = 0
        self._done = ""  # the button tapped or the command written last

    async def sets_out(self) -> None:
        await self.phone.comes_in()
        self._seen = len(self.phone.screens)
        self.notes(1)

    async def acts(self) -> None:
        """The next button, on the message in which everything is shown; or a command."""
        self._done = self.ahead.popleft()
        if self._done.startswith("/"):
            await self.phone.write(self._done)
        else:
            await self.phone.press(self._done, self._screen["message_id"])

    def looks(self) -> None:
        """The screen has changed where it stands; only a file, and the answer to a command, comes below."""
        came, self._seen = len(self.phone.screens) - self._seen, len(self.phone.screens)
        expected = self._done.startswith("/") or kind(self._done) in FILES
        assert came == expected, f"{self.language}, {self._done}: {came} came\n{self.phone.text}"
        self.notes(self.distances.get(self._done, 0) + 1)

    def notes(self, distance: int) -> None:
        """What the screen offers, and how far that is from the first one."""
        for data in data_of(fitting(self._screen)):
            if data not in self.distances and self._worth_it(data):
                self.distances[data] = distance
                self.ahead.append(data)

    def _worth_it(self, data: str) -> bool:
        kinds = Counter(kind(known) for known in self.distances)
        return kinds[kind(data)] < self._most and not self._ends_the_walk(data)

    def _ends_the_walk(self, data: str) -> bool:
        """Afterwards there is another language, or nothing at all, to be walked through."""
        other_language = data.startswith("language:") and not data.endswith(self.language)
        return data == "forget:yes" or other_language or kind(data) in TELLING

    @property
    def _screen(self) -> Mapping[str, Any]:
        return next(screen for screen in reversed(self.phone.screens) if screen["file"] is None)


def kind(data: str) -> str:
    return data.partition(":")[0]


def data_of(screen: Mapping[str, Any]) -> Sequence[str]:
    return [button["data"] for row in screen["buttons"] for button in row]


async def test_every_button(tmp_path: Path) -> None:
    people, start = [*PARTICIPANTS, *ORGANISERS], at(1, "07:00")
    async with seminar_with(people, f"sqlite:///{tmp_path}/seminar.db", start, limits=None) as seminar:
        participants = [Explorer(seminar.phones[person.id]) for person in PARTICIPANTS]
        organisers = [Explorer(seminar.phones[person.id], 2) for person in ORGANISERS]
        explorers = [*participants, *organisers]
        async with seminar.open(organisers=frozenset(person.id for person in ORGANISERS)):
            await asyncio.gather(*(explorer.sets_out() for explorer in explorers))
            await walked(seminar, explorers)
            for explorer in participants:
                near = {data for data, distance in explorer.distances.items() if distance <= 3}
                assert {f"session:{session.id}" for session in read_sample().sessions} <= near
            await followed_the_menu(seminar, explorers)
            await edited(seminar, explorers)


async def followed_the_menu(seminar: Seminar, explorers: Sequence[Explorer]) -> None:
    for explorer in explorers:
        explorer.ahead.extend(f"/{line['command']}" for line in explorer.phone.menu)
    await walked(seminar, explorers)
    for explorer in explorers:
        assert {"settings", "leads", "forget"} <= explorer.distances.keys()


async def walked(seminar: Seminar, explorers: Sequence[Explorer]) -> None:
    """Side by side, since waiting for each of them would take long."""
    while acting := [explorer for explorer in explorers if explorer.ahead]:
        await asyncio.gather(*(explorer.acts() for explorer in acting))
        await seminar.calms()
        for explorer in acting:
            explorer.looks()


async def edited(seminar: Seminar, explorers: Sequence[Explorer]) -> None:
    """Each tap has edited the message that it was on, or brought a file."""
    edits = Counter(call["chat"] for call in await seminar.calls("editMessageText"))
    for explorer in explorers:
        files = sum(kind(data) in FILES for data in explorer.distances)
        assert edits[explorer.phone.person.id] == len(explorer.distances) - files


def fitting(screen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The screen, if it is one that a phone shows well."""
    assert screen["html"].startswith("<b>"), screen["text"]
    assert screen["text"].count("\n") < LINES, screen["text"]
    assert not any(apology in screen["text"] for apology in APOLOGIES.values()), screen["text"]
    for row in screen["buttons"]:
        for button in row:
            assert utf16_units(button["text"]) <= LABEL.get(len(row), CLOCK_TIME), f"{button} of {len(row)}"
    return screen
