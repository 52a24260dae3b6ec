"""429 where Telegram would say it, on a clock that only the test moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.limits import Pace
from bot.demo.refusal import Refusal
from bot.demo.stage import Limits, Stage
from tests.demo.sides import AIGERIM, BORIS, BotSide, MachineClock

BUCKET, SLIDING = Limits("bucket"), Limits("sliding")


def refused(pace: Pace, chat: int, now: float) -> int:
    """Seconds to wait; 0 where the message is taken."""
    try:
        pace.admit(chat, now)
    except Refusal as refusal:
        return refusal.retry_after
    return 0


@pytest.mark.parametrize("limits", [BUCKET, SLIDING], ids=["bucket", "sliding"])
def test_thirty_at_once_and_no_more(limits: Limits) -> None:
    pace = Pace(limits)
    assert not any(refused(pace, chat, 0.0) for chat in range(30))
    assert refused(pace, 30, 0.0) == 1
    assert refused(pace, 31, 0.5) == 1
    assert refused(pace, 31, 1.01) == 0


def test_a_sliding_second_counts_any_second() -> None:
    pace = Pace(SLIDING)
    assert not any(refused(pace, chat, 0.9) for chat in range(30))
    assert refused(pace, 30, 1.89) == 1
    assert refused(pace, 30, 2.89) == 0


def test_a_bucket_refills_steadily() -> None:
    pace = Pace(BUCKET)
    assert not any(refused(pace, chat, 0.0) for chat in range(30))
    assert not any(refused(pace, 100 + n, 0.1 + n / 30) for n in range(300))


def test_one_chat_takes_a_burst_and_then_one_a_second() -> None:
    pace = Pace(BUCKET)
    assert [refused(pace, 1, 0.0) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert refused(pace, 2, 0.0) == 0
    assert [refused(pace, 1, now) for now in (1.0, 1.5, 2.5)] == [0, 1, 0]


def test_in_a_sliding_second_one_chat_takes_one() -> None:
    pace = Pace(SLIDING)
    assert [refused(pace, 1, now) for now in (0.0, 0.5, 0.9, 1.5, 2.5)] == [0, 1, 1, 0, 0]


def test_whoever_comes_too_early_again_is_refused_but_waits_no_longer_for_it() -> None:
    pace = Pace(replace(SLIDING, per_chat=0.2))
    assert refused(pace, 1, 0.0) == 0
    assert [refused(pace, 1, now) for now in (1.0, 2.0, 4.9, 5.0)] == [4, 3, 1, 0]


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.3)), max_size=200), st.sampled_from([3.0, 30.0]))
def test_a_sliding_second_holds_whatever_comes(steps: list[tuple[int, float]], rate: float) -> None:
    pace, now = Pace(Limits("sliding", per_second=rate)), 0.0
    taken: list[tuple[float, int]] = []
    for chat, step in steps:
        now += step
        if not refused(pace, chat, now):
            taken.append((now, chat))
    for at, chat in taken:
        within = [other for moment, other in taken if at <= moment < at + 1 - 1e-6]
        assert len(within) <= rate
        assert within.count(chat) == 1


@pytest.fixture
def stage(stage: Stage) -> Stage:
    return replace(stage, limits=SLIDING)


async def test_messages_count_and_edits_and_answers_do_not(bot: BotSide, machine: MachineClock) -> None:
    sent = await bot.call("sendMessage", chat_id=AIGERIM.id, text="1")
    place = {"chat_id": AIGERIM.id, "message_id": sent["message_id"]}
    for text in ("2", "3"):
        await bot.call("editMessageText", **place, text=text)
    answer = await bot.answer("sendMessage", chat_id=AIGERIM.id, text="4")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    for method in ("copyMessage", "forwardMessage"):
        refusal = await bot.refusal(
            method, chat_id=AIGERIM.id, from_chat_id=AIGERIM.id, message_id=sent["message_id"]
        )
        assert refusal == "Too Many Requests: retry after 1"
    await bot.call("sendMessage", chat_id=BORIS.id, text="another chat")
    machine.seconds += 1
    await bot.call("sendMessage", chat_id=AIGERIM.id, text="5")


async def test_an_album_counts_as_its_messages(bot: BotSide, machine: MachineClock) -> None:
    media = [{"type": "document", "media": f"attach://f{n}"} for n in range(3)]
    files = {f"f{n}": b"x" for n in range(3)}
    await bot.call("sendMediaGroup", files, chat_id=AIGERIM.id, media=media)
    machine.seconds += 0.9
    assert (await bot.answer("sendMessage", chat_id=AIGERIM.id, text="x"))["error_code"] == 429


@pytest.mark.parametrize("limits", [BUCKET, SLIDING], ids=["bucket", "sliding"])
def test_a_group_takes_twenty_a_minute(limits: Limits) -> None:
    for chat, most in ((-5, 39 if limits == BUCKET else 20), (5, 60)):  # a full bucket refills meanwhile
        pace = Pace(limits)
        taken = [second for second in range(60) if not refused(pace, chat, float(second))]
        assert len(taken) == most


def test_in_a_sliding_minute_a_group_waits_for_its_end() -> None:
    pace = Pace(SLIDING)
    assert not any(refused(pace, -5, 1.0 * number) for number in range(20))
    assert [refused(pace, -5, now) for now in (20.0, 59.5, 60.0)] == [40, 1, 0]


def test_a_group_never_takes_two_at_once_in_a_sliding_second() -> None:
    pace = Pace(SLIDING)
    assert [refused(pace, -5, now) for now in (0.0, 0.5, 1.5)] == [0, 1, 0]


async def test_the_header_tells_when_to_come_again(bot: BotSide) -> None:
    message = {"chat_id": str(AIGERIM.id), "text": "x"}
    async with bot.session.post(f"{bot.base}sendMessage", data=message) as response:
        assert response.status == 200
    async with bot.session.post(f"{bot.base}sendMessage", data=message) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "1")
