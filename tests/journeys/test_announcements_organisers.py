"""Several organisers at once, and people who are none."""

from tests.journeys.conftest import AIGERIM, DANIEL
from tests.journeys.phone import Phone
from tests.journeys.seminar import Seminar
from tests.journeys.sending import Sender
from tests.journeys.writing import Organiser, with_organiser

BUTTONS = (
    *("audience:1", "audience:1:language", "whom:1", "whom:1:language:kk", "wording:1", "wording:1:kk"),
    *("omit:1:en", "preview:1", "preview:1:en", "discard:1", "discard:1:yes"),
)


async def test_each_organiser_has_a_draft_of_their_own(seminar: Seminar) -> None:
    async with seminar.open(organisers=frozenset({AIGERIM.id, DANIEL.id})):
        for phone in seminar.phones.values():
            await phone.comes_in()
        first, second = Organiser(seminar, "kk"), Organiser(seminar, "en")
        await first.begins()
        await second.begins()
        await first.writes()
        await second.writes()
        await first.phone.sees(first["kept"])
        for forged in BUTTONS:  # of the other's draft, with something in it
            assert first["out of date"] in await first.phone.press(forged.replace(":1", ":2", 1))
            await first.phone.sees(first["draft"], first["text"])
        await second.goes_on("done")
        await second.phone.sees(second["look first"], second["to all"])
        await first.goes_on("continue")
        await first.phone.sees(first["look first"], first["to all"])


async def test_who_corrects_what_another_has_sent_sees_it_through(
    seminar: Seminar, aigerim: Phone, daniel: Phone
) -> None:
    async with seminar.open(organisers=frozenset({AIGERIM.id, DANIEL.id})):
        for phone in seminar.phones.values():
            await phone.comes_in()
        author, other = Sender(Organiser(seminar, "en"), "en"), Sender(Organiser(seminar, "kk"), "kk")
        await author.sends()
        await twice(seminar)
        await aigerim.press("progress:1")
        await other.taps("correct", "which text")
        await aigerim.press("correct:1:en")
        await aigerim.write(other["new text"])
        await aigerim.sees(other["right"])
        await other.taps("yes, correct")
        looks_at = aigerim.newest["message_id"]
        daniel.came()
        await twice(seminar)
        assert other["corrected"] in aigerim.message(other["corrected"])["text"]
        assert aigerim.message(other["corrected"])["message_id"] == looks_at
        (report,) = daniel.came()
        assert author["corrected"] in report


async def twice(seminar: Seminar) -> None:
    """It is sent, and then reported."""
    await seminar.settles()
    await seminar.settles()


async def test_a_participant_presses_the_buttons_of_an_organiser(seminar: Seminar, marina: Phone) -> None:
    async with with_organiser(seminar, "kk") as organiser:
        await organiser.begins()
        await organiser.writes()
        for forged in ("announce", *BUTTONS):
            await is_refused(marina, forged)
        await organiser.goes_on("done")
        await organiser.phone.sees(organiser["look first"], organiser["to all"])


async def is_refused(participant: Phone, forged: str) -> None:
    """The screen is refreshed, and nothing of an announcement is shown."""
    assert await participant.press(forged)
    assert len(participant.screens) == 2, forged
    assert "18:00" not in participant.text


async def test_buttons_of_a_draft_that_is_gone(seminar: Seminar) -> None:
    async with with_organiser(seminar, "ru") as organiser:
        await organiser.begins()
        await organiser.goes_on("cancel")
        await organiser.phone.sees(organiser["gone"])
        for old in BUTTONS:
            assert organiser["out of date"] in await organiser.phone.press(old)
            await organiser.phone.sees(organiser["to whom"])


async def test_buttons_that_nobody_has_made(seminar: Seminar) -> None:
    async with with_organiser(seminar, "en") as organiser:
        await organiser.begins()
        for nonsense in ("whom:x", "whom:1:planet:mars", "audience:1:club:99999999", "wording:9:xx"):
            await organiser.phone.press(nonsense)
            await organiser.phone.press("audience:1")
            await organiser.phone.sees(organiser["to whom"])
