"""The reserve as a condition of an office (后备干部资格): where a pack or a notice asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.honour import errors
from domain.honour.state import Honours
from domain.kernel import States
from domain.office.conditions import ConditionCheck
from domain.planning.honour_sections import HonourKind

RESERVE = "reserve_cadre"
"""Id of the condition that the register answers, where a pack or a selection names it."""


def reserve_must_be_as_registered(
    states: States, teacher: str, checks: Sequence[ConditionCheck], today: date
) -> None:
    """后备干部资格以登记为准: in the reserve today, with an attachment whose targets were reached.

    依据: S004-14.
    """
    honours = states.find(Honours, teacher)
    held = honours.held.values() if honours is not None else ()
    ready = any(
        each.kind is HonourKind.RESERVE_CADRE
        and each.stands_on(today)
        and any(attachment.passed for attachment in each.attachments)
        for each in held
    )
    for check in checks:
        if check.condition == RESERVE and check.met is not ready:
            raise errors.RegisterError(teacher=teacher, ready=int(ready))
