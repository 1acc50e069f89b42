"""Where the plan asks for it, nobody marks or appraises without a course of the last years."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.mandate.roles import Mandated, Role
from domain.mandate.signing import authorise
from domain.oversight.errors import NotTrainedError
from domain.oversight.events import EvaluatorTrained
from domain.recruitment.commands import QualifyBidder
from tests.domain import appraisal_given as a
from tests.domain import office_given as o
from tests.domain import town
from tests.domain.planning_given import TOWN, pack
from tests.support.desk import Desk

TRAINED = pack(oversight={"evaluators_trained": True, "training_years": 2})


def trained(desk: Desk, *persons: str, on: date) -> None:
    course = EvaluatorTrained(
        organiser=TOWN, course="评委培训班", held_on=on, document="教办〔2026〕12号"
    )
    for person in persons:
        desk.given(f"evaluator-training:{person}", course)


class TestJudges:
    def test_a_judge_without_a_course_marks_no_bidder(self) -> None:
        desk = town.opened(of=TRAINED)
        letter = town.intent("a1", town.wish(town.MATHS))
        desk.do(letter, QualifyBidder(round=town.ROUND, teacher="a1"))
        desk.refuses(town.interview("a1", 70_000), NotTrainedError, person="j1", valid_years=2)
        trained(desk, "j1", on=date(2026, 8, 1))
        desk.do(town.interview("a1", 70_000))

    def test_a_judge_without_a_course_hears_no_applicant(self) -> None:
        desk = o.screened(o.staffed(TRAINED), o.announce(), "t1")
        desk.refuses(o.mark("t1", "j1"), NotTrainedError, person="j1")
        trained(desk, "j1", on=date(2026, 8, 1))
        desk.do(o.mark("t1", "j1"))

    @pytest.mark.parametrize(
        ("held_on", "counts"),
        [
            (date(2024, 9, 11), True),
            (date(2024, 9, 10), False),
            (date(2026, 9, 11), True),
            (date(2026, 9, 12), False),
        ],
    )
    def test_a_course_counts_for_the_plan_s_years_to_the_day(
        self, held_on: date, *, counts: bool
    ) -> None:
        """Shows evaluator_must_be_trained."""
        desk = o.screened(o.staffed(TRAINED), o.announce(), "t1")
        trained(desk, "j1", on=held_on)
        if counts:
            desk.do(o.mark("t1", "j1"))
        else:
            desk.refuses(o.mark("t1", "j1"), NotTrainedError, person="j1", valid_years=2)

    def test_where_the_plan_does_not_ask_anybody_may(self) -> None:
        desk = o.screened(o.staffed(), o.announce(), "t1")
        desk.do(o.mark("t1", "j1"))


class TestAppraisers:
    SIGN = tuple(
        Mandated(person, Role.COMMITTEE_MEMBER, a.SCHOOL, f"m-{person}") for person in ("m1", "m2")
    )

    def proposed(self, *courses: str) -> None:
        desk = a.opened(TRAINED, a.FEW)
        trained(desk, *courses, on=date(2025, 3, 1))
        decision = decide(desk, a.propose("t01"), at=desk.at)
        for recorded in decision:
            desk.given(recorded.stream, recorded.event)
        authorise(desk, [decision], self.SIGN)

    def test_nobody_of_the_committee_proposes_a_grade_without_a_course(self) -> None:
        """Shows appraisers_must_be_trained."""
        self.proposed("m1", "m2")
        with pytest.raises(NotTrainedError) as caught:
            self.proposed("m1")
        assert caught.value.facts == {"person": "m2", "valid_years": 2}

    def test_of_others_who_sign_beside_them_no_course_is_asked(self) -> None:
        desk = a.opened(TRAINED, a.FEW)
        trained(desk, "m1", "m2", on=date(2025, 3, 1))
        decision = decide(desk, a.propose("t01"), at=desk.at)
        for recorded in decision:
            desk.given(recorded.stream, recorded.event)
        authorise(desk, [decision], (*self.SIGN, Mandated("s1", Role.SUPERVISOR, "b-sup", "m-s1")))
