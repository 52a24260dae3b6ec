"""Two seats, and more people than that: the list, its offers, changes of mind, and the end of choosing."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import yaml

from bot.agenda.sample import SAMPLE
from bot.demo.stage import Person
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar, at, seminar_with

ART, LAW = "d1-training2", "d1-training1"  # in parallel
SEATED = "The seat is yours."
OFFERED = "A seat is free for you: 2. Creative pedagogy"
GUESTS = [Person(number, f"Guest {number}", language_code="en") for number in range(2001, 2006)]


def with_few_seats(folder: Path, *, seats: int, offer_minutes: int = 15) -> Path:
    """The sample programme with so many seats in each training."""
    document = yaml.safe_load(SAMPLE.read_text("utf-8"))
    document["choices"][0]["offer_minutes"] = offer_minutes
    for session in document["sessions"]:
        if session["kind"] == "training":
            session["capacity"] = seats
    file = folder / "programme.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return file


async def sit_and_wait(phones: Sequence[Phone]) -> None:
    """All come in; the first two get the seats of creative pedagogy, the others its list, in this order."""
    await asyncio.gather(*(phone.comes_in() for phone in phones))
    for phone in phones[:2]:
        assert await phone.press(f"seat:{ART}") == SEATED
    for phone in phones[2:]:
        await phone.press(f"session:{ART}")
        await phone.sees("2 of 2 seats taken", "Join the waiting list")
        notice = await phone.tap("Join the waiting list")
        assert notice == "You are on the waiting list. I will write as soon as a seat is free."


async def is_offered(phone: Phone, until: str) -> None:
    await phone.sees(OFFERED, f"It is kept for you until {until}", "Yes, take the seat", "No, thank you")


async def give_up(phone: Phone) -> None:
    await phone.press(f"leave:{ART}")
    await phone.sees("Give up your seat?", "your seat goes to the next person")
    assert await phone.tap("Yes, give it up") == "Your seat is free again."


@pytest.fixture
async def seminar(tmp_path: Path) -> AsyncIterator[Seminar]:
    """Noon; trainings may be chosen until half past one, and a free seat is kept for twenty minutes."""
    programme = with_few_seats(tmp_path, seats=2, offer_minutes=20)
    url = f"sqlite:///{tmp_path}/seminar.db"
    async with seminar_with(GUESTS, url, at(1, "12:00")) as seminar, seminar.open(programme=programme):
        yield seminar


async def test_a_seat_nobody_answers_for_goes_on_down_the_list(seminar: Seminar) -> None:
    asel, bolat, chingis, dana, erlan = seminar.phones.values()
    await sit_and_wait([asel, bolat, chingis, dana, erlan])
    await chingis.sees("Waiting list: 2. Creative pedagogy; you are next")
    await dana.sees("Waiting list: 2. Creative pedagogy; before you: 1")
    await erlan.sees("Waiting list: 2. Creative pedagogy; before you: 2")

    await give_up(asel)
    await is_offered(chingis, "12:20")
    await seminar.moves_to(at(1, "12:19"))
    assert OFFERED not in dana.text
    await seminar.moves_to(at(1, "12:20"))
    await is_offered(dana, "12:40")
    assert await chingis.tap("Yes, take the seat") == (
        "The time to take this seat is over: it has gone to the next person."
    )
    await chingis.sees(
        "1 of 2 seats taken\nFree seats go to the waiting list first.", "Join the waiting list"
    )
    assert await dana.tap("Yes, take the seat") == SEATED
    await dana.sees("2 of 2 seats taken", "You have a seat here.")
    await erlan.write("/my")
    await erlan.sees("2. Creative pedagogy; you are next")


async def test_a_seat_that_is_declined_goes_to_the_next_at_once(seminar: Seminar) -> None:
    asel, bolat, chingis, dana, _ = seminar.phones.values()
    await sit_and_wait([asel, bolat, chingis, dana])
    await give_up(bolat)
    await is_offered(chingis, "12:20")
    assert await chingis.tap("No, thank you") == "Thank you: the seat goes to the next person."
    await is_offered(dana, "12:20")
    assert await dana.tap("Yes, take the seat") == SEATED
    await chingis.sees("Join the waiting list")


async def test_who_leaves_the_list_is_passed_over(seminar: Seminar) -> None:
    asel, bolat, chingis, dana, _ = seminar.phones.values()
    await sit_and_wait([asel, bolat, chingis, dana])
    assert await chingis.tap("Leave the waiting list") == "You are no longer on the waiting list."
    await give_up(asel)
    await is_offered(dana, "12:20")
    await seminar.settles()
    assert OFFERED not in chingis.text


async def test_whoever_changes_their_mind_makes_room(seminar: Seminar) -> None:
    asel, bolat, chingis, *_ = seminar.phones.values()
    await sit_and_wait([asel, bolat, chingis])
    assert await chingis.press(f"seat:{LAW}") == SEATED
    assert await chingis.press(f"seat:{LAW}") == SEATED
    await chingis.press(f"session:{ART}")
    await chingis.sees("you are next")  # a seat elsewhere does not cost the place in the list

    assert await asel.press(f"seat:{LAW}") == f"{SEATED} Free again: 2. Creative pedagogy"
    await asel.sees("2 of 2 seats taken")
    await is_offered(chingis, "12:20")
    await chingis.sees("If you take this seat, the one you have becomes free: 1. Key competencies")
    assert await chingis.tap("Yes, take the seat") == f"{SEATED} Free again: 1. Key competencies"
    await asel.press(f"session:{LAW}")
    await asel.sees("1 of 2 seats taken")
    await bolat.press(f"session:{ART}")
    await bolat.sees("2 of 2 seats taken")


async def test_choosing_closes_at_the_stated_time(seminar: Seminar) -> None:
    asel, bolat, chingis, dana, _ = seminar.phones.values()
    await sit_and_wait([asel, bolat, chingis, dana])
    await seminar.moves_to(at(1, "13:25"))
    await give_up(asel)
    await is_offered(chingis, "13:30")
    await seminar.moves_to(at(1, "13:30"))
    told = len(dana.screens)
    await chingis.tap("Yes, take the seat")
    await chingis.sees("1 of 2 seats taken", "Choosing is over.")
    for wish in ("seat", "wait", "leave", "accept"):
        await dana.press(f"{wish}:{ART}")
        await dana.sees("1 of 2 seats taken", "Choosing is over.")
        assert not {"Take a seat", "Join the waiting list", "Give up my seat"} & set(dana.labels)
    await bolat.press(f"leave:{ART}:yes")
    await bolat.sees("You have a seat here.")
    assert len(dana.screens) == told


async def test_thirty_race_for_four_seats(tmp_path: Path) -> None:
    crowd = [Person(number, f"Guest {number}", language_code="en") for number in range(2001, 2031)]
    programme, url = with_few_seats(tmp_path, seats=4), f"sqlite:///{tmp_path}/seminar.db"
    async with seminar_with(crowd, url, at(1, "12:00")) as seminar, seminar.open(programme=programme):
        phones = list(seminar.phones.values())
        await asyncio.gather(*(phone.comes_in() for phone in phones))
        notices = await asyncio.gather(*(phone.press(f"seat:{ART}") for phone in phones))
        seated = [phone for phone, notice in zip(phones, notices, strict=True) if notice == SEATED]
        late = [phone for phone in phones if phone not in seated]
        assert len(seated) == 4
        places = await asyncio.gather(*map(join_the_list, late))
        assert sorted(places) == list(range(26))
        line = sorted(late, key=lambda phone: places[late.index(phone)])

        await asyncio.gather(*map(give_up, seated))
        await seminar.settles()
        assert [phone for phone in line if OFFERED in phone.text] == line[:4]


async def join_the_list(phone: Phone) -> int:
    """How many are before them, as their screen says."""
    await phone.press(f"wait:{ART}")
    await phone.sees("Waiting list: ")
    place = re.search(r"you are next|before you: (\d+)", phone.text)
    assert place, phone.text
    return int(place[1] or 0)
