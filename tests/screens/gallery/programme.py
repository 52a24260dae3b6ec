"""Changing the programme: a spoilt file, previews of everything that can change, hosts, and the alert."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.agenda.changes import Change, What, compare
from bot.agenda.followup import CHECK_INS, Annual, FollowUp
from bot.agenda.formats.findings import Finding, Spot, Where
from bot.agenda.outlook import Outlook
from bot.agenda.rules import Kind, Programme, Session
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator, Translators
from bot.programme.rules import Choosing, LastChange, Reach, Turn, to_tell
from bot.programme.screens import editing, home, hosting, preview, timing
from bot.programme.screens.alert import alert
from bot.programme.screens.faults import FAULTS
from bot.screens import Screen
from tests.screens.gallery.agenda import SEOUL
from tests.screens.gallery.people import LONG, NAME, TYPED

HOUR = timedelta(hours=1)
MINUTES = timedelta(minutes=10)
NOBODY = Reach(0, 0, 0, 0)
MANY = Reach(26, 1, 2, 9)
AT_NIGHT = Reach(26, 0, 0, 0, told_from=datetime(2019, 5, 1, 3, tzinfo=UTC))


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _home(t, programme)
    yield from _file(t, programme)
    yield from _editing(t, programme)
    yield from _previews(t, programme)
    yield from _hosting(t, programme)
    yield from _alerts(t, programme)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [
        preview.begin_again_notice(t),
        *(preview.overtaken_notice(t, by_others=by_others) for by_others in (True, False)),
        preview.cancelled_notice(t),
        preview.nothing_notice(t),
        hosting.full_already_notice(t),
        hosting.begun_notice(t),
        preview.begun_notice(t, max(programme.sessions, key=lambda session: len(session.short.ru))),
    ]


def _home(t: Translator, programme: Programme) -> Iterator[Screen]:
    yield home.home_screen(t, programme, None)
    for source in ("chat", "undo", "host", LONG):
        yield home.home_screen(t, programme, LastChange(2, source, programme.starts_at, NAME))


# ---------------------------------------------------------------------- a file


# Every parameter that the words of some finding have a place for.
ABOUT = {
    **dict.fromkeys(
        ["key", "sheet", "expected", "column", "value", "cells", "field", "character", "zone"], TYPED
    ),
    **dict.fromkeys(["room", "other", "person", "choice", "session", "name", "text", "kind", "label"], TYPED),
    **dict.fromkeys(
        ["limit", "length", "ge", "le", "date", "real", "last", "first", "end", "start", "time", "closes"],
        "10",
    ),
    **dict.fromkeys(["seats", "people", "capacity", "offset", "count", "total"], "10"),
    "language": "kk ru",
}


def _findings() -> Sequence[Finding]:
    """Each code there is, about each kind of item, at each kind of place."""
    items = [
        "",
        *("event", "follow_up", "declaration"),
        *(f"{kind} 1" for kind in ("event", "day", "room", "person", "choice", "session", "page")),
        *("question 1", "topic 1"),
    ]
    places = [Where(spot, "7", TYPED) for spot in Spot]
    hints = [{"close": TYPED}, {"known": TYPED}, {"more": "2"}, {"places": "2"}, {}]
    return [
        Finding(
            code,
            places[number % len(places)],
            {**ABOUT, "item": items[number % len(items)], **hints[number % len(hints)]},
        )
        for number, code in enumerate(FAULTS)
    ] + [Finding("unknown-key", places[0], ABOUT)]


def _file(t: Translator, programme: Programme) -> Iterator[Screen]:
    yield home.ask_file_screen(t)
    yield home.sheet_screen(t, programme, b"")
    yield home.no_file_screen(t)
    yield home.reading_screen(t, LONG)
    yield home.unchanged_screen(t, LONG)
    found = _findings()
    for start in range(0, len(found), home.FINDINGS):
        yield home.findings_screen(t, found[start : start + home.FINDINGS])
    yield home.findings_screen(t, found)
    file = home.findings_file(t, found)
    assert file is not None
    yield file


# --------------------------------------------------------------------- editing


def _editing(t: Translator, programme: Programme) -> Iterator[Screen]:
    session = programme.sessions[3]
    yield editing.days_screen(t, programme)
    yield from (editing.day_screen(t, programme, day, 1) for day in programme.days)
    yield editing.day_screen(t, replace(programme, days=programme.days[:1]), programme.days[0], 0)
    for one in (session, replace(session, cancelled=True)):
        yield editing.session_screen(t, programme, one)
    off = tuple(replace(one, cancelled=True) for one in programme.sessions)
    yield editing.day_screen(t, replace(programme, sessions=off), programme.days[0], 0)
    yield from _timing(t, programme, session)
    yield editing.room_screen(t, programme, session, 0)
    yield from (editing.swap_screen(t, programme, session, page) for page in (None, 1, 2))
    yield from (editing.impossible_screen(t, why, "programme") for why in editing.reasons(t).values())
    yield from _past(t, programme)


def _past(t: Translator, programme: Programme) -> Iterator[Screen]:
    for change in _changes(programme):
        if change.what in {What.MOVED, What.LENGTH}:
            yield from (editing.past_screen(t, change, undone=undone) for undone in (True, False))


def _timing(t: Translator, programme: Programme, session: Session) -> Iterator[Screen]:
    now, other_day = programme.starts_at, programme.days[1]
    for wrong in ("", LONG):
        yield timing.time_screen(t, programme, session, now, wrong)
        yield timing.other_day_screen(t, programme, session, other_day, now, wrong)
        yield timing.end_screen(t, programme, session, wrong)
        yield timing.delay_screen(t, wrong)


# -------------------------------------------------------------------- previews


def _old(programme: Programme) -> Programme:
    """Roles are ids of the organisers' own, and no words."""
    first = replace(programme.sessions[0], ends_at=programme.sessions[0].starts_at + 3 * HOUR)
    hosts = tuple(replace(host, role="1") for host in programme.hosts)
    return replace(programme, sessions=(first, *programme.sessions[1:]), hosts=hosts)


