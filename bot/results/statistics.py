"""What marks amount to, and how sure that is; these are rules."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import fmean, stdev
from typing import Final, NamedTuple

CONFIDENCE: Final = 0.95
_STEPS: Final = 60  # of halving, after which a float is as exact as it can be

Counts = Mapping[int, int]  # mark -> how many people gave it


class Mean(NamedTuple):
    value: float
    margin: float | None  # to either side, by Student's t at CONFIDENCE; None: of one mark nothing is known


class Marks(NamedTuple):
    """What somebody answered; None: nothing."""

    before: int | None
    after: int | None


class Recommendation(NamedTuple):
    """Who would recommend something, from 0 to 10, in the groups of the Net Promoter Score."""

    promoters: int  # 9 and 10
    passives: int  # 7 and 8
    detractors: int  # 0 to 6

    @property
    def score(self) -> int:
        """From -100 to 100: the percentage of promoters less that of detractors; of nobody 0."""
        return round(100 * (self.promoters - self.detractors) / (sum(self) or 1))


class Change(NamedTuple):
    """Marks before and after; None where too few people gave them."""

    before: Mean | None
    after: Mean | None
    difference: Mean | None  # of those who gave both
    pairs: int  # how many those are


def mean(marks: Sequence[int]) -> Mean:
    """Raises statistics.StatisticsError where there are none."""
    value, count = fmean(marks), len(marks)
    if count < 2:
        return Mean(value, None)
    return Mean(value, t_quantile(count - 1) * stdev(marks) / math.sqrt(count))


def marks_of(counts: Counts) -> Sequence[int]:
    """Each mark as often as it was given."""
    return [mark for mark, count in counts.items() for _ in range(count)]


def recommendation(counts: Counts) -> Recommendation:
    def between(lowest: int, highest: int) -> int:
        return sum(count for mark, count in counts.items() if lowest <= mark <= highest)

    return Recommendation(between(9, 10), between(7, 8), between(0, 6))


def change(given: Iterable[Marks], fewest: int) -> Change:
    """Nothing is said of fewer than `fewest` people."""
    given = list(given)
    before = [marks.before for marks in given if marks.before is not None]
    after = [marks.after for marks in given if marks.after is not None]
    differences = [after - before for before, after in given if before is not None and after is not None]

    def said(marks: Sequence[int]) -> Mean | None:
        return mean(marks) if len(marks) >= fewest else None

    return Change(said(before), said(after), said(differences), len(differences))


@lru_cache(maxsize=1024)
def t_quantile(freedom: int) -> float:
    """Within how many standard errors of the mean CONFIDENCE of Student's t lies."""
    low, high = 0.0, 13.0  # that of one degree of freedom is 12.7
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < CONFIDENCE else (low, middle)
    return high


def _within(t: float, freedom: int) -> float:
    """P(|T| < t), a finite sum for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle, odd = math.atan(t / math.sqrt(freedom)), freedom % 2
    term = math.cos(angle) if odd else 1.0
    total = 0.0
    for power in range(odd, freedom - 1, 2):
        total += term
        term *= (power + 1) / (power + 2) * math.cos(angle) ** 2
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total
