"""Who approves a leave: the principal, or the level that the plan's matrix names [S002-31]."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_commands as c
from domain.appraisal.file_errors import LeaveApproverError
from domain.appraisal.file_events import LeaveApproved, LeaveRecorded
from domain.appraisal.grades import LeaveKind, LeaveLevel
from domain.mandate.events import BodyKind, BodyRegistered
from domain.planning.attendance_sections import AttendanceRules
from domain.planning.errors import PackRefusedError
from domain.planning.pack import RulePack
from domain.school.events import PostsPublished
from domain.teacher.state import Teacher
from tests.domain import attendance_given as g
from tests.domain.planning_given import PLAN, TOWN, drafted, pack
from tests.support.desk import Desk

SICK, PERSONAL, MATERNITY = LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.MATERNITY
MATRIX = [
    {"kind": "personal", "days_max": 3, "level": "principal"},
    {"kind": "personal", "days_max": 15, "level": "town_office"},
    {"kind": "personal", "level": "education_bureau"},
    {"kind": "sick", "days_max": 15, "level": "principal"},
    {"kind": "sick", "level": "town_office"},
]
PUBLISHED = PostsPublished(plan=PLAN, establishment=3, posts=())
TOWN_OFFICE = BodyRegistered(kind=BodyKind.TOWN_OFFICE, name="镇教办", parent="bureau")


def desk_of(matrix: object = MATRIX) -> Desk:
    """Return the desk of a school whose plan has this matrix."""
    desk = g.school(pack(attendance={**g.RULES, "leave_approval": matrix}))
    desk.given(f"school:{g.SCHOOL}", PUBLISHED)
    desk.given(f"body:{TOWN}", TOWN_OFFICE)
    return desk


@pytest.fixture
def desk() -> Desk:
    return desk_of()


def leave(days: int, kind: LeaveKind = PERSONAL, first: int = 7, name: str = "l1") -> c.RecordLeave:
    """Return leave of some days from a day of September on."""
    begins = g.september(first)
    return c.RecordLeave(
        teacher=g.ONE,
        leave=name,
        kind=kind,
        from_on=begins,
        until_on=date.fromordinal(begins.toordinal() + days),
        evidence="申请书",
    )


def approved(desk: Desk, command: c.RecordLeave) -> tuple[str, int] | None:
    """Return the body that must approve a leave besides the principal, and its days."""
    recorded, *further = desk.do(command)
    assert isinstance(recorded, LeaveRecorded)
    if not further:
        return None
    (event,) = further
    assert isinstance(event, LeaveApproved)
    return event.approved_by, event.natural_days


@pytest.mark.parametrize(
    ("days", "kind", "by"),
    [
        (3, PERSONAL, None),
        (4, PERSONAL, TOWN),
        (15, PERSONAL, TOWN),
        (16, PERSONAL, "bureau"),
        (15, SICK, None),
        (16, SICK, TOWN),
        (158, MATERNITY, None),
    ],
)
def test_the_level_follows_from_kind_and_days(
    desk: Desk, days: int, kind: LeaveKind, by: str | None
) -> None:
    """Shows approval_of."""
    found = approved(desk, leave(days, kind))
    assert found == (None if by is None else (by, days))
    teacher = desk.find(Teacher, g.ONE)
    assert teacher is not None
    assert [each.approved_by for each in teacher.file.leaves] == [by]
    assert desk.replayed() == desk.states


def test_an_approval_is_of_the_leave_that_it_names(desk: Desk) -> None:
    desk.do(leave(1, first=1, name="l0"), leave(16))
    teacher = desk.find(Teacher, g.ONE)
    assert teacher is not None
    assert [each.approved_by for each in teacher.file.leaves] == [None, "bureau"]


@pytest.mark.parametrize("days", [4, 16])
def test_for_a_school_of_its_own_the_bureau_is_both_levels_above(days: int) -> None:
    desk = desk_of()
    bureau = BodyRegistered(kind=BodyKind.EDUCATION_BUREAU, name="区教育局", parent="government")
    desk.given(f"body:{TOWN}", bureau)
    assert approved(desk, leave(days)) == (TOWN, days)


class TestLeaveInPieces:
    """续假合并计算: nobody passes a level by asking twice."""

    def test_counts_with_what_it_goes_on_from(self, desk: Desk) -> None:
        """Shows days_in_a_row."""
        assert approved(desk, leave(3, first=7)) is None  # 7, 8, 9
        assert approved(desk, leave(1, first=10, name="l2")) == (TOWN, 4)

    def test_counts_with_what_it_leads_up_to(self, desk: Desk) -> None:
        assert approved(desk, leave(3, first=9)) is None
        assert approved(desk, leave(2, first=7, name="l2")) == (TOWN, 5)

    def test_counts_across_days_off(self, desk: Desk) -> None:
        assert approved(desk, leave(2, first=10)) is None  # Thursday and Friday
        assert approved(desk, leave(1, first=14, name="l2")) == (TOWN, 5)

    def test_counts_as_a_whole_when_a_gap_is_filled(self, desk: Desk) -> None:
        assert approved(desk, leave(2, first=7)) is None
        assert approved(desk, leave(2, first=10, name="l2")) is None
        assert approved(desk, leave(1, first=9, name="l3")) == (TOWN, 5)

    def test_counts_days_twice_asked_for_once(self, desk: Desk) -> None:
        assert approved(desk, leave(3, first=7)) is None
        assert approved(desk, leave(3, first=7, name="l2")) is None

    def test_does_not_count_over_a_day_of_work(self, desk: Desk) -> None:
        assert approved(desk, leave(3, first=7)) is None
        assert approved(desk, leave(3, first=11, name="l2")) is None

    def test_does_not_count_with_leave_of_another_nature(self, desk: Desk) -> None:
        assert approved(desk, leave(158, MATERNITY, first=1)) is None
        assert approved(desk, leave(3, first=7, name="l2")) is None

    def test_knows_weekends_alone_where_the_year_has_no_table(self, desk: Desk) -> None:
        friday = date(2032, 9, 10)
        first = leave(1).model_copy(update={"from_on": friday, "until_on": date(2032, 9, 11)})
        then = leave(3, name="l2").model_copy(
            update={"from_on": date(2032, 9, 13), "until_on": date(2032, 9, 16)}
        )
        assert approved(desk, first) is None
        assert approved(desk, then) == (TOWN, 6)


class TestWithoutAMatrix:
    """The principal approves all leave, as before there was a matrix."""

    def test_a_pack_may_have_none(self) -> None:
        assert approved(desk_of([]), leave(300)) is None
        plain = g.school(pack())
        plain.given(f"school:{g.SCHOOL}", PUBLISHED)
        assert approved(plain, leave(300)) is None

    def test_a_school_without_a_plan_has_none(self) -> None:
        assert approved(g.school(), leave(300)) is None

    def test_a_plan_that_is_not_in_force_has_none(self) -> None:
        desk = g.school(pack())
        of: RulePack = pack(attendance={**g.RULES, "leave_approval": MATRIX})
        desk.given("plan:draft", drafted(of))
        desk.given(f"school:{g.SCHOOL}", PUBLISHED.model_copy(update={"plan": "draft"}))
        assert approved(desk, leave(300)) is None


def test_the_bureau_must_be_known_that_approves() -> None:
    desk = g.school(pack(attendance={**g.RULES, "leave_approval": MATRIX}))
    desk.given(f"school:{g.SCHOOL}", PUBLISHED)
    told = {"school": g.SCHOOL, "needed": "education_bureau"}
    desk.refuses(leave(16), LeaveApproverError, **told)
    desk.given(f"body:{TOWN}", TOWN_OFFICE.model_copy(update={"parent": None}))
    desk.refuses(leave(16), LeaveApproverError)
    assert approved(desk, leave(4)) == (TOWN, 4)


@pytest.mark.parametrize(
    "rows",
    [
        [{"kind": "sick", "days_max": 3, "level": "principal"}],
        [{"kind": "sick", "level": "principal"}, {"kind": "sick", "level": "town_office"}],
        [
            {"kind": "sick", "days_max": 5, "level": "principal"},
            {"kind": "sick", "days_max": 5, "level": "town_office"},
            {"kind": "sick", "level": "education_bureau"},
        ],
        [
            {"kind": "sick", "days_max": 5, "level": "town_office"},
            {"kind": "sick", "level": "principal"},
        ],
    ],
)
def test_a_matrix_leaves_no_leave_to_nobody_or_to_two(rows: object) -> None:
    with pytest.raises(PackRefusedError) as caught:
        pack(attendance={**g.RULES, "leave_approval": rows})
    assert caught.value.facts["where"] == "attendance.leave_approval"


def test_a_vacation_has_a_day() -> None:
    none = {"title": "寒假", "from_on": "2027-01-20", "until_on": "2027-01-20"}
    with pytest.raises(PackRefusedError, match="day after the last day off"):
        pack(attendance={**g.RULES, "vacations": [none]})


def test_a_pack_without_the_section_keeps_its_digest() -> None:
    assert "attendance" not in pack().model_dump(mode="json")
    rules = pack(attendance=g.RULES).attendance
    assert rules == AttendanceRules(publicity_working_days=3, settle_by_day=15)
    assert rules.level_for(SICK, 400) is LeaveLevel.PRINCIPAL
