"""Dangerous lines of honours, named teachers and reserve cadres."""

from __future__ import annotations

HONOURS = "tests/domain/test_honour*.py"

MUTANTS = (
    ("domain/honour/rules.py", "if used >= share:", "if used > share:", HONOURS),
    (
        "domain/honour/rules.py",
        "if told_on < state.on or today < earliest:",
        "if told_on < state.on:",
        HONOURS,
    ),
    ("domain/honour/rules.py", "told_on < state.on or ", "", HONOURS),
    ("domain/honour/rules.py", "if today > state.deadline_on:", "if False:", HONOURS),
    ("domain/honour/rules.py", "if today <= state.deadline_on:", "if False:", HONOURS),
    ("domain/honour/rules.py", " or each in condemned", "", HONOURS),
    (
        "domain/honour/rules.py",
        "not 0 < len(chosen) <= state.places",
        "not 0 < len(chosen)",
        HONOURS,
    ),
    ("domain/honour/rules.py", "if state.conferred or state.cancelled:", "if False:", HONOURS),
    (
        "domain/honour/decide.py",
        "    outcome_must_have_run_out(states.find(OutcomeNotice, command.call), state.chosen)\n",
        "",
        HONOURS,
    ),
    (
        "domain/honour/decide.py",
        "    _all_must_be_eligible(states, state, state.chosen, today)\n",
        "",
        HONOURS,
    ),
    (
        "domain/honour/decide.py",
        "HonoursConferredJointly if category.joint",
        "HonoursConferredJointly if False",
        HONOURS,
    ),
    (
        "domain/honour/eligibility.py",
        "measure.from_on >= since",
        "measure.from_on > since",
        HONOURS,
    ),
    ("domain/honour/eligibility.py", "if vetoed and", "if False and", HONOURS),
    ("domain/honour/eligibility.py", "if result not in _PASSED:", "if False:", HONOURS),
    (
        "domain/honour/eligibility.py",
        " if not _is_known(file, each.year)}",
        "}",
        HONOURS,
    ),
    (
        "domain/honour/eligibility.py",
        "    honours_must_not_be_forfeited(years, person)\n",
        "",
        HONOURS,
    ),
    ("domain/honour/eligibility.py", "if each.until_on > today}", "}", HONOURS),
    ("domain/honour/eligibility.py", "if same and each.stands_on(today):", "if False:", HONOURS),
    ("domain/honour/eligibility.py", "order[order.index(category.prize) :]", "order", HONOURS),
    ("domain/honour/register_rules.py", "case.served_on is not None and ", "", HONOURS),
    ("domain/honour/register_rules.py", " and bool(case.remedies)", "", HONOURS),
    ("domain/honour/register_rules.py", " and case.contested in about", "", HONOURS),
    ("domain/honour/register_rules.py", " and each.from_on >= held.on", "", HONOURS),
    ("domain/honour/register_rules.py", " and each.decided_on >= held.on", "", HONOURS),
    (
        "domain/honour/register_rules.py",
        "if not begun or year in held.totals:",
        "if False:",
        HONOURS,
    ),
    ("domain/honour/register_rules.py", "command.school != own_school and ", "", HONOURS),
    ("domain/honour/register_rules.py", "(passed and today < running.until_on)", "False", HONOURS),
    ("domain/honour/state.py", "day < self.until_on", "day <= self.until_on", HONOURS),
    (
        "domain/honour/state.py",
        "if event.named_grade is None else held.failing",
        "if False else held.failing",
        HONOURS,
    ),
    ("domain/honour/reserve.py", "any(attachment.passed for", "any(True for", HONOURS),
    ("domain/honour/reserve.py", "and each.stands_on(today)", "", HONOURS),
    (
        "domain/office/decide.py",
        "            reserve_must_be_as_registered(states, command.teacher, command.checks, today)\n",
        "",
        HONOURS,
    ),
    (
        "domain/principal/decide.py",
        "            reserve_must_be_as_registered(states, command.teacher, command.checks, today)\n",
        "",
        HONOURS,
    ),
    ("domain/notice/matter.py", "if kind == OutcomeNotice.KIND:", "if False:", HONOURS),
    ("domain/planning/honour_lint.py", "high > low for", "high >= low for", HONOURS),
    ("domain/planning/honour_sections.py", "<= total_milli)", "< total_milli)", HONOURS),
)
