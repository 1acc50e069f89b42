"""Dangerous lines of disputes and notices."""

from __future__ import annotations

ALREADY = "tests/domain/test_dispute_already.py"
CASES = "tests/domain"
LIST = "tests/domain/test_recruitment_publicity.py"
APPRAISAL = "tests/domain/test_appraisal*.py"
OBJECTIONS = "tests/domain/test_notice_adjudication.py"
LIST_CASES = "tests/domain/test_shortlist_disputes.py"

MUTANTS = (
    ("domain/notice/matter.py", "return listed | {", "return frozenset() | {", OBJECTIONS),
    (
        "domain/dispute/recusal.py",
        "if is_contested(states, case, case.body) and not case.rules.same_unit:",
        "if False:",
        CASES,
    ),
    ("domain/dispute/recusal.py", "if person in hands:", "if False:", CASES),
    ("domain/dispute/recusal.py", "if kin:", "if False:", CASES),
    ("domain/dispute/recusal.py", "if person in case.parties:", "if False:", CASES),
    ("domain/dispute/clocks.py", "not self.provisional and on >", "on >", CASES),
    ("domain/dispute/routing.py", "if counts and not due.is_over(each.on):", "if counts:", CASES),
    ("domain/dispute/rules.py", "if case.material_told:", "if False:", CASES),
    ("domain/dispute/rules.py", "case.decide_by is None or late:", "False:", CASES),
    ("domain/dispute/deciding.py", "rules.mediation_must_be_over(case, today)", "pass", CASES),
    ("domain/dispute/inquiry.py", "if period.unit is Unit.WORKING_DAYS", "if False", CASES),
    ("domain/dispute/rules.py", "good = bool(found & r.TO_REVOKE)", "good = bool(found)", CASES),
    ("domain/dispute/execution.py", "if reported and holds", "if holds", ALREADY),
    (
        "domain/dispute/state.py",
        ', "reported": False}',
        "}",
        "tests/domain/test_dispute_report*.py",
    ),
    ("domain/dispute/already.py", "if round_.voided:", "if False:", ALREADY),
    ("domain/dispute/already.py", "and not bidder.unplaced", "", ALREADY),
    ("domain/dispute/execution.py", "    if state.finalised:", "    if False:", CASES),
    ("domain/dispute/execution.py", "if gap or state.ranking_stands", "if not gap", CASES),
    ("domain/dispute/execution.py", "if shortlist_is_due(state):", "if False:", LIST_CASES),
    ("domain/dispute/execution.py", "if shortlist_is_settled(", "if True or (", LIST_CASES),
    ("domain/notice/rules.py", "shown is not None and shown !=", "False and shown !=", LIST),
    (
        "domain/notice/state.py",
        "if now == objection.contested and same_scores else set()",
        "",
        LIST,
    ),
    (
        "domain/notice/state.py",
        "return frozenset({objection.about, *still})",
        "return frozenset(still)",
        LIST,
    ),
    ("domain/dispute/grading.py", "decided.decided_on)", "date.max)", APPRAISAL),
    ("domain/dispute/receiving.py", 'update={"grade": grade}', "update={}", APPRAISAL),
)
