"""Who is the same guest, in one list and from one list to the next."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guests.codes import LENGTH, code_for
from bot.guests.comparison import Change, Comparison, compare, noted
from bot.guests.rules import ROLES, Column, Entry, Guest, matching, twins
from bot.guests.screens.words import column_name
from bot.guests.vocabulary import column_of, language_of, role_of
from bot.i18n.translator import LANGUAGE_NAMES, Translator, load_translators
from bot.people.rules import Role
from bot.screens.roles import role_name

LISTED_AT = datetime(2019, 3, 1, tzinfo=UTC)
ULPAN = Guest("Ұлпан", "Қыран", email="U@b.kz")
NAMES = st.sampled_from(["A", "a", "B", "Ұлпан", "ұлпан"])
GUESTS = st.builds(Guest, name=NAMES, club=NAMES, email=st.sampled_from(["", "a@b.kz", "A@B.KZ", "c@d.kz"]))
PARTS = st.one_of(
    GUESTS,
    st.builds(Guest, name=NAMES, club=NAMES, unsaid=st.just((Column.EMAIL,))),
    st.builds(
        Guest, name=NAMES, email=st.sampled_from(["", "a@b.kz", "c@d.kz"]), unsaid=st.just((Column.CLUB,))
    ),
    st.builds(Guest, name=NAMES, unsaid=st.just((Column.CLUB, Column.ROLE, Column.EMAIL))),
)  # lists without some columns


def entries(*guests: Guest) -> list[Entry]:
    return [Entry(number, guest, LISTED_AT) for number, guest in enumerate(guests, start=1)]


@pytest.mark.parametrize(
    "listed",
    [
        replace(ULPAN, name="Ұлпан Әбен"),
        replace(ULPAN, email=""),
        replace(ULPAN, email="u@B.KZ"),
        replace(ULPAN, club="ҚЫРАН", language="kk"),
    ],
)
def test_a_guest_is_known_again_by_e_mail_or_by_name_and_club(listed: Guest) -> None:
    (stored,) = entries(ULPAN)
    assert compare([stored], [listed]) == Comparison([], [Change(stored, listed)], 0)


@pytest.mark.parametrize(
    "listed",
    [
        replace(ULPAN, email="other@b.kz", role=Role.CLUB_LEAD),
        replace(ULPAN, email="", club="Сұңқар"),
        Guest("Ұлпан"),
    ],
)
def test_somebody_else_is_new(listed: Guest) -> None:
    assert compare(entries(ULPAN), [listed]) == Comparison([listed], [], 0, (listed,))


def test_a_guest_with_a_corrected_e_mail_is_the_same_one() -> None:
    (stored,), corrected = entries(ULPAN), replace(ULPAN, email="ulpan@b.kz")
    comparison = compare([stored], [corrected])
    assert comparison == Comparison([], [Change(stored, corrected)], 0)
    assert comparison.readdressed == [corrected]


def test_whose_e_mail_was_corrected_is_not_guessed_among_two_of_one_name() -> None:
    other, third = replace(ULPAN, email="v@b.kz"), replace(ULPAN, email="w@b.kz")
    assert compare(entries(ULPAN, other), [third]).new == [third]
    assert compare(entries(ULPAN), [other, third]).new == [other, third]


def test_of_one_name_somebody_is_new_without_doubt_where_the_list_names_the_other_too() -> None:
    other = replace(ULPAN, email="other@b.kz")
    assert compare(entries(ULPAN), [ULPAN, other]) == Comparison([other], [], 1)


def test_of_two_with_one_name_each_is_known_by_what_they_have() -> None:
    bare, first, second = replace(ULPAN, email=""), ULPAN, replace(ULPAN, email="v@b.kz")
    assert compare(entries(bare, first), [first, bare]) == Comparison([], [], 2)
    assert compare(entries(bare), [first, second]).new == [second]


# ------------------------------------------------ what a list does not say

LEAD = Guest("Ұлпан", "Қыран", "Қазақстан", "kk", Role.CLUB_LEAD, "u@b.kz")


def test_a_column_that_is_not_there_clears_nothing() -> None:
    rest = (Column.CLUB, Column.COUNTRY, Column.LANGUAGE, Column.ROLE, Column.HOST)
    bare = Guest("Ұлпан", email="u@b.kz", unsaid=rest)
    assert compare(entries(LEAD), [bare]) == Comparison([], [], 1)
    (change,) = compare(entries(LEAD), [replace(bare, name="Ұлпан Әбен")]).changed
    assert change.guest == replace(LEAD, name="Ұлпан Әбен")
    assert not change.clears


def test_a_host_keeps_their_id_where_the_list_has_no_roles() -> None:
    host = Guest("Cho", role=Role.HOST, host_id="trainer1")
    assert compare(entries(host), [Guest("Cho", unsaid=(Column.ROLE, Column.HOST))]).unchanged == 1


def test_an_empty_cell_clears_and_comes_first() -> None:
    other = Guest("Борис", "Қыран", language="ru")
    listed = [replace(other, language="en"), replace(LEAD, language=None, role=Role.PARTICIPANT)]
    first, second = compare(entries(other, LEAD), listed).changed
    assert first.differences == [(Column.LANGUAGE, "kk", ""), (Column.ROLE, "club_lead", "participant")]
    assert (first.clears, second.clears) == (True, False)


def test_a_guest_with_an_e_mail_keeps_it_and_their_key_where_the_list_has_none() -> None:
    (change,) = compare(
        entries(LEAD), [replace(LEAD, email="", language="ru", unsaid=(Column.EMAIL,))]
    ).changed
    assert change.guest.key == "u@b.kz"


def test_without_a_column_of_clubs_a_name_alone_is_enough_where_it_is_one_guests() -> None:
    nameless = Guest("ұлпан", unsaid=(Column.CLUB, Column.LANGUAGE, Column.ROLE, Column.EMAIL))
    (change,) = compare(entries(LEAD), [nameless]).changed
    assert change.guest == replace(LEAD, name="ұлпан")
    assert compare(entries(LEAD, replace(LEAD, email="v@b.kz")), [nameless]).alike == (nameless,)
    two = [replace(nameless, email="v@b.kz", unsaid=(Column.CLUB,)), replace(nameless, email="w@b.kz")]
    assert compare(entries(replace(LEAD, email="")), two).new == two


def test_a_club_that_the_list_does_not_repeat_has_the_country_that_it_gives_the_club() -> None:
    boris = Guest("Борис", "Қыран", "Түркия")
    short = Guest("Ұлпан", email="u@b.kz", unsaid=(Column.CLUB,))
    changed = compare(entries(LEAD, replace(boris, country="Қазақстан")), [boris, short]).changed
    assert {change.guest.country for change in changed} == {"Түркия"}


def without_twins(listed: list[Guest]) -> list[Guest]:
    rows = dict(enumerate(listed, start=1))
    found = twins(rows)
    return [guest for row, guest in rows.items() if row not in found]


@given(st.lists(GUESTS, max_size=8))
def test_a_list_without_twins_is_all_new_and_then_unchanged(listed: list[Guest]) -> None:
    once = without_twins(listed)
    assert compare([], once) == Comparison(once, [], 0)
    assert compare(entries(*once), once) == Comparison([], [], len(once))
    assert len({guest.key for guest in once}) == len(once)


@given(st.lists(GUESTS, max_size=6), st.lists(PARTS, max_size=6))
def test_what_was_taken_in_is_unchanged_by_the_same_list(first: list[Guest], second: list[Guest]) -> None:
    stored, listed = entries(*without_twins(first)), without_twins(second)
    comparison = compare(stored, listed)
    changed = {change.former.id: change.guest for change in comparison.changed}
    after = entries(*(changed.get(entry.id, entry.guest) for entry in stored), *comparison.new)
    again = compare(after, listed)
    assert (again.new, again.changed) == ([], [])
    assert len({entry.guest.key for entry in after}) == len(after)


def test_a_guest_is_found_by_parts_of_name_club_and_e_mail() -> None:
    listed = entries(ULPAN, Guest("Boris", "Мир"))
    assert [entry.id for entry in matching(listed, " қыр  ҰЛП")] == [1]
    assert [entry.id for entry in matching(listed, "B.KZ")] == [1]
    assert [entry.id for entry in matching(listed, "b")] == [1, 2]
    assert matching(listed, "boris қыран") == []


def test_what_the_audit_says() -> None:
    assert (
        noted(
            "guests.xlsx", Comparison([ULPAN], [Change(entry, ULPAN) for entry in entries(ULPAN, ULPAN)], 7)
        )
        == "guests.xlsx: +1 ~2"
    )


def test_a_code_is_of_one_guest_one_listing_and_one_bot() -> None:
    codes = {
        code_for(token, guest, LISTED_AT.replace(day=day))
        for token in ("1:a", "1:b")
        for guest in (1, 11)
        for day in (1, 2)
    }
    assert len(codes) == 8
    assert {len(code) for code in codes} == {LENGTH}
    assert all(code.replace("-", "").replace("_", "").isalnum() and code.isascii() for code in codes)


@pytest.mark.parametrize("t", load_translators().values(), ids=lambda t: t.language)
def test_what_the_screens_call_it_can_be_read(t: Translator) -> None:
    assert [column_of(column_name(t, column)) for column in Column] == list(Column)
    assert [role_of(role_name(t, role)) for role in ROLES] == list(ROLES)
    assert [language_of(name) for name in LANGUAGE_NAMES.values()] == list(LANGUAGE_NAMES)
