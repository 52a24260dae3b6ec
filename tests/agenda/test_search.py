"""Finding by the beginnings of words, in any language and from any keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.formats import Document
from bot.agenda.rules import Programme
from bot.agenda.search import Entry, Index, words_of


@pytest.fixture(scope="module")
def sample_index(sample: Document) -> Index:
    return sample.to_programme(1).index


def found(programme: Programme, typed: str) -> list[str]:
    return [its_id for _, its_id in programme.index.find(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("creative", ["art"]),
        ("CREAT", ["art"]),
        ("креативная педагогика", ["art"]),
        ("педагогика креатив", ["art"]),
        ("креативті", ["art"]),
        ("креативти", ["art"]),  # typed on a Russian keyboard
        ("улкен", ["opening", "debate", "dinner", "coffee", "final"]),
        ("hall 2", ["art"]),
        ("елкина", ["art", "opening"]),
        ("ЁЛКИНА", ["art", "opening"]),
        ("teaching peace", ["opening"]),
        ("welcome", ["opening"]),
        ("халал", ["meals"]),
        ("питан", ["meals"]),
        ("wi-fi", ["wifi"]),
        ("Wi fi", ["wifi"]),
        ("WIFI", ["wifi"]),
    ],
)
def test_it_finds(programme: Programme, typed: str, expected: list[str]) -> None:
    assert sorted(found(programme, typed)) == sorted(expected)


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzy", "creative xyzzy", "eative", "💥", "%_*"])
def test_it_finds_nothing_for(programme: Programme, typed: str) -> None:
    assert found(programme, typed) == []


def test_a_name_counts_more_than_a_mention() -> None:
    index = Index(
        [
            Entry(("session", "mention"), ["Debate"], ["Hall"], ["about law and order"]),
            Entry(("session", "name"), ["Law"], [], []),
            Entry(("session", "room"), ["Coffee"], ["Law library"], []),
        ]
    )
    assert [its_id for _, its_id in index.find("law")] == ["name", "room", "mention"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("педагогики", "art"),
        ("creativ pedagoggy", "art"),
        ("debaet", "debate"),
        ("where is dinner?", "dinner"),
    ],
)
def test_what_is_named_alike_helps_where_nothing_is_found(
    programme: Programme, typed: str, expected: str
) -> None:
    assert found(programme, typed) == []
    assert expected in [its_id for _, its_id in programme.index.nearest(typed)]


def test_another_ending_is_alike_however_long() -> None:
    index = Index([Entry(("session", "training"), ["Тренинг"], [], [])])
    assert index.nearest("тренингтеріңізге") == [("session", "training")]


def test_what_is_alike_stands_in_order_of_time_and_the_most_alike_first() -> None:
    names = ["Youth and peace", "Youth", "Peace education", "Youth for peace"]
    index = Index([Entry(("session", str(place)), [name], [], []) for place, name in enumerate(names)])
    assert [its_id for _, its_id in index.nearest("youthh peacee")] == ["0", "3", "1", "2"]


@pytest.mark.parametrize("typed", ["xyzzy", "где туалет", "hello there how are you", "what is the weather"])
def test_nonsense_has_nothing_alike(sample_index: Index, typed: str) -> None:
    assert sample_index.find(typed) == sample_index.nearest(typed) == []


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    index = Index([Entry(("session", "one"), ["Creative pedagogy"], [], ["Ойын, өнер"])])
    assert set(index.find(typed) + index.nearest(typed)) <= {("session", "one")}


@given(st.text(min_size=1, max_size=30), st.data())
def test_every_beginning_of_every_word_finds_it(name: str, data: st.DataObject) -> None:
    index = Index([Entry(("session", "one"), [name], [], [])])
    for word in words_of(name):
        beginning = word[: data.draw(st.integers(1, len(word)))]
        if words_of(beginning) == [beginning]:  # some letters fold once more when they stand alone
            assert index.find(beginning) == [("session", "one")]
