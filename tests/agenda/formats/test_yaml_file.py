"""YAML as people write it, and as nobody should."""

import pytest

from bot.agenda.formats import read_programme
from bot.agenda.formats.findings import FINDINGS_LIMIT, line
from bot.agenda.formats.yaml_file import NODES_LIMIT, read_yaml
from tests.agenda.formats.small import SMALL, place_of, read_small


def codes(content: bytes, name: str = "programme.yaml") -> list[tuple[str, str]]:
    document, findings = read_programme(name, content)
    assert document is None
    return [(finding.code, place_of(finding)) for finding in findings]


def test_values_are_taken_as_they_are_written() -> None:
    raw = read_yaml(b"start: 14:00\nland: no\nnumber: 08\nquoted: 'null'\nnothing: ~\nempty:\n").raw
    assert raw == {
        "start": "14:00",
        "land": "no",
        "number": "08",
        "quoted": "null",
        "nothing": None,
        "empty": None,
    }


def test_a_missing_value_has_the_line_of_what_lacks_it() -> None:
    place = read_yaml(b"event:\n  id: x\n  name:\n    kk: y\n").place
    assert place(("event", "name", "ru")) == line(3)
    assert place(("event", "city", "ru")) == line(1)
    assert place(("event", "name", "kk")) == line(4)


def test_a_key_written_twice_is_an_error() -> None:
    (finding,) = read_small(("    room: side\n", "    room: side\n    room: side\n"))
    assert (finding.code, finding.parameters["key"]) == ("duplicate-key", "room")


@pytest.mark.parametrize("bracket", [b"[", b"{a: "])
def test_what_opens_ever_more_brackets_is_refused_at_once(bracket: bytes) -> None:
    assert len(codes(b"a: " + bracket * (900_000 // len(bracket)))) == 1


def test_billion_laughs_are_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{n}: &{n} [{', '.join(f'*{b}' for _ in range(9))}]"
        for b, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert codes("\n".join(lines).encode()) == [("yaml-alias", "line 2")]


def test_no_python_object_is_made() -> None:
    raw = read_yaml(b"x: !!python/object/apply:os.system ['exit 1']").raw
    assert raw == {"x": ["exit 1"]}


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"", "empty-file", ""),
        (b"\xef\xbb\xbf \n ", "empty-file", ""),
        (b"just words", "unknown-format", "line 1"),
        (b"- a\n- b", "unknown-format", "line 1"),
        (b"# nothing", "unknown-format", ""),
        (b"a: 1\nb: [1, 2", "not-yaml", "line 2"),
        (b"a: 1\nb: [1,\n2\n", "not-yaml", "line 2"),
        (b"a: [\n{b: 1},\n{b: 2}\n{b: 3}]", "not-yaml", "line 4"),
        (b'a: "x\ny\n\\q"', "not-yaml", "line 3"),
        (b"a: 1\nb: 'x\nc: 3", "not-yaml", "line 2"),
        (b"a: " + b"[" * 5000, "too-deep", ""),
        (b"a: 'x", "not-yaml", "line 1"),
        (b"a: 1\n\tb: 2", "not-yaml", "line 2"),
        (b"a: \x00", "not-yaml", ""),
        ("a: 1\nб: ы".encode("cp1251"), "not-utf8", "line 2"),
        (b"a: " + b"[" * 200 + b"]" * 200, "too-deep", ""),
        (b"a: 1\n---\nb: 2", "second-document", "line 2"),
        (b"a:\n  {b: c}: d", "not-yaml", "line 2"),
        (b"? " * 32 + b"x", "not-yaml", "line 1"),
        (b"? " * 1200 + b"x", "not-yaml", "line 1"),
        (b"a: " + b"x" * 1_000_000, "file-too-big", ""),
    ],
)  # fmt: skip
def test_what_is_no_programme_gets_one_clear_error(content: bytes, code: str, where: str) -> None:
    assert codes(content) == [(code, where)]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    document, findings = read_programme("x.yml", b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert document is not None, findings


def test_yaml_may_be_written_as_json() -> None:
    assert codes(b'{"schema": 1}', "programme.json")[0][0] == "not-a-schedule"
    assert codes(b'{"schema": 1}', "programme.yaml")[0][0] == "missing"


def test_more_values_than_a_programme_has_are_refused_while_reading() -> None:
    content = b"sessions: [" + b"{}," * NODES_LIMIT + b"and no end"
    assert codes(content) == [("too-many-values", "")]


def test_more_items_than_a_programme_has_are_one_finding() -> None:
    found = codes(b"sessions: [" + b"{},\n" * 3000 + b"]")
    assert ("too-many", "line 1") in found
    assert len(found) < 10


def test_of_endless_errors_the_first_hundreds_are_told_and_that_there_are_more() -> None:
    names = b"".join(b"  key%d: x\n" % number for number in range(20_000))
    found = codes(b"event:\n" + names)
    assert len(found) == FINDINGS_LIMIT + 1
    assert found[-1] == ("more-findings", "")


def test_warnings_push_no_error_out() -> None:
    unused = ", ".join(f"unused{number}: x" for number in range(190))
    text = "{kk: Т, ru: Т, en: T}"
    pages = [f"  - {{id: p{n}, title: {text}, text: {text}, values: {{{unused}}}}}" for n in range(2)]
    content = "\n".join([SMALL, *pages])
    document, findings = read_programme("x.yaml", content.encode())
    assert document is not None
    assert len(findings) == FINDINGS_LIMIT + 1
    document, findings = read_programme("x.yaml", content.replace("room: side", "room: sid").encode())
    assert document is None
    assert [finding.code for finding in findings if not finding.warning] == ["unknown-room"]
