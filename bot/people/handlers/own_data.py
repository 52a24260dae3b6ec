"""What is kept about a person: given to them as a file, or deleted at once."""

from bot.context import Context
from bot.people import belongings, menu
from bot.people.screens import own_data


async def my_data(context: Context) -> None:
    async with context.reading() as tx:
        rows = await belongings.collect(tx, context.person)
    await context.show(own_data.file_screen(context.t, belongings.as_json(rows)))


async def forget(context: Context) -> None:
    """Ask once; then everything goes, and the person is a stranger."""
    settings, telegram_id = context.services.settings, context.person.telegram_id
    by_invitation = settings.access == "invite" and telegram_id not in settings.organisers
    if context.arguments != ("yes",):
        return await context.show(own_data.confirm_screen(context.t, by_invitation=by_invitation))
    async with context.transaction() as tx:
        deleted = await belongings.erase(tx, context.person)
    await context.show(own_data.forgotten_screen(context.t, deleted, by_invitation=by_invitation))
    return await menu.forget(context.bot, telegram_id)
