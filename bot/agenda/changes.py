"""What a new version of the programme changes, item by item."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

from bot.agenda.changed_fields import Field, changed_fields, changed_texts
from bot.agenda.followup import Topic
from bot.agenda.questions import Question
from bot.agenda.rules import Choice, Day, Host, InfoPage, Programme, Room, Session
from bot.i18n.localised import Localised

Item: TypeAlias = Session | Choice | Day | Room | Host | InfoPage | Question | Topic


class What(StrEnum):
    """What has changed."""

    NEW = "new"
    CANCELLED = "cancelled"  # called off by the file
    RESTORED = "restored"  # no longer called off
    MOVED = "moved"  # starts at another time
    LENGTH = "length"  # takes longer or shorter
    ROOM = "room"
    HOSTS = "hosts"
    CAPACITY = "capacity"
    CHOICE = "choice"  # belongs to another choice, or to none
    KIND = "kind"
    REMINDER = "reminder"
    FEEDBACK = "feedback"
    TEXT = "text"  # title, label or description
    TALKS = "talks"
    CLOSES = "closes"  # a choice closes at another time
    OFFER = "offer"  # a free seat is kept for another while
    GONE = "gone from the file"  # a session is called off by that too
    DETAILS = "details"  # of everything but sessions


@dataclass(frozen=True)
class Change:
    """One change of one item: as it was (None: it was not there) and as it is to be (None: it goes)."""

    what: What
    subject: str  # session, choice, day, room, person, page, question, topic, seminar
    id: str
    before: Item | Programme | None
    after: Item | Programme | None
    old: Programme = field(repr=False, compare=False)
    new: Programme = field(repr=False, compare=False)

    @property
    def name(self) -> Localised:
        """What people call the item."""
        item: Any = self.after or self.before
        name = next(getattr(item, name) for name in ("short", "title", "name", "text") if hasattr(item, name))
        assert isinstance(name, Localised)  # noqa: S101 -- every item has one of them
        return name

    @property
    def fields(self) -> Sequence[Field]:
        """The values that differ, where the change is one of texts or details."""
        if self.before is None or self.after is None:
            return []
        return (changed_texts if self.what is What.TEXT else changed_fields)(self.before, self.after)


def compare(old: Programme, new: Programme) -> Sequence[Change]:
    """All changes from one version to the next, sessions first, in the order of the new programme."""
    changes = [*_sessions(old, new), *_choices(old, new)]
    for subject, before, after in (
        ("day", old.days, new.days),
        ("room", old.rooms, new.rooms),
        ("person", old.hosts, new.hosts),
        ("page", old.info, new.info),
        ("question", old.questions, new.questions),
        ("topic", old.topics, new.topics),
    ):
        changes += _others(old, new, subject, before, after)
    if _seminar(old) != _seminar(new):
        changes.append(Change(What.DETAILS, "seminar", new.id, old, new, old, new))
    return changes


def _sessions(old: Programme, new: Programme) -> Iterator[Change]:
    for before, after in _paired(old.sessions, new.sessions):
        session_id = (after or before).id
        for what in _of_session(before, after, old, new):
            yield Change(what, "session", session_id, before, after, old, new)


def _of_session(
    before: Session | None, after: Session | None, old: Programme, new: Programme
) -> Sequence[What]:
    if before is None:
        return [What.NEW]
    if after is None:
        return [] if before.cancelled else [What.GONE]
    differences = [what for what, aspect in _ASPECTS.items() if aspect(before, old) != aspect(after, new)]
    if after.cancelled != before.cancelled:
        return [What.CANCELLED if after.cancelled else What.RESTORED, *differences]
    return differences


def _choices(old: Programme, new: Programme) -> Iterator[Change]:
    for change in _others(old, new, "choice", old.choices, new.choices):
        before, after = change.before, change.after
        if isinstance(before, Choice) and isinstance(after, Choice):
            aspects: Mapping[What, Callable[[Choice], Any]] = {
                What.CLOSES: lambda choice: choice.closes_at,
                What.OFFER: lambda choice: choice.offer_for,
                What.TEXT: lambda choice: choice.name,
            }
            for what, aspect in aspects.items():
                if aspect(before) != aspect(after):
                    yield Change(what, "choice", after.id, before, after, old, new)
        else:
            yield change


def _others(
    old: Programme, new: Programme, subject: str, before: Sequence[Item], after: Sequence[Item]
) -> Iterator[Change]:
    for was, is_now in _paired(before, after):
        if was != is_now:
            what = What.NEW if was is None else What.GONE if is_now is None else What.DETAILS
            item: Any = is_now or was
            yield Change(what, subject, item.id, was, is_now, old, new)


def _paired(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """By id: all that are in the new version, in its order, then those that are only in the old one."""
    was, is_now = {item.id: item for item in before}, {item.id: item for item in after}
    for item_id in dict.fromkeys([*is_now, *was]):
        yield was.get(item_id), is_now.get(item_id)


def _seminar(programme: Programme) -> tuple[Any, ...]:
    return (
        programme.id,
        programme.name,
        programme.short_name,
        programme.city,
        programme.zone,
        programme.capacity,
        programme.feedback_minutes,
        programme.feedback_days,
        programme.follow_up,
        programme.declaration,
    )


def _place(session: Session, programme: Programme) -> tuple[Any, ...]:
    """As people find it: a room of another name, or somewhere else, is another one."""
    room = programme.room(session.room_id)
    return room.id, room.name, room.directions


_ASPECTS: Final[Mapping[What, Callable[[Session, Programme], Any]]] = {
    What.MOVED: lambda session, _: (session.starts_at, session.day_id),
    What.LENGTH: lambda session, _: session.ends_at - session.starts_at,
    What.ROOM: _place,
    What.HOSTS: lambda session, _: session.host_ids,
    What.CAPACITY: lambda session, _: session.capacity,
    What.CHOICE: lambda session, _: session.choice_id,
    What.KIND: lambda session, _: session.kind,
    What.REMINDER: lambda session, _: session.reminded,
    What.FEEDBACK: lambda session, _: session.rated,
    What.TEXT: lambda session, _: (session.title, session.short, session.description),
    What.TALKS: lambda session, _: tuple(
        (talk.starts_at - session.starts_at, talk.title, talk.host_id) for talk in session.talks
    ),
}
