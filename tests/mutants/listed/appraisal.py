"""Dangerous lines of appraisals, reviews and awards."""

from __future__ import annotations

REVIEW = "tests/domain/test_review*.py"
APPRAISAL = "tests/domain/test_appraisal*.py"
ADMISSIBILITY = "domain/appraisal/admissibility.py"

MUTANTS = (
    (
        "domain/appraisal/term.py",
        "year_begun_on(contract.from_on, kind)",
        "contract.from_on.year",
        APPRAISAL,
    ),
    ("domain/award/decide.py", "in plan.schools)", "in (teacher.school,))", REVIEW),
    (
        "domain/appraisal/years.py",
        "AppraisalYear.SCHOOL: 7}",
        "AppraisalYear.SCHOOL: 9}",
        APPRAISAL,
    ),
    (ADMISSIBILITY, "if inquiry is not None and (", "if False and (", APPRAISAL),
    (ADMISSIBILITY, "asked.result is not Result.DEFERRED or ", "", APPRAISAL),
    (
        ADMISSIBILITY,
        "own = [each for each in leaves if not each.counted]",
        "own = []",
        APPRAISAL,
    ),
    (ADMISSIBILITY, "2 * about.served_days < about", "2 * about.served_days <= about", APPRAISAL),
    (ADMISSIBILITY, "is None and asked.result not in", "is None and asked.result in", APPRAISAL),
    (ADMISSIBILITY, "return about.span.holds(sanction.decided_on)", "return True", APPRAISAL),
    (ADMISSIBILITY, "<= day <= sanction.last_day", "<= day", APPRAISAL),
    ("domain/appraisal/years.py", "2 * days > self.days", "2 * days >= self.days", APPRAISAL),
    ("domain/appraisal/quota_rules.py", "if found > most:", "if found > most + 1:", APPRAISAL),
    ("domain/appraisal/quota_rules.py", ".floor_of(staff)", ".ceil_of(staff)", APPRAISAL),
    ("domain/appraisal/quota_rules.py", "named | {also}", "named", APPRAISAL),
    (
        "domain/appraisal/publicity_rules.py",
        "if today <= publicity.last_day or state.open:",
        "if today < publicity.last_day or state.open:",
        APPRAISAL,
    ),
    (
        "domain/appraisal/publicity_rules.py",
        "if publicity.chosen != state.to_publish:",
        "if False:",
        APPRAISAL,
    ),
    (
        "domain/appraisal/deciding.py",
        "    result_must_be_open(about, Asked(result,",
        "    (lambda *_: None)(about, Asked(result,",
        APPRAISAL,
    ),
    ("domain/appraisal/term.py", "(low or not reached)", "not reached", APPRAISAL),
    ("domain/appraisal/term.py", "if today < earliest:", "if False:", APPRAISAL),
    (ADMISSIBILITY, "return was_open or _runs", "return _runs", APPRAISAL),
    (ADMISSIBILITY, " or _runs_on(sanction, about.first_on)", "", APPRAISAL),
    ("domain/appraisal/rules.py", "max(command.staff, at_work)", "command.staff", APPRAISAL),
    ("domain/appraisal/deciding.py", "if worse and require(", "if False and require(", APPRAISAL),
    (
        "domain/appraisal/term.py",
        "TermResult.UNQUALIFIED and command.targets",
        "None and command.targets",
        APPRAISAL,
    ),
    ("domain/review/rules.py", "if state.step is not step:", "if False:", REVIEW),
    ("domain/review/rules.py", "total_milli=total,", "total_milli=total + 1,", REVIEW),
    ("domain/review/rules.py", "+ given.performance_milli", "", REVIEW),
    ("domain/review/rules.py", "if not required <= present <= told:", "if False:", REVIEW),
    ("domain/review/rules.py", "0 <= each.mark_milli <= most", "0 <= each.mark_milli", REVIEW),
    ("domain/appraisal/filing.py", "min(own + left,", "max(own + left,", APPRAISAL),
    ("domain/appraisal/filing.py", ">= SHORTEST_LOSS_MONTHS", "> 0", APPRAISAL),
)
