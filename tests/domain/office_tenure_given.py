"""A vice-principal and a principal in office, and what is done about their terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from domain.planning.pack import RulePack
from domain.school.events import OfficeEnded, OfficeEndGround
from domain.school.state import School
from domain.tenure import commands as c
from domain.tenure import events as e
from domain.tenure.state import Tenure
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, pack
from tests.support.desk import Desk

VICE = {"school": g.SCHOOL, "teacher": "t1", "title": "副校长"}
HEAD = {"school": g.SCHOOL, "teacher": "t2", "title": "校长"}
OPEN = c.OpenTermReview(plan=PLAN, **VICE)
EXTEND = c.ExtendTenure(document="教办〔2026〕11号", **VICE)
FAILED = c.ReportForRemoval(
    ground=e.RemovalGround.APPRAISAL_FAILED, reason="任期考核不合格", **VICE
)
UNFIT = FAILED.model_copy(update={"ground": e.RemovalGround.UNFIT})
APPROVE = c.ApproveRemoval(document="教办〔2026〕12号", **VICE)
REJECT = c.RejectRemoval(reason="理由不充分", **VICE)
RESIGN = c.ResignFromOffice(letter="因个人原因辞去副校长职务", **VICE)
LETTER = c.RecordLetterRefusal(plan=PLAN, reason="不认可教学质量指标", **HEAD)
ENDED = OfficeEnded(title="副校长", person="t1", ground=OfficeEndGround.REMOVED, on=g.september(7))


def appraise(present: int = 25, in_favour: int = 20, staff: int = 30) -> c.RecordTermAppraisal:
    return c.RecordTermAppraisal(staff=staff, present=present, in_favour=in_favour, **VICE)


def on_file(
    office: Mapping[str, str] = VICE,
    *,
    sanction: str | None = None,
    year: int | None = None,
    reason: str,
) -> c.ReportOnFile:
    school, teacher, title = office["school"], office["teacher"], office["title"]
    return c.ReportOnFile(
        plan=PLAN,
        school=school,
        teacher=teacher,
        title=title,
        sanction=sanction,
        year=year,
        reason=reason,
    )


def serving(of: RulePack | None = None, *, until_on: date = date(2026, 9, 30)) -> Desk:
    """t1 is vice-principal and t2 principal of the school."""
    desk = g.staffed() if of is None else g.staffed(of)
    vice = g.holder("副校长", "t1", until_on)
    desk.given(f"school:{g.SCHOOL}", vice, g.holder("校长", "t2"))
    return desk


def terms(**changes: object) -> RulePack:
    """Return the pack of the examples with some rules of vice-principals changed."""
    return pack(offices={"vice_principal": changes})


@pytest.fixture
def desk() -> Desk:
    return serving()


def tenure_of(desk: Desk, command: c.TenureCommand = OPEN) -> Tenure:
    state = desk.find(Tenure, command.tenure)
    assert state is not None
    return state


def titles_of(desk: Desk, person: str) -> list[str]:
    school = desk.find(School, g.SCHOOL)
    assert school is not None
    return [office.title for office in school.offices_of(person)]
