"""Dangerous lines of projections."""

from __future__ import annotations

VOID = "tests/projections/test_void_grants.py"

MUTANTS = (
    ("projections/grants.py", "> told", "> 0", VOID),
    ("projections/grants.py", "<= index]", "< index]", VOID),
    ("projections/grants.py", "and not self._lost_among(_kids(row), at)", "", VOID),
)
