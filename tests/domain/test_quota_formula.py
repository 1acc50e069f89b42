"""What pupils and classes come to, against a second, simple-minded computation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.planning.quota_sections import LevelRatio, QuotaRules, Rounding, SmallSchool
from domain.quota.events import LevelFigures
from domain.quota.formula import Need, need_of, round_staff
from domain.values.shares import Share
from domain.values.staffing import Level

DEFAULT = QuotaRules()


def figures(level: Level, *sizes: int) -> tuple[LevelFigures, ...]:
    return (LevelFigures(level=level, class_sizes=sizes),)


def with_classes(per_class: str, **changes: object) -> QuotaRules:
    ratio = LevelRatio(
        level=Level.PRIMARY, pupils_per_staff=Share.of("19/1"), staff_per_class=Share.of(per_class)
    )
    return QuotaRules(ratios=(ratio,)).model_copy(update=changes)


class TestByPupils:
    @pytest.mark.parametrize(
        ("level", "pupils", "exact_milli", "staff"),
        [
            (Level.PRIMARY, 950, 50_000, 50),
            (Level.PRIMARY, 951, 50_052, 51),
            (Level.JUNIOR, 270, 20_000, 20),
            (Level.JUNIOR, 271, 20_074, 21),
            (Level.SENIOR, 1_250, 100_000, 100),
            (Level.SENIOR, 1, 80, 1),
            (Level.PRIMARY, 0, 0, 0),
        ],
    )
    def test_enrolment_is_divided_by_the_level_s_ratio_and_rounded_up(
        self, level: Level, pupils: int, exact_milli: int, staff: int
    ) -> None:
        """Shows staff_by_pupils."""
        assert need_of(figures(level, pupils), DEFAULT) == Need(
            pupils=pupils, classes=1, exact_milli=exact_milli, supplement=0, staff=staff
        )

    def test_levels_are_summed_before_they_are_rounded(self) -> None:
        nine_years = figures(Level.PRIMARY, 10) + figures(Level.JUNIOR, 6)
        assert need_of(nine_years, DEFAULT).staff == 1  # 0.526 + 0.444, not 1 + 1

    @pytest.mark.parametrize(
        ("exact", "floor", "half_up", "ceil"),
        [("2", 2, 2, 2), ("2.4", 2, 2, 3), ("2.5", 2, 3, 3), ("2.6", 2, 3, 3)],
    )
    def test_a_pack_names_how_to_round(
        self, exact: str, floor: int, half_up: int, ceil: int
    ) -> None:
        found = [round_staff(Fraction(exact), each) for each in Rounding]
        assert found == [floor, half_up, ceil]


class TestByClasses:
    def test_the_larger_of_both_formulas_counts(self) -> None:
        rules = with_classes("2/1")
        assert need_of(figures(Level.PRIMARY, *[10] * 6), rules).staff == 12
        assert need_of(figures(Level.PRIMARY, *[45] * 6), rules).staff == 15

    def test_a_class_of_fewer_than_five_may_have_one_teacher(self) -> None:
        """Shows staff_by_classes."""
        rules = with_classes("2/1")
        assert need_of(figures(Level.PRIMARY, 4, 4, 5), rules).staff == 4

    def test_class_formula_and_supplement_may_be_for_small_schools_alone(self) -> None:
        small = SmallSchool(max_pupils=100, supplement=2)
        rules = with_classes("3/2", class_formula_up_to=100, small_school=small)
        at_the_limit = need_of(figures(Level.PRIMARY, *[10] * 10), rules)
        above = need_of(figures(Level.PRIMARY, *[10] * 10, 1), rules)
        assert (at_the_limit.supplement, at_the_limit.staff) == (2, 17)
        assert (above.supplement, above.staff) == (0, 6)


SIZES = st.lists(st.integers(0, 60), max_size=30)
RATIOS = st.builds(Fraction, st.integers(1, 400), st.integers(1, 40))
COEFFICIENTS = st.one_of(st.none(), st.builds(Fraction, st.integers(1, 60), st.integers(1, 20)))


def share(of: Fraction) -> Share:
    return Share.of(f"{of.numerator}/{of.denominator}")


@given(
    sizes=st.fixed_dictionaries(dict.fromkeys(Level, SIZES)),
    ratios=st.fixed_dictionaries(dict.fromkeys(Level, RATIOS)),
    coefficients=st.fixed_dictionaries(dict.fromkeys(Level, COEFFICIENTS)),
    rounding=st.sampled_from(Rounding),
    limit=st.one_of(st.none(), st.integers(0, 2_000)),
    small=st.integers(0, 2_000),
    supplement=st.integers(0, 5),
)
def test_the_formula_agrees_with_exact_fractions(
    sizes: dict[Level, list[int]],
    ratios: dict[Level, Fraction],
    coefficients: dict[Level, Fraction | None],
    rounding: Rounding,
    limit: int | None,
    small: int,
    supplement: int,
) -> None:
    rules = QuotaRules(
        ratios=tuple(
            LevelRatio(
                level=level,
                pupils_per_staff=share(ratios[level]),
                staff_per_class=None if (each := coefficients[level]) is None else share(each),
            )
            for level in Level
        ),
        rounding=rounding,
        class_formula_up_to=limit,
        small_school=SmallSchool(max_pupils=small, supplement=supplement),
    )
    reported = tuple(LevelFigures(level=level, class_sizes=tuple(sizes[level])) for level in Level)
    pupils = sum(map(sum, sizes.values()))
    exact = Fraction(0)
    for level in Level:
        candidates = [sum(sizes[level]) / ratios[level]]
        coefficient = coefficients[level]
        if coefficient is not None and (limit is None or pupils <= limit):
            candidates.append(
                sum((Fraction(1) if n < 5 else coefficient for n in sizes[level]), Fraction(0))
            )
        exact += max(candidates)
    whole, rest = divmod(exact, 1)
    up = {
        Rounding.FLOOR: False,
        Rounding.HALF_UP: rest >= Fraction(1, 2),
        Rounding.CEIL: rest > 0,
    }[rounding]
    extra = supplement if pupils <= small else 0
    found = need_of(reported, rules)
    assert found.staff == whole + up + extra
    assert Decimal(found.exact_milli) <= Decimal(exact.numerator) * 1000 / exact.denominator
    assert found.exact_milli == exact * 1000 // 1
    assert (found.pupils, found.classes) == (pupils, sum(map(len, sizes.values())))


class TestThePack:
    @pytest.mark.parametrize(
        "ratios",
        [
            (),
            (DEFAULT.ratios[0], DEFAULT.ratios[0]),
        ],
    )
    def test_a_pack_names_every_level_once(self, ratios: tuple[LevelRatio, ...]) -> None:
        with pytest.raises(ValidationError, match="each once"):
            QuotaRules(ratios=ratios)

    def test_no_ratio_is_zero(self) -> None:
        with pytest.raises(ValidationError, match="above 0"):
            LevelRatio(level=Level.PRIMARY, pupils_per_staff=Share.of("0/1"))
