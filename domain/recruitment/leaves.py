"""Leave that a plan may hold against a bidder (请假)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from domain.kernel import Frozen


class LeaveKind(StrEnum):
    """假别: only these two count; statutory leave never does (B3-14)."""

    PERSONAL = "personal"  # 事假
    SICK = "sick"  # 病假


class Leave(Frozen):
    """一次请假: from the first day up to, not including, ``until_on``."""

    kind: LeaveKind
    from_on: date
    until_on: date

    def days(self, first: date, end: date) -> Iterator[date]:
        """Yield its days from ``first`` up to, not including, ``end``."""
        begin, until = max(self.from_on, first), min(self.until_on, end)
        for number in range((until - begin).days):
            yield begin + timedelta(days=number)
