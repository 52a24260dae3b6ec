import pytest

from bot.app import HANDLERS
from bot.people import rules
from bot.people.rules import EVERYBODY, HOSTS, ORGANISERS, RIGHTS, Role, may

ROLES = [frozenset({Role.PARTICIPANT}), *(frozenset({Role.PARTICIPANT, role}) for role in Role)]
WITHOUT_ASKING = {
    "membership",
    "aside",
    "grouped",
    "regrouped",
    "unready",
}  # the dispatcher's own; nobody can ask for them


ALWAYS = {"now", "agenda", "session", "choose", "seat", "settings", "forget", "mydata", "help", "stale"}


@pytest.mark.parametrize("action", sorted(ALWAYS))
def test_everybody_who_is_known_may_do_what_concerns_themselves(action: str) -> None:
    assert all(may(roles, action) for roles in ROLES)


def test_owners_may_do_everything_and_organisers_as_much() -> None:
    for role in (Role.OWNER, Role.ORGANISER):
        assert all(may({role}, action) for action in RIGHTS)


def test_what_not_everybody_may_is_for_organisers_and_at_most_for_hosts() -> None:
    guarded = {action: allowed for action, allowed in RIGHTS.items() if allowed != EVERYBODY}
    assert set(guarded.values()) <= {ORGANISERS, HOSTS}
    assert "announce" in guarded


def test_a_line_of_the_table_says_who_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RIGHTS", {"count": frozenset({Role.ORGANISER, Role.OWNER})})
    assert {roles for roles in ROLES if may(roles, "count")} == {
        frozenset({Role.PARTICIPANT, Role.ORGANISER}),
        frozenset({Role.PARTICIPANT, Role.OWNER}),
    }


def test_a_stranger_may_only_ask_to_come_in() -> None:
    assert {action for action in RIGHTS if may(frozenset(), action)} == {"start", "language"}


def test_the_table_has_a_line_for_all_that_can_be_asked_for() -> None:
    assert HANDLERS.keys() - WITHOUT_ASKING == RIGHTS.keys()


@pytest.mark.parametrize("action", ["", "drop", "Settings", "settings ", "__class__"])
def test_what_the_table_does_not_name_is_forbidden_even_to_owners(action: str) -> None:
    assert not may(frozenset(Role), action)
