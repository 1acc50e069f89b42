"""Dangerous lines of offices, tenure and research."""

from __future__ import annotations

OFFICES = "tests/domain/test_office_*.py"

MUTANTS = (
    ("domain/office/rules.py", "held = sum(", "held = 0 * sum(", OFFICES),
    ("domain/office/rules.py", "or judge in state.applicants:", ":", OFFICES),
    (
        "domain/office/rules.py",
        "not present < 2 * in_favour",
        "not present <= 2 * in_favour",
        OFFICES,
    ),
    ("domain/office/rules.py", "and teacher not in barred", "", OFFICES),
    ("domain/office/rules.py", "if today > deadline_on:", "if False:", OFFICES),
    (
        "domain/principal/rules.py",
        "if today <= deadline_of(state) or waiting:",
        "if waiting:",
        OFFICES,
    ),
    ("domain/principal/rules.py", "and not state.announced", "", OFFICES),
    ("domain/principal/rules.py", "part if called == teacher else", "", OFFICES),
    (
        "domain/principal/decide.py",
        "must_be_in_service(teacher, chosen)",
        "pass",
        OFFICES,
    ),
    ("domain/principal/rules.py", "if best > needed", "if best >= needed", OFFICES),
    ("domain/principal/rules.py", "and len(leading) == 1", "", OFFICES),
    ("domain/principal/rules.py", "- set(state.candidates)", "", OFFICES),
    ("domain/tenure/rules.py", "if state.reviewed_until != office", "if None is office", OFFICES),
    (
        "domain/tenure/rules.py",
        "if state is not None and not (reviewing and",
        "if (False and",
        OFFICES,
    ),
    ("domain/tenure/rules.py", "max(command.staff, at_work)", "command.staff", OFFICES),
    ("domain/teacher/staff.py", "each.works_at(school, day)", "True", OFFICES),
    ("domain/tenure/rules.py", "if command.present < required:", "if False:", OFFICES),
    ("domain/tenure/rules.py", "command.in_favour > pack", "command.in_favour >= pack", OFFICES),
    ("domain/tenure/rules.py", "if not by_sanction and not by_year:", "if False:", OFFICES),
    ("domain/tenure/rules.py", "and each.kind is SanctionKind.DEMOTION", "", OFFICES),
    ("domain/tenure/rules.py", "if today < earliest:", "if False:", OFFICES),
    ("domain/tenure/rules.py", "if title not in pack.principal.titles:", "if True:", OFFICES),
    ("domain/research/rules.py", "if led >= pack.groups_per_school:", "if False:", OFFICES),
    ("domain/research/rules.py", "if teacher in state.researchers:", "if False:", OFFICES),
    ("domain/research/rules.py", "and state.waiting:", "and False:", OFFICES),
    ("domain/research/rules.py", "if held.periods_milli < pack", "if 0 > pack", OFFICES),
)
