"""Letters, answers and news about them, put into words when they are sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.context import Job, Render, Telling
from bot.delivery import outbox
from bot.i18n.translator import Translator
from bot.letters import desks, due, queries
from bot.letters.rules import (
    ANSWER,
    BOUND,
    DELETES,
    DESK,
    DESK_LETTER,
    DESK_MOVED,
    FREE,
    LETTER,
    NEWS,
    REFUSED,
    Letter,
)
from bot.letters.screens import desk as desk_screens
from bot.letters.screens import inbox, writing
from bot.people.rules import may
from bot.screens import Deletion, Edit, Screen
from bot.storage.engine import Transaction


async def plan(tx: Transaction, now: datetime) -> None:
    """Tell organisers of answers that have not arrived, and bring them what their group does not take."""
    await outbox.plan_due(tx, due.undelivered, now)
    await outbox.plan_due(tx, due.desk_refuses, now, given=due.lost_by_desk)
    await outbox.plan_due(tx, due.refused_by_desk, now, given=due.lost_by_desk)


async def render_letter(telling: Telling) -> Screen | None:
    reads = may(telling.person.roles, "letter")  # they were an organiser when it was planned
    letter = await queries.load(telling.tx, int(telling.subject)) if reads else None
    return await _in_words(telling, letter, LETTER) if letter else None


async def render_desk_letter(telling: Telling) -> Screen | None:
    """None where the group is bound no more: it may have come back from there."""
    taken = await desks.takes(telling.tx, int(telling.subject))
    letter = await queries.load(telling.tx, int(telling.subject)) if taken else None
    return await _in_words(telling, letter, DESK_LETTER) if letter else None


async def render_news(telling: Telling) -> Edit | Deletion | None:
    """The letter as it is now; one that is gone goes, or, when Telegram does not delete it, its words do."""
    letter_id, row_id = map(int, telling.subject.split(":"))
    message = await queries.message_of(telling.tx, row_id)
    if message is None or message.id is None:
        return None
    letter = await queries.load(telling.tx, letter_id)
    if letter is None:
        deletes = telling.now - message.due_at < DELETES
        return Deletion(message.id) if deletes else Edit(message.id, inbox.gone_message(telling.t))
    if message.kind == DESK_LETTER and not await desks.is_bound(telling.tx, message.chat_id):
        return None  # its members do not read letters any more
    return Edit(message.id, await _in_words(telling, letter, message.kind))


async def _in_words(telling: Telling, letter: Letter, kind: str) -> Screen:
    about = await queries.opening_words(telling.tx, letter.announcement_id, telling.t.language)
    return inbox.letter_message(telling.t, letter, about, in_group=kind == DESK_LETTER)


async def render_answer(telling: Telling) -> Screen | None:
    answer_id = int(telling.subject)
    said = await queries.answer(telling.tx, answer_id, telling.person.id)
    return writing.answer_message(telling.t, answer_id, said.content, said.asked) if said else None


async def render_desk(telling: Telling) -> Screen | None:
    return _WHERE[telling.subject](telling.t) if may(telling.person.roles, "letters") else None


_WHERE: Final[Mapping[str, Callable[[Translator], Screen]]] = {
    BOUND: desk_screens.bound_message,
    FREE: desk_screens.free_message,
    REFUSED: desk_screens.refused_message,
}


async def render_moved(telling: Telling) -> Screen:
    freed = telling.subject == FREE
    return desk_screens.unbound_screen(telling.t) if freed else desk_screens.moved_message(telling.t)


JOBS: Sequence[Job] = (plan,)
MESSAGES: Mapping[str, Render] = {
    LETTER: render_letter,
    DESK_LETTER: render_desk_letter,
    NEWS: render_news,
    ANSWER: render_answer,
    DESK: render_desk,
    DESK_MOVED: render_moved,
}