def _new(old: Programme) -> Programme:
    """Changed in every way and in every field."""
    renamed, choice = Localised(NAME, NAME, NAME), old.choices[0]
    return replace(
        old,
        short_name=renamed,
        city=renamed,
        zone=SEOUL,
        capacity=7,
        feedback_minutes=9,
        feedback_days=9,
        questions=old.questions[1:],
        follow_up=FollowUp(time(11), CHECK_INS[1:], 1, 1, frozenset(), Annual(6, 1)),
        topics=tuple(replace(topic, aim=renamed) for topic in old.topics[1:]),
        declaration=renamed,
        days=tuple(replace(d, note=renamed, date=d.date + timedelta(days=7)) for d in old.days),
        rooms=tuple(replace(r, capacity=r.capacity + 1, directions=renamed) for r in old.rooms),
        hosts=tuple(replace(h, role="7") for h in old.hosts),
        choices=(
            replace(choice, closes_at=choice.closes_at + MINUTES, offer_for=MINUTES, name=renamed),
            *old.choices[1:],
        ),
        sessions=tuple(sorted(_new_sessions(old), key=lambda session: session.starts_at)),
        info=(
            replace(old.info[0], unfilled=("1",)),
            *(replace(p, text=Localised(LONG, LONG, LONG)) for p in old.info[2:]),
        ),
    )


def _new_sessions(old: Programme) -> Iterator[Session]:
    first, second, third, fourth = old.sessions[:4]
    renamed = Localised(NAME, NAME, NAME)
    yield replace(_later(first, MINUTES), ends_at=first.ends_at, room_id=old.rooms[-1].id)
    yield replace(_later(second, timedelta(days=1)), day_id=old.days[1].id)
    yield replace(third, title=renamed, short=renamed, description=renamed, talks=(), host_ids=("trainer1",))
    yield replace(fourth, reminded=not fourth.reminded, rated=not fourth.rated, kind=Kind.SOCIAL, capacity=5)
    yield from (replace(first, id=f"new{kind}", kind=kind) for kind in Kind)
    off, open_to_all, *others = old.alternatives("training")
    yield replace(off, cancelled=True, reminded=not off.reminded, rated=not off.rated)
    yield replace(open_to_all, choice_id=None, capacity=None)
    yield from others
    left = {session.id for session in (*old.sessions[:6], off, open_to_all, *others)}
    yield from (session for session in old.sessions if session.id not in left)


