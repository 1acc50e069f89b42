"""Calls for honours in a town in September 2026, step by step."""

from __future__ import annotations

from datetime import date

from domain.honour import commands as c
from domain.honour.events import ContentMark, NomineeShare, YearOnPaper
from domain.honour.state import Held, HonourCall, Honours
from domain.office import commands as o
from domain.planning.pack import RulePack
from tests.domain import office_given as g
from tests.domain.planning_given import PLAN, TOWN, noon, pack
from tests.support.desk import Desk

CALL = "call-2026"
SEVENTH, DEADLINE = g.september(7), g.september(18)
CHOICE_ON, OUT_ON = g.september(21), g.september(30)
"""Chosen and published on Monday the 21st; five working days are over on the 29th."""
SECTION: dict[str, object] = {
    "categories": [
        {"id": "teacher", "title": "优秀教师", "kind": "award"},
        {"id": "joint", "title": "先进工作者", "kind": "award", "joint": True},
        {"id": "principal", "title": "优秀校长", "kind": "award", "offices": ["校长"]},
        {"id": "class-teacher", "title": "优秀班主任", "kind": "award", "offices": ["班主任"]},
        {"id": "proven", "title": "模范教师", "kind": "award", "prize": "excelled"},
        {
            "id": "graded",
            "title": "考核优秀教师",
            "kind": "award",
            "appraisal_years": 3,
            "excellent_years": 1,
        },
        {"id": "named", "title": "名师", "kind": "named_teacher", "term_years": 3},
        {"id": "reserve", "title": "后备干部", "kind": "reserve_cadre", "term_years": 2},
    ],
    "named_teacher": {
        "contents": [
            {"id": "role", "title": "作用发挥", "points": "60"},
            {"id": "work", "title": "本职工作", "points": "40"},
        ],
        "key_content": "role",
        "grades": [
            {"id": "excellent", "title": "优秀", "from_points": "90", "allowance": "2"},
            {"id": "qualified", "title": "合格", "from_points": "60", "allowance": "1"},
        ],
    },
}
PACK = pack(honours=SECTION)
SHARES = (NomineeShare(body=g.SCHOOL, nominees=2), NomineeShare(body=TOWN, nominees=1))


def town(of: RulePack = PACK) -> Desk:
    """Return a town on 7 September, whose plan's pack has honours."""
    return g.staffed(of)


def opening(category: str = "teacher", **changes: object) -> c.OpenCall:
    command = c.OpenCall(
        call=CALL,
        plan=PLAN,
        bureau=g.BUREAU,
        category=category,
        occasion="2026年教师节表彰",
        places=2,
        shares=SHARES,
        deadline_on=DEADLINE,
    )
    return command.model_copy(update=changes)


def nominate(
    teacher: str, nominator: str = g.SCHOOL, told_on: date = SEVENTH, *papers: YearOnPaper
) -> c.NominateTeacher:
    return c.NominateTeacher(
        call=CALL,
        teacher=teacher,
        nominator=nominator,
        told_on=told_on,
        papers=papers,
        materials="事迹材料",
    )


def choose(*teachers: str) -> c.ChooseHonourees:
    return c.ChooseHonourees(call=CALL, chosen=teachers, reason="综合评审")


PUBLISH = o.PublishOutcome(matter=CALL, working_days=5)
END = o.EndPublicity(matter=CALL)
CONFER = c.ConferHonours(call=CALL, document="教发〔2026〕20号")


def called(category: str = "teacher", of: RulePack = PACK) -> Desk:
    """A call is open since the 7th; it is the 15th, five working days later."""
    desk = town(of)
    desk.do(opening(category))
    desk.at = noon(g.september(15))
    return desk


def chosen(*teachers: str, category: str = "teacher", of: RulePack = PACK) -> Desk:
    """They were nominated on the 15th and chosen on the 21st."""
    desk = called(category, of)
    desk.do(*(nominate(each) for each in teachers))
    desk.at = noon(CHOICE_ON)
    desk.do(choose(*teachers))
    return desk


def run_out(*teachers: str, category: str = "teacher", of: RulePack = PACK) -> Desk:
    """Their publicity has ended on the 30th."""
    desk = chosen(*teachers, category=category, of=of)
    desk.do(PUBLISH)
    desk.at = noon(OUT_ON)
    desk.do(END)
    return desk


def conferred(*teachers: str, category: str = "teacher", of: RulePack = PACK) -> Desk:
    """They have been honoured on the 30th."""
    desk = run_out(*teachers, category=category, of=of)
    desk.do(CONFER)
    return desk


def call_of(desk: Desk) -> HonourCall:
    state = desk.find(HonourCall, CALL)
    assert state is not None
    return state


def held(desk: Desk, teacher: str = "t1") -> Held:
    state = desk.find(Honours, teacher)
    assert state is not None
    assert state.body == g.BUREAU
    return state.held[CALL]


def appraise(year: int, role_milli: int, work_milli: int) -> c.AppraiseNamedTeacher:
    return c.AppraiseNamedTeacher(
        teacher="t1",
        call=CALL,
        term_year=year,
        marks=(
            ContentMark(content="role", mark_milli=role_milli),
            ContentMark(content="work", mark_milli=work_milli),
        ),
        document="名师考核通报",
    )


def attach(**changes: object) -> c.StartAttachment:
    command = c.StartAttachment(
        teacher="t1",
        call=CALL,
        school=g.OTHER,
        aims="独立主持一次教研活动",
        from_on=date(2026, 10, 8),
        until_on=date(2027, 1, 8),
    )
    return command.model_copy(update=changes)


def end_attachment(*, passed: bool) -> c.EndAttachment:
    return c.EndAttachment(teacher="t1", call=CALL, passed=passed, document="跟岗鉴定")
