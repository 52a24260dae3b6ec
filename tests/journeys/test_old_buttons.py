"""Buttons out of date, and data that no button ever had: the screen is refreshed, and nothing is changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from sqlalchemy import select

from bot.agenda.sample import SAMPLE
from bot.storage.tables import mutes, outbox, people, roles, seats, waiting
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.seminar import Seminar, at

OUT_OF_DATE: Final = "This was out of date. Here is the new one."
TRAINING: Final = "d1-training2"

NONSENSE: Final = [
    " ",
    ":",
    "::::",
    "x" * 64,
    "қ" * 32,
    "🦄" * 16,
    "null",
    "-1",
    "\0\1\2",
    "{}",
    "NOW",
    "/now",
]
FORGED_IDS: Final = [
    *("session", "session:", "session::", "session:" + "9" * 56, "session:" + "x" * 56, "session:%s{0}"),
    *(
        "session:<b>",
        "session:D1-LUNCH",
        "session:../etc/passwd",
        "agenda:day9",
        "agenda:" + "9" * 57,
    ),
    *("info:nothing", "block:nothing", "choose:nothing", "ics:nothing", "seat:nothing", "elsewhere:nothing"),
    *(
        "language:",
        "language:de",
        "language:<i>",
        "lead",
        "lead:7",
        "lead:-10",
        "lead:ten",
        "lead:" + "9" * 59,
    ),
    *("mute", "mute:everything", "zone", "zone:Asia/Nowhere", "zone:Etc/GMT+5", "zone:../localtime"),
]
IDS_OF_OTHERS: Final = [
    *("session:day1", "session:training", "session:wifi", "agenda:d1-lunch", "block:day1", "block:d1-lunch"),
    *("info:d1-lunch", "ics:day1", "seat:day1", "seat:d1-lunch", "leave:d1-lunch:yes", "elsewhere:d1-lunch"),
]
SQL: Final = ["session:' OR '1'='1", "seat:x'); DROP TABLE seats; --", 'info:";DELETE FROM people;--']
ON_NO_BUTTON: Final = ["membership", "unready", "text", "file", "stale"]
ANOTHER_PERSONS: Final = [f"leave:{TRAINING}:yes", f"unwait:{TRAINING}", f"decline:{TRAINING}"]
FORGED: Final = [*NONSENSE, *FORGED_IDS, *IDS_OF_OTHERS, *SQL, *ON_NO_BUTTON, *ANOTHER_PERSONS]


async def kept(seminar: Seminar) -> Sequence[Any]:
    """All that is stored about people and what they chose; not for what they were asked last."""
    assert seminar.bot is not None
    settled = [column for column in people.c if column is not people.c.awaiting]
    async with seminar.bot.services.database.reading() as tx:
        tables = [select(*settled), *map(select, (roles, mutes, seats, waiting, outbox))]
        return [(await tx.execute(table)).all() for table in tables]


# ---------------------------------------------------------------- out of date


async def test_a_session_that_is_gone_from_the_programme(
    seminar: Seminar, daniel: Phone, tmp_path: Path
) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press("block:training")
        await daniel.sees("2. Creative pedagogy")
        await imported_without_the_training(seminar, tmp_path)
        assert await daniel.tap("2. Creative pedagogy") == OUT_OF_DATE
        await daniel.sees("Tuesday, 30 April", "14:00  3 training sessions in parallel")
        assert len(daniel.screens) == 2


async def imported_without_the_training(seminar: Seminar, folder: Path) -> None:
    """By the organisers, on the server, while the bot is at work."""
    document = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    document["sessions"] = [session for session in document["sessions"] if session["id"] != TRAINING]
    file = folder / "programme.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    async with program(folder, "import", str(file), "--yes", **environment(seminar)) as importing:
        ended = await importing.ended()
    assert "session d1-training2 (2. Creative pedagogy): no longer in the programme" in ended.out, ended
    assert "Imported as version 2" in ended.out, ended


async def test_a_seat_when_choosing_is_over(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press(f"session:{TRAINING}")
        await daniel.sees("Take a seat")
        await seminar.moves_to(at(1, "13:30"))
        assert await daniel.tap("Take a seat") == OUT_OF_DATE
        await daniel.sees("0 of 40 seats taken", "Choosing is over.")
        assert "Take a seat" not in daniel.labels


async def test_a_seat_when_the_session_is_cancelled(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press(f"session:{TRAINING}")
        await daniel.sees("Take a seat")
        await seminar.changes(TRAINING, cancelled=True)
        assert await daniel.tap("Take a seat") == OUT_OF_DATE
        await daniel.sees("This session is cancelled.")
        assert daniel.labels == ["Back"]


async def test_screens_of_before_a_restart(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await daniel.press("block:training")
        await daniel.sees("2. Creative pedagogy")
    async with seminar.open():
        await daniel.tap("2. Creative pedagogy")
        await daniel.sees("Training Session 2", "Take a seat")
        assert await daniel.tap("Take a seat") == "The seat is yours."
        await daniel.sees("1 of 40 seats taken")
        assert len(daniel.screens) == 2


async def test_a_message_that_is_gone_is_shown_anew(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        assert not await daniel.press("agenda:day2", message_id=999_999)
        await daniel.gets(3)
        await daniel.sees("Wednesday, 1 May")


# --------------------------------------------------------------------- forged


async def test_forged_buttons_change_nothing(seminar: Seminar, daniel: Phone, marina: Phone) -> None:
    async with seminar.open():
        await marina.comes_in()
        await marina.press(f"seat:{TRAINING}")
        await daniel.comes_in()
        await seminar.calms()
        before = await kept(seminar)
        notices = {data: await daniel.press(data) for data in FORGED}
        await seminar.calms()
        assert {data: notice for data, notice in notices.items() if notice != OUT_OF_DATE} == {}
        assert len(daniel.screens) == 2, daniel.text
        assert await kept(seminar) == before


async def test_an_offer_to_somebody_else_cannot_be_taken(
    seminar: Seminar, aigerim: Phone, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        await seminar.changes(TRAINING, capacity=1)
        for phone in (aigerim, marina, daniel):
            await phone.comes_in()
        await aigerim.press(f"seat:{TRAINING}")
        await marina.press(f"wait:{TRAINING}")
        await aigerim.press(f"leave:{TRAINING}:yes")
        await marina.sees("Для Вас освободилось место: 2. Креативная педагогика")
        gone = "The time to take this seat is over: it has gone to the next person."
        assert await daniel.press(f"accept:{TRAINING}") == gone
        assert "You can join the waiting list" in await daniel.press(f"seat:{TRAINING}")
        assert await marina.tap("Да, занять место") == "Место за Вами."


async def test_commands_that_are_in_no_menu_change_nothing(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        await seminar.calms()
        before, commands = await kept(seminar), ["seat d1-training2", "forget yes", "lead 0", "mute reminder"]
        commands += [
            "language kk",
            "text",
            "file",
            "stale",
            "membership",
            "unready",
            "nonsense",
            "x" * 100,
            "",
        ]
        for number, command in enumerate(commands):
            await daniel.write(f"/{command}")
            await daniel.gets(3 + number)
        await seminar.calms()
        assert not any("went wrong" in screen["text"] for screen in daniel.screens)
        assert await kept(seminar) == before
