"""What the home screen picks from the programme, and which roles a button may name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.agenda.formats import Document
from bot.agenda.rules import Programme
from bot.organisers.rules import (
    Grant,
    current_choice,
    grant_of,
    held,
    holds,
    in_programme,
    midnight,
    next_reminded,
)
from bot.people.rules import Person, Role

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def programme(sample: Document) -> Programme:
    return sample.to_programme(1)


def test_today_begins_at_midnight_in_the_seminars_zone(programme: Programme, now: datetime) -> None:
    begun = midnight(now, programme.zone)
    assert begun.isoformat() == "2019-04-30T00:00:00+06:00"
    assert midnight(begun - A_SECOND, programme.zone).day == 29


def test_the_choice_that_closes_next_is_shown_then_the_one_that_runs(programme: Programme) -> None:
    training, workshop = programme.choices
    assert current_choice(programme, programme.starts_at) == training
    assert current_choice(programme, training.closes_at) == workshop
    assert current_choice(programme, workshop.closes_at) == workshop
    assert current_choice(programme, programme.ends_at) is None


def test_while_nothing_is_open_the_sessions_that_run_are_shown(programme: Programme) -> None:
    training = programme.choices[0]
    only = replace(programme, choices=(training,))
    assert current_choice(only, programme.alternatives(training.id)[0].starts_at) == training


def test_a_cancelled_session_is_not_among_those_of_the_choice(programme: Programme) -> None:
    first, *others = programme.alternatives(programme.choices[0].id)
    sessions = tuple(
        replace(one, cancelled=True) if one.id == first.id else one for one in programme.sessions
    )
    assert held(replace(programme, sessions=sessions), programme.choices[0]) == others


def test_what_begins_next_of_what_people_are_reminded_of(programme: Programme) -> None:
    following = next_reminded(programme, programme.starts_at)
    assert [session.id for session in following] == ["d1-opening"]
    parallel = programme.alternatives(programme.choices[0].id)
    assert next_reminded(programme, parallel[0].starts_at - A_SECOND) == parallel
    assert next_reminded(programme, parallel[0].starts_at) != parallel
    assert next_reminded(programme, programme.ends_at) == []


# ----------------------------------------------------------------------- roles


@pytest.mark.parametrize(
    ("parts", "grant"),
    [
        (["organiser"], Grant(Role.ORGANISER)),
        (["organiser", "yes"], Grant(Role.ORGANISER)),
        (["club_lead"], Grant(Role.CLUB_LEAD)),
        (["host", "trainer1"], Grant(Role.HOST, "trainer1")),
        (["host"], None),
        (["owner"], None),
        (["participant"], None),
        (["nonsense"], None),
        ([], None),
    ],
)
def test_only_what_is_given_in_the_chat_can_be_named(parts: Sequence[str], grant: Grant | None) -> None:
    assert grant_of(parts) == grant


@pytest.mark.parametrize("grant", [Grant(Role.ORGANISER), Grant(Role.HOST, "trainer1")])
def test_a_role_reads_as_it_is_written(grant: Grant) -> None:
    assert grant_of(str(grant).split(":")) == grant


def test_a_host_is_one_of_the_programmes_people(programme: Programme) -> None:
    assert in_programme(Grant(Role.HOST, programme.hosts[0].id), programme)
    assert not in_programme(Grant(Role.HOST, "nobody"), programme)
    assert in_programme(Grant(Role.CLUB_LEAD), programme)


def test_somebody_may_host_one_and_not_the_other() -> None:
    person = Person(1, 1001, "P", roles=frozenset({Role.HOST}), hosts=frozenset({"trainer1"}))
    assert holds(person, Grant(Role.HOST, "trainer1"))
    assert not holds(person, Grant(Role.HOST, "trainer2"))
    assert not holds(person, Grant(Role.ORGANISER))
