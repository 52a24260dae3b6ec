"""Audiences as they are written on the command line: `everyone`, `role:club_lead`, `club:NAME` ..."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.agenda.rules import Programme
from bot.announcements import queries
from bot.announcements.rules import EARLIER, ROLES, Audience, Criterion, Dimension
from bot.errors import UserError
from bot.i18n.localised import LANGUAGES
from bot.storage.engine import Transaction

EVERYONE: Final = "everyone"
_THINGS: Final[Mapping[str, str]] = {
    Dimension.UNANSWERED: "announcement that was sent",
    Dimension.UNCHOSEN: "choice",
}  # of which a dimension names one


async def audience_named(tx: Transaction, programme: Programme, names: Sequence[str]) -> Audience:
    """Who is meant by all these names together; raises UserError that says what there is."""
    if EVERYONE in names and len(set(names)) > 1:
        raise UserError(f"--to {EVERYONE} goes with no other --to")
    others = [name for name in names if name != EVERYONE]
    return Audience(frozenset([await _criterion(tx, programme, name) for name in others]))


async def audience_in_words(tx: Transaction, audience: Audience) -> str:
    """As it would be named, with the names of clubs: `club:Almaty, language:kk`."""
    clubs = await queries.club_names(tx) if audience.values(Dimension.CLUB) else {}
    named = {Criterion(Dimension.CLUB, str(club)): f"{Dimension.CLUB}:{name}" for club, name in clubs.items()}
    return ", ".join(sorted(named.get(one, str(one)) for one in audience.criteria)) or EVERYONE


async def _criterion(tx: Transaction, programme: Programme, name: str) -> Criterion:
    dimension, _, value = name.partition(":")
    if dimension not in set(Dimension):
        known = ", ".join([EVERYONE, *(f"{one}:..." for one in Dimension)])
        raise UserError(f"--to {name}: nobody is called so; write one of: {known}")
    there = await _values(tx, programme, Dimension(dimension))
    if value not in there:
        known = ", ".join(there) or "none"
        raise UserError(
            f"--to {name}: there is no such {_THINGS.get(dimension, dimension)}; there are: {known}"
        )
    return Criterion(Dimension(dimension), there[value])


async def _values(tx: Transaction, programme: Programme, dimension: Dimension) -> Mapping[str, str]:
    """What a dimension's values are called here, and what stands for them in an audience."""
    if dimension is Dimension.CLUB:
        return {name: str(club) for club, name in (await queries.club_names(tx)).items()}
    if dimension is Dimension.COUNTRY:
        return _as_they_are((await queries.countries(tx)).values())
    if dimension is Dimension.PLAN:
        return _as_they_are(map(str, await queries.plan_names(tx)))
    if dimension is Dimension.UNANSWERED:
        return _as_they_are(str(one.id) for one in await queries.lately(tx, EARLIER))
    return _as_they_are(_known(programme, dimension))


def _known(programme: Programme, dimension: Dimension) -> Iterable[str]:
    """What no database is asked for."""
    if dimension is Dimension.SESSION:
        return [session.id for session in programme.sessions]
    if dimension in {Dimension.CHOICE, Dimension.UNCHOSEN}:
        return [choice.id for choice in programme.choices]
    return ROLES if dimension is Dimension.ROLE else LANGUAGES


def _as_they_are(values: Iterable[str]) -> Mapping[str, str]:
    return {str(value): str(value) for value in values}
