"""Writing an announcement: a draft, its text in up to three languages, and a look at it as it will arrive."""

from bot.announcements import queries
from bot.announcements.handlers.drafts import addressees_of, own_draft, show_or_refresh
from bot.announcements.handlers.parts import begun_in, may_go_on
from bot.announcements.rules import Announcement, text_for
from bot.announcements.rules import next_language as following
from bot.announcements.screens import compose as screens
from bot.announcements.screens.announcement import announcement
from bot.announcements.screens.audience import nobody_notice
from bot.announcements.screens.parts import parts_screen, whole_question
from bot.announcements.screens.preview import preview_screen
from bot.announcements.screens.words import file_of, html_for
from bot.context import Context
from bot.i18n.localised import LANGUAGES
from bot.people.queries import await_text
from bot.screens import Screen
from bot.screens.message import FileKind
from bot.storage.engine import Transaction


async def announce(context: Context) -> None:
    """Find the draft again that somebody has begun, or the one of several that they name; or begin."""
    async with context.transaction() as tx:
        drafts = await queries.drafts_of(tx, context.person.id)
        begun = [draft for draft in drafts if not draft.blank]
        if not begun:
            its_id = drafts[0].id if drafts else await queries.draft(tx, context.person.id, context.now)
    if not begun:
        return await context.open("audience", str(its_id), notice=context.said)
    named = next((draft for draft in begun if str(draft.id) == context.argument), begun[0])
    others = [draft for draft in begun if draft is not named]
    return await context.show(screens.home_screen(context.t, named, others))


# ------------------------------------------------------------------------ text


async def wording(context: Context) -> None:
    """Ask for the text in a language, or take what was written as it."""
    async with context.transaction() as tx:
        draft = await own_draft(context, tx)
        if draft is None:
            screen = None
        elif context.update.callback_query:
            screen = await _asked(context, tx, draft, _language(context, draft))
        else:
            screen = await _written(context, tx, draft)
    await show_or_refresh(context, screen)


async def omit(context: Context) -> None:
    """Remove the text in a language, or the file."""
    what = "".join(context.arguments[1:2])
    async with context.transaction() as tx:
        draft = await own_draft(context, tx)
        if draft and what == "file":
            await queries.set_file(tx, draft.id, None, None)
        elif draft:
            await queries.remove_text(tx, draft.id, draft.version, what)
        draft = await own_draft(context, tx)
        screen = await _asked(context, tx, draft, _language(context, draft)) if draft else None
    await show_or_refresh(context, screen)


def _language(context: Context, draft: Announcement) -> str:
    """The one that is named; otherwise the first that is missing."""
    named = "".join(context.arguments[1:2])
    return named if named in LANGUAGES else following(draft.texts, context.t.language, context.t.language)


async def _asked(
    context: Context, tx: Transaction, draft: Announcement, language: str, part: str = ""
) -> Screen:
    """Ask for the text in this language; `part` is what was just taken and may be no more than a part."""
    await await_text(tx, context.person.id, f"wording:{draft.id}:{language}{part}")
    return screens.text_screen(context.t, draft, await addressees_of(context, tx, draft.audience), language)


async def _written(context: Context, tx: Transaction, draft: Announcement) -> Screen:
    language, cut = _language(context, draft), begun_in(context)
    if cut:
        await queries.remove_text(tx, draft.id, draft.version, cut)
        await _asked(context, tx, draft, cut, may_go_on(context, cut))
        return parts_screen(context.t, f"wording:{draft.id}:{cut}")
    if not _is_usable(context):
        return screens.unusable_screen(context.t, draft, language)
    return await _taken(context, tx, draft, language)


def _is_usable(context: Context) -> bool:
    """A text, a photo or a document; of anything else its caption would be no announcement."""
    return not context.carries_more and bool(context.html or context.attached)


async def _taken(context: Context, tx: Transaction, draft: Announcement, language: str) -> Screen:
    """Keep the text, the file or both; what is too long under a file is kept too, and said to be."""
    if context.html:
        await queries.set_text(tx, draft.id, draft.version, language, context.html)
    if file := context.attached:
        kind = FileKind.PHOTO if file.photo else FileKind.DOCUMENT
        await queries.set_file(tx, draft.id, file.file_id, kind)
    changed = await own_draft(context, tx)
    assert changed is not None  # noqa: S101 -- in the same transaction
    if part := may_go_on(context, language):
        await _asked(context, tx, changed, language, part)
        again = f"wording:{draft.id}:{language}"
        return whole_question(context.t, context.html, f"wording:{draft.id}", again)
    stays = not context.html or language in changed.too_long
    ahead = language if stays else following(changed.texts, language, context.t.language)
    return await _asked(context, tx, changed, ahead)


# --------------------------------------------------------------------- preview


async def preview(context: Context) -> None:
    """What stands before it is sent; with a language, first the message as it will arrive."""
    async with context.reading() as tx:
        draft = await own_draft(context, tx)
        addressees = await addressees_of(context, tx, draft.audience) if draft else None
    if draft is None or addressees is None:
        return await show_or_refresh(context, None)
    if not draft.texts or draft.too_long:
        return await context.open("wording", str(draft.id))
    if not addressees.counts.reached:
        return await context.open("audience", str(draft.id), notice=nobody_notice(context.t))
    language, seen = "".join(context.arguments[1:2]), _seen(context, draft)
    if language not in LANGUAGES:
        return await context.show(preview_screen(context.t, draft, addressees, seen=frozenset()))
    await context.send(_as_it_arrives(context, draft, language))
    context.below = True
    seen |= {text_for(draft.texts, language)[0]}
    await context.show(preview_screen(context.t, draft, addressees, seen=seen))
    return await context.notice("")


def _seen(context: Context, draft: Announcement) -> frozenset[str]:
    """The texts that were looked at already, of the draft as it is now."""
    as_it_is = context.arguments[2:3] == (draft.fingerprint,)
    return frozenset(context.arguments[3:]) & draft.texts.keys() if as_it_is else frozenset()


def _as_it_arrives(context: Context, draft: Announcement, language: str) -> Screen:
    t = context.services.translators[language]
    return announcement(t, html_for(draft.texts, language), file_of(draft), draft.id)


# ---------------------------------------------------------------------- cancel


async def discard(context: Context) -> None:
    """Throw the draft away; asks first where something is in it."""
    async with context.transaction() as tx:
        draft = await own_draft(context, tx)
        sure = draft is not None and (draft.blank or context.arguments[1:] == ("yes",))
        if draft and sure:
            await queries.throw_away(tx, draft.id)
    if draft is None:
        await show_or_refresh(context, None)
    elif sure:
        await context.show(screens.cancelled_screen(context.t))
    else:
        await context.show(screens.cancel_question(context.t, draft))
