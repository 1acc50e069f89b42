"""A competition for an office is announced: for which seat, by which rules, with which days."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError
from domain.office import commands as c
from domain.office import errors
from domain.office import events as e
from domain.planning.office_sections import OfficeKind, OfficeLevel
from domain.principal import commands as p
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import PACK, PLAN, SHA, TOWN, pack
from tests.domain.principal_given import MEMBERS
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


class TestAnnouncing:
    def test_the_announcement_says_what_the_law_of_notices_asks(self, desk: Desk) -> None:
        assert desk.do(g.announce()) == [
            e.CompetitionAnnounced(
                plan=PLAN,
                pack_sha256=SHA,
                organiser=TOWN,
                school=g.SCHOOL,
                post=g.VICE,
                title="副校长",
                kind=OfficeKind.VICE_PRINCIPAL,
                level=None,
                seats=1,
                duties=("副校长工作",),
                conditions=PACK.office_rules.vice_principal.conditions,
                pay="按规定执行",
                place="实验小学",
                on=g.september(7),
                deadline_on=g.september(10),
            )
        ]
        assert g.competition_of(desk).body == TOWN

    @pytest.mark.parametrize(
        ("level", "title", "duties"),
        [
            (OfficeLevel.JUNIOR, "初级班主任", ("学生日常管理", "班级组织")),
            (
                OfficeLevel.INTERMEDIATE,
                "中级班主任",
                ("学生日常管理", "班级组织", "学业指导", "家校沟通"),
            ),
            (
                OfficeLevel.SENIOR,
                "高级班主任",
                (
                    "学生日常管理",
                    "班级组织",
                    "学业指导",
                    "家校沟通",
                    "学生评价",
                    "班级管理策略的制定",
                ),
            ),
        ],
    )
    def test_each_level_of_class_teacher_has_the_duties_of_those_below(
        self, desk: Desk, level: OfficeLevel, title: str, duties: tuple[str, ...]
    ) -> None:
        """Shows duties_of."""
        (announced,) = desk.do(g.announce(OfficeKind.CLASS_TEACHER, level))
        assert isinstance(announced, e.CompetitionAnnounced)
        assert (announced.title, announced.duties) == (title, ("班主任工作", *duties))
        assert [each.id for each in announced.conditions] == ["degree", "experience", "teamwork"]

    @pytest.mark.parametrize(
        ("level", "condition"),
        [
            (OfficeLevel.JUNIOR, "newcomer"),
            (OfficeLevel.INTERMEDIATE, "able"),
            (OfficeLevel.SENIOR, "outstanding"),
        ],
    )
    def test_each_level_of_manager_has_its_own_condition(
        self, desk: Desk, level: OfficeLevel, condition: str
    ) -> None:
        (announced,) = desk.do(g.announce(OfficeKind.MANAGER, level, organiser=TOWN))
        assert isinstance(announced, e.CompetitionAnnounced)
        assert [each.id for each in announced.conditions] == [condition]

    def test_a_town_writes_its_own_conditions(self) -> None:
        """Shows conditions_of."""
        office = {"titles": ["副校长"], "conditions": [{"id": "young", "title": "年富力强"}]}
        desk = g.staffed(pack(offices={"vice_principal": office}))
        (announced,) = desk.do(g.announce())
        assert isinstance(announced, e.CompetitionAnnounced)
        assert [each.id for each in announced.conditions] == ["young"]

    @pytest.mark.parametrize(
        ("kind", "organiser"),
        [
            (OfficeKind.VICE_PRINCIPAL, g.SCHOOL),
            (OfficeKind.MANAGER, g.OTHER),
            (OfficeKind.CLASS_TEACHER, TOWN),
        ],
    )
    def test_an_office_is_opened_by_the_body_whose_matter_it_is(
        self, desk: Desk, kind: OfficeKind, organiser: str
    ) -> None:
        command = g.announce(kind, organiser=organiser)
        desk.refuses(command, errors.WrongOrganiserError, organiser=organiser)

    @pytest.mark.parametrize(
        "command",
        [
            g.announce(level=OfficeLevel.JUNIOR),
            g.announce(OfficeKind.MANAGER),
            g.announce(OfficeKind.CLASS_TEACHER),
        ],
    )
    def test_managers_and_class_teachers_have_a_level_and_vice_principals_none(
        self, desk: Desk, command: c.AnnounceCompetition
    ) -> None:
        desk.refuses(command, errors.LevelError)

    @pytest.mark.parametrize("post", ["职务-99", "辅助-01"])
    def test_an_office_is_in_the_published_list(self, desk: Desk, post: str) -> None:
        desk.refuses(g.announce(post=post), errors.NotAnOfficeError, post=post)

    @pytest.mark.parametrize("seats", [0, 2])
    def test_no_more_seats_are_opened_than_are_vacant(self, desk: Desk, seats: int) -> None:
        desk.refuses(g.announce(seats=seats), errors.NotVacantError, headcount=1, held=0)

    def test_an_office_that_is_held_is_not_vacant(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t3"))
        desk.refuses(g.announce(), errors.NotVacantError, held=1)

    def test_an_office_is_vacant_from_the_day_on_which_the_term_has_ended(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t3", until_on=g.september(7)))
        assert len(desk.do(g.announce())) == 1

    def test_class_teachers_of_all_levels_share_the_seats(self, desk: Desk) -> None:
        desk.given(f"school:{g.SCHOOL}", g.holder("高级班主任", "t3"))
        desk.refuses(g.CLASS_TEACHERS, errors.NotVacantError, seats=2, headcount=2, held=1)

    def test_the_deadline_leaves_the_days_of_the_pack(self, desk: Desk) -> None:
        early = g.announce(deadline_on=g.september(9))
        desk.refuses(early, errors.DeadlineError, earliest="2026-09-10")

    def test_offices_are_opened_under_a_frozen_plan(self) -> None:
        g.staffed(freeze=False).refuses(g.announce(), errors.PlanNotFrozenError)

    def test_an_announcement_holds_no_personal_numbers(self, desk: Desk) -> None:
        call = g.announce(pay="详询19912345678")
        desk.refuses(call, PersonalDataError, field="pay", kind="mobile")

    def test_an_id_is_used_once_for_competitions_and_selections(self, desk: Desk) -> None:
        desk.do(g.announce())
        desk.refuses(g.announce(), AlreadyExistsError)
        opened = p.OpenSelection(
            selection=g.MATTER, plan=PLAN, bureau=g.BUREAU, school=g.SCHOOL, members=MEMBERS
        )
        desk.refuses(opened, AlreadyExistsError)


def test_the_examples_begin_after_the_term_has_started() -> None:
    assert g.september(7) > date(2026, 9, 1)
