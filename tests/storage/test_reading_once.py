"""Who reads `once` keeps no view, and therefore may ask but one question."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

import bot
from bot.storage.engine import Database
from bot.storage.tables import clubs

SOURCES = Path(bot.__file__).parent
COUNT = select(func.count()).select_from(clubs)


@pytest.mark.parametrize(("once", "seen"), [(True, [0, 1]), (False, [0, 0])])
async def test_a_view_stays_as_it_was_and_once_there_is_none(
    database: Database, *, once: bool, seen: list[int]
) -> None:
    async with database.reading(once=once) as tx:
        counts = [await tx.scalar(COUNT)]
        async with database.writing() as other:
            await other.execute(insert(clubs).values(name="Дарын"))
        counts.append(await tx.scalar(COUNT))
    assert counts == seen
    async with database.reading() as tx:  # on the connection that was just given back
        assert await tx.scalar(COUNT) == 1


def once_blocks() -> Iterator[tuple[str, ast.AsyncWith]]:
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.AsyncWith) and "reading(once=True)" in ast.unparse(node.items[0]):
                yield str(file), node


def test_whoever_reads_once_asks_one_question() -> None:
    blocks = list(once_blocks())
    assert blocks
    for file, block in blocks:
        asked = [node for node in ast.walk(block) if isinstance(node, ast.Name) and node.id == "tx"]
        assert len(asked) == 2, f"{file}:{block.lineno}"  # where it gets its name, and where it is used
