"""What organisers read in the log after others have been at work: words, where the bot keeps ids."""

import csv
from io import StringIO

from bot.programme.marks import mark
from tests.journeys.correspondence import come_in, pass_on
from tests.journeys.phone import Phone
from tests.journeys.programmes import organised
from tests.journeys.seminar import Seminar


async def test_an_undoing_says_whether_people_were_told(
    seminar: Seminar, marina: Phone, daniel: Phone
) -> None:
    async with organised(seminar, daniel, others=(marina,)):
        moving = f"moveroom:d1-lunch:{mark('foyer')}"
        tell, silently = "Apply and tell them", "Apply silently"
        for way, how in ((moving, tell), ("undochange:2", tell), ("undochange:3", silently)):
            await daniel.press(way)
            await daniel.sees(how)
            await daniel.tap(how)
            await daniel.sees("The programme is changed")
        await daniel.write("/audit")
        await daniel.sees("What organisers did")
        again, back, moved = (line.partition(": ")[2] for line in daniel.text.splitlines()[1:])
        assert again.startswith("programme change undone silently · room: Lunch, Foyer")
        assert back.startswith("programme change undone, people told · room: Lunch, Restaurant")
        assert moved.startswith("programme changed, people told · room: Lunch, Foyer")


async def test_letters_are_called_by_their_words(seminar: Seminar, marina: Phone, daniel: Phone) -> None:
    async with seminar.open(organisers=frozenset({daniel.person.id})):
        await come_in(marina, daniel)
        await pass_on(marina, "Где автобус?")
        await seminar.calms()
        await daniel.reply("У входа", "Где автобус?")
        await daniel.sees("The answer is on its way")
        await daniel.write("/audit")
        await daniel.sees("letter answered · Марина · Где автобус?")
        await daniel.press("auditfile")
        await daniel.sees("audit.csv")
        _, row = csv.reader(StringIO((await daniel.file()).decode("utf-8-sig")))
        assert row[1:6] == ["Daniel", "letter answered", "Марина", "", "Где автобус?"]
