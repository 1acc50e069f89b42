"""Rows of reviews and oversight as they may look, for the OpenAPI document."""

from __future__ import annotations

from api.http.staff_examples import Row

SCHOOL_REVIEW: Row = {
    "plan": "plan-2026",
    "school": "s01",
    "review_kind": "three_reviews",
    "held_on": "2026-11-12",
    "staff_count": None,
    "present_count": None,
    "bureau_leaders_count": None,
    "document": "2026年11月“三评”汇总",
    "fed_back_on": "2026-11-20",
    "mended_on": None,
    "measures": None,
}
TEAM_REVIEW: Row = {
    "review": "plan-2026.s01.first_term",
    "plan": "plan-2026",
    "school": "s01",
    "term": "first_term",
    "leader": "t-0001",
    "team": ["t-0001", "t-0002"],
    "staff_count": 47,
    "present_count": 40,
    "last_on": "2027-01-13",
    "document": None,
    "status": "scored",
    "name": None,
}
TEAM_SCORE: Row = {
    "review": "plan-2026.s01.first_term",
    "reviewed": "t-0001",
    "plan": "plan-2026",
    "school": "s01",
    "term": "first_term",
    "leaders_milli": 18_500,
    "democratic_milli": 17_200,
    "discussion_milli": 16_000,
    "performance_milli": 35_500,
    "total_milli": 87_200,
    "grade": "competent",
    "name": None,
}
LETTER: Row = {
    "plan": "plan-2026",
    "school": "s01",
    "teacher": "t-0001",
    "title": "校长",
    "present_milli": 70_000,
    "floor_milli": 72_000,
    "assessed_on": None,
    "result_milli": None,
    "vetoes": None,
    "status": "signed",
    "name": None,
}
MENDING: Row = {
    "person": "t-0001",
    "year": "2026",
    "school": "s01",
    "result": "basically_qualified",
    "interviewed_on": "2027-01-05",
    "items_count": 2,
    "due_on": "2027-03-01",
    "mended_on": None,
    "open_count": None,
    "status": "mending_planned",
    "name": None,
}
COURSE: Row = {
    "person": "t-0001",
    "course": "考评人员培训班",
    "held_on": "2026-11-20",
    "organiser": "town-office",
    "document": "教办〔2026〕12号",
    "name": None,
}
INSPECTION: Row = {
    "inspection": "i-1",
    "plan": "plan-2026",
    "school": "s01",
    "inspection_kind": "unscheduled",
    "held_on": "2026-12-15",
    "shortcomings": ["测评票未当场清点"],
    "mend_by": "2027-01-15",
    "mended_on": None,
    "measures": None,
    "document": "检查记录1号",
}
PROCEDURE_REVIEW: Row = {
    "procedure_review": "pr-1",
    "plan": "plan-2026",
    "owner": "town-office",
    "pack_sha256": "9f0c4a71b2d35e68a7c1f0e2d4b69c8357ae10f2c4d6b8e9075a3c1d2e4f6a8b",
    "held_on": "2027-01-20",
    "experts_count": 3,
    "fluency": "good",
    "fairness": "good",
    "performance_in_post": "fair",
    "satisfaction": "fair",
    "conclusion": "adjust",
    "advice": ["延长公示期"],
    "document": "专家组评估报告",
}
