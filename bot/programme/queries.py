"""Changes that are proposed, whom they reach, and applying them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from bot.agenda.changes import Change
from bot.agenda.formats import Document
from bot.programme.rules import Reach
from bot.storage.engine import Transaction


class Proposal(NamedTuple):
    """A change that somebody has looked at and not applied yet."""

    id: int
    person_id: int
    base: int  # the version that it was made from
    document: Document
    source: str  # a file's name, or "chat", "undo", "host"
    made_at: datetime


class SupersededError(Exception):
    """Somebody else has changed the programme meanwhile: it is no longer the version that was looked at."""


async def propose(  # noqa: PLR0913, PLR0917 -- one for each column
    tx: Transaction, person_id: int, base: int, document: Document, source: str, now: datetime
) -> int:
    """Keep a changed programme until it is applied; its id. Of a person only the last few are kept."""
    raise NotImplementedError


async def proposal(tx: Transaction, proposal_id: int) -> Proposal | None:
    """None where it is too old, or never was; whose it is the caller has to look at."""
    raise NotImplementedError


async def previous(tx: Transaction) -> Document | None:
    """The programme before the last change, to undo it; None before there was a change."""
    raise NotImplementedError


async def reach(tx: Transaction, changes: Collection[Change], now: datetime) -> Reach:
    """Whom these changes would touch, of people as they are now."""
    raise NotImplementedError


async def apply(  # noqa: PLR0913 -- what, on what, whether to tell, who says so
    tx: Transaction, document: Document, *, base: int, tell: bool, source: str, now: datetime
) -> int:
    """Make this the programme; its version. `tell`: those whom it concerns get a message.

    Raises SupersededError where `base` is no longer the newest version.
    """
    raise NotImplementedError
