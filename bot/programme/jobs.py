"""What comes by itself: something has changed that concerns a person."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.agenda import queries as agenda
from bot.agenda.quiet import disturbs
from bot.audit.rules import Deed
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.people.queries import recognise_all
from bot.programme import concerns, due
from bot.programme.known import changes_since
from bot.programme.rules import pressing, still_concerns, to_tell
from bot.programme.screens.alert import alert
from bot.programme.screens.hosting import news_message
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Tell people once what concerns them has settled; at night only of what is near."""
    opened = await concerns.open_concerns(tx, now)
    programme = await agenda.load_version(tx, await agenda.latest_version(tx) or 0) if opened else None
    if programme:
        at_night = disturbs(now, programme.zone)
        near = pressing(await changes_since(tx, opened, programme), now) if at_night else None
        await _tell(tx, now, near)
    await concerns.forget_told(tx, now)


async def _tell(tx: Transaction, now: datetime, pressing: Collection[str] | None) -> None:
    """`pressing`: only of these sessions; None: of all."""
    if pressing is None or pressing:
        await concerns.close_settled(tx, now, pressing)
        await outbox.plan_selected(tx, due.alerts(now))


async def render_alert(telling: Telling) -> Screen | None:
    """Old and new of all that concerns somebody; None where it is again as it was."""
    told_at = due.told_at(telling.subject)
    told = await concerns.told_to(telling.tx, telling.person.id, told_at)
    held = await concerns.places_of(telling.tx, telling.person.id)
    changes = [
        change
        for change in to_tell(await changes_since(telling.tx, told, telling.programme), telling.now)
        if still_concerns(change, held, telling.person.hosts)
    ]
    if not changes:
        return None
    outlook = await agenda.outlook(telling.tx, telling.programme, telling.person, telling.now)
    return alert(telling.t, outlook, changes)


async def render_news(telling: Telling) -> Screen | None:
    """To an organiser: what the host of a session has said; None where that session is no more."""
    deed, session_id, author_id = telling.subject.split(":")
    session = telling.programme.session(session_id)
    if session is None:
        return None
    host = (await recognise_all(telling.tx, [int(author_id)], frozenset())).get(int(author_id))
    full, name = deed == Deed.HOST_FULL, host.name if host else None
    return news_message(telling.t, telling.programme, session, name, full=full)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {due.ALERT: render_alert, due.NEWS: render_news}
PASSING: frozenset[str] = frozenset(MESSAGES)
