"""Rows as they may look, for the OpenAPI document. Invented people and schools."""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, object]
QUOTA: Row = {
    "plan": "plan-2026",
    "school": "s01",
    "establishment_count": 40,
    "posts_count": 42,
    "filed_with": "hr_bureau、finance_bureau",
}
FORMULA: Row = {
    "plan": "plan-2026",
    "school": "s01",
    "pupils_count": 760,
    "classes_count": 18,
    "exact_milli": 40_000,
    "supplement_count": 0,
    "need_count": 40,
    "establishment_count": 40,
    "reason": "",
    "pack_sha256": "9f0c4a71b2d35e68a7c1f0e2d4b69c8357ae10f2c4d6b8e9075a3c1d2e4f6a8b",
}
TOTALS: Row = {
    "school_year": "2026-2027",
    "plan": "*",
    "establishment_count": 3200,
    "posts_count": 3350,
}
SEATS: Row = {
    "school": "s01",
    "series": "professional",
    "grade_rank": 10,
    "tier": "middle",
    "seats_count": 8,
    "taken_count": 5,
}
INTAKE: Row = {
    "plan": "plan-2026",
    "line": "line-1",
    "channel": "recruitment",
    "school": "s01",
    "subject": "数学",
    "places_count": 2,
    "applicants_count": 9,
    "announced_count": 2,
    "announced_until": "2026-07-20",
    "admitted_count": 0,
}
EXCHANGE: Row = {
    "exchange": "x-2026",
    "plan": "plan-2026",
    "staff_count": 374,
    "eligible_count": 120,
    "counted_count": 118,
    "required_count": 12,
    "moved_count": None,
    "backbone_required_count": None,
    "backbone_moved_count": None,
    "status": "open",
    "shortfall_basis": None,
}
MOVE: Row = {
    "exchange": "x-2026",
    "person": "t-0001",
    "from_school": "s01",
    "to_school": "s02",
    "posts": "教学-01",
    "team": None,
    "begins": "2026-09-01",
    "ends": "2027-09-01",
    "status": "agreed",
    "name": None,
}
GRADE: Row = {
    "person": "t-0001",
    "school": "s01",
    "title": "first",
    "series": "professional",
    "grade_rank": 10,
    "pay_series": "professional",
    "pay_grade_rank": 10,
    "paid_from": "2026-10-01",
    "name": None,
}
AWARD: Row = {
    "person": "t-0001",
    "kind": "reached",
    "examination": "2026年期末",
    "subject": "数学",
    "classes": "三年级1班",
    "plan": "plan-2026",
    "school": "s01",
    "class_mean_milli": 86_000,
    "mean_milli": 82_000,
    "name": None,
}
CALL: Row = {
    "call": "teachers-day-2026",
    "plan": "plan-2026",
    "bureau": "d1",
    "category": "teacher",
    "occasion": "2026年教师节表彰",
    "places_count": 8,
    "deadline_on": "2026-08-31",
    "nominated_count": 5,
    "chosen_count": 5,
    "status": "conferred",
    "document": "教发〔2026〕20号",
}
HONOUR: Row = {
    "person": "t-0001",
    "call": "named-2026",
    "bureau": "d1",
    "category": "named",
    "kind": "named_teacher",
    "begins": "2026-09-10",
    "ends": "2029-09-10",
    "status": "conferred",
    "document": None,
    "name": None,
}
NAMED: Row = {
    "person": "t-0001",
    "call": "named-2026",
    "year_count": 1,
    "total_milli": 92_000,
    "grade": "excellent",
    "allowance_milli": 2_000,
    "document": "教发〔2027〕31号",
    "name": None,
}
ATTACHMENT: Row = {
    "person": "t-0001",
    "call": "reserve-2026",
    "begins": "2026-10-01",
    "school": "s02",
    "ends": "2027-01-01",
    "aims": "主持一项教研工作",
    "status": "attached",
    "document": None,
    "name": None,
}
SHEET: Row = {
    "sheet": "s01-2026-09",
    "school": "s01",
    "month": "2026-09",
    "plan": "plan-2026",
    "weeks_count": 5,
    "staff_count": 47,
    "off_work_count": 3,
    "absentees_count": 1,
    "public_until": "2026-10-10",
    "settled_on": None,
    "status": "public",
}
ATTENDED_WEEK: Row = {
    "sheet": "s01-2026-09",
    "monday": "2026-09-07",
    "person": "t-0001",
    "school": "s01",
    "due_count": 10,
    "attended_count": 9,
    "away": [{"on": "2026-09-08", "part": "morning", "kind": "on_duty"}],
    "name": None,
}
ATTENDED_MONTH: Row = {
    "sheet": "s01-2026-09",
    "person": "t-0001",
    "school": "s01",
    "month": "2026-09",
    "due_count": 44,
    "attended_count": 41,
    "duty_count": 1,
    "leave_count": 2,
    "absent_count": 0,
    "worked_count": 42,
    "status": "public",
    "name": None,
}
ORGAN: Row = {
    "plan": "plan-2026",
    "school": "s01",
    "organ": "hiring_committee",
    "person": "p-0001",
    "rank_held": "head",
    "capacities": "principal",
    "changed_on": "2026-08-18",
    "name": None,
}
APPRAISAL: Row = {
    "appraisal": "2026.s01",
    "school": "s01",
    "year": "2026",
    "plan": "plan-2026",
    "staff_count": 47,
    "share": "normal",
    "most_count": 9,
    "excellent_count": 9,
    "public_until": "2026-12-28",
    "status": "public",
}
APPRAISED: Row = {
    "appraisal": "2026.s01",
    "person": "t-0001",
    "school": "s01",
    "year": "2026",
    "result": "qualified",
    "version_count": 1,
    "opinion": "agree",
    "status": "answered",
    "name": None,
}
YEAR_GRADE: Row = {
    "person": "t-0001",
    "year": "2026",
    "appraisal": "2026.s01",
    "school": "s01",
    "result": "qualified",
    "version_count": 1,
    "told_on": "2026-12-29",
    "consequences": "pay_step、performance_pay、year_counts",
    "name": None,
}
PROTECTION: Row = {
    "person": "t-0001",
    "protection": "p-1",
    "begins": "2026-09-01",
    "until": "2027-01-01",
    "effects": "no_dismissal",
}
CASE: Row = {
    "case_id": "case-1",
    "channel": "internal",
    "matter": "placement",
    "contested": "recruitment-round:r-s01",
    "complainant": "t-0002",
    "filed_by": "t-0002",
    "first_owner": "o-dispute",
    "owner": "o-dispute",
    "body": "b-dispute",
    "stage": "received",
    "received": "2026-09-04",
    "accept_by": None,
    "decide_by": "2026-09-18",
    "provisional": "no",
    "suspended": "no",
    "outcome": None,
    "late": None,
    "seek_by": None,
    "execute_by": None,
    "blocks_finalisation": "no",
    "suspends_execution": "no",
}
