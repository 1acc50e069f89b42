"""What follows a low grade: the head talks with the person, and things are mended."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import YearGradeVoided
from domain.appraisal.grades import Result
from domain.decisions import decide
from domain.kernel import Command, Personal
from domain.mending import errors
from domain.mending import events as e
from domain.planning.errors import PackRefusedError
from tests.domain import appraisal_given as a
from tests.domain import mending_given as g
from tests.domain.mending_given import DUE, FINE, LOW, complete, missed, plan, talk
from tests.domain.planning_given import pack
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return g.told()


class TestTheTalk:
    def test_the_head_talks_with_who_was_told_a_low_grade(self, desk: Desk) -> None:
        (held,) = desk.do(talk())
        assert held == e.InterviewHeld(
            teacher=LOW,
            year=a.YEAR,
            school=a.SCHOOL,
            result=Result.BASICALLY_QUALIFIED,
            version=1,
            on=a.DECEMBER,
        )
        assert g.mending_of(desk).body == a.SCHOOL

    def test_a_grade_that_was_not_told_is_not_talked_about(self) -> None:
        """Shows grade_must_be_told."""
        desk = a.decided(a.opened(staff=a.FEW), {LOW: Result.UNQUALIFIED})
        desk.refuses(talk(), errors.NotToldError, teacher=LOW, year=a.YEAR)

    def test_other_grades_ask_for_no_talk(self, desk: Desk) -> None:
        desk.refuses(talk(FINE), errors.GradeNotLowError, result="qualified")

    def test_the_plan_says_which_grades_ask_for_one(self) -> None:
        """Shows mending_rules_of."""
        strict = g.told(pack(mending={"results": ["qualified"]}))
        strict.do(talk(FINE))
        strict.refuses(talk(), errors.GradeNotLowError, result="basically_qualified")

    @pytest.mark.parametrize("day", [date(2025, 12, 21), date(2025, 12, 23)])
    def test_the_talk_follows_the_notice_and_is_recorded_afterwards(
        self, desk: Desk, day: date
    ) -> None:
        desk.refuses(talk(on=day), errors.DayError, on=day.isoformat(), after="2025-12-22")

    def test_a_grade_is_talked_about_once_and_anew_when_it_was_corrected(self, desk: Desk) -> None:
        desk.do(talk())
        desk.refuses(talk(), errors.InterviewedError, teacher=LOW, on="2025-12-22")
        desk.do(a.correct(LOW, Result.UNQUALIFIED), a.notify(LOW))
        desk.refuses(plan(), errors.InterviewMissingError, teacher=LOW)
        desk.do(talk(), plan())
        assert g.mending_of(desk).version == 2


class TestMending:
    def test_first_the_talk_then_the_plan(self, desk: Desk) -> None:
        desk.refuses(plan(), errors.InterviewMissingError, teacher=LOW, year=a.YEAR)
        desk.do(talk())
        (planned,) = desk.do(plan())
        assert planned == e.MendingPlanned(teacher=LOW, items_count=2, due_on=DUE, on=a.DECEMBER)

    def test_there_is_one_plan_at_a_time_with_time_before_it(self, desk: Desk) -> None:
        desk.do(talk())
        desk.refuses(plan(due_on=a.DECEMBER), errors.DayError, on="2025-12-22")
        desk.do(plan())
        desk.refuses(plan(), errors.PlanOpenError, due_on="2026-03-01")

    @pytest.mark.parametrize("command", [complete(), missed()])
    def test_only_an_open_plan_is_completed_or_missed(self, desk: Desk, command: Command) -> None:
        desk.refuses(command, errors.NoPlanError, teacher=LOW)
        desk.do(talk())
        desk.refuses(command, errors.NoPlanError, teacher=LOW)

    def test_what_is_mended_is_recorded_on_its_day_or_later(self) -> None:
        desk = g.planned()
        for wrong in (date(2025, 12, 21), date(2025, 12, 23)):
            desk.refuses(complete(wrong), errors.DayError, after="2025-12-22")
        g.on(desk, date(2026, 3, 5))
        (done,) = desk.do(complete(text="已完成"))
        assert done == e.MendingCompleted(teacher=LOW, due_on=DUE, on=DUE, remarked=True)
        desk.refuses(complete(), errors.NoPlanError)

    def test_a_plan_is_missed_when_its_day_is_over_and_another_may_follow(self) -> None:
        """Shows plan_must_be_over."""
        desk = g.on(g.planned(), DUE)
        desk.refuses(missed(), errors.DayError, after="2026-03-01")
        g.on(desk, date(2026, 3, 2))
        desk.refuses(missed(3), errors.OpenItemsError, open_count=3, items=2)
        (over,) = desk.do(missed(2))
        assert over == e.MendingMissed(
            teacher=LOW, open_count=2, due_on=DUE, on=date(2026, 3, 2), remarked=False
        )
        desk.do(plan(due_on=date(2026, 5, 1)))
        assert g.mending_of(desk).plans == 2

    def test_after_a_case_took_the_grade_away_nothing_more_is_planned(self, desk: Desk) -> None:
        desk.do(talk())
        voided = YearGradeVoided(appraisal=a.KEY, year=a.YEAR, case="case-1", on=date(2026, 1, 5))
        desk.given(f"teacher:{LOW}", voided)
        desk.refuses(plan(), errors.NotToldError)


class TestWhatIsSealed:
    def sealed(self, desk: Desk, command: Command) -> tuple[Personal, ...]:
        (recorded,) = decide(desk, command, at=desk.at)
        desk.given(recorded.stream, recorded.event)
        text = recorded.event.model_dump_json()
        assert all(each.value not in text for each in recorded.personal)
        return recorded.personal

    def test_what_was_said_and_is_to_be_mended_is_sealed_for_the_person(self, desk: Desk) -> None:
        (talked,) = self.sealed(desk, talk())
        assert talked == Personal("interview.2025.t01.1", LOW, "课堂管理薄弱，应当改进")
        items = self.sealed(desk, plan())
        assert [(each.path, each.subject) for each in items] == [
            ("mending.2025.t01.1.1", LOW),
            ("mending.2025.t01.1.2", LOW),
        ]

    def test_a_remark_is_sealed_where_there_is_one(self) -> None:
        desk = g.on(g.planned(), date(2026, 3, 2))
        (remark,) = self.sealed(desk, missed(text="缺一次教案"))
        assert remark == Personal("mending.2025.t01.1.remark", LOW, "缺一次教案")
        desk.do(plan(due_on=date(2026, 5, 1)))
        assert self.sealed(desk, complete(date(2026, 3, 2))) == ()


@pytest.mark.parametrize("results", [[], ["excellent"], ["no_grade"], ["unqualified"] * 2])
def test_a_pack_names_low_grades_each_once(results: list[str]) -> None:
    with pytest.raises(PackRefusedError):
        pack(mending={"results": results})
