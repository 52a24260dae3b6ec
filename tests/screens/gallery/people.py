"""The door, the settings, own data, help."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator, Translators
from bot.people import zones
from bot.people.rules import LEADS, Granted, Kind, Person, Refusal, Role
from bot.people.screens import door, own_data, profile, settings
from bot.people.screens import help as help_screens
from bot.screens import Screen

NAME = "<A & B>"
CLUB = "<Club>"
TYPED = "<b>Кофе</b>"
LONG = "<&😀> " * 600
ORGANISERS = ("organiser_one", "organiser_two")
EVERYTHING = Person(1, 1001, NAME, language="kk", roles=frozenset(Role))
PARTICIPANT = Person(2, 1002, NAME, language="kk")


def screens(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    yield from _door(t, translators, programme)
    yield from _settings(t, programme)
    yield own_data.file_screen(t, b"{}")
    for sure in (True, False):
        yield own_data.confirm_screen(t, by_invitation=sure, last_organiser=sure, leads_alone=sure)
    deleted = {"people": 1, "seats": 2, "waiting": 1, "outbox": 9, "inbox": 1, "roles": 2, "mutes": 2}
    yield from (own_data.forgotten_screen(t, deleted, by_invitation=invited) for invited in (True, False))
    yield from _help(t)


def _door(t: Translator, translators: Translators, programme: Programme) -> Iterator[Screen]:
    seminar = programme.short_name
    roles = [Granted(role, CLUB, fresh=role is Role.HOST) for role in Role]
    plans = [Granted(Role.CLUB_LEAD, CLUB, fresh=fresh, plan=True) for fresh in (True, False)]
    granted = [door.granted(t, given) for given in (*roles, *plans)]
    for said in (None, *granted, *(door.refused(t, refusal) for refusal in Refusal)):
        yield door.first_screen(t, translators, seminar, said)
        yield door.welcome_back_screen(t, PARTICIPANT, said)
    yield door.welcome_screen(t, programme, PARTICIPANT)
    yield from (door.doorstep_screen(t, seminar, refusal) for refusal in (None, *Refusal))


def _settings(t: Translator, programme: Programme) -> Iterator[Screen]:
    now, seminar = programme.starts_at, programme.zone.key
    yield settings.settings_screen(t, EVERYTHING, {Kind.PLAN}, seminar, now)
    yield settings.settings_screen(t, PARTICIPANT, set(), seminar, now)
    yield settings.settings_screen(t, replace(PARTICIPANT, reminder_lead=0), set(Kind), seminar, now)
    yield settings.languages_screen(t)
    yield from (settings.leads_screen(t, minutes) for minutes in LEADS)
    yield settings.kinds_screen(t, {Kind.PLAN})
    yield settings.zones_screen(t, "Asia/Seoul", seminar, now)
    yield settings.which_zone_screen(t, TYPED, zones.search("San", now), now)
    yield settings.no_zone_screen(t, LONG)


def _help(t: Translator) -> Iterator[Screen]:
    lines = [(name, describe(t)) for name, describe in profile.DESCRIPTIONS.items()]
    yield help_screens.help_screen(t, EVERYTHING, lines, ["roles", "audit"], ORGANISERS)
    yield help_screens.help_screen(t, PARTICIPANT, lines, [], [])
    yield help_screens.unexpected_text_screen(t, TYPED)
    yield help_screens.unexpected_text_screen(t, LONG)
    yield from (help_screens.unknown_command_screen(t, name) for name in ("agendaa", LONG))
    yield from (help_screens.forbidden_screen(t, hosts_too=hosts_too) for hosts_too in (True, False))
    yield from (help_screens.unexpected_file_screen(t, passable=passable) for passable in (True, False))
    yield help_screens.unready_screen(t)


def notices(t: Translator, programme: Programme) -> Sequence[str]:
    return [settings.saved_notice(t)]


def profile_texts(t: Translator, programme: Programme) -> Sequence[str]:
    texts = (profile.bot_name, profile.description, profile.short_description)
    return [text(t, programme) for text in texts]
