"""What comes by itself: a role is new, or gone; and, once, that the bot is not well, and that it is again."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.context import MakeJob, Render, Services, Telling
from bot.delivery import outbox
from bot.organisers import due, signs
from bot.organisers.rules import NEWS, grant_of, holds
from bot.organisers.screens.news import role_news
from bot.organisers.screens.wellbeing import unwell_screen, well_screen
from bot.organisers.signs import Look
from bot.organisers.trouble import UNWELL, WELL, Spell, Told, Trouble, Watch
from bot.people.rules import ORGANISERS
from bot.screens import Screen
from bot.storage.engine import Transaction
from bot.storage.tables import outbox as messages

log = logging.getLogger(__name__)

EVERY: Final = timedelta(seconds=10)  # of the machine's time, between two looks


class Warden:
    """Looks now and then whether messages and answers get through, and lets organisers be told."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._watch = Watch()
        self._looked_at: datetime | None = None

    async def look(self, tx: Transaction, now: datetime) -> None:
        """A job; asking it more often changes nothing."""
        clock = self._services.clock
        machine_now = clock.machine_now()
        if self._looked_at and machine_now - self._looked_at < EVERY:
            return
        self._looked_at = machine_now
        found = await signs.find(tx, Look(now, machine_now, clock.speed), self._watch.late)
        troubles, told = self._watch.sees(found, machine_now), await signs.told(tx)
        if troubles and told.kind == WELL:
            await self._warn(tx, told, troubles, now)
        elif told.kind == UNWELL and self._watch.is_calm(machine_now):
            await self._reassure(tx, told, now)

    async def _warn(self, tx: Transaction, told: Told, troubles: Sequence[Trouble], now: datetime) -> None:
        if await self._tell(tx, UNWELL, Spell(now, None, troubles), told, now):
            log.error("the bot is not well: %s", ", ".join(troubles))

    async def _reassure(self, tx: Transaction, told: Told, now: datetime) -> None:
        await outbox.cancel(
            tx, messages.c.kind == UNWELL
        )  # whom it has not reached need not hear of it twice
        if await self._tell(tx, WELL, Spell.of(told.subject)._replace(until=now), told, now):
            log.warning("the bot is well again")

    async def _tell(self, tx: Transaction, kind: str, spell: Spell, told: Told, now: datetime) -> int:
        owners = self._services.settings.organisers
        return await outbox.plan_selected(tx, due.wellbeing(kind, spell, told, owners, now))


async def render_news(telling: Telling) -> Screen | None:
    """As it is now, whatever has been given and taken since."""
    grant = grant_of(telling.subject.split(":"))
    if grant is None:
        return None
    return role_news(telling.t, telling.programme, grant, held=holds(telling.person, grant))


async def render_wellbeing(telling: Telling) -> Screen | None:
    """None for who organises no more."""
    if telling.person.roles.isdisjoint(ORGANISERS):
        return None
    spell = Spell.of(telling.subject)
    screen = well_screen if spell.until else unwell_screen
    return screen(telling.t, spell, telling.programme.zone)


WATCHES: Sequence[MakeJob] = (lambda services: Warden(services).look,)
MESSAGES: Mapping[str, Render] = {NEWS: render_news, UNWELL: render_wellbeing, WELL: render_wellbeing}
