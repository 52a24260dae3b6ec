"""When organisers hear of a trouble: not of what passes, nor of a broadcast that takes its time."""

from datetime import datetime, timedelta

from bot.organisers.trouble import CALM, LASTS, Sign, Spell, Trouble, Watch

START = datetime.fromisoformat("2019-04-30T10:00+06:00")
STEP = timedelta(seconds=10)
LATE = Sign(Trouble.LATE, 7)
UNANSWERED = Sign(Trouble.UNANSWERED)


def test_what_passes_at_once_is_no_trouble() -> None:
    watch = Watch()
    assert watch.sees([LATE], START) == []
    assert watch.sees([], START + STEP) == []
    assert watch.sees([LATE], START + LASTS) == []


def test_what_each_look_finds_is_a_trouble_after_a_while() -> None:
    watch = Watch()
    watch.sees([LATE], START)
    assert watch.sees([LATE, UNANSWERED], START + LASTS - STEP) == []
    assert watch.sees([LATE, UNANSWERED], START + LASTS) == [Trouble.LATE]
    assert watch.sees([LATE, UNANSWERED], START + 2 * LASTS) == [Trouble.LATE, Trouble.UNANSWERED]


def test_a_broadcast_that_takes_its_time_is_none() -> None:
    watch = Watch()
    for number in range(60):
        assert watch.sees([Sign(Trouble.LATE, number)], START + number * STEP) == []


def test_it_is_calm_once_no_look_has_found_a_trouble_for_long_enough() -> None:
    watch = Watch()
    watch.sees([LATE], START)
    watch.sees([LATE], START + LASTS)
    for passed in (STEP, CALM):
        watch.sees([], START + LASTS + passed)
        assert not watch.is_calm(START + LASTS + passed)
    assert watch.is_calm(START + LASTS + STEP + CALM)


def test_a_trouble_that_returns_ends_the_calm() -> None:
    watch = Watch()
    watch.sees([], START)
    for passed in (CALM - LASTS, CALM):
        watch.sees([LATE], START + passed)
    assert not watch.is_calm(START + CALM)


def test_a_spell_is_written_down_and_read() -> None:
    for spell in (Spell(START, None, list(Trouble)), Spell(START, START + CALM, [])):
        assert Spell.of(str(spell)) == spell
