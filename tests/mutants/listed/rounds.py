"""Dangerous lines of what a round, and those who leave it or go on exchange, may still do."""

from __future__ import annotations

RETURNED = "tests/domain/test_recruitment_returned.py"
WAYS, TIED = "domain/recruitment/tie_ways.py", "tests/domain/test_tie_ways.py"

MUTANTS = (
    ("domain/recruitment/qualifying.py", "is not None and at < until:", "is None:", RETURNED),
    ("domain/recruitment/qualifying.py", "is not None and at < until:", "is not None:", RETURNED),
    (WAYS, "for_shortlist=command.for_shortlist)", "for_shortlist=True)", TIED),
    (WAYS, "return named or tuple(possible)", "return named", TIED),
)
