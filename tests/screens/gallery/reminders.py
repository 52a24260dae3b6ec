"""Reminders of one session and of several, to people who are there and elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.reminders.screens import Changed, Facts, corrected, keep_notice, over_notice, reminder, several
from bot.screens import Screen
from tests.screens.gallery.agenda import SEOUL, odd


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    for variant in (programme, odd(programme)):
        for zone in (programme.zone, SEOUL):
            for session in variant.sessions:
                facts = Facts(variant, session.starts_at - timedelta(minutes=14), zone)
                yield reminder(t, facts, session, movable=session.choice_id is not None)
            facts = Facts(variant, variant.starts_at - timedelta(minutes=1), zone)
            yield from (several(t, facts, variant.sessions[:count]) for count in (2, 9))
            yield from _corrected(t, facts)


def _corrected(t: Translator, facts: Facts) -> Iterator[Screen]:
    """Everything that can change after a reminder, in one session and in several."""
    hour = timedelta(hours=1)
    for was in facts.programme.sessions:
        versions = (
            was,
            replace(was, room_id=facts.programme.rooms[0].id, starts_at=was.starts_at + hour),
            replace(was, starts_at=was.starts_at - hour),
            replace(was, ends_at=was.ends_at + hour),
            replace(was, ends_at=was.ends_at - timedelta(minutes=5)),
            replace(was, day_id="another", starts_at=was.starts_at + timedelta(days=1)),
            replace(was, cancelled=True),
        )
        for now in versions:
            yield corrected(t, facts, [Changed(was, now)], movable=was.choice_id is not None)
    pairs = [Changed(was, replace(was, cancelled=True)) for was in facts.programme.sessions]
    yield from (corrected(t, facts, pairs[:count], movable=False) for count in (2, 9))


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [keep_notice(t), over_notice(t)]
