"""The register of appraisals: where everybody stands, what was told, and what that allows."""

from __future__ import annotations

from datetime import date

from domain.appraisal import commands as c
from domain.appraisal import file_commands
from domain.appraisal.events import GradeVoided
from domain.appraisal.file_events import YearGraded, YearGradeVoided
from domain.appraisal.grades import Result, SanctionKind, ShareGround
from projections.views import Views
from tests.domain import appraisal_given as g
from tests.domain.appraisal_given import EXCELLENT, KEY, STREAM
from tests.domain.planning_given import noon
from tests.projections.story import Fact
from tests.projections.views_given import shown

FEW = ("t01", "t02", "t03", "t04", "t05")
LOST = {"no_pay_step", "less_performance_pay", "year_not_counted"}


def status(views: Views) -> dict[str, str]:
    return {row["person"]: row["status"] for row in views.appraised()}


def allowed(views: Views, person: str, year: int) -> set[str]:
    rows = views.year_grades()
    found = next(r for r in rows if (r["person"], r["year"]) == (person, str(year)))
    return set(str(found["consequences"]).split("、"))


def graded(year: int, result: Result) -> YearGraded:
    return YearGraded(
        appraisal=f"{year}.school-1",
        body="school-1",
        year=year,
        result=result,
        version=1,
        on=date(year, 12, 30),
    )


def test_everybody_is_shown_where_she_stands(views: Views) -> None:
    desk = g.school(staff=FEW)
    desk.do(g.PLANNED, g.HEARD, g.opening(FEW), g.report("t01"), g.report("t02"))
    refusal = c.RecordRefusal(
        appraisal=KEY, teacher="t03", educated_on=date(2025, 12, 15), document="谈话记录"
    )
    desk.do(refusal, g.ballot(5, 5), g.propose("t02"), g.propose("t03", Result.UNQUALIFIED))
    desk.do(g.decide("t03"), g.notify("t03"))
    refused = c.RecordAcknowledgementRefusal(appraisal=KEY, teacher="t03", document="拒签记录")
    desk.do(refused)
    assert status(shown(views, desk)) == {
        "t01": "reported",
        "t02": "proposed",
        "t03": "answered",
        "t04": "taking_part",
        "t05": "taking_part",
    }
    third = next(row for row in views.appraised() if row["person"] == "t03")
    assert (third["result"], third["opinion"]) == ("unqualified", "refused_to_sign")


def test_the_share_and_the_publicity_are_shown(views: Views) -> None:
    desk = g.decided(g.opened(staff=FEW), {"t01": EXCELLENT})
    lowered = c.SetExcellentShare(
        appraisal=KEY, ground=ShareGround.MANY_PROBLEMS, document="通报1号"
    )
    desk.do(c.PublishExcellent(appraisal=KEY, working_days=5), lowered)
    (row,) = shown(views, desk).appraisals()
    assert (row["staff_count"], row["most_count"], row["excellent_count"]) == (5, 1, 1)
    assert (row["share"], row["status"], row["public_until"]) == (
        "weak_unit",
        "public",
        "2025-12-29",
    )


def test_a_result_that_a_case_took_away_is_shown_no_more(views: Views) -> None:
    desk = g.decided(g.opened(staff=FEW))
    desk.do(g.notify("t01"), g.answer("t01"))
    on = date(2026, 1, 5)
    taken: tuple[Fact, ...] = (
        (STREAM, GradeVoided(teacher="t01", case="case-1", on=on)),
        ("teacher:t01", YearGradeVoided(appraisal=KEY, year=2025, case="case-1", on=on)),
    )
    assert status(shown(views, desk, *taken))["t01"] == "voided"
    assert views.year_grades() == []
    last = len(desk.history) - 1
    (before,) = views.year_grades(index=last)
    assert (before["person"], before["result"]) == ("t01", "qualified")


def test_two_years_that_failed_allow_more_than_one(views: Views) -> None:
    desk = g.school(staff=FEW)
    years: tuple[Fact, ...] = tuple(
        ("teacher:t01", graded(year, Result.UNQUALIFIED)) for year in (2024, 2025)
    )
    shown(views, desk, *years)
    assert "may_be_terminated" not in allowed(views, "t01", 2024)
    assert allowed(views, "t01", 2025) == LOST | {
        "one_grade_down",
        "may_be_moved",
        "may_be_terminated",
    }


def test_who_was_demoted_by_a_sanction_that_stands_is_not_demoted_again(views: Views) -> None:
    desk = g.school(staff=FEW)
    desk.at = noon(date(2025, 6, 2))
    for person in ("t01", "t02"):
        desk.do(g.inquiry(person, date(2025, 5, 6)))
        desk.do(g.concluded(person, SanctionKind.DEMOTION, date(2025, 6, 2)))
    desk.do(file_commands.LiftSanction(teacher="t02", inquiry="inquiry-1", document="申诉决定"))
    desk.do(g.inquiry("t03", date(2025, 5, 6)))
    desk.do(g.concluded("t03", SanctionKind.WARNING, date(2025, 6, 2)))
    years: tuple[Fact, ...] = tuple(
        (f"teacher:{who}", graded(2025, Result.UNQUALIFIED)) for who in ("t01", "t02", "t03")
    )
    shown(views, desk, *years)
    assert "one_grade_down" not in allowed(views, "t01", 2025)
    assert "one_grade_down" in allowed(views, "t02", 2025)
    assert "one_grade_down" in allowed(views, "t03", 2025)
