"""Dangerous lines of the organs of a plan."""

from __future__ import annotations

ORGANS = "tests/domain/test_organ*.py"

MUTANTS = (
    ("domain/organ/rules.py", "or organs.met_on not in plan.carried_on", "", ORGANS),
    ("domain/organ/rules.py", "if on not in plan.carried_on:", "if False:", ORGANS),
    ("domain/organ/rules.py", "if heads != 1 or", "if", ORGANS),
    ("domain/organ/rules.py", "or (size.odd and len(seats) % 2 == 0)", "", ORGANS),
    ("domain/organ/rules.py", "or teacher is not None)", ")", ORGANS),
    ("domain/organ/rules.py", "and each.stands(on)", "", ORGANS),
    ("domain/organ/rules.py", "(*deciding, Organ.SUPERVISION)", "deciding", ORGANS),
    (
        "domain/organ/decide.py",
        "**persons, e.Organ.COMMITTEE",
        "**persons, e.Organ.LEADING",
        ORGANS,
    ),
    ("domain/mandate/committee.py", "if role in wanted and not", "if not", ORGANS),
    ("domain/mandate/committee.py", "not signing <= seated", "not signing & seated", ORGANS),
    ("domain/dispute/group.py", "if person not in seated:", "if False:", ORGANS),
    (
        "domain/planning/state.py",
        '"carried_on": frozenset(),\n    "adopted_on"',
        '"adopted_on"',
        ORGANS,
    ),
)
