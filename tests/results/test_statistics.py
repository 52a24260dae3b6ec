"""Means say how sure they are, whatever marks there are and in whatever order."""

from collections import Counter
from collections.abc import Sequence
from statistics import StatisticsError, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.results.statistics import Marks, change, marks_of, mean, recommendation, t_quantile

FEWEST = 5

marks = st.lists(st.integers(0, 10), min_size=1, max_size=200)
given_marks = st.lists(st.builds(Marks, *[st.none() | st.integers(1, 5)] * 2), max_size=40)


@pytest.mark.parametrize(
    ("freedom", "published"),
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values, 0.975
    [
        *((1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447), (7, 2.365), (8, 2.306)),
        *((9, 2.262), (10, 2.228), (15, 2.131), (20, 2.086), (30, 2.042), (50, 2.009), (100, 1.984)),
    ],
)
def test_student_s_t_is_that_of_the_tables(freedom: int, published: float) -> None:
    assert t_quantile(freedom) == pytest.approx(published, abs=0.0005)


def test_of_very_many_it_is_the_normal_distribution_s() -> None:
    assert t_quantile(5000) == pytest.approx(1.96, abs=0.001)


def test_a_mean_as_a_textbook_has_it() -> None:
    assert mean([2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx((5, 1.787), abs=0.001)  # 2.365 * 2.138 / sqrt(8)


def test_of_one_mark_nothing_is_known_and_of_none_there_is_no_mean() -> None:
    assert mean([4]) == (4, None)
    with pytest.raises(StatisticsError):
        mean([])


def test_where_all_agree_nothing_is_unsure() -> None:
    assert mean([4] * 9) == (4, 0)


@given(marks)
def test_a_mean_lies_between_the_marks_and_within_its_interval(given_marks: Sequence[int]) -> None:
    value, margin = mean(given_marks)
    assert min(given_marks) <= value <= max(given_marks)
    assert (margin is None) == (len(given_marks) == 1)
    assert margin is None or value - margin <= fmean(given_marks) <= value + margin


@given(marks, st.randoms(use_true_random=False))
def test_no_order_of_the_answers_changes_anything(given_marks: list[int], chance: object) -> None:
    shuffled = sorted(given_marks, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert mean(shuffled) == pytest.approx(mean(given_marks), nan_ok=True)


@given(marks, st.integers(1, 10))
def test_the_more_say_the_same_the_surer_it_is(given_marks: list[int], times: int) -> None:
    few, many = mean(given_marks * 2), mean(given_marks * 2 * times)
    assert many.value == pytest.approx(few.value)
    assert (many.margin or 0) <= (few.margin or 0) + 1e-9


@given(marks)
def test_counts_are_the_marks_again(given_marks: Sequence[int]) -> None:
    assert sorted(marks_of(Counter(given_marks))) == sorted(given_marks)


@given(marks)
def test_everybody_is_in_one_group_of_the_score(given_marks: Sequence[int]) -> None:
    groups = recommendation(Counter(given_marks))
    assert sum(groups) == len(given_marks)
    assert -100 <= groups.score <= 100


def test_the_score_is_that_of_its_definition() -> None:
    groups = recommendation({10: 5, 9: 1, 8: 2, 7: 1, 6: 1, 0: 2})
    assert groups == (6, 3, 3)
    assert groups.score == 25
    assert recommendation({}).score == 0


# ------------------------------------------------------------ before and after


def test_the_change_is_that_of_those_who_answered_both_times() -> None:
    pairs = [Marks(1, 3), Marks(2, 3), Marks(2, 4), Marks(3, 5), Marks(2, 3)]
    found = change([*pairs, Marks(5, None), Marks(None, 1)], FEWEST)
    assert found.pairs == 5
    assert found.before == mean([1, 2, 2, 3, 2, 5])
    assert found.after == mean([3, 3, 4, 5, 3, 1])
    assert found.difference == mean([2, 1, 2, 2, 1])


def test_without_pairs_there_are_still_two_means() -> None:
    found = change([*[Marks(2, None)] * 5, *[Marks(None, 4)] * 5], FEWEST)
    assert (found.before, found.after, found.difference) == ((2, 0), (4, 0), None)


@given(given_marks)
def test_of_too_few_people_nothing_is_said(some: Sequence[Marks]) -> None:
    found = change(some, FEWEST)
    both = [marks for marks in some if None not in marks]
    assert (found.before is None) == (sum(marks.before is not None for marks in some) < FEWEST)
    assert (found.after is None) == (sum(marks.after is not None for marks in some) < FEWEST)
    assert (found.difference is None) == (len(both) < FEWEST)
    assert found.pairs == len(both)
