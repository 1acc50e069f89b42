"""The structure of post grades, and what a pack says of it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.grade import commands as c
from domain.grade import errors
from domain.grade import events as e
from domain.grade.state import GradeStructure
from domain.kernel import DomainEvent, Recorded
from domain.planning.quota_sections import GradeRules, IntakeRules, TierShare, TitleGrades
from domain.school.errors import QuotaNotFiledError
from domain.values.shares import Share
from domain.values.staffing import Level, Tier, Title, tier_of
from tests.domain import staffing_given as g
from tests.domain.grade_given import FIX, FIXED, STRUCTURE, seats
from tests.domain.planning_given import august, drafted, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario


def fix(**changes: object) -> c.FixGradeStructure:
    return FIX.model_copy(update=changes)


class TestTheStructure:
    @pytest.mark.parametrize(
        ("grade", "tier"),
        [
            (1, Tier.PROFESSORIAL),
            (4, Tier.PROFESSORIAL),
            (5, Tier.SENIOR),
            (7, Tier.SENIOR),
            (8, Tier.MIDDLE),
            (10, Tier.MIDDLE),
            (11, Tier.JUNIOR),
            (13, Tier.JUNIOR),
        ],
    )
    def test_thirteen_grades_fall_into_four_tiers(self, grade: int, tier: Tier) -> None:
        assert tier_of(grade) is tier

    def test_seats_are_fixed_within_the_school_s_posts(self) -> None:
        g.district().when(FIX).then(Recorded(STRUCTURE, FIXED))

    def test_a_tier_stays_within_its_ratio_rounded_down(self) -> None:
        at_the_ceiling = seats(g6=2, g7=2, g9=9)
        g.district().when(fix(seats=at_the_ceiling)).then(
            Recorded(STRUCTURE, FIXED.model_copy(update={"seats": at_the_ceiling}))
        )
        g.district().when(fix(seats=seats(g6=2, g7=3))).then_refused(
            errors.TierBeyondRatioError, tier="senior", seats=5, ceiling=4
        )

    def test_a_tier_for_which_the_pack_names_no_ratio_has_no_seats(self) -> None:
        g.district().when(fix(seats=seats(g4=1))).then_refused(
            errors.RatioMissingError, level="junior", tier="professorial"
        )

    def test_all_grades_together_stay_within_the_teaching_posts(self) -> None:
        g.district().when(fix(seats=seats(g12=19))).then_refused(
            errors.SeatsBeyondPostsError, seats=19, posts=18
        )

    @pytest.mark.parametrize("teaching", [17, 20])
    def test_at_least_85_percent_of_the_posts_are_teachers(self, teaching: int) -> None:
        assert len(g.district().when(fix(teaching_posts=teaching)).decision()) == 1

    def test_fewer_teaching_posts_are_refused(self) -> None:
        g.district().when(fix(teaching_posts=16)).then_refused(
            errors.TeachingPostsShareError, teaching_posts=16, required=17, posts=20
        )

    def test_there_are_no_more_teaching_posts_than_posts(self) -> None:
        g.district().when(fix(teaching_posts=21)).then_refused(
            errors.SeatsBeyondPostsError, seats=21, posts=20
        )

    def test_a_grade_is_named_once(self) -> None:
        g.district().when(fix(seats=(*seats(g7=1), *seats(g7=1)))).then_refused(
            errors.GradeTwiceError, grade=7
        )

    def test_posts_come_before_grades(self) -> None:
        early = Scenario().given(g.PLANNED, *g.in_force())
        early.when(FIX).then_refused(QuotaNotFiledError, school=g.ONE)

    @pytest.mark.parametrize("past", [(drafted(g.STAFFED),), g.in_force(pack())])
    def test_a_structure_rests_on_the_ratios_of_a_pack_in_force(
        self, past: tuple[DomainEvent, ...]
    ) -> None:
        Scenario().given(g.PLANNED, *past).when(FIX).then_refused(errors.GradeRulesMissingError)

    def test_a_new_structure_leaves_everybody_the_seat_held(self) -> None:
        held = g.district().given(STRUCTURE, FIXED, e.GradeSeatTaken(person="li", grade=7))
        held.when(fix(seats=seats(g10=3))).then_refused(
            errors.HoldersBeyondSeatsError, grade=7, holders=1, seats=0
        )
        kept = fix(seats=seats(g7=1))
        desk = Desk(noon(august(20)))
        for stream, event in held.history:
            desk.given(stream, event)
        desk.do(kept)
        structure = desk.find(GradeStructure, g.ONE)
        assert structure is not None
        assert structure.taken(7) == 1
        assert structure.body == g.ONE


class TestThePack:
    HALF = TierShare(level=Level.JUNIOR, tier=Tier.SENIOR, max_share=Share.of("1/2"))

    def test_a_tier_of_a_level_has_one_ceiling(self) -> None:
        with pytest.raises(ValidationError, match="each tier of a level once"):
            GradeRules(tier_shares=(self.HALF, self.HALF))

    def test_every_title_has_its_grades(self) -> None:
        with pytest.raises(ValidationError, match="every title"):
            GradeRules(titles=(TitleGrades(title=Title.FIRST, highest=8),))

    def test_no_ceiling_is_above_the_whole(self) -> None:
        with pytest.raises(ValidationError, match="no more than 1"):
            TierShare(level=Level.JUNIOR, tier=Tier.SENIOR, max_share=Share.of("5/4"))

    def test_a_notice_s_bounds_are_in_order(self) -> None:
        with pytest.raises(ValidationError, match="must not be under"):
            IntakeRules(notice_days=10, notice_max_days=9)

    def test_a_pack_without_the_later_sections_keeps_its_digest(self) -> None:
        known = "8170f58676127300287d0a6f0d3a6265edad4e9638f60cfa4503b28df0e25936"
        assert pack().sha256() == known
        assert {"quota", "grades", "intake", "exchange"}.isdisjoint(pack().model_dump(mode="json"))
        assert len({pack().sha256(), pack(quota={}).sha256(), pack(exchange={}).sha256()}) == 3
        assert type(g.STAFFED).model_validate_json(g.STAFFED.model_dump_json()) == g.STAFFED
