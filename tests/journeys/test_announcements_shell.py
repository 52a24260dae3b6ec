"""`seminar-bot announce` beside the running bot: people read it, and the shell sees how it goes out."""

from pathlib import Path
from typing import Final

from tests.journeys.phone import Phone
from tests.journeys.program import Ended, environment, program
from tests.journeys.seminar import Seminar, at

TEXTS: Final = ("--ru", "Автобус уходит в 18:00 <от входа>", "--en", "The bus leaves at 18:00")


async def test_everybody_reads_it_and_the_shell_sees_it(
    seminar: Seminar, tmp_path: Path, aigerim: Phone, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        for phone in seminar.phones.values():
            await phone.comes_in()
        arguments = ("announce", "--to", "everyone", *TEXTS, "--yes")
        async with program(tmp_path, *arguments, **environment(seminar)) as announcing:
            ended = await announcing.ended()
        assert (ended.code, ended.err) == (0, "")
        first, fallback, *_, report = ended.out.splitlines()
        assert first == "Reaches 3: en 1, kk 1, ru 1."
        assert fallback == "No text in kk: they get the one in ru."
        assert report.startswith("Sent to 3 of 3")  # in no time where the machine stalls between them
        assert aigerim.text == marina.text == TEXTS[1]
        assert daniel.text == TEXTS[3]


async def test_it_waits_for_a_bot_and_says_so(seminar: Seminar, tmp_path: Path, marina: Phone) -> None:
    async with seminar.open():
        await marina.comes_in()
    arguments = ("announce", "--to", "language:ru", *TEXTS, "--yes")
    async with program(tmp_path, *arguments, **environment(seminar)) as announcing:
        await announcing.says("Nothing moves: is `seminar-bot run` at work?")
        async with seminar.open():
            ended = await announcing.ended()
            await marina.sees(TEXTS[1])
        assert ended.code == 0
        assert "Sent to 1 of 1" in ended.out


async def test_whom_it_does_not_reach_is_said_in_the_end(
    seminar: Seminar, tmp_path: Path, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        await marina.comes_in()
        await daniel.comes_in()
        await seminar.faults(deactivate=[daniel.person.id])
        ended = await announced(seminar, tmp_path)
        assert ended.code == 1
        assert "Sent to 1 of 2" in ended.out
        assert ended.out.splitlines()[-1] == "no more on Telegram: 1"
        ended = await announced(seminar, tmp_path)  # it is known by now
        assert ended.code == 1
        assert ended.out.splitlines()[0] == "Reaches 1: ru 1. Not reached (no more on Telegram: 1)."
        assert "Sent to 1 of 2" in ended.out
        assert ended.out.splitlines()[-1] == "no more on Telegram: 1"


async def test_who_wants_no_announcements_is_not_reached_either(
    seminar: Seminar, tmp_path: Path, marina: Phone, daniel: Phone
) -> None:
    async with seminar.open():
        await marina.comes_in()
        await daniel.comes_in()
        await daniel.press("mute:announcement")
        ended = await announced(seminar, tmp_path)
        assert ended.code == 1
        assert "Sent to 1 of 2" in ended.out
        assert ended.out.splitlines()[-1] == "want no announcements: 1"


async def announced(seminar: Seminar, folder: Path) -> Ended:
    arguments = ("announce", "--to", "everyone", *TEXTS, "--yes")
    async with program(folder, *arguments, **environment(seminar)) as announcing:
        return await announcing.ended()


async def test_at_a_time_it_is_left_to_the_bot(seminar: Seminar, tmp_path: Path, daniel: Phone) -> None:
    async with seminar.open():
        await daniel.comes_in()
        arguments = ("announce", "--to", "everyone", *TEXTS, "--at", "2019-04-30 07:30", "--yes", "--detach")
        async with program(tmp_path, *arguments, **environment(seminar)) as announcing:
            ended = await announcing.ended()
        assert (ended.code, ended.err) == (0, "")
        await seminar.moves_to(at(1, "07:29"))
        assert TEXTS[3] not in daniel.came()
        await seminar.moves_to(at(1, "07:30"))
        assert daniel.came() == [TEXTS[3]]
