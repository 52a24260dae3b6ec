"""Nobody who reads answers learns whose they are: no statement brings the two together."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import bot
from bot.agenda.sample import read_sample
from bot.feedback.rules import AFTER, BEFORE, COMMENT
from bot.results import queries
from bot.storage.engine import Database
from bot.storage.tables import metadata
from tests.results.answering import NOW, TRAINING, assess, rate, set_up, survey
from tests.statements import counting

SOURCES: Final = sorted(Path(bot.__file__).parent.rglob("*.py"))
GIVING, READING = "bot/feedback/queries.py", "bot/results/queries.py"
FOLLOWING = "bot/agenda/following.py"  # only deletes those of a ballot that goes


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    """Whatever the database is asked."""
    with counting(database) as asked:
        yield asked


def tables_in(statement: str) -> set[str]:
    return set(re.findall(r"\w+", statement)) & set(metadata.tables)


async def test_no_statement_of_the_results_names_answers_and_anybody(
    database: Database, statements: list[str]
) -> None:
    programme = read_sample().to_programme(1)
    async with database.writing() as tx:
        await set_up(tx)
        await rate(tx, [1, 2, 3, 4, 5], TRAINING, comment="Well done")
        await survey(tx, {"overall": "4", "differently": "Everything"})
        await assess(tx, "lead", {BEFORE: 1, AFTER: 5})
    statements.clear()
    asked = {
        "load": lambda tx: queries.load(tx, programme),
        "texts": lambda tx: queries.texts(tx, TRAINING, COMMENT),
        "report": lambda tx: queries.report(tx, programme, NOW),
        "asked": lambda tx: queries.asked(tx, [TRAINING]),
        "everybody": queries.everybody,
    }
    assert asked.keys() == public_functions()
    async with database.reading() as tx:
        for function in asked.values():
            assert await function(tx)
    about_answers = [tables_in(statement) for statement in statements if "answers" in tables_in(statement)]
    assert len(about_answers) >= 5
    assert [named for named in about_answers if named != {"answers"}] == []
    assert any({"people", "ballots"} <= named for named in map(tables_in, statements))  # of who was asked


def public_functions() -> set[str]:
    """What others can ask of the results."""
    found = inspect.getmembers(queries, inspect.iscoroutinefunction)
    own = (name for name, function in found if function.__module__ == queries.__name__)
    return {name for name in own if not name.startswith("_")}


def test_the_check_sees_what_it_looks_for() -> None:
    assert tables_in("SELECT * FROM answers JOIN ballots ON 1 = 1") == {"answers", "ballots"}
    assert named_tables(ast.parse("from bot.storage.tables import answers as a, people")) == {
        "answers",
        "people",
    }
    assert named_tables(ast.parse("from bot.storage import tables; tables.answers")) == {"answers"}
    assert named_tables(ast.parse('text("DELETE FROM answers")')) == {"answers"}


# --------------------------------------------------------- every file there is


def named_tables(source: ast.AST) -> set[str]:
    """Tables that a file takes from `bot.storage.tables`, or names in SQL that it writes out."""
    named = set()
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and node.module == "bot.storage.tables":
            named |= {alias.name for alias in node.names}
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "tables"
        ):
            named.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sql(node.value):
            named |= tables_in(node.value)
    return named & set(metadata.tables)


def _is_sql(text: str) -> bool:
    return re.search(r"\b(SELECT|DELETE FROM|UPDATE|INSERT INTO|JOIN)\b", text) is not None


def test_few_files_know_answers_and_only_that_of_the_giving_joins_them() -> None:
    by_file = {name_of(path): named_tables(ast.parse(path.read_text("utf-8"))) for path in SOURCES}
    assert {file for file, named in by_file.items() if "answers" in named} == {GIVING, READING, FOLLOWING}
    of_people = {file for file, named in by_file.items() if {"people", "ballots"} & named}
    assert {"bot/announcements/audience.py", "bot/organisers/queries.py"} <= of_people


def test_all_tables_at_once_are_read_only_for_the_person_who_asks_and_for_backups() -> None:
    """`people.belongings` finds tables by their shape, `copying` takes all; all else names what it reads."""
    by_shape = {name_of(path) for path in SOURCES if re.search(r"\bmetadata\b", path.read_text("utf-8"))}
    assert by_shape == {"bot/storage/tables.py", "bot/people/belongings.py", "bot/storage/copying.py"}


def name_of(path: Path) -> str:
    return str(path.relative_to(Path(bot.__file__).parents[1]))
