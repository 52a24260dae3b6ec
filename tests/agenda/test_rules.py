"""What a programme is asked for."""

from dataclasses import replace

import pytest

from bot.agenda.rules import Programme


def test_each_session_stands_in_its_block(programme: Programme) -> None:
    blocks = [programme.block_of(session) for session in programme.sessions]
    assert all(session in block.sessions for session, block in zip(programme.sessions, blocks, strict=True))
    assert [block.key for block in blocks[2:5]] == ["training"] * 3


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
