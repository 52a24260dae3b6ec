"""Step 1: whom an announcement is for. A tap adds something or takes it away, and shows how many they are."""

from collections.abc import Sequence

from bot.announcements import queries
from bot.announcements.handlers.drafts import addressees_of, own_draft, show_or_refresh
from bot.announcements.rules import ROLES, Announcement, Audience, Criterion, Dimension
from bot.announcements.screens import audience as screens
from bot.announcements.screens.audience import OFFERS, Offer
from bot.announcements.screens.words import Addressees
from bot.context import Context
from bot.i18n.localised import LANGUAGES
from bot.screens import Screen
from bot.storage.engine import Transaction


async def audience(context: Context) -> None:
    """All that is chosen; with a dimension, a page of what there is to choose from in it."""
    async with context.reading() as tx:
        draft = await own_draft(context, tx)
        screen = await _screen(context, tx, draft, context.number(2)) if draft else None
    await show_or_refresh(context, screen)


async def whom(context: Context) -> None:
    """Add something to the audience, or take it away; where nothing is named, it is everyone again."""
    page = 0
    async with context.transaction() as tx:
        draft = await own_draft(context, tx)
        if draft:
            chosen, page = await _tapped(context, tx, draft.audience)
            await queries.set_audience(tx, draft.id, chosen)
            draft = await own_draft(context, tx)
        screen = await _screen(context, tx, draft, page) if draft else None
    await show_or_refresh(context, screen)


async def _tapped(context: Context, tx: Transaction, chosen: Audience) -> tuple[Audience, int]:
    """The audience after the tap, and the page with what was tapped."""
    dimension, key = _dimension(context), _third(context)
    if dimension is None:
        return Audience() if len(context.arguments) == 1 else chosen, 0
    addressees = await addressees_of(context, tx, chosen, whole=dimension)
    offers = {offer.key: offer for offer in await _offers(tx, addressees, dimension)}
    if key not in offers:
        return chosen, 0
    return chosen.toggled(offers[key].criterion), list(offers).index(key) // OFFERS


async def _screen(context: Context, tx: Transaction, draft: Announcement, page: int) -> Screen:
    dimension = _dimension(context)
    addressees = await addressees_of(context, tx, draft.audience, whole=dimension)
    if dimension is None:
        return screens.audience_screen(context.t, draft.id, addressees)
    offers = await _offers(tx, addressees, dimension)
    return screens.offers_screen(context.t, draft.id, addressees, dimension, offers, page)


async def _offers(tx: Transaction, addressees: Addressees, dimension: Dimension) -> Sequence[Offer]:
    """What there is to choose from; a country goes by a club's id, its name may be too long for a button."""
    if dimension is Dimension.COUNTRY:
        found = await queries.countries(tx)
        return [Offer(str(club), Criterion(dimension, country)) for club, country in found.items()]
    values = _values(addressees, dimension)
    return [Offer(value, Criterion(dimension, value)) for value in values]


def _values(addressees: Addressees, dimension: Dimension) -> Sequence[str]:
    programme = addressees.programme
    if dimension is Dimension.ROLE:
        return ROLES
    if dimension is Dimension.LANGUAGE:
        return LANGUAGES
    if dimension is Dimension.SESSION:  # any other is for everybody
        return [session.id for session in programme.sessions if session.choice_id]
    if dimension in {Dimension.CHOICE, Dimension.UNCHOSEN}:
        return [choice.id for choice in programme.choices]
    return [criterion.value for criterion in addressees.names if criterion.dimension is dimension]


def _dimension(context: Context) -> Dimension | None:
    named = "".join(context.arguments[1:2])
    return Dimension(named) if named in set(Dimension) else None


def _third(context: Context) -> str:
    return "".join(context.arguments[2:3])
