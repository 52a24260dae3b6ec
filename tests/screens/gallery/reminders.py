"""Reminders of one session and of several, to people who are there and elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.reminders.screens import Facts, keep_notice, over_notice, reminder, several
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


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [keep_notice(t), over_notice(t)]
