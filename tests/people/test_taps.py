"""All that can be tapped, from the first screen on: everything is edited in place, and nothing is far."""

from datetime import datetime

import pytest

from bot.agenda.formats import Document
from bot.clock import RehearsalClock
from bot.context import Services
from tests.people.telegram import Phone

MOMENTS = ("04-30T07:00", "04-30T12:05", "04-30T14:30", "04-30T23:00", "05-01T09:10", "05-01T20:00")
FILES = ("ics", "mydata")  # a file is a message of its own
DEEDS = ("seat:", "forget:yes", "language:", "tag:", "absent:")  # what changes more than the screen


def jump(services: Services, wall: str) -> None:
    assert isinstance(services.clock, RehearsalClock)
    services.clock.jump_to(datetime.fromisoformat(f"2019-{wall}:00+06:00"))


async def taps_to_everything(phone: Phone) -> dict[str, int]:
    """Each button that can be reached from *now*, and how many taps that takes."""
    await phone.write("/start")
    taps = dict.fromkeys(phone.buttons.values(), 1)
    edge = list(taps)
    for data in edge:
        if data.startswith(DEEDS):
            continue
        await phone.tap(data)
        assert phone.notice != "This was out of date. Here is the new one. [en]", data
        assert all(data.startswith(FILES) or "message_id" in screen for screen in phone.screens), data
        for further in phone.buttons.values():
            if further not in taps:
                taps[further] = taps[data] + 1
                edge.append(further)
    return taps


@pytest.mark.parametrize("moment", MOMENTS)
async def test_every_tap_edits_its_message_and_every_session_is_near(
    member: Phone, services: Services, sample: Document, moment: str
) -> None:
    jump(services, moment)
    taps = await taps_to_everything(member)
    far = {session.id: taps.get(f"session:{session.id}", 99) for session in sample.sessions}
    assert max(far.values()) <= 3, far
