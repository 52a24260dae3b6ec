"""What of people's answers may be seen, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.agenda.asking import asks_at
from bot.agenda.questions import Question, Type
from bot.agenda.rules import Programme, Session
from bot.feedback.rules import COMMENT, TAG
from bot.people.rules import ORGANISERS, Person
from bot.results.statistics import Change, Counts

FEWEST: Final = 5  # people who have answered; of fewer nothing is shown but how many they are


@dataclass(frozen=True)
class Tally:
    """How often each answer was given to one question; nothing of that where too few people have answered."""

    people: int = 0  # who have answered it
    counts: Mapping[str, int] = field(default_factory=dict)  # by mark, option, tag; all texts are ""

    def on(self, marks: range) -> Counts:
        """How often each mark of a scale was given; empty where too few people gave one of them."""
        given = {mark: self.counts.get(str(mark), 0) for mark in marks}
        return given if enough(sum(given.values())) else {}

    def shows(self, question: Question) -> bool:
        """Whether it may be seen how the question was answered, as it is asked now."""
        if question.type is Type.TEXT:
            return bool(self.counts)
        return enough(sum(count for answer, count in self.counts.items() if question.takes(answer)))

    @property
    def texts(self) -> int:
        """How many there are."""
        return self.counts.get("", 0)


@dataclass(frozen=True)
class Results:
    """All that was answered, as far as it may be seen."""

    people: Mapping[str, int] = field(default_factory=dict)  # who have answered anything, by subject
    tallies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)  # by subject and question
    changes: Mapping[str, Change] = field(default_factory=dict)  # by question of the self-assessment

    def answered(self, subject: str) -> int:
        return self.people.get(subject, 0)

    def tally(self, subject: str, question: str) -> Tally:
        return self.tallies.get((subject, question), Tally())


@dataclass(frozen=True)
class Report:
    """All that there is to read."""

    results: Results
    sessions: Sequence[Session] = ()
    asked: Mapping[str, int] = field(default_factory=dict)  # how many people were in a session, by its id
    everybody: int = 0  # how many people are asked what concerns everybody
    texts: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)  # by subject and question


def enough(people: int) -> bool:
    """Whether so many may be spoken of."""
    return people >= FEWEST


def texts(programme: Programme) -> frozenset[str]:
    """The questions that people answer in their own words."""
    asked = {question.id for question in programme.questions if question.type is Type.TEXT}
    return frozenset(asked | {COMMENT})


def behind_subject(programme: Programme) -> frozenset[str]:
    """Questions that few may answer: these hide among all who have answered anything on the subject."""
    return texts(programme) | {TAG}


def reads_all(person: Person) -> bool:
    return not person.roles.isdisjoint(ORGANISERS)


def may_read(person: Person, session: Session) -> bool:
    """Organisers all of them, hosts their own."""
    return reads_all(person) or not person.hosts.isdisjoint(session.host_ids)


def readable(programme: Programme, results: Results, person: Person, now: datetime) -> Sequence[Session]:
    """The sessions of which this person may read what was said, the latest first."""
    return [session for session in spoken_of(programme, results, now)[::-1] if may_read(person, session)]


def spoken_of(programme: Programme, results: Results, now: datetime) -> Sequence[Session]:
    """The sessions of which people were asked, or said something anyhow."""
    return [
        session
        for session in programme.sessions
        if _asked(programme, session, now) or results.answered(session.id)
    ]


def _asked(programme: Programme, session: Session, now: datetime) -> bool:
    return session.rated and not session.cancelled and asks_at(programme, session) <= now