def _changes(programme: Programme) -> Sequence[Change]:
    old = _old(programme)
    new = _new(old)
    return [*compare(old, new), *compare(new, old)]


def _later(session: Session, by: timedelta) -> Session:
    talks = tuple(replace(talk, starts_at=talk.starts_at + by) for talk in session.talks)
    return replace(session, starts_at=session.starts_at + by, ends_at=session.ends_at + by, talks=talks)


def _previews(t: Translator, programme: Programme) -> Iterator[Screen]:
    changes, warnings = _changes(programme), _findings()
    for start in range(0, len(changes), preview.CHANGES):
        yield preview.preview_screen(t, 1, changes[start : start + preview.CHANGES], MANY, warnings[:1])
    yield preview.preview_screen(t, 10**15, changes, MANY, warnings)
    yield preview.preview_screen(t, 1, changes[:1], NOBODY, [])
    yield preview.preview_screen(t, 1, changes[:1], AT_NIGHT, [])
    yield preview.preview_screen(t, 1, [], NOBODY, [])
    undone = LastChange(2, "undo", programme.starts_at, NAME)
    yield preview.preview_screen(t, 1, changes[:1], _turning(changes), [], undone)
    yield preview.preview_screen(t, 1, changes[:1], NOBODY, [], meanwhile=[undone, undone._replace(by=None)])
    yield preview.all_changes_screen(t, changes, warnings)
    yield from (preview.applied_screen(t, 2, changes, reach) for reach in (MANY, AT_NIGHT, None))
    yield preview.applied_screen(t, 2, changes, None, hearing=26)


def _turning(changes: Sequence[Change]) -> Reach:
    """Choosing closes otherwise, in every way."""
    (change, *_) = (change for change in changes if change.what is What.CLOSES)
    return replace(MANY, choosing=[Choosing(change, turn, 26) for turn in Turn])


# --------------------------------------------------------------------- hosting


def _hosting(t: Translator, programme: Programme) -> Iterator[Screen]:
    training = programme.alternatives("training")[0]
    yield hosting.host_screen(t, programme, [], 0)
    yield hosting.host_screen(t, programme, programme.sessions, 1)
    for session in (training, programme.sessions[0]):
        for on in (True, False):
            yield hosting.hosting_screen(t, programme, session, hosting.Doors(26, on, not on))
    changes = _changes(programme)[:2]
    for reach in (MANY, NOBODY):
        yield hosting.confirm_screen(t, training, changes, reach, "roomfull:1:1")
        yield hosting.said_screen(t, training, changes, reach)
    for full in (True, False):
        yield hosting.news_message(t, programme, training, LONG if full else None, full=full)


# ---------------------------------------------------------------------- alerts


def _alerts(t: Translator, programme: Programme) -> Iterator[Screen]:
    old = _old(programme)
    new = _new(old)
    closed = old.choices[0].closes_at + 2 * MINUTES
    for was, is_now in ((old, new), (new, old)):
        changes = to_tell(compare(was, is_now), old.starts_at)
        for now in (old.starts_at, closed):
            yield from _alerts_at(t, Outlook(is_now, now, seats={}, waits={}, taken={}), changes)


def _alerts_at(t: Translator, outlook: Outlook, changes: Sequence[Change]) -> Iterator[Screen]:
    ids = dict.fromkeys(change.id for change in changes)
    yield from (alert(t, outlook, [change for change in changes if change.id == one]) for one in ids)
    yield alert(t, outlook, changes)
