"""What comes by itself."""

from collections.abc import Mapping, Sequence

from bot.context import Job, Render

JOBS: Sequence[Job] = ()
MESSAGES: Mapping[str, Render] = {}
REPLACED: frozenset[str] = frozenset(MESSAGES)
