"""A participant's first day, from the language to the last reminder, in each language."""

from tests.journeys.seminar import Phone, Seminar, at


async def test_daniels_day(seminar: Seminar, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.write("/start")
        await daniel.sees("Choose your language", "English")
        await daniel.tap("English")
        await daniel.sees("The seminar begins", "Registration · Foyer")
        await daniel.tap("Choose")
        await daniel.sees("What would you like to choose?")
        await daniel.tap("Choice of training")
        await daniel.sees("Creative pedagogy", "40 seats left")
        await daniel.tap("2. Creative pedagogy")
        await daniel.sees("Take a seat")
        assert await daniel.tap("Take a seat") == "The seat is yours."
        await daniel.sees("1 of 40 seats taken", "Give up")
        await seminar.moves_to(at(1, "13:50"))
        await daniel.sees("Creative pedagogy", "14:00", "Hall 2")
