"""Texts of the programme change: in three languages or not at all."""

from pathlib import Path
from typing import Any

import yaml

from bot.agenda.sample import SAMPLE
from tests.journeys.phone import Phone
from tests.journeys.program import environment, program
from tests.journeys.seminar import Seminar


async def test_a_text_is_taken_in_all_three_languages_or_not_at_all(
    seminar: Seminar, aigerim: Phone, marina: Phone, tmp_path: Path
) -> None:
    description = {"ru": "Чай, кофе и баурсаки.", "en": "Tea, coffee and baursaks."}
    async with seminar.open():
        await aigerim.comes_in()
        await marina.comes_in()
        assert "the text “description” is missing in Kazakh" in await imported(
            seminar, tmp_path, description, code=1
        )
        await aigerim.press("session:d1-coffee2")
        await aigerim.sees("Кофе-үзіліс", "16:00–16:30")
        assert "baursaks" not in aigerim.text
        await imported(seminar, tmp_path, {**description, "kk": "Шай, кофе және бауырсақ."}, code=0)
        await aigerim.press("session:d1-coffee2")
        await aigerim.sees("Шай, кофе және бауырсақ.")
        await marina.press("session:d1-coffee2")
        await marina.sees("Чай, кофе и баурсаки.")


async def imported(seminar: Seminar, folder: Path, description: Any, code: int) -> str:
    """The organisers describe a break; what the command line says."""
    document = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    (coffee,) = (session for session in document["sessions"] if session["id"] == "d1-coffee2")
    coffee["description"] = description
    file = folder / "programme.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    async with program(folder, "import", str(file), "--yes", **environment(seminar)) as importing:
        ended = await importing.ended()
    assert ended.code == code, ended
    return ended.out + ended.err
