"""What comes by itself: it is adopted, or a draft again; what became of a proposal.

None of it comes to those who want no announcements any more by the time when it is sent.
"""

from collections.abc import Mapping, Sequence

from bot.context import Job, Render, Telling
from bot.declaration import amendments, queries
from bot.declaration.rules import ADOPTED, DECIDED, WITHDRAWN, State
from bot.declaration.screens.amending import decided_message
from bot.declaration.screens.reading import adopted_message, withdrawn_message
from bot.people.rules import Kind
from bot.screens import Screen


async def render_adopted(telling: Telling) -> Screen | None:
    """None where that adoption is withdrawn."""
    found = await queries.adoption(telling.tx)
    if found is None or found.version != telling.subject or await _is_unwanted(telling):
        return None
    own = await amendments.of(telling.tx, telling.person.id)
    return adopted_message(telling.t, found.text, sum(one.state is State.OPEN for one in own))


async def render_withdrawn(telling: Telling) -> Screen | None:
    """None where it is adopted again."""
    over = await queries.adoption(telling.tx) or await _is_unwanted(telling)
    return None if over else withdrawn_message(telling.t)


async def render_decided(telling: Telling) -> Screen | None:
    found = await amendments.load(telling.tx, int(telling.subject))
    if found is None or found.state is State.OPEN or await _is_unwanted(telling):
        return None
    return decided_message(telling.t, found)


async def _is_unwanted(telling: Telling) -> bool:
    return not await telling.wants(Kind.ANNOUNCEMENT)


JOBS: Sequence[Job] = ()
MESSAGES: Mapping[str, Render] = {
    ADOPTED: render_adopted,
    WITHDRAWN: render_withdrawn,
    DECIDED: render_decided,
}
REPLACED: frozenset[str] = frozenset()  # what was adopted stays to be read again
