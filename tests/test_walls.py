"""The walls between folders, whatever features come: nobody has to keep a list of them.

What a file may import by its name is in pyproject.toml, for import-linter.
"""

import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter

import grimp
import pytest

BESIDE_RULES = (
    "outlook",
    "changes",
    "quiet",
    "questions",
    "asking",
    "followup",
)  # decisions too, in files of their own
BESIDE_QUERIES = (
    "news",
    "seats",
    "formats",
    "invitations",
    "sending",
    "audience",
    "writing",
    "leaving",
    "occupancy",
)  # what else outgrew a file that others may read
BESIDE_HANDLERS = ("menu",)  # what Telegram shows somebody of the bot, for who changes their roles
OPEN = {"rules", "queries", *BESIDE_RULES, *BESIDE_QUERIES, *BESIDE_HANDLERS}


@pytest.fixture(scope="session")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("bot", include_external_packages=True, cache_dir=None)


@pytest.fixture
def features(graph: grimp.ImportGraph) -> set[str]:
    return {folder for folder in graph.find_children("bot") if f"{folder}.handlers" in graph.modules}


def top(module: str) -> str:
    """The folder of a module, or a module that is in none."""
    return ".".join(module.split(".")[:2])


def imports(graph: grimp.ImportGraph, folders: Iterable[str]) -> set[tuple[str, str]]:
    """Who in these folders imports what of `bot` that is outside their own."""
    modules = {module for folder in folders for module in (folder, *graph.find_descendants(folder))}
    pairs = (
        (module, other) for module in modules for other in graph.find_modules_directly_imported_by(module)
    )
    return {
        (module, other) for module, other in pairs if other.startswith("bot.") and top(module) != top(other)
    }


def test_a_feature_knows_of_another_its_rules_and_queries_alone(
    graph: grimp.ImportGraph, features: set[str]
) -> None:
    between = {(module, other) for module, other in imports(graph, features) if top(other) in features}
    assert between
    assert {pair for pair in between if pair[1].split(".")[2] not in OPEN} == set()


def test_features_know_each_other_in_one_direction(graph: grimp.ImportGraph, features: set[str]) -> None:
    """Of each other's database; rules are words that all may speak, and a shell brings features together."""
    order = TopologicalSorter[str]()
    for module, other in imports(graph, features):
        if top(other) in features and not (other.endswith(".rules") or module.endswith(".shell")):
            order.add(top(module), top(other))
    assert set(order.static_order()) >= {"bot.people", "bot.agenda"}  # raises CycleError for a circle


def test_nobody_else_shows_the_screens_of_a_feature(graph: grimp.ImportGraph, features: set[str]) -> None:
    everywhere = imports(graph, graph.find_children("bot"))
    assert {
        pair for pair in everywhere if pair[1].startswith(tuple(f"{name}.screens" for name in features))
    } == set()


def test_folders_that_are_no_feature_know_none(graph: grimp.ImportGraph, features: set[str]) -> None:
    folders = {folder for folder in graph.find_children("bot") if graph.find_children(folder)} - features
    assert {"bot.delivery", "bot.storage", "bot.i18n", "bot.screens", "bot.web"} <= folders
    below = [*folders, "bot.clock", "bot.settings", "bot.errors"]
    known = {folder: set(map(top, graph.find_upstream_modules(folder, as_package=True))) for folder in below}
    assert {folder: seen & features for folder, seen in known.items() if seen & features} == {}


def test_the_demo_imports_nothing_else_of_the_bot(graph: grimp.ImportGraph) -> None:
    assert imports(graph, ["bot.demo"]) == set()


def test_rules_decide_with_the_standard_library_alone(graph: grimp.ImportGraph, features: set[str]) -> None:
    files = {f"{feature}.{name}" for feature in features for name in ("rules", *BESIDE_RULES)} & graph.modules
    needed = {other for file in files for other in graph.find_upstream_modules(file)}
    assert {f"{feature}.rules" for feature in features} <= files
    assert {
        other for other in needed if top(other).partition(".")[0] != "bot"
    } - sys.stdlib_module_names == set()
