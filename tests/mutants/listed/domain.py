"""Dangerous lines of the other rules."""

from __future__ import annotations

ROUND = "tests/domain"
STAFFING = "tests/domain"
CASES = "tests/domain"
PACKS = "tests/domain/test_pack_check*.py"
COUNTY = "tests/domain/test_new_county.py"
CONTRACT = "tests/domain/test_contract.py"
BACK = "tests/domain/test_office_given_back*.py"
GRADES = "tests/domain/test_grade_given_up.py"
REGISTER = "tests/domain/test_school.py"
MOVES = "tests/domain/test_teacher.py"
POSTS_HELD = "tests/domain/test_contract_office.py"
STAGES = "tests/domain/test_stages*.py"
APPRAISAL = "tests/domain/test_appraisal*.py"
NOTICES = "tests/domain/test_contract_end_notice.py"
ENDED_YEARS = "tests/domain/test_contract_end_years.py"
IN_FORCE = "tests/domain/test_contract_in_force.py"
ROOTS = "tests/*/test_root.py"
STOLEN = "tests/ledger/test_stolen_key*.py"
OBJECTIONS = "tests/domain/test_notice_adjudication.py"
FAVOURS = "tests/domain/test_favours.py"
TIES_DECIDED = "tests/domain/test_recruitment_ties.py"
SIGNING = "tests/domain/test_signing*.py"
BALLOTS = "tests/domain/test_recruitment_appraisal.py"
COMMANDS = "tests/domain/test_command_names.py"
SHEETS = "tests/domain/test_attendance*.py"
LEAVES = "tests/domain/test_leave_approval.py"

IDENTITY = "tests/domain/test_teacher_identity.py"
INVESTIGATORS = "tests/domain/test_dispute_signing.py"
TIMETABLES = "tests/domain/test_planning_timetable.py"
WAITING = "tests/domain/test_exchange_waiting.py"
TOLD = "tests/domain/test_told_staff.py"
LIFTED = "tests/domain/test_appraisal_sanction_lifted.py"
TENURE = "tests/domain/test_office_removal.py"
YEAR_GRADE = "tests/domain/test_review_year_grade.py"

