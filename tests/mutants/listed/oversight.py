"""Dangerous lines of what follows a low grade, of oversight, and of the threshold of awards."""

from __future__ import annotations

MENDING = "tests/domain/test_mending.py"
OVERSIGHT = "tests/domain/test_oversight.py"
TRAINED = "tests/domain/test_trained_evaluators.py"
AWARD = "tests/domain/test_award_threshold.py"
CITED = "tests/domain/test_plan_rests_on_reviews.py"
SHOWN = "tests/projections/test_reviews.py"
DUTIES = "tests/replay/test_oversight_acts.py"

MUTANTS = (
    ("domain/mending/rules.py", "if told.result not in rules.results:", "if False:", MENDING),
    ("domain/mending/rules.py", "told.told_on <= on <= today", "on <= today", MENDING),
    (
        "domain/mending/rules.py",
        "if state is None or state.version != told.version:",
        "if state is None:",
        MENDING,
    ),
    ("domain/mending/rules.py", "if today <= plan.due_on:", "if today < plan.due_on:", MENDING),
    ("domain/mending/decide.py", ".{plans + 1}.{number}", ".{number}", MENDING),
    (
        "domain/oversight/rules.py",
        "earliest <= held_on <= day for",
        "earliest < held_on for",
        TRAINED,
    ),
    ("domain/oversight/rules.py", "if not rules.evaluators_trained:", "if True:", TRAINED),
    ("domain/oversight/rules.py", "or different < rules.experts_min", "", OVERSIGHT),
    ("domain/oversight/rules.py", "if found != sorted(Aspect):", "if False:", OVERSIGHT),
    ("domain/oversight/signers.py", "(*TOWN.needs, _EXPERTS)", "TOWN.needs", DUTIES),
    ("domain/mandate/trained.py", "actor.role == Role.COMMITTEE_MEMBER", "False", TRAINED),
    ("domain/award/threshold.py", "day < plus_months(", "day <= plus_months(", AWARD),
    ("domain/award/threshold.py", "if kind in threshold.kinds", "", AWARD),
    ("domain/grade/decide.py", "max(command.from_on, today)", "command.from_on", AWARD),
    (
        "domain/appraisal/deciding.py",
        "award_must_allow_excellent(states, command.teacher, today, pack)",
        "pass",
        AWARD,
    ),
    ("domain/planning/citing.py", "if review.owner != body:", "if False:", CITED),
    (
        "projections/review_register.py",
        '"total_milli": each.total_milli',
        '"total_milli": 0',
        SHOWN,
    ),
    (
        "api/http/oversight_resources.py",
        "total_milli.is_not(None)",
        "review.is_not(None)",
        "tests/http/test_reviews.py",
    ),
    ("audit/compliance/oversight_duties.py", "if on > self.day:", "if False:", DUTIES),
)
