"""What holds for every history of quota, grades, intake and exchange that the rules let happen."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import invariant

from domain.grade.state import GradeRecord, GradeStructure
from domain.intake.events import Channel
from domain.intake.state import Intake, Replacement
from domain.planning.state import Plan
from domain.quota.state import DistrictTotals, Quota
from domain.school.posts import PostKind
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.staffing import tier_of
from tests.domain.staffing_steps import PEOPLE, PLAN_OF, PLANS, RATIOS, SCHOOLS, YEAR, StaffingSteps


class Staffing(StaffingSteps):
    """What must hold after every step."""

    @invariant()
    def the_district_is_never_exceeded(self) -> None:
        totals = self.desk.find(DistrictTotals, YEAR)
        if totals is None:
            return
        drawn = sum(totals.establishment_drawn.values())
        posts = sum(totals.posts_drawn.values())
        assert drawn <= totals.establishment
        assert posts <= (totals.posts or 0) <= totals.establishment or not posts
        for plan, total in totals.establishment_drawn.items():
            quota = self.desk.find(Quota, plan)
            assert quota is not None
            assert quota.establishment == total

    @invariant()
    def no_plan_and_no_school_is_exceeded(self) -> None:
        for plan in PLANS:
            quota = self.desk.find(Quota, plan)
            if quota is None:
                continue
            assert (quota.posts or 0) <= quota.establishment
            assert sum(share.establishment for share in quota.shares) <= quota.establishment
            assert sum(share.posts for share in quota.shares) <= (quota.posts or 0)
            assert all(share.posts <= share.establishment for share in quota.shares)

    @invariant()
    def no_post_has_more_holders_than_seats(self) -> None:
        for name in SCHOOLS:
            school, quota = self.desk.find(School, name), self.desk.find(Quota, PLAN_OF[name])
            assert school is not None
            if not school.posts:
                assert not school.people
                continue
            share = quota.share_of(name) if quota is not None else None
            assert share is not None
            teaching = (each for each in school.posts if each.kind is PostKind.TEACHING)
            assert sum(each.headcount for each in teaching) <= share.posts
            for post in school.posts:
                assert len(school.holders(post.number)) <= post.headcount
            assert len(school.people) <= school.establishment == share.establishment

    @invariant()
    def everybody_holds_one_post_set_and_the_schools_know_it(self) -> None:
        for person in PEOPLE:
            teacher = self.desk.find(Teacher, person)
            assert teacher is not None
            sat = {
                (name, number)
                for name in SCHOOLS
                if (school := self.desk.find(School, name)) is not None
                for number, holders in school.seats.items()
                if person in holders
            }
            held = teacher.holds
            told = {(held.school, number) for number in held.posts} if held is not None else set()
            assert sat == told

    @invariant()
    def no_grade_has_more_holders_than_seats_and_no_tier_more_than_its_ratio(self) -> None:
        for name in SCHOOLS:
            structure, quota = (
                self.desk.find(GradeStructure, name),
                self.desk.find(Quota, PLAN_OF[name]),
            )
            if structure is None:
                continue
            share = quota.share_of(name) if quota is not None else None
            assert share is not None
            assert sum(structure.seats.values()) <= structure.teaching_posts <= share.posts
            for series, grade in structure.holders.values():
                assert structure.taken(grade, series) <= structure.seats[series, grade]
            for tier, ratio in RATIOS.items():
                seats = sum(
                    n for (_, grade), n in structure.seats.items() if tier_of(grade) is tier
                )
                taken = sum(tier_of(grade) is tier for _, grade in structure.holders.values())
                assert taken <= seats <= ratio * structure.teaching_posts

    @invariant()
    def a_grade_is_held_once_and_the_title_opens_it(self) -> None:
        plan = self.desk.find(Plan, "plan-1")
        assert plan is not None
        of_grades = plan.draft.grades
        assert of_grades is not None
        for person in PEOPLE:
            record = self.desk.find(GradeRecord, person)
            held = record.holds if record is not None else None
            told = {
                (name, structure.holders[person])
                for name in SCHOOLS
                if (structure := self.desk.find(GradeStructure, name)) is not None
                and person in structure.holders
            }
            kept = {(held.school, (held.series, held.grade))} if held is not None else set()
            assert told == kept
            if record is not None and held is not None and record.title is not None:
                assert held.grade >= of_grades.highest_grade_of(record.title)

    @invariant()
    def nobody_comes_beyond_the_places_and_one_retirement_brings_one(self) -> None:
        claimed = 0
        for plan in PLANS:
            intake, quota = self.desk.find(Intake, plan), self.desk.find(Quota, plan)
            if intake is None:
                continue
            for school, staff in intake.staff.items():
                lines = [each for each in intake.lines.values() if each.school == school]
                new = sum(
                    len(each.admitted) for each in lines if each.channel is not Channel.REPLACEMENT
                )
                share = quota.share_of(school) if quota is not None else None
                assert share is not None
                assert staff + new <= share.establishment
            for line in intake.lines.values():
                assert len(line.admitted) <= line.places
                claimed += line.channel is Channel.REPLACEMENT
        assert claimed == sum(self.desk.find(Replacement, each) is not None for each in PEOPLE)

    def teardown(self) -> None:
        assert self.desk.replayed() == self.desk.states


TestStaffing = Staffing.TestCase
TestStaffing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
