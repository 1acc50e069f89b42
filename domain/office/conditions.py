"""Conditions of an office, checked one by one (任职条件审查)."""

from __future__ import annotations

from collections.abc import Sequence

from domain.kernel import Frozen
from domain.office.errors import ConditionsUncheckedError
from domain.planning.office_sections import Condition, ConditionId
from domain.values.ids import Count


class ConditionCheck(Frozen):
    """条件审查: what the committee found. ``years`` are full years where a condition asks."""

    condition: ConditionId
    met: bool
    years: Count | None = None


def every_condition_must_be_checked(
    conditions: Sequence[Condition], checks: Sequence[ConditionCheck]
) -> None:
    """逐条审查: each published condition once, with years where it asks for them.

    依据: 003-G2, 003-B3, S001-13.
    """
    asked = [condition.id for condition in conditions]
    checked = [check.condition for check in checks]
    if sorted(asked) != sorted(checked):
        raise ConditionsUncheckedError(asked=",".join(asked), checked=",".join(checked))
    with_years = {condition.id for condition in conditions if condition.min_years is not None}
    for check in checks:
        if (check.years is not None) != (check.condition in with_years):
            raise ConditionsUncheckedError(asked=check.condition, checked="years")


def unmet_of(
    conditions: Sequence[Condition], checks: Sequence[ConditionCheck]
) -> tuple[ConditionId, ...]:
    """Return the conditions that are not met, as published; years are compared, not believed.

    依据: 003-G5 资格初审合格者方可面试.
    """
    found = {check.condition: check for check in checks}
    return tuple(
        condition.id for condition in conditions if not _is_met(condition, found[condition.id])
    )


def _is_met(condition: Condition, check: ConditionCheck) -> bool:
    if condition.min_years is None:
        return check.met
    return check.met and check.years is not None and check.years >= condition.min_years
