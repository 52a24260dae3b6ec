"""Letters that are put into words, in one transaction on each kind of database."""

from typing import Final

import pytest

from bot.agenda.formats import Document
from bot.context import Telling
from bot.delivery import claims, outbox
from bot.delivery.outbox import Row, Settlement, State
from bot.i18n.translator import load_translators
from bot.letters import desks, due
from bot.letters.jobs import render_desk_letter
from bot.letters.rules import DESK_LETTER
from bot.people.queries import recognise_all
from bot.screens import Screen
from bot.storage.engine import Transaction
from tests.letters.people import GROUP, NOW, OWNER, OWNERS, written

ANOTHER: Final = GROUP - 1


async def claimed(tx: Transaction) -> Row:
    (row,) = await claims.claim(tx, "one", [DESK_LETTER], NOW, NOW, 9)
    return row


async def in_words(tx: Transaction, row: Row, sample: Document) -> Screen | None:
    person = (await recognise_all(tx, [row.person_id], OWNERS))[row.person_id]
    programme, t = sample.to_programme(1), load_translators()["kk"]
    return await render_desk_letter(Telling(tx, NOW, person, t, programme, row.subject))


@pytest.mark.parametrize("bound", [None, GROUP, ANOTHER])
async def test_a_letter_that_comes_back_leaves_again_only_for_the_group_that_is_bound(
    tx: Transaction, sample: Document, bound: int | None
) -> None:
    letter = await written(tx)
    await desks.bind(tx, GROUP, OWNER, NOW)
    await outbox.plan_selected(tx, due.to_desk(letter.id, GROUP, NOW))
    first = await claimed(tx)
    await desks.unbind(tx, GROUP)
    if bound:
        await desks.bind(tx, bound, OWNER, NOW)
    await outbox.settle(tx, "one", [Settlement(first, State.READY, error="429")])
    again = await claimed(tx)
    assert again.chat_id == GROUP
    assert (await in_words(tx, again, sample) is not None) == (bound == GROUP)
