"""What is kept about a person: given to them as a file, or deleted at once."""

from bot.context import Context
from bot.people import belongings, coleading, menu
from bot.people.queries import others_organise
from bot.people.rules import ORGANISERS
from bot.people.screens import own_data
from bot.screens import Screen


async def my_data(context: Context) -> None:
    async with context.reading() as tx:
        rows = await belongings.collect(tx, context.person)
    await context.show(own_data.file_screen(context.t, belongings.as_json(rows)))


async def forget(context: Context) -> None:
    """Ask once; then everything goes, and the person is a stranger."""
    access, telegram_id = context.services.settings.access, context.person.telegram_id
    by_invitation = access == "invite" and telegram_id not in context.owners
    if context.arguments != ("yes",):
        return await context.show(await _question(context, by_invitation=by_invitation))
    async with context.transaction() as tx:
        for farewell in context.services.farewells:
            await farewell(context, tx)
        deleted = await belongings.erase(tx, context.person)
    await context.show(own_data.forgotten_screen(context.t, deleted, by_invitation=by_invitation))
    return await menu.forget(context.bot, telegram_id)


async def _question(context: Context, *, by_invitation: bool) -> Screen:
    async with context.reading() as tx:
        alone = await coleading.leads_alone(tx, context.person.id)
    last = await _is_last_organiser(context)
    return own_data.confirm_screen(
        context.t, by_invitation=by_invitation, last_organiser=last, leads_alone=alone
    )


async def _is_last_organiser(context: Context) -> bool:
    if context.person.roles.isdisjoint(ORGANISERS):
        return False
    async with context.reading() as tx:
        return not await others_organise(tx, context.person.id, context.owners)
