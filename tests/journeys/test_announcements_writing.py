"""An announcement is written in each language, up to the button that sends it; with the wrong turns."""

import pytest

from tests.journeys.seminar import Seminar
from tests.journeys.test_a_day import PHONES
from tests.journeys.two_days import LANGUAGES
from tests.journeys.writing import Organiser, with_organiser


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_audience_to_the_preview(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        await organiser.begins()
        await for_two_languages_and_back_to_everyone(organiser)
        await organiser.writes()
        await a_look_before_it_can_be_sent(organiser)


async def for_two_languages_and_back_to_everyone(organiser: Organiser) -> None:
    phone = organiser.phone
    await organiser.goes_on("by language")
    await phone.sees(organiser["which language"])
    await phone.tap("☐ Қазақша")
    await phone.tap("☐ Русский")
    await phone.sees("☑ Қазақша", "☑ Русский", organiser["two of them"])
    await organiser.goes_on("back")
    await phone.sees(organiser["chosen"])
    await organiser.goes_on("everyone")
    await phone.sees(organiser["to whom"])


async def a_look_before_it_can_be_sent(organiser: Organiser) -> None:
    phone = organiser.phone
    await organiser.goes_on("done")
    await phone.sees(organiser["to all"], organiser["look first"], organiser["instead"])
    assert organiser["send"] not in phone.labels
    assert organiser["later"] not in phone.labels
    phone.came()
    await phone.tap("Русский")
    await phone.sees(organiser["send"], organiser["later"])
    arrived, preview = phone.came()
    assert arrived == organiser["text"]
    assert organiser["to all"] in preview
    assert organiser["look first"] not in preview


@pytest.mark.parametrize("language", LANGUAGES)
async def test_cancelled_at_each_step(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await organiser.goes_on("cancel")
        await phone.sees(organiser["gone"])
        for last in ((), ("done",)):
            await organiser.begins()
            await organiser.writes()
            await organiser.goes_on(*last, "cancel")
            await phone.sees(organiser["sure"], organiser["text"])
            await organiser.goes_on("back", "cancel", "yes")
            await phone.sees(organiser["gone"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_draft_is_found_again_after_a_restart(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        await organiser.begins()
        await organiser.writes()
    async with seminar.open(organisers=frozenset({PHONES[language]})):
        phone = organiser.phone
        await phone.write("/announce")
        await phone.sees(organiser["draft"], organiser["text"])
        await organiser.goes_on("continue")
        await phone.sees(organiser["look first"])


async def test_what_is_awaited_is_still_awaited_after_a_restart(seminar: Seminar) -> None:
    async with with_organiser(seminar, "kk") as organiser:
        await organiser.begins()
        await organiser.goes_on("further")
    async with seminar.open(organisers=frozenset({PHONES["kk"]})):
        await organiser.phone.write(organiser["text"])
        await organiser.phone.sees(organiser["next text"], organiser["kept"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_audience_leads_nowhere(seminar: Seminar, language: str) -> None:
    async with with_organiser(seminar, language) as organiser:
        phone = organiser.phone
        await organiser.begins()
        await phone.press("whom:1:role:club_lead")
        await organiser.goes_on("back")
        await phone.sees(organiser["nobody"])
        assert organiser["further"] not in phone.labels
        await phone.press("wording:1")
        await phone.write(organiser["text"])
        await phone.sees(organiser["kept"])
        assert organiser["nobody"] in await phone.press("preview:1")
        await phone.sees(organiser["nobody"])
