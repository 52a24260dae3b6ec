"""Correcting the texts of an announcement that has been sent; a new one is looked at before it counts."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from bot.announcements import course, queries
from bot.announcements.handlers.parts import begun_in, may_go_on
from bot.announcements.handlers.standing import known, look_away, show_or_list, standing
from bot.announcements.rules import Announcement, State
from bot.announcements.screens import correct as screens
from bot.announcements.screens.announcement import announcement
from bot.announcements.screens.parts import whole_question
from bot.announcements.screens.sent import already_notice
from bot.announcements.screens.words import file_of, html_for
from bot.announcements.tallies import course_of
from bot.audit.queries import note
from bot.audit.rules import Deed
from bot.context import Context
from bot.i18n.localised import LANGUAGES
from bot.people.queries import await_text
from bot.screens import Screen
from bot.screens.message import length
from bot.storage.engine import Transaction

Texts = Mapping[str, str]


async def correct(context: Context) -> None:
    """Choose a language, be asked for its text, or have written it."""
    async with context.transaction() as tx:
        found = await _correctable(context, tx)
        if found:
            await look_away(context, tx)
        screen = await _step(context, tx, found) if found else await standing(context, tx)
        taken = found and screen is None
    if found and taken:
        context.arguments = (context.argument, _language(context))
        await corrected(context)
    else:
        await show_or_list(context, screen)


async def _correctable(context: Context, tx: Transaction) -> Announcement | None:
    """Locked; None where nothing of it is there, and where it is about to be deleted."""
    found = await known(context, tx, lock=True)
    if found is None or found.state is State.SCHEDULED:
        return None
    return found if (await course_of(tx, found)).correctable else None


async def _step(context: Context, tx: Transaction, found: Announcement) -> Screen | None:
    """None where a text was taken, which is looked at next."""
    language = _language(context)
    if not language:
        return screens.languages_screen(context.t, found, await _new(tx, found))
    if context.update.callback_query:
        await _await(context, tx, found, language)
        return screens.ask_screen(context.t, found, language)
    return await _written(context, tx, found, language)


async def _written(context: Context, tx: Transaction, found: Announcement, language: str) -> Screen | None:
    """Take it as the new text, if it is one."""
    html = context.html
    message = context.update.effective_message
    if not html or message is None or message.effective_attachment:
        return screens.text_only_screen(context.t, found)
    if begun_in(context) or length(html) > found.limit:
        await queries.remove_text(tx, found.id, found.version + 1, language)
        await _await(context, tx, found, language, may_go_on(context, language))
        return screens.too_long_screen(context.t, found, language)
    await queries.set_text(tx, found.id, found.version + 1, language, html)
    part = may_go_on(context, language)
    await _await(context, tx, found, language, part)
    way = f"{found.id}:{language}"
    return whole_question(context.t, html, f"corrected:{way}", f"correct:{way}") if part else None


async def _await(
    context: Context, tx: Transaction, found: Announcement, language: str, part: str = ""
) -> None:
    await await_text(tx, context.person.id, f"correct:{found.id}:{language}{part}")


async def corrected(context: Context) -> None:
    """Look at a new text as it will stand; or, sure of what was looked at, let it count."""
    if context.arguments[1:2] == ("yes",):
        return await _let_count(context)
    async with context.transaction() as tx:
        found = await _correctable(context, tx)
        if found:
            await look_away(context, tx)
        new = await _new(tx, found) if found else {}
        changing = await course.to_correct(tx, found, new, context.now) if found else 0
    if not found or not new:
        return await context.open("correct", context.argument)
    return await _show_new(context, found, new, changing)


async def _show_new(context: Context, found: Announcement, new: Texts, changing: int) -> None:
    named = _language(context)
    language = named if named in new else next(iter(new))
    t = context.services.translators[language]
    await context.send(announcement(t, html_for(new, language), file_of(found), found.id))
    context.below = True
    await context.show(screens.confirm_screen(context.t, found, new, _mark(found, new), changing))
    await context.notice(context.said)


async def _let_count(context: Context) -> None:
    async with context.transaction() as tx:
        found = await _correctable(context, tx)
        new = await _new(tx, found) if found else {}
        changed = found is not None and bool(new) and context.arguments[2:] != (_mark(found, new),)
        done = found is not None and bool(new) and not changed and await _counts_now(context, tx, found, new)
        screen = None if changed else await standing(context, tx)
    if changed:
        await context.open("corrected", context.argument, notice=screens.changed_notice(context.t))
    else:
        await show_or_list(context, screen, "" if done else _why_not(context, found))


def _why_not(context: Context, found: Announcement | None) -> str:
    """What was looked at counts already; or another's text does, who was faster."""
    if found is None or "".join(context.arguments[2:3]) in _marks(found):
        return already_notice(context.t)
    return screens.changed_notice(context.t)


async def _counts_now(context: Context, tx: Transaction, found: Announcement, new: Texts) -> bool:
    if not await course.correct(tx, found.id, context.now):
        return False
    languages = ", ".join(sorted(new))
    subject, who = str(found.id), context.person.id
    await note(tx, who, Deed.CORRECTED, subject=subject, details=languages, now=context.now)
    await await_text(tx, who, None)
    return True


async def uncorrect(context: Context) -> None:
    """Drop what was written, and leave all as it is."""
    async with context.transaction() as tx:
        found = await _correctable(context, tx)
        if found:
            for language in await _new(tx, found):
                await queries.remove_text(tx, found.id, found.version + 1, language)
        await await_text(tx, context.person.id, None)
        screen = await standing(context, tx)
    await show_or_list(context, screen, screens.dropped_notice(context.t))


async def _new(tx: Transaction, found: Announcement) -> Texts:
    """The texts of a correction that is being written."""
    return await queries.texts_of(tx, found.id, found.version + 1)


def _mark(found: Announcement, new: Texts) -> str:
    """Says which texts were looked at."""
    return replace(found, texts=new).fingerprint


def _marks(found: Announcement) -> frozenset[str]:
    """Of all that may have been looked at before its texts were what they are."""
    texts, some = found.texts.items(), range(1, len(found.texts) + 1)
    return frozenset(_mark(found, dict(few)) for size in some for few in combinations(texts, size))


def _language(context: Context) -> str:
    named = "".join(context.arguments[1:2])
    return named if named in LANGUAGES else ""
