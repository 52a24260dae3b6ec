"""The organisers' home on a quiet and on a bad day, whom nothing reached, and everybody's roles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.agenda.outlook import Taken
from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.organisers.rules import Failed, Figures, Grant, Member, Named, Overview, Reason
from bot.organisers.screens import failures, home, news, roles, wellbeing
from bot.organisers.trouble import Spell, Trouble
from bot.people.rules import Person, Role
from bot.screens import Screen
from bot.screens.pages import Page
from tests.screens.gallery.people import CLUB, EVERYTHING, NAME, ORGANISERS, PARTICIPANT, TYPED

WAYS = ("announce", "programme", "letters", "guests", "roles", "audit")


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from (home.home_screen(t, overview, ways) for overview in _days(programme) for ways in (WAYS, ()))
    yield from _failures(t)
    yield from _roles(t, programme)
    spell = Spell(programme.starts_at, programme.ends_at, list(Trouble))
    yield wellbeing.unwell_screen(t, spell, programme.zone)
    yield wellbeing.well_screen(t, spell, programme.zone)
    for grant in _grants(programme):
        yield from (news.role_news(t, programme, grant, held=held) for held in (True, False))


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [roles.given_notice(t), roles.taken_notice(t), roles.last_notice(t)]


def _days(programme: Programme) -> Iterator[Overview]:
    """Nothing at all; everything at once; before, between and after the choices."""
    nothing = Figures(0, 0, 0, 0, 0, 0, None, 0, None, 0, 0)
    moment = programme.starts_at
    much = Figures(1500, 30, 1200, 25, 1, 3, moment, 120, moment, 30, 2, moment, 147)
    everything = Overview(
        programme,
        moment,
        much,
        taken={session.id: Taken(seats=40, waiting=12) for session in programme.sessions},
        reminded=1470,
        failed=dict.fromkeys(Reason, 100),
        silence=timedelta(hours=3),
        answered_in=timedelta(milliseconds=120),
    )
    yield Overview(programme, moment, nothing)
    yield everything
    yield replace(everything, figures=replace(much, late_since=None))
    yield replace(everything, silence=timedelta(seconds=59))
    yield from (replace(everything, now=session.starts_at) for session in programme.sessions)
    yield replace(everything, now=programme.ends_at)


def _failures(t: Translator) -> Iterator[Screen]:
    yield failures.failures_screen(t, Page(range(0), 6, 0), [])
    people = [Failed(number, TYPED, ORGANISERS[1], reason, 12) for number, reason in enumerate(Reason)]
    yield failures.failures_screen(t, Page(range(30), 6, 1), [*people, Failed(9, NAME, None, Reason.LATE, 1)])


def _roles(t: Translator, programme: Programme) -> Iterator[Screen]:
    yield roles.roles_screen(t, Page(range(0), roles.SHOWN, 0), [])
    yield roles.roles_screen(t, Page(range(30), roles.SHOWN, 1), [EVERYTHING] * roles.SHOWN)
    for found in ([], [Named(1, NAME, None)], [Named(1, TYPED, ORGANISERS[0])] * 9):
        yield roles.found_screen(t, TYPED, found)
    for person in _people(programme):
        member = Member(person, ORGANISERS[0], CLUB, "<Қазақстан>", programme.starts_at)
        yield roles.member_screen(t, programme, member)
        yield roles.member_screen(t, programme, replace(member, username=None, club=""))
        yield from (roles.hosts_screen(t, programme, member, page) for page in (0, 1))
        for grant in _grants(programme):
            yield roles.give_question(t, programme, member, grant)
            yield from (roles.take_question(t, programme, member, grant, own=own) for own in (True, False))


def _people(programme: Programme) -> Sequence[Person]:
    hosts = frozenset(host.id for host in programme.hosts[:4])
    blocking = replace(
        PARTICIPANT, active=False, language=None, roles=frozenset({Role.PARTICIPANT, Role.OWNER})
    )
    return [PARTICIPANT, replace(EVERYTHING, hosts=hosts), blocking]


def _grants(programme: Programme) -> Sequence[Grant]:
    hosts = [Grant(Role.HOST, host.id) for host in programme.hosts]
    return [Grant(Role.ORGANISER), Grant(Role.CLUB_LEAD), *hosts, Grant(Role.HOST, "7")]
