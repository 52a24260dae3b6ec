"""What comes by itself: something has changed that concerns a person."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.agenda import queries as agenda
from bot.agenda.changes import Change, compare
from bot.agenda.quiet import awake
from bot.agenda.rules import Programme
from bot.audit.rules import Deed
from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.people.queries import recognise_all
from bot.programme import concerns, due
from bot.programme.concerns import Concern
from bot.programme.rules import pressing, to_tell
from bot.programme.screens.alert import alert
from bot.programme.screens.hosting import news_message
from bot.screens import Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Tell people once what concerns them has settled; at night only of what is near."""
    opened = await concerns.open_concerns(tx)
    programme = await agenda.load_version(tx, await agenda.latest_version(tx) or 0) if opened else None
    if programme:
        at_night = awake(now, programme.zone) != now
        near = pressing(await _changes(tx, opened, programme), now) if at_night else None
        await concerns.close_settled(tx, now, near)
        await outbox.plan_selected(tx, due.alerts(now))
    await concerns.forget_told(tx, now)


async def render_alert(telling: Telling) -> Screen | None:
    """Old and new of all that concerns somebody; None where it is again as it was."""
    told_at = due.told_at(telling.subject)
    told = await concerns.told_to(telling.tx, telling.person.id, told_at)
    changes = to_tell(await _changes(telling.tx, told, telling.programme), telling.now)
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


async def _changes(tx: Transaction, of: Collection[Concern], programme: Programme) -> Sequence[Change]:
    """What is different in these sessions from what each person knew."""
    by_version = defaultdict[int, set[str]](set)
    for concern in of:
        by_version[concern.since].add(concern.session_id)
    changes: list[Change] = []
    for version, session_ids in by_version.items():
        if old := await agenda.load_version(tx, version):
            changes += [c for c in compare(old, programme) if c.subject == "session" and c.id in session_ids]
    return changes


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {due.ALERT: render_alert, due.NEWS: render_news}
