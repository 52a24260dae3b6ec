"""What a programme is asked for."""

from dataclasses import replace
from datetime import time

import pytest

from bot.agenda.formats import Document
from bot.agenda.rules import Programme
from bot.programme.edits import cancel, move, start_late
from tests.agenda.conftest import at


def test_each_session_stands_in_its_block(programme: Programme) -> None:
    blocks = [programme.block_of(session) for session in programme.sessions]
    assert all(session in block.sessions for session, block in zip(programme.sessions, blocks, strict=True))
    assert [block.key for block in blocks[2:5]] == ["training"] * 3


def test_parallel_sessions_keep_their_order_when_one_starts_later(sample: Document) -> None:
    late = start_late(sample, "d1-training1", 15).to_programme(1)
    assert [one.id for one in late.alternatives("training")] == [f"d1-training{n}" for n in (1, 2, 3, 4)]


def test_what_is_cancelled_does_not_stretch_its_block(sample: Document) -> None:
    early = move(sample, "d1-training1", "day1", time(13, 30))
    for document, begins in ((early, at(1, 13, 30)), (cancel(early, "d1-training1"), at(1, 14))):
        block = document.to_programme(1).block("training")
        assert block
        assert (block.starts_at, block.ends_at) == (begins, at(1, 16))


def test_what_it_has_not_is_a_key_error(programme: Programme) -> None:
    """Never a StopIteration, which would end a coroutine in silence."""
    stranger = replace(programme.sessions[0], id="stranger")
    for look_up in (
        lambda: programme.room("roof"),
        lambda: programme.host_name("nobody"),
        lambda: programme.block_of(stranger),
    ):
        with pytest.raises(KeyError):
            look_up()
