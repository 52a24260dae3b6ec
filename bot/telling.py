"""Every planned message passes here: for whom is it, does it still hold; then the one renderer for its kind.

The counterpart of `dispatch`: text is made at the moment of sending, so it never speaks of an old room.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.agenda import queries as agenda
from bot.context import Digest, Render, Services, Telling
from bot.delivery.digests import Digests
from bot.delivery.outbox import Row
from bot.people import queries as people
from bot.people.rules import Person
from bot.screens import Outgoing, Screen
from bot.storage.engine import Transaction


class Teller:
    """Puts planned messages into words; `renderers` and `digests` by the kind of message."""

    def __init__(
        self, services: Services, renderers: Mapping[str, Render], digests: Mapping[str, Digest]
    ) -> None:
        self._services = services
        self._renderers, self._digests = renderers, digests

    @property
    def digests(self) -> Digests:
        return {kind: partial(self._together, digest) for kind, digest in self._digests.items()}

    def _together(self, digest: Digest, language: str, screens: Sequence[Screen]) -> Screen:
        return digest(self._services.translators[language], screens)

    async def render(self, tx: Transaction, rows: Sequence[Row], now: datetime) -> Sequence[Outgoing | None]:
        """What goes out for each row, in its person's language; None where it no longer holds."""
        await self._services.refresh(tx, await agenda.latest_version(tx))
        ids = [row.person_id for row in rows]
        known = await people.recognise_all(tx, ids, self._services.settings.organisers)
        found: dict[Any, Any] = {}
        together = partial(Telling, found=found, together=ids)
        return [await self._one(tx, row, known.get(row.person_id), now, together) for row in rows]

    async def _one(
        self, tx: Transaction, row: Row, person: Person | None, now: datetime, telling: Callable[..., Telling]
    ) -> Outgoing | None:
        programme = self._services.programme
        if person is None or person.language is None or programme is None:
            return None
        t = self._services.translators[person.language]
        return await self._renderers[row.kind](telling(tx, now, person, t, programme, row.subject))
