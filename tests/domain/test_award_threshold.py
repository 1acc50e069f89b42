"""A teaching award as the threshold for 优秀 and for titles, where the plan makes it one."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.grades import Result
from domain.award.errors import AwardMissingError
from domain.award.events import AwardKind, TeachingAwardGranted
from domain.grade import commands as grade
from domain.kernel import Recorded
from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack
from domain.values.staffing import Title
from tests.domain import appraisal_given as a
from tests.domain import staffing_given as s
from tests.domain.grade_given import RECORD
from tests.domain.planning_given import PLAN, TIMETABLE, august, frozen, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

PERSON = "t01"
OLDER = "plan-older"
AUGUST = august(1)


def asks(**threshold: object) -> RulePack:
    return pack(teaching_awards={"threshold": {"years": 1, **threshold}})


def granted(kind: AwardKind = AwardKind.EXCELLED, plan: str = PLAN) -> TeachingAwardGranted:
    return TeachingAwardGranted(
        plan=plan,
        school=a.SCHOOL,
        kind=kind,
        examination="期末统考",
        subject="数学",
        classes="三年级1班",
        class_mean_milli=92_000,
        mean_milli=82_000,
        evidence="镇统考成绩表",
    )


def opened(of: RulePack, *awards: TeachingAwardGranted) -> Desk:
    desk = a.opened(of, a.FEW)
    desk.given(f"teaching-awards:{PERSON}", *awards)
    return desk


EXCELLENT = a.propose(PERSON, Result.EXCELLENT)


class TestExcellent:
    def test_without_the_award_nobody_is_proposed_to_be_excellent(self) -> None:
        """Shows award_must_allow_excellent."""
        desk = opened(asks())
        desk.refuses(
            EXCELLENT, AwardMissingError, teacher=PERSON, kinds="excelled,model", valid_years=1
        )
        desk.do(a.propose(PERSON, Result.QUALIFIED))

    @pytest.mark.parametrize("kind", [AwardKind.EXCELLED, AwardKind.MODEL])
    def test_with_it_she_is(self, kind: AwardKind) -> None:
        opened(asks(), granted(kind)).do(EXCELLENT)

    def test_a_lesser_award_does_not_meet_it_unless_the_plan_says_so(self) -> None:
        reached = granted(AwardKind.REACHED)
        opened(asks(), reached).refuses(EXCELLENT, AwardMissingError)
        opened(asks(kinds=["reached"]), reached).do(EXCELLENT)

    @pytest.mark.parametrize(
        ("term_starts_on", "counts"),
        [(date(2023, 12, 23), True), (date(2023, 12, 22), False)],
    )
    def test_it_counts_so_many_years_after_its_school_year(
        self, term_starts_on: date, *, counts: bool
    ) -> None:
        # a year long, and one more: on 22 December 2025 the first is not over, the second is
        desk = opened(asks(), granted(plan=OLDER))
        timetable = TIMETABLE.model_copy(update={"term_starts_on": term_starts_on})
        desk.given(f"plan:{OLDER}", *frozen(timetable=timetable))
        if counts:
            desk.do(EXCELLENT)
        else:
            desk.refuses(EXCELLENT, AwardMissingError)

    def test_the_plan_may_ask_teachers_of_some_subjects_only(self) -> None:
        # everybody here teaches 语文
        opened(asks(subjects=["数学"])).do(EXCELLENT)
        opened(asks(subjects=["数学", "语文"])).refuses(EXCELLENT, AwardMissingError)

    def test_where_the_plan_asks_for_titles_alone_or_nothing_it_does_not_matter(self) -> None:
        opened(asks(excellent=False, titles=["first"])).do(EXCELLENT)
        opened(pack()).do(EXCELLENT)

    def test_a_correction_does_not_go_around_it(self) -> None:
        desk = a.decided(a.opened(asks(), a.FEW))
        change = a.correct(PERSON, Result.EXCELLENT)
        desk.refuses(change, AwardMissingError)
        desk.given(f"teaching-awards:{PERSON}", granted())
        desk.do(change)


class TestTitles:
    STAFFED = pack(
        quota={},
        grades=s.GRADES,
        teaching_awards={"threshold": {"years": 1, "excellent": False, "titles": ["first"]}},
    )

    def past(self) -> Scenario:
        return s.district(self.STAFFED).given("teacher:li", s.teacher(s.ONE))

    def confer(self, title: Title, on: date = AUGUST) -> grade.ConferTitle:
        return grade.ConferTitle(
            plan=PLAN, teacher="li", title=title, document="职改1号", from_on=on
        )

    def test_without_the_award_nobody_has_the_title_that_asks_for_it(self) -> None:
        """Shows award_must_allow_title."""
        self.past().when(self.confer(Title.FIRST)).then_refused(AwardMissingError, teacher="li")

    def test_other_titles_do_not_ask(self) -> None:
        (recorded,) = self.past().when(self.confer(Title.SECOND)).decision()
        assert recorded.stream == RECORD

    def test_with_it_the_title_is_conferred(self) -> None:
        past = self.past().given("teaching-awards:li", granted())
        (recorded,) = past.when(self.confer(Title.FIRST)).decision()
        assert isinstance(recorded, Recorded)
        assert recorded.stream == RECORD

    def test_a_day_in_the_past_brings_no_old_award_back(self) -> None:
        # on 18 August 2026 an award of 2023-2024 is two years old, on 1 June 2025 it was not
        timetable = TIMETABLE.model_copy(update={"term_starts_on": date(2023, 9, 1)})
        past = self.past().given("teaching-awards:li", granted(plan=OLDER))
        past = past.given(f"plan:{OLDER}", *frozen(timetable=timetable))
        past.when(self.confer(Title.FIRST, date(2025, 6, 1))).then_refused(AwardMissingError)


@pytest.mark.parametrize("changes", [{"kinds": []}, {"excellent": False}])
def test_a_threshold_names_an_award_and_what_asks_for_it(changes: dict[str, object]) -> None:
    with pytest.raises(PackRefusedError):
        asks(**changes)


def test_a_pack_without_a_threshold_keeps_its_digest() -> None:
    plain = pack(teaching_awards={"lead": "10"})
    assert "threshold" not in plain.model_dump_json()
