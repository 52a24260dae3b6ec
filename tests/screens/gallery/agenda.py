"""The agenda at every kind of moment, for every kind of standing, with programmes as odd as they come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.agenda import screens as agenda
from bot.agenda.outlook import Outcome, Outlook, Taken, Wait
from bot.agenda.rules import Day, Kind, Programme, Session
from bot.i18n.translator import Translator, Translators
from bot.screens import Screen
from tests.screens.gallery.people import LONG, TYPED

HOUR = timedelta(hours=1)
SEOUL = ZoneInfo("Asia/Seoul")
DECISIONS = ("seat", "accept", "leave", "wait", "unwait", "decline")


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _now(t, programme)
    yield from _days(t, programme)
    yield from _days(t, odd(programme))
    yield from _sessions(t, programme)
    yield from _sessions(t, odd(programme))
    yield from _choosing(t, programme)
    yield from _finding(t, programme)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        agenda.notice_of(t, decision, outcome, given_up)
        for decision in DECISIONS
        for outcome in Outcome
        for given_up in (None, programme.sessions[0])
    ]


# ------------------------------------------------------------------- moments


def _looks(programme: Programme) -> Sequence[Outlook]:
    """At all hours, a person who chose nothing, chose, waits, is next in line, or was offered a seat."""
    first, second = programme.alternatives("training")[:2]
    morning = programme.starts_at + HOUR + timedelta(minutes=10)
    soon = morning + timedelta(minutes=15)
    full = {first.id: Taken(39, offered=1, waiting=4), second.id: Taken(39)}
    return [
        _look(programme, programme.starts_at - 2 * HOUR),
        _look(programme, morning, taken=full),
        _look(programme, morning, seats={"training": second.id, "workshop": "d2-workshop1"}, taken=full),
        _look(programme, morning, waits={"training": Wait(first.id, 3)}, taken=full),
        _look(programme, morning, waits={"training": Wait(first.id, 0)}, taken=full),
        _look(programme, morning, waits={"training": Wait(first.id, 0, soon)}, taken=full),
        _look(
            programme,
            morning,
            seats={"training": second.id},
            waits={"training": Wait(first.id, 0, soon)},
            taken=full,
        ),
        _look(programme, first.starts_at + HOUR, seats={"training": second.id}),
        _look(programme, morning, hosts=frozenset(first.host_ids), taken=full),
        _look(programme, first.starts_at + HOUR),
        _look(programme, _by_kind(programme, Kind.SOCIAL)[0].starts_at + HOUR),
        _look(programme, _by_kind(programme, Kind.SOCIAL)[0].ends_at + HOUR),
        _look(programme, programme.ends_at + HOUR, seats={"training": first.id}),
    ]


def _look(programme: Programme, now: datetime, **facts: Any) -> Outlook:
    return Outlook(programme, now, **{"seats": {}, "waits": {}, "taken": {}, **facts})


def _by_kind(programme: Programme, kind: Kind) -> Sequence[Session]:
    return [session for session in programme.sessions if session.kind is kind]


def odd(programme: Programme) -> Programme:
    """Ways to rooms, endless talks, a cancelled training, parallel sessions without a choice, a free day."""
    last = programme.days[-1]
    free_day = Day("free", last.date + timedelta(days=1), last.name)
    rooms = tuple(replace(room, directions=room.name) for room in programme.rooms)
    sessions = tuple(_odd_session(session) for session in programme.sessions)
    return replace(programme, days=(*programme.days, free_day), rooms=rooms, sessions=sessions)


def _odd_session(session: Session) -> Session:
    if session.kind is Kind.TRAINING:
        return replace(session, cancelled=session.id.endswith("1"))
    if session.kind is Kind.WORKSHOP:
        return replace(session, kind=Kind.PLENARY, choice_id=None)
    return replace(session, talks=session.talks * 3, host_ids=session.host_ids * 2)


# ------------------------------------------------------------------- screens


def _now(t: Translator, programme: Programme) -> Iterator[Screen]:
    for variant in (programme, odd(programme), replace(programme, days=programme.days * 2)):
        for leads_club in (False, True):
            yield from (agenda.now_screen(t, look, leads_club=leads_club) for look in _looks(variant))


def _days(t: Translator, programme: Programme) -> Iterator[Screen]:
    for look in _looks(programme):
        yield from (agenda.day_screen(t, look, day) for day in programme.days)
        parallel = [block for block in programme.blocks if len(block.sessions) > 1]
        yield from (agenda.block_screen(t, look, block) for block in parallel)
        yield from (agenda.block_screen(t, look, block, choosing=True) for block in parallel)


def _sessions(t: Translator, programme: Programme) -> Iterator[Screen]:
    for look in _looks(programme):
        for session in programme.sessions:
            yield agenda.session_screen(t, look, session, programme.zone)
    yield from (agenda.session_screen(t, look, session, SEOUL) for session in programme.sessions)
    host = _look(programme, programme.starts_at, hosts=frozenset(host.id for host in programme.hosts))
    yield from (agenda.session_screen(t, host, session, programme.zone) for session in programme.sessions)
    yield agenda.leave_question(t, programme.sessions[0])
    yield agenda.calendar_file(t, programme.name, programme.id, b"")


def _choosing(t: Translator, programme: Programme) -> Iterator[Screen]:
    moderator = _look(
        programme, programme.starts_at, hosts=frozenset({"moderator", "key1", "trainer1", "host"})
    )
    yield from (agenda.my_screen(t, moderator, page) for page in (0, 1))
    for look in _looks(programme):
        yield agenda.choose_screen(t, look)
        yield agenda.my_screen(t, look)
        yield from (agenda.choose_reminder(t, look, choice) for choice in programme.choices)
        yield from (agenda.offer_message(t, look, offered, look.now) for offered in look.offers())


def _finding(t: Translator, programme: Programme) -> Iterator[Screen]:
    look = _looks(programme)[0]
    keys = [
        *(("session", one.id) for one in programme.sessions),
        *(("info", one.id) for one in programme.info),
    ]
    yield agenda.ask_screen(t)
    yield agenda.found_screen(t, look, TYPED, keys)
    yield agenda.found_screen(t, look, TYPED, keys[-3:])
    yield agenda.not_found_screen(t, look, LONG, [])
    yield agenda.not_found_screen(t, look, TYPED, keys[:3])
    yield agenda.info_screen(t, programme)
    yield agenda.info_screen(t, replace(programme, info=()))
    yield from (agenda.info_page_screen(t, page) for page in programme.info)
