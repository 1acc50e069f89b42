"""Teaching researchers: subject groups of schools, and part-time places for former ones."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError
from domain.planning.pack import RulePack
from domain.research import commands as c
from domain.research import errors
from domain.research import events as e
from domain.research.state import ResearchYear
from domain.school.events import OfficeGranted
from domain.school.posts import StaffClass
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, SCHOOLS, SHA, TOWN, noon, pack, registered_school
from tests.support.desk import Desk

YEAR = "research-2026"
SUBJECTS = ("语文", "数学", "英语")
OPEN = c.OpenResearchYear(
    year=YEAR,
    plan=PLAN,
    town_office=TOWN,
    director="d1",
    deputies=("d2", "d3"),
    subjects=SUBJECTS,
    schools=SCHOOLS[:2],
    centre=g.SCHOOL,
    part_time_places=2,
    former=("t2", "u2"),
    deadline_on=g.september(10),
)
SETTLE = c.SettleResearchYear(year=YEAR)
DECLINE = c.DeclinePartTimePlace(year=YEAR, teacher="u2")


def apply(teacher: str, subject: str = "语文", school: str = g.SCHOOL) -> c.ApplyForGroup:
    return c.ApplyForGroup(
        year=YEAR, school=school, subject=subject, teacher=teacher, reason="学科骨干"
    )


def award(subject: str = "语文", school: str = g.SCHOOL) -> c.AwardGroup:
    return c.AwardGroup(year=YEAR, school=school, subject=subject, reason="择优确定")


def appoint(teacher: str) -> c.AppointPartTimeResearcher:
    return c.AppointPartTimeResearcher(year=YEAR, teacher=teacher, reason="原教研员")


def opened(of: RulePack | None = None) -> Desk:
    desk = g.staffed() if of is None else g.staffed(of)
    desk.do(OPEN)
    return desk


def deciding(desk: Desk, *applications: c.ApplyForGroup) -> Desk:
    """Let schools apply; the deadline is over."""
    desk.do(*applications)
    desk.at = noon(g.september(11))
    return desk


class TestOpening:
    def test_the_town_office_says_which_groups_and_places_there_are(self) -> None:
        desk = g.staffed()
        assert desk.do(OPEN) == [
            e.ResearchYearOpened(
                plan=PLAN,
                pack_sha256=SHA,
                town_office=TOWN,
                director="d1",
                deputies=("d2", "d3"),
                subjects=SUBJECTS,
                schools=SCHOOLS[:2],
                centre=g.SCHOOL,
                part_time_places=2,
                former=("t2", "u2"),
                on=g.september(7),
                deadline_on=g.september(10),
            )
        ]
        state = desk.find(ResearchYear, YEAR)
        assert state is not None
        assert state.body == TOWN
        desk.refuses(OPEN, AlreadyExistsError)

    @pytest.mark.parametrize("deputies", [("d2",), ("d2", "d2"), ("d1", "d2"), ("d2", "d3", "d4")])
    def test_the_research_office_has_a_director_and_two_deputies(
        self, deputies: tuple[str, ...]
    ) -> None:
        command = OPEN.model_copy(update={"deputies": deputies})
        g.staffed().refuses(command, errors.ResearchOfficeError, required=2)

    @pytest.mark.parametrize("subjects", [(), ("语文", "语文"), ("语", "数", "外", "体", "美")])
    def test_each_subject_has_one_group_and_the_schools_can_lead_them_all(
        self, subjects: tuple[str, ...]
    ) -> None:
        command = OPEN.model_copy(update={"subjects": subjects})
        g.staffed().refuses(command, errors.SubjectsError, room=4)

    @pytest.mark.parametrize(
        "changes",
        [
            {"town_office": "other-town"},
            {"schools": (g.SCHOOL, "far")},
            {"schools": (g.SCHOOL, g.SCHOOL)},
            {"centre": "far"},
        ],
    )
    def test_schools_and_centre_are_the_town_s(self, changes: dict[str, object]) -> None:
        g.staffed().refuses(OPEN.model_copy(update=changes), errors.NotOfTheTownError)

    def test_a_school_that_went_to_another_town_office_is_not_the_town_s(self) -> None:
        desk = g.staffed()
        gone = registered_school().model_copy(update={"town_office": "other-town"})
        desk.given(f"school:{g.OTHER}", gone)
        desk.refuses(OPEN, errors.NotOfTheTownError, school=g.OTHER)

    def test_the_deadline_lies_ahead(self) -> None:
        command = OPEN.model_copy(update={"deadline_on": g.september(6)})
        g.staffed().refuses(command, errors.DeadlineNotOverError)


class TestGroups:
    def test_a_school_applies_with_subject_and_candidate(self) -> None:
        applied = e.GroupApplied(school=g.SCHOOL, subject="语文", teacher="t1", reason="学科骨干")
        assert opened().do(apply("t1")) == [applied]

    @pytest.mark.parametrize(
        "command", [apply("t1", "体育"), apply("t1", school=g.THIRD), apply("t1", school="far")]
    )
    def test_only_for_the_subjects_and_schools_of_the_year(self, command: c.ApplyForGroup) -> None:
        opened().refuses(command, errors.GroupUnknownError)

    def test_once_a_subject_and_in_time(self) -> None:
        desk = opened()
        desk.do(apply("t1"))
        desk.refuses(apply("t2"), errors.GroupTakenError)
        desk.at = noon(g.september(11))
        desk.refuses(apply("t2", "数学"), errors.ResearchYearClosedError)

    def test_the_candidate_teaches_in_the_school(self) -> None:
        desk = opened()
        g.hired(desk, "aux", g.SCHOOL, staff_class=StaffClass.AUXILIARY)
        for teacher in ("u1", "w1", "aux"):
            desk.refuses(apply(teacher), errors.BasePostMissingError, teacher=teacher)

    def test_the_town_office_decides_and_the_leader_is_researcher_for_the_year(self) -> None:
        desk = deciding(opened(), apply("t1"), apply("u1", school=g.OTHER))
        assert desk.do(award()) == [
            e.GroupAwarded(school=g.SCHOOL, subject="语文", teacher="t1", reason="择优确定"),
            OfficeGranted(
                title="学科教研员（语文）",
                person="t1",
                post=None,
                from_on=g.september(11),
                until_on=date(2027, 9, 11),
            ),
        ]
        desk.refuses(award(school=g.OTHER), errors.GroupTakenError, subject="语文")

    def test_nothing_is_decided_while_schools_may_apply(self) -> None:
        desk = opened()
        desk.do(apply("t1"))
        desk.refuses(award(), errors.DeadlineNotOverError)

    def test_only_a_school_that_applied_gets_a_group(self) -> None:
        deciding(opened()).refuses(award(), errors.GroupUnknownError)

    def test_nobody_leads_two_groups(self) -> None:
        desk = deciding(opened(), apply("t1"), apply("t1", "数学"))
        desk.do(award())
        desk.refuses(award("数学"), errors.LeaderTakenError, teacher="t1")

    def test_a_school_leads_two_groups_at_most(self) -> None:
        desk = deciding(opened(), apply("t1"), apply("t2", "数学"), apply("t3", "英语"))
        desk.do(award(), award("数学"))
        desk.refuses(award("英语"), errors.SchoolFullError, groups=2)

    def test_the_seed_s_ten_groups_in_six_schools(self) -> None:
        """Four schools lead two groups, two lead one (S002-27)."""
        desk = g.staffed()
        hosts = tuple(f"s{n}" for n in range(1, 7))
        plan = desk.states[f"plan:{PLAN}"]
        desk.states[f"plan:{PLAN}"] = plan.model_copy(update={"schools": hosts})
        subjects = tuple(f"学科{n}" for n in range(1, 11))
        for host in hosts:
            desk.given(f"school:{host}", registered_school())
        desk.do(OPEN.model_copy(update={"schools": hosts, "centre": "s1", "subjects": subjects}))
        leads = [*hosts[:4], *hosts[:4], *hosts[4:]]
        for number, (subject, host) in enumerate(zip(subjects, leads, strict=True)):
            g.hired(desk, f"r{number}", host)
            desk.do(apply(f"r{number}", subject, host))
        desk.at = noon(g.september(11))
        desk.do(*(award(subject, host) for subject, host in zip(subjects, leads, strict=True)))
        (settled,) = desk.do(SETTLE)
        assert isinstance(settled, e.ResearchYearSettled)
        assert sorted(each.groups for each in settled.groups) == [1, 1, 2, 2, 2, 2]
        assert settled.vacant == ()


class TestPartTime:
    def test_a_former_researcher_teaches_two_thirds_of_a_load_at_the_centre(self) -> None:
        desk = opened()
        assert desk.do(appoint("t2")) == [
            e.PartTimeResearcherAppointed(
                teacher="t2",
                school=g.SCHOOL,
                former=True,
                periods_milli=10_000,
                due_periods_milli=8000,
                reason="原教研员",
            ),
            OfficeGranted(
                title="兼职教研员",
                person="t2",
                post=None,
                from_on=g.september(7),
                until_on=date(2027, 9, 7),
            ),
        ]
        desk.refuses(appoint("t2"), errors.LeaderTakenError)
        desk.refuses(appoint("t1"), errors.FormerFirstError, waiting=1)

    def test_less_than_the_part_of_a_load_is_too_light(self) -> None:
        desk = opened()
        g.hired(desk, "t2", g.SCHOOL, periods_milli=7999)
        desk.refuses(appoint("t2"), errors.LoadTooLightError, due_milli=8000)
        g.hired(desk, "t2", g.SCHOOL, periods_milli=8000)
        assert len(desk.do(appoint("t2"))) == 2

    def test_the_part_is_rounded_up(self) -> None:
        research = pack(offices={"research": {"full_load_periods_milli": 14_000}}).office_rules
        assert research.research.due_periods_milli == 9334

    def test_others_come_when_no_former_one_waits(self) -> None:
        desk = opened()
        desk.do(appoint("t2"))
        assert desk.do(DECLINE) == [e.PartTimePlaceDeclined(teacher="u2")]
        desk.refuses(DECLINE, errors.NotFormerError, teacher="u2")
        (appointed, _) = desk.do(appoint("t1"))
        assert isinstance(appointed, e.PartTimeResearcherAppointed)
        assert not appointed.former
        desk.refuses(appoint("t3"), errors.PlacesFullError, places=2)

    def test_a_pack_may_give_former_ones_no_preference(self) -> None:
        desk = opened(pack(offices={"research": {"prefer_former": False}}))
        assert len(desk.do(appoint("t1"))) == 2

    def test_the_place_is_at_the_central_school(self) -> None:
        opened().refuses(appoint("u2"), errors.BasePostMissingError, school=g.SCHOOL)

    def test_whoever_leads_a_group_has_no_part_time_place_too(self) -> None:
        desk = deciding(opened(), apply("t2"))
        desk.do(award())
        desk.refuses(appoint("t2"), errors.LeaderTakenError)


def test_a_settled_year_says_what_was_left_and_nothing_follows() -> None:
    desk = deciding(opened(), apply("t1"))
    desk.do(award(), appoint("t2"))
    assert desk.do(SETTLE) == [
        e.ResearchYearSettled(
            groups=(
                e.GroupsOfSchool(school=g.SCHOOL, groups=1),
                e.GroupsOfSchool(school=g.OTHER, groups=0),
            ),
            vacant=("数学", "英语"),
            part_time=("t2",),
        )
    ]
    desk.refuses(award("数学"), errors.ResearchYearClosedError)
    assert desk.replayed() == desk.states


def test_a_year_is_settled_after_the_deadline() -> None:
    opened().refuses(SETTLE, errors.DeadlineNotOverError)


def test_reasons_hold_no_personal_numbers() -> None:
    desk = opened()
    told = {"reason": "电话19912345678"}
    desk.refuses(apply("t1").model_copy(update=told), PersonalDataError)
    desk.refuses(appoint("t2").model_copy(update=told), PersonalDataError)
    deciding(desk, apply("t1"))
    desk.refuses(award().model_copy(update=told), PersonalDataError)
