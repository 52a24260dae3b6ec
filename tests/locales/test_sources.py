"""Where texts stand in the code: in screens alone, as plain literals that can be extracted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.locales.catalogues import ROOT, prose

SOURCES = sorted((ROOT / "bot").rglob("*.py"))
SCREENS = [path for path in SOURCES if "screens" in path.relative_to(ROOT).with_suffix("").parts]
TRANSLATING = {"t": 1, "label": 1, "plural": 2, "label_plural": 2}  # how many first arguments are texts
WHOLE = {"Markup", "Screen", "lines", "bold"}  # all that they are given is shown
FIRST = {"Button", "button", "ticked", "boxed"}  # ... and of these only the first: the label

name_of = {path: str(path.relative_to(ROOT)) for path in SOURCES}.__getitem__


def translating(call: ast.Call) -> str | None:
    """The translator's method that is called, if one is: `t(...)`, `context.t(...)`, `t.label(...)`."""
    match call.func:
        case ast.Name(id="t") | ast.Attribute(attr="t"):
            return "t"
        case ast.Attribute(value=ast.Name(id="t") | ast.Attribute(attr="t"), attr=method) if (
            method in TRANSLATING
        ):
            return method
        case ast.Subscript(value=ast.Name(id="translators") | ast.Attribute(attr="translators")):
            return "t"
    return None


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dynamic_texts(tree: ast.AST) -> list[int]:
    """Lines that ask a translator for something that no extraction can find."""
    return [
        call.lineno
        for call in calls(tree)
        if (method := translating(call))
        and not (
            isinstance(call.func, ast.Name | ast.Attribute)
            and len(call.args) >= TRANSLATING[method]
            and all(isinstance(text, ast.Constant) for text in call.args[: TRANSLATING[method]])
        )
    ]


def shown(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions whose value a person reads."""
    for call in calls(tree):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if translating(call):
            yield from (keyword.value for keyword in call.keywords)
        elif name in WHOLE:
            yield from call.args
        elif name in FIRST:
            yield from call.args[:1]
        elif name == "format" and isinstance(call.func, ast.Attribute):
            yield from (call.func.value, *call.args, *(keyword.value for keyword in call.keywords))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


def literals(expression: ast.AST) -> Iterator[str]:
    """Its own string literals; what further calls are given is for them to answer for."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    if not isinstance(expression, ast.Call) and not callback_data(expression):
        yield from (text for part in ast.iter_child_nodes(expression) for text in literals(part))


def callback_data(expression: ast.AST) -> bool:
    """Whether it is f"session:{id}"."""
    match expression:
        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
            return bool(re.match(r"[a-z]+:", beginning))
    return False


def hard_coded(tree: ast.AST) -> list[str]:
    names = {
        text
        for call in calls(tree)
        if getattr(call.func, "id", "") == "Picture"
        for text in literals(ast.List(call.args))
    }
    texts = [text for expression in shown(tree) for text in literals(expression)]
    return [text for text in texts if re.search(r"[^\W\d_]", prose(text)) and text not in names]


@pytest.mark.parametrize("path", SCREENS, ids=name_of)
def test_texts_are_plain_literals(path: Path) -> None:
    assert dynamic_texts(ast.parse(path.read_text())) == []


@pytest.mark.parametrize("path", SCREENS, ids=name_of)
def test_screens_show_nothing_but_translated_texts_and_signs(path: Path) -> None:
    assert hard_coded(ast.parse(path.read_text())) == []


def test_only_screens_ask_a_translator() -> None:
    others = [
        path for path in SOURCES if path not in SCREENS and path != ROOT / "bot" / "i18n" / "translator.py"
    ]
    assert [
        name_of(path) for path in others if any(map(translating, calls(ast.parse(path.read_text()))))
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        't(f"Hello {name}")',
        "t.label(text)",
        't.plural("one", many, 2)',
        't("a" + "b")',
        'translators["kk"]("a")',
    ],
)
def test_the_check_sees_texts_that_cannot_be_extracted(source: str) -> None:
    assert dynamic_texts(ast.parse(source)) == [1]


@pytest.mark.parametrize(
    "source",
    [
        'Button("Back", "now")',
        'Screen(t.lines("Hello"))',
        'Markup("{} seats").format(5)',
        't("Found: {what}", what="nothing" if empty else found)',
        'f"{count} seats"',
        't.bold(Markup("<b>Қазір</b>"))',
    ],
)
def test_the_check_sees_texts_beside_the_catalogues(source: str) -> None:
    assert len(hard_coded(ast.parse(source))) == 1


@pytest.mark.parametrize(
    "source", ['Button(t.label("Back"), f"agenda:{day}")', 'Markup("<b>{}</b> · {}").format(a, b)']
)
def test_the_check_lets_signs_and_callback_data_pass(source: str) -> None:
    assert hard_coded(ast.parse(source)) == []
