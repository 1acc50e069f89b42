"""Dangerous lines of the organs of a plan, of series of posts, of the union's hearing."""

from __future__ import annotations

ORGANS, GROUP = "tests/domain/test_organ*.py", "tests/domain/test_dispute_group.py"

UNION = "tests/domain/test_contract_union.py"
SERIES = "tests/domain/test_grade_series*.py"

MUTANTS = (
    (
        "domain/contract/union.py",
        "told is None or told.ground is not ground:",
        "told is None:",
        UNION,
    ),
    ("domain/contract/union.py", "on <= told.opinion_until:", "on < told.opinion_until:", UNION),
    (
        "domain/contract/union.py",
        "if told.objects and told.answered",
        "if False and told.answered",
        UNION,
    ),
    ("domain/contract/union.py", "(told.objects and told.answered_on is None)", "False", UNION),
    ("domain/contract/union.py", "or on > told.opinion_until:", ":", UNION),
    (
        "domain/contract/state.py",
        '"termination": None, "union": None',
        '"termination": None',
        UNION,
    ),
    ("domain/grade/rules.py", "if others > left:", "if False:", SERIES),
    ("domain/grade/rules.py", "if not highest <= grade <= lowest:", "if False:", SERIES),
    ("domain/grade/rules.py", "<= day < each.until_on", "<= day", SERIES),
    ("domain/grade/rules.py", "best is None or command.grade < best", "best is None", SERIES),
    ("domain/grade/rules.py", "and (series in WORKERS or manages)", "and manages", SERIES),
    ("domain/grade/state.py", "held == (series, grade)", "held[1] == grade", SERIES),
    ("domain/grade/state.py", "**before.last, event.series", "event.series", SERIES),
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
    ("domain/dispute/group.py", "if organs.met_on not in", "if None in", GROUP),
    ("domain/dispute/group.py", "in streams_behind(states, contested):", "in (contested,):", GROUP),
    (
        "domain/planning/state.py",
        '"carried_on": frozenset(),\n    "adopted_on"',
        '"adopted_on"',
        ORGANS,
    ),
)
