"""Coming in, and back: nothing is stored about anybody without a language chosen or an invitation brought."""

from dataclasses import replace

from markupsafe import Markup

from bot.context import Context
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import Translator
from bot.people import invitations, menu, queries
from bot.people.handlers.settings import show_settings
from bot.people.rules import Granted, Profile, Refusal
from bot.people.screens import door
from bot.people.screens.settings import saved_notice
from bot.screens.texts import stale_notice


async def start(context: Context) -> None:
    """Somebody comes, perhaps with an invitation."""
    code = _code(context)
    outcome = await _redeemed(context, code) if code else None
    if not _may_come_in(context):
        refusal = outcome if isinstance(outcome, Refusal) else None
        await context.show(door.doorstep_screen(context.t, context.programme.short_name, refusal))
    elif context.person.language is None:
        await _ask_language(context, outcome)
    else:
        await _welcome_back(context, outcome)


async def language(context: Context) -> None:
    """A language was chosen: the first time it is also the moment to come in."""
    if not _may_come_in(context):
        await context.show(door.doorstep_screen(context.t, context.programme.short_name, None))
    elif context.argument in LANGUAGES:
        await _speak(context, context.argument)
    elif context.person.language is None:
        await _ask_language(context, None)
    else:
        await context.open("languages", notice=stale_notice(context.t))


def _may_come_in(context: Context) -> bool:
    is_open = context.services.settings.access == "open"
    return context.person.known or is_open or _profile(context).telegram_id in context.owners


def _profile(context: Context) -> Profile:
    user = context.update.effective_user
    assert user is not None  # noqa: S101 -- the dispatcher lets nothing else in
    return Profile(user.id, user.full_name, user.username)


# ---------------------------------------------------------------- invitations


def _code(context: Context) -> str:
    """What stood behind /start; not a text that was answered with this screen."""
    message = context.update.message
    command, *_ = ((message and message.text) or "").split() or [""]
    return context.typed if command.partition("@")[0] == "/start" else ""


async def _redeemed(context: Context, code: str) -> Granted | Refusal:
    clock, owners, profile = context.services.clock, context.owners, _profile(context)
    async with context.transaction() as tx:
        if await invitations.guessed_too_often(tx, profile.telegram_id, clock.machine_now()):
            return Refusal.GUESSING
        outcome = await invitations.redeem(tx, code, profile, clock.now())
        if outcome is Refusal.UNKNOWN:
            await invitations.count_guess(tx, profile.telegram_id, clock.machine_now())
        found = await queries.recognise(tx, profile.telegram_id, owners)
    context.person = found or context.person
    return outcome


# ------------------------------------------------------------------- language


async def _ask_language(context: Context, outcome: Granted | Refusal | None) -> None:
    name, translators = context.programme.short_name, context.services.translators
    expected = outcome.language if isinstance(outcome, Granted) else None
    t = translators[expected] if expected else context.t  # what the organisers know, or else the phone's
    await context.show(door.first_screen(t, translators, name, _in_words(t, outcome)))


async def _speak(context: Context, chosen: str) -> None:
    first = context.person.language is None
    await _keep(context, chosen)
    if first:
        await context.show(door.welcome_screen(context.t, context.programme, context.person))
        await context.open("now", below=True)
    else:
        await show_settings(context, saved_notice(context.t))
    await menu.speak(context.bot, context.t, context.services.commands, context.person)


async def _keep(context: Context, chosen: str) -> None:
    profile, owners = _profile(context), context.owners
    async with context.transaction() as tx:
        person_id = await queries.register(tx, profile, context.now)
        await queries.set_language(tx, person_id, chosen)
        found = await queries.recognise(tx, profile.telegram_id, owners)
    assert found is not None  # noqa: S101 -- just registered
    context.person = found


async def _welcome_back(context: Context, outcome: Granted | Refusal | None) -> None:
    async with context.transaction() as tx:
        await queries.register(tx, _profile(context), context.now)
        await queries.await_text(tx, context.person.id, None)
    context.person = replace(context.person, name=_profile(context).name)
    said = _in_words(context.t, outcome)
    await context.show(door.welcome_back_screen(context.t, context.person, said))
    joined = isinstance(outcome, Granted) and outcome.plan
    await context.open("plan" if joined else "now", below=True)
    if isinstance(outcome, Granted):
        await menu.speak(context.bot, context.t, context.services.commands, context.person)


def _in_words(t: Translator, outcome: Granted | Refusal | None) -> Markup | None:
    if isinstance(outcome, Granted):
        return door.granted(t, outcome)
    return door.refused(t, outcome) if outcome else None
