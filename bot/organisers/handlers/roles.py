"""Who has which role; giving and taking them."""

from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.errors import UserError
from bot.organisers import members
from bot.organisers.news import forget_news, tell_of_role
from bot.organisers.rules import Grant, Member, grant_of, holds, in_programme
from bot.organisers.screens import roles as screens
from bot.people import menu
from bot.people.queries import await_text, recognise_all
from bot.people.rules import Person, Role, may
from bot.screens.pages import Page
from bot.screens.texts import stale_notice
from bot.storage.engine import Transaction


async def roles(context: Context) -> None:
    """All who have a role; or, after a typed name, who was looked for. The next text is a name as well."""
    if context.typed.strip():
        return await _search(context)
    owners = context.owners
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "roles")
        ids = await members.helpers(tx, owners)
        page = Page(ids, screens.SHOWN, context.number())
        people = await recognise_all(tx, page.things, owners)
    return await context.show(screens.roles_screen(context.t, page, [people[one] for one in page.things]))


async def _search(context: Context) -> None:
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "roles")
        found = await members.search(tx, context.typed)
    if len(found) == 1:
        return await _show(context, found[0].id)
    return await context.show(screens.found_screen(context.t, context.typed, found))


async def member(context: Context) -> None:
    """One person, and what can be given to them or taken."""
    await _show(context, context.number())


async def _show(context: Context, person_id: int, notice: str = "") -> None:
    """The next text is the name of somebody else."""
    async with context.transaction() as tx:
        await await_text(tx, context.person.id, "roles")
        found = await members.load(tx, person_id, context.owners)
    if found is None:
        return await context.open("roles", notice=stale_notice(context.t))
    return await context.show(screens.member_screen(context.t, context.programme, found), notice)


async def hosts(context: Context) -> None:
    """The people of the programme, to choose who somebody is."""
    found = await _member(context)
    if found is None:
        return await context.open("roles", notice=stale_notice(context.t))
    page = context.number(1)
    return await context.show(screens.hosts_screen(context.t, context.programme, found, page))


# --------------------------------------------------------------------- changes


async def give(context: Context) -> None:
    """Give a role; that of an organiser once it is confirmed."""
    found, grant = await _member(context), grant_of(context.arguments[1:])
    if found is None or grant is None or not in_programme(grant, context.programme):
        return await context.open("roles", notice=stale_notice(context.t))
    if holds(found.person, grant) or (grant.role is Role.ORGANISER and Role.OWNER in found.person.roles):
        return await _show(context, found.person.id, stale_notice(context.t))
    if grant.role is Role.ORGANISER and not _confirmed(context):
        return await context.show(screens.give_question(context.t, context.programme, found, grant))
    async with context.transaction() as tx:
        given = await members.give(tx, found.person.id, grant)
        if given:
            await _note(context, tx, Deed.ROLE_GIVEN, found.person, grant)
    return await _show_changed(context, found.person.id, screens.given_notice(context.t) if given else "")


async def take(context: Context) -> None:
    """Take a role; that of an organiser once it is confirmed, and only while somebody else is one."""
    found, grant = await _member(context), grant_of(context.arguments[1:])
    if found is None or grant is None:
        return await context.open("roles", notice=stale_notice(context.t))
    if not holds(found.person, grant):
        return await _show(context, found.person.id, stale_notice(context.t))
    if grant.role is Role.ORGANISER and not _confirmed(context):
        own = found.person.id == context.person.id
        question = screens.take_question(context.t, context.programme, found, grant, own=own)
        return await context.show(question)
    async with context.transaction() as tx:
        await _keep_an_organiser(context, tx, found.person, grant)
        taken = await members.take(tx, found.person.id, grant)
        if taken:
            await _note(context, tx, Deed.ROLE_TAKEN, found.person, grant)
    return await _show_changed(context, found.person.id, screens.taken_notice(context.t) if taken else "")


async def _keep_an_organiser(context: Context, tx: Transaction, person: Person, grant: Grant) -> None:
    if grant.role is not Role.ORGANISER or Role.OWNER in person.roles:
        return
    if await members.is_last_organiser(tx, person.id, context.owners):
        raise UserError(screens.last_notice(context.t))


async def _note(context: Context, tx: Transaction, deed: Deed, person: Person, grant: Grant) -> None:
    """For the audit, and for the person, who hears only how it is in the end."""
    by, now = context.person.id, context.now
    entry_id = await note(tx, by, deed, whom_id=person.id, subject=str(grant), now=now)
    if person.id == by:
        await forget_news(tx, person.id, grant)
    else:
        await tell_of_role(tx, person.id, grant, entry_id, now)


async def _show_changed(context: Context, person_id: int, notice: str) -> None:
    """The person as they are now; who gave up their own role sees what everybody sees."""
    async with context.reading() as tx:
        changed = (await recognise_all(tx, [person_id], context.owners)).get(person_id)
    if changed and changed.language:
        t = context.services.translators[changed.language]
        await menu.speak(context.bot, t, context.services.commands, changed)
    if person_id == context.person.id and changed and not may(changed.roles, "member"):
        context.person = changed
        return await context.open("now", notice=notice)
    return await _show(context, person_id, notice or stale_notice(context.t))


# ------------------------------------------------------------------ the pieces


async def _member(context: Context) -> Member | None:
    """Who stands on the button."""
    async with context.reading() as tx:
        return await members.load(tx, context.number(), context.owners)


def _confirmed(context: Context) -> bool:
    return context.arguments[-1] == "yes"