MUTANTS = (
    ("domain/attendance/weeks.py", " and not rules.is_vacation(day)", "", SHEETS),
    ("domain/attendance/decide.py", "contest.line, line", "week.lines[person], line", SHEETS),
    ("domain/attendance/rules.py", "if in_force and current is not", "if current is not", SHEETS),
    ("domain/attendance/rules.py", "if today < days[-1]:", "if today < days[0]:", SHEETS),
    ("domain/attendance/rules.py", "if missing or strangers or", "if strangers or", SHEETS),
    ("domain/attendance/rules.py", "if on not in known or", "if", SHEETS),
    ("domain/attendance/rules.py", "today <= summary.last_day)", "True)", SHEETS),
    ("domain/attendance/rules.py", "if state.unfinished:", "if False:", SHEETS),
    ("domain/attendance/rules.py", "if today <= summary", "if today < summary", SHEETS),
    ("domain/attendance/roster.py", "day >= teacher.exited_on", "day > teacher.exited_on", SHEETS),
    ("domain/attendance/roster.py", "| school.guests", "", SHEETS),
    ("domain/attendance/roster.py", "(month_before(month), month)", "(month,)", SHEETS),
    ("domain/attendance/agreement.py", "AwayKind.ABSENT and excused:", "None:", SHEETS),
    ("domain/attendance/agreement.py", "AwayKind.ON_LEAVE and not excused:", "None:", SHEETS),
    ("domain/attendance/agreement.py", "if day in days and", "if False and", SHEETS),
    (
        "domain/attendance/agreement.py",
        "_ABSENT and sheet.settled_on is not None:",
        "_ABSENT:",
        SHEETS,
    ),
    ("domain/attendance/agreement.py", "        if kind != _ABSENT:", "        if 0:", SHEETS),
    ("domain/attendance/marks.py", "== {AwayKind.ABSENT})", ">= {AwayKind.ABSENT})", SHEETS),
    ("domain/attendance/marks.py", "=present + on_duty,", "=present,", SHEETS),
    ("domain/attendance/state.py", "is True and not self.corrected", "is True", SHEETS),
    ("domain/attendance/state.py", '        "summary": None,\n', "", SHEETS),
    ("domain/attendance/months.py", "late=today > due_on", "late=today >= due_on", SHEETS),
    ("domain/attendance/months.py", "sorted(shown - set(filed))", "sorted(shown)", SHEETS),
    (
        "domain/attendance/months.py",
        "            if _is_of(command.sheet, each):",
        "            if True:",
        SHEETS,
    ),
    ("domain/appraisal/leave_approval.py", "each.counted == ", "True or ", LEAVES),
    ("domain/appraisal/leave_approval.py", "if leave.until_on <= first:", "if False:", LEAVES),
    (
        "domain/planning/attendance_sections.py",
        "days <= each.days_max",
        "days < each.days_max",
        LEAVES,
    ),
    ("domain/teacher/identity.py", "if teacher != known_as:", "if False:", IDENTITY),
    ("domain/mandate/signing.py", "}, len(investigators)", "}, 0", INVESTIGATORS),
    (
        "domain/planning/decide.py",
        "    rules.timetable_must_be_sound(plan.timetable, plan.draft)\n",
        "",
        TIMETABLES,
    ),
    ("domain/exchange/rules.py", "and today < move.until_on\n        and all", "and all", WAITING),
    ("domain/exchange/rules.py", "if waiting and basis is None:", "if False:", WAITING),
    ("domain/review/rules.py", "staff = max(told, at_work)", "staff = told", TOLD),
    ("domain/tenure/rules.py", "max(command.staff, at_work)", "command.staff", TOLD),
    ("domain/tenure/rules.py", "in state.rejected:", "in ():", TENURE),
    ("domain/appraisal/filing.py", "if last_day < each.last_day:", "if False:", LIFTED),
    ("domain/review/rules.py", "or not first_scored:", "or False:", YEAR_GRADE),
    ("domain/mandate/signing.py", "if duty is Duty.ADJUDICATE:", "if False:", OBJECTIONS),
    ("domain/school/staff_class.py", "periods >= rules", "periods > rules", ROUND),
    ("domain/quota/rules.py", "if taken + wanted > total:", "if wanted > total:", STAFFING),
    ("domain/quota/rules.py", "if establishment > state.establishment or", "if", STAFFING),
    ("domain/quota/formula.py", "floor(exact + _HALF)", "round(exact)", STAFFING),
    ("domain/grade/rules.py", "if not structure.has_free(grade, series):", "if False:", STAFFING),
    ("domain/grade/rules.py", "share.floor_of(posts)", "share.ceil_of(posts)", STAFFING),
    ("domain/grade/rules.py", "if grade < highest:", "if False:", STAFFING),
    ("domain/intake/rules.py", "or today <= announced.until_on:", ":", STAFFING),
    ("domain/intake/rules.py", "if school.staff + wanted >", "if wanted >", STAFFING),
    (
        "domain/intake/decide.py",
        "require_absent(states, Replacement, command.retired)",
        "pass",
        STAFFING,
    ),
    ("domain/exchange/rules.py", "or taken >= post.headcount:", ":", STAFFING),
    ("domain/exchange/rules.py", "if people >= host.establishment:", "if False:", STAFFING),
    ("domain/exchange/rules.py", "if teacher.on_exchange is not None:", "if False:", STAFFING),
    ("domain/exchange/moving.py", "*_leaving(command.teacher, teacher.holds, on),", "", STAFFING),
    ("domain/mandate/signing.py", "(stream,) if contested is None else", "(stream,) or", CASES),
    ("domain/planning/pack_lint.py", "if same & set(before):", "if False:", PACKS),
    ("domain/values/scoring.py", "if total != Fraction(self.total_max):", "if False:", PACKS),
    (
        "domain/mandate/signing.py",
        "or not _have_a_person_each(places)",
        "",
        "tests/domain/test_signing.py",
    ),
    ("domain/mandate/state.py", "key.void_from <= index", "key.void_from < index", STOLEN),
    ("domain/teacher/posts_left.py", "for number in posts)", "for number in posts[1:])", ROUND),
    (
        "domain/protection/state.py",
        "found = self.with_effect(day, Effect.BONUS",
        "found = self.with_effect(date.min, Effect.BONUS",
        FAVOURS,
    ),
    ("domain/values/scoring.py", "if isinstance(node, Priority):", "if False:", FAVOURS),
    ("domain/values/lots.py", "{seed}\\n{matter}", "{seed}", TIES_DECIDED),
    ("domain/values/lots.py", "{seed}\\n{matter}", "{matter}", TIES_DECIDED),
    (
        "domain/mandate/signing.py",
        "for actor in actors} - officials",
        "for actor in actors}",
        SIGNING,
    ),
    ("domain/mandate/signing.py", "officials, len(named)", "officials, 0", SIGNING),
    (
        "domain/school/rules.py",
        "if command.ground is not OfficeEndGround.TERM_ENDED:",
        "if command.ground is OfficeEndGround.RESIGNED:",
        REGISTER,
    ),
    ("domain/mandate/signing.py", "    root_must_agree(states, whole, actors)\n", "", ROOTS),
    ("domain/mandate/root.py", "and first.person not in _makers(states, second.person)", "", ROOTS),
    ("domain/mandate/root.py", "        asked += fresh\n", "", ROOTS),
    ("domain/planning/sections.py", "max(1, self.quorum.ceil_of(staff))", "0", BALLOTS),
    (
        "domain/school/offices_ended.py",
        "if runs and len(holders) >= max",
        "if len(holders) > max",
        BACK,
    ),
    ("domain/school/offices_ended.py", "if not elsewhere and not holders:", "if True:", BACK),
    ("domain/school/offices_ended.py", "if not each.held", "", BACK),
    ("domain/school/office.py", "runs = event.until_on > event.on", "runs = True", BACK),
    ("domain/school/restoring.py", "    if holders:", "    if False:", BACK),
    ("domain/school/restoring.py", "if at_home != school.school:", "if False:", BACK),
    ("domain/school/signers.py", "        _FILED,\n", "        (),\n", BACK),
    ("domain/school/rules.py", "if on < office.until_on:", "if on <= office.until_on:", REGISTER),
    (
        "domain/teacher/state.py",
        "if before is not None and (before.school",
        "if False and (before.school",
        MOVES,
    ),
    (
        "domain/contract/office_signing.py",
        "if same and office.from_on <= on:",
        "if same:",
        POSTS_HELD,
    ),
    ("domain/grade/seats.py", "if not structure.has_free(", "if structure.has_free(", GRADES),
    ("domain/grade/seats.py", "record.lost_by == round_", "True", GRADES),
    (
        "domain/contract/rules.py",
        "if not before.renewal_approved:",
        "if False:",
        APPRAISAL,
    ),
    ("domain/contract/grounds.py", "not in {*known, *file.voided}", "not in known", NOTICES),
    ("domain/contract/grounds.py", "not in {*known, *file.voided}", "not in file.voided", NOTICES),
    ("domain/contract/grounds.py", "if year > passed_last", "", ENDED_YEARS),
    ("domain/contract/grounds.py", "if on < earliest:", "if False:", ENDED_YEARS),
    (
        "domain/school/decide.py",
        "must_be_in_service(holder, command.person)",
        "pass",
        "tests/domain/test_school_office_register.py",
    ),
    ("domain/values/privacy.py", ".translate(_DASHES)", "", "tests/domain/test_privacy.py"),
    ("domain/values/privacy.py", '!= "Cf"', '!= ""', "tests/domain/test_privacy.py"),
    (
        "domain/contract/ending.py",
        "if (contract.round, contract.posts) in",
        "if 0 in",
        IN_FORCE,
    ),
    (
        "domain/protection/rules.py",
        "if from_on < born_on:",
        "if False:",
        "tests/domain/test_protection_nursing.py",
    ),
    ("domain/contract/ending.py", "and found[0] != name:", "and False:", IN_FORCE),
    ("domain/contract/ending.py", "or retires_on <= on:", ":", IN_FORCE),
    ("domain/contract/grounds.py", "if rules.inquiry_bars_exit", "if False", IN_FORCE),
    ("domain/contract/current.py", "in reversed(teacher.hired)", "in teacher.hired", IN_FORCE),
    ("domain/teacher/state.py", "if (each.round, each.posts) != about", "", IN_FORCE),
    ("domain/teacher/state.py", "if each.round != event.exchange", "", IN_FORCE),
    ("domain/teacher/state.py", "if each != state.holds", "", IN_FORCE),
    ("domain/teacher/exiting.py", "*_guest_left(teacher, person, on),", "", IN_FORCE),
    (
        "domain/contract/ending.py",
        "    grounds.appraisals_must_still_suffice(",
        "    (lambda *_: None)(",
        NOTICES,
    ),
    ("domain/planning/timetable.py", "or next_stage < stage", "", STAGES),
    (
        "domain/teacher/absence.py",
        "if any(each.holds(day) for each in leaves)",
        "if False",
        "tests/domain/test_contract_end*.py",
    ),
    (
        "domain/mandate/committee.py",
        "[matter.pack_sha256].committee_signers",
        "[matter.pack_sha256].version",
        COUNTY,
    ),
    ("domain/contract/rules.py", "if command.from_on < ends and", "if", CONTRACT),
    (
        "domain/grade/rules.py",
        "if sanction is not None or below or loss is not None:",
        "if False:",
        "tests/domain/test_grade*.py",
    ),
    (
        "domain/grade/rules.py",
        "command.grade >= last",
        "True",
        "tests/domain/test_grade*.py",
    ),
    ("domain/mandate/own_matter.py", "subjects |= _whose(recorded)", "pass", SIGNING),
    ("domain/mandate/committee.py", "if need.of_pack else None", "if False else None", COUNTY),
    ("domain/decisions.py", "if command.__name__ in found:", "if False:", COMMANDS),
    (
        "domain/mandate/own_matter.py",
        "if name in kind.model_fields or hasattr(kind, name)",
        "if name in kind.model_fields",
        SIGNING,
    ),
)
