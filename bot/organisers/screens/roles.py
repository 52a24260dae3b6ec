"""Who has which role, and giving and taking it."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.i18n.dates import day_of, full_date, listed
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.organisers.rules import Grant, Member, Named
from bot.organisers.screens.words import grant_name, host_name
from bot.people.rules import Person, Role
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back
from bot.screens.roles import role_name

SHOWN: Final = 8  # people on a screen
NAME: Final = 60  # UTF-16 units

Row = list[Button]


def describe_roles(t: Translator) -> str:
    """In the menu of commands."""
    return t.label("Who is an organiser, a host or a club lead")


def roles_screen(t: Translator, page: Page[int], people: Sequence[Person]) -> Screen:
    """A page of all who have a role; a name may be written to find anybody."""
    text = t.lines(
        t.bold(t("Roles")),
        *(_helper_line(t, person) for person in people),
        None if people else t("Nobody has a role yet."),
        "",
        t("To find somebody else, write a part of their name or their @username."),
    )
    ways = [[button(person.name, f"member:{person.id}")] for person in people]
    return Screen(text, [*ways, *page.buttons(t, "roles"), back(t, "organise")])


def _helper_line(t: Translator, person: Person) -> Markup:
    return Markup("{}: {}").format(shorten(person.name, NAME), _role_names(t, person))


def _role_names(t: Translator, person: Person) -> str:
    return listed([role_name(t, role) for role in _held(person)], t.language)


def _held(person: Person) -> Sequence[Role]:
    """A participant is who has no other role."""
    return [role for role in Role if role in person.roles and role is not Role.PARTICIPANT] or [
        Role.PARTICIPANT
    ]


def found_screen(t: Translator, typed: str, found: Sequence[Named]) -> Screen:
    """Who was looked for."""
    text = t.lines(
        t.bold(t("You wrote: {text}", text=shorten(typed, NAME))),
        t("Found: {count}", count=len(found))
        if found
        else t("Nobody here has such a name. Write it differently."),
        t("More words find fewer.") if len(found) > SHOWN else None,
    )
    ways = [[button(_full_name(named), f"member:{named.id}")] for named in found[:SHOWN]]
    return Screen(text, [*ways, back(t, "roles")])


def _full_name(named: Named) -> str:
    return f"{named.name} @{named.username}" if named.username else named.name


# ------------------------------------------------------------------- one person


def member_screen(t: Translator, programme: Programme, member: Member) -> Screen:
    person = member.person
    text = t.lines(
        t.bold(shorten(person.name, NAME)),
        f"@{member.username}" if member.username else None,
        t("Language: {language}", language=LANGUAGE_NAMES[person.language]) if person.language else None,
        t("Club: {club}", club=_club(member)) if member.club else None,
        t("Roles: {roles}", roles=shorten(" · ".join(_grants(t, programme, person)), 2 * NAME)),
        t("Here since: {date}", date=full_date(day_of(member.joined_at, programme.zone), t.language)),
        None if person.active else t("The bot is blocked: messages do not arrive."),
    )
    return Screen(text, [*_changes(t, programme, person), back(t, "roles")])


def _grants(t: Translator, programme: Programme, person: Person) -> Iterator[str]:
    """Organiser; trainer or room host (Trainer 2)."""
    for role in _held(person):
        if role is Role.HOST:
            yield from (grant_name(t, programme, Grant(role, host)) for host in sorted(person.hosts))
        else:
            yield role_name(t, role)


def _club(member: Member) -> str:
    return ", ".join(part for part in (member.club, member.country) if part)


def _changes(t: Translator, programme: Programme, person: Person) -> Iterator[Row]:
    """What can be given or taken."""
    if Role.ORGANISER in person.roles:
        # TRANSLATORS: max 28; take the role of an organiser from somebody
        yield [Button(t.label("Take: organiser"), f"revoke:{person.id}:{Role.ORGANISER}")]
    elif Role.OWNER not in person.roles:
        # TRANSLATORS: max 28
        yield [Button(t.label("Make organiser"), f"grant:{person.id}:{Role.ORGANISER}")]
    if Role.CLUB_LEAD in person.roles:
        # TRANSLATORS: max 28; take the role of a club lead from somebody
        yield [Button(t.label("Take: club lead"), f"revoke:{person.id}:{Role.CLUB_LEAD}")]
    else:
        # TRANSLATORS: max 28
        yield [Button(t.label("Make club lead"), f"grant:{person.id}:{Role.CLUB_LEAD}")]
    for host_id in sorted(person.hosts):
        # TRANSLATORS: max 28 with a short name; take the role of a host from somebody
        label = t.label("Take: {role}", role=host_name(t, programme, host_id))
        yield [button(label, f"revoke:{person.id}:{Grant(Role.HOST, host_id)}")]
    # TRANSLATORS: max 28; to the people of the programme, to say that somebody is one of them
    yield [Button(t.label("Make trainer or host…"), f"hosts:{person.id}")]


def hosts_screen(t: Translator, programme: Programme, member: Member, wanted: int) -> Screen:
    """Which of the programme's people somebody is."""
    person = member.person
    page = Page([host for host in programme.hosts if host.id not in person.hosts], SHOWN, wanted)
    text = t.lines(
        t.bold(shorten(person.name, NAME)),
        t("Who is it in the programme? They can then say that the room is full, or that they start late."),
    )
    ways = [
        [button(host.name.to(t.language), f"grant:{person.id}:{Grant(Role.HOST, host.id)}")]
        for host in page.things
    ]
    return Screen(text, [*ways, *page.buttons(t, f"hosts:{person.id}"), back(t, f"member:{person.id}")])


# -------------------------------------------------------------------- questions


def give_question(t: Translator, programme: Programme, member: Member, grant: Grant) -> Screen:
    text = t.lines(
        t.bold(t("Give a role? {role}", role=_whose(t, programme, member, grant))),
        t("Organisers write to everybody, change the programme, read letters and give roles."),
    )
    # TRANSLATORS: max 28; confirms it
    yes = [Button(t.label("Yes, make organiser"), f"grant:{member.person.id}:{grant}:yes")]
    return Screen(text, [yes, back(t, f"member:{member.person.id}")])


def take_question(t: Translator, programme: Programme, member: Member, grant: Grant, *, own: bool) -> Screen:
    text = t.lines(
        t.bold(t("Take a role away? {role}", role=_whose(t, programme, member, grant))),
        t("You will not get this role back by yourself.") if own else t("This person will be told."),
    )
    # TRANSLATORS: max 28; confirms it
    yes = [Button(t.label("Yes, take the role"), f"revoke:{member.person.id}:{grant}:yes")]
    return Screen(text, [yes, back(t, f"member:{member.person.id}")])


def _whose(t: Translator, programme: Programme, member: Member, grant: Grant) -> str:
    """Daniel, organiser."""
    return f"{shorten(member.person.name, NAME)}, {grant_name(t, programme, grant)}"


# --------------------------------------------------------- a moment above the chat


def given_notice(t: Translator) -> str:
    return t.label("The role is given.")


def taken_notice(t: Translator) -> str:
    return t.label("The role is taken away.")


def last_notice(t: Translator) -> str:
    return t.label("There would be no organiser left. Give somebody else this role first.")
