"""核编公式: what a school's pupils and classes come to, exactly, rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from domain.kernel import Frozen
from domain.planning.quota_sections import LevelRatio, QuotaRules, Rounding
from domain.quota.events import LevelFigures
from domain.values.ids import Count, Milli

_MILLI = 1000
_HALF = Fraction(1, 2)


class Need(Frozen):
    """核算结果 of one school, and what it was computed from."""

    pupils: Count
    classes: Count
    exact_milli: Milli
    """The quotient before rounding, in thousandths cut off, for people to read."""
    supplement: Count
    staff: Count
    """Rounded quotient and supplement together."""


def staff_by_pupils(pupils: int, ratio: LevelRatio) -> Fraction:
    """师生比: enrolment over the level's ratio. 依据: B2-01."""
    return Fraction(pupils) / ratio.pupils_per_staff.fraction


def staff_by_classes(sizes: Sequence[int], ratio: LevelRatio, one_teacher_below: int) -> Fraction:
    """班师比: classes times the coefficient; a tiny class counts one teacher. 依据: B2-04."""
    if ratio.staff_per_class is None:
        return Fraction(0)
    tiny = sum(size < one_teacher_below for size in sizes)
    return ratio.staff_per_class.fraction * (len(sizes) - tiny) + tiny


def round_staff(exact: Fraction, rounding: Rounding) -> int:
    """取整: as the pack says, since the source does not. 依据: B2-02."""
    if rounding is Rounding.FLOOR:
        return floor(exact)
    return ceil(exact) if rounding is Rounding.CEIL else floor(exact + _HALF)


def need_of(figures: Sequence[LevelFigures], rules: QuotaRules) -> Need:
    """核编: for each level the larger of both formulas; summed, rounded, supplemented.

    Every level of ``figures`` has its ratio in ``rules``. 依据: B2-01, B2-02, B2-04.
    """
    pupils = sum(each.pupils for each in figures)
    exact = sum((_of_level(each, rules, pupils) for each in figures), Fraction(0))
    small = rules.small_school
    supplement = small.supplement if small is not None and pupils <= small.max_pupils else 0
    return Need(
        pupils=pupils,
        classes=sum(len(each.class_sizes) for each in figures),
        exact_milli=floor(exact * _MILLI),
        supplement=supplement,
        staff=round_staff(exact, rules.rounding) + supplement,
    )


def _of_level(figures: LevelFigures, rules: QuotaRules, pupils_of_school: int) -> Fraction:
    ratio = rules.ratio_of(figures.level)
    assert ratio is not None, "a level without a ratio is refused when it is reported"
    by_pupils = staff_by_pupils(figures.pupils, ratio)
    limit = rules.class_formula_up_to
    if limit is not None and pupils_of_school > limit:
        return by_pupils
    below = rules.one_teacher_class_below
    return max(by_pupils, staff_by_classes(figures.class_sizes, ratio, below))
