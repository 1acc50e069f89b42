"""Resident identity numbers (GB 11643): 17 digits, a real birth date, a check digit."""

from __future__ import annotations

import re
from datetime import date, datetime

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")


def check_digit(first_seventeen: str) -> str:
    """Return the check digit (MOD 11-2) of 17 digits."""
    total = sum(int(digit) * w for digit, w in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def birth_date_in(number: str) -> date | None:
    """Return the birth date in a well-formed number, or ``None`` where it is not one."""
    if not _SHAPE.fullmatch(number) or check_digit(number[:17]) != number[17]:
        return None
    try:
        return datetime.strptime(number[6:14], "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None
