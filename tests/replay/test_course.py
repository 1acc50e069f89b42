"""What a dossier tells of the case itself: its course, its decision, its parties."""

from __future__ import annotations

from datetime import date

from audit.dossier.course import Course, course_of, parties_in
from audit.replay.case import Step
from audit.replay.checked_act import CheckedAct
from audit.replay.comparing import data_of
from audit.replay.events import Logged
from audit.replay.rerun import Outcome
from audit.replay.source import Place
from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind as K
from domain.dispute.events import Capacity
from tests.domain import dispute_steps as d
from tests.domain.dispute_deciding_given import EXTEND, HEAR, MEDIATE, REDO, RESUME, appeal, at
from tests.support.desk import Desk

VOID = r.VoidMark(round="r1", judge="j1", bidder="a1", item="interview")
FALLS = r.RevokeAppointment(round="r1", teacher="a1")


def steps_of(desk: Desk) -> list[Step]:
    found = []
    for position, (stream, event) in enumerate(desk.history, start=1):
        if stream.startswith("dispute:"):
            place = Place(position, 0)
            logged = Logged(place, stream, position, event, data_of(event))
            checked = CheckedAct(position, None, (), (logged,), ())
            found.append(Step(checked, Outcome((logged,), (), asked=False), matters=True))
    return found


def told(desk: Desk) -> tuple[Course, dict[str, str]]:
    course = course_of(steps_of(desk), {"a2": "李敏"}, lambda body: f"〔{body}〕")
    return course, dict(course.rows)


def test_the_cover_tells_who_decided_what_and_why() -> None:
    desk = d.admitted(d.offices(), d.receive(about=d.matter(against="a1")))
    d.investigate(desk)
    desk.do(d.decide(r.Outcome.REVOKE, VOID, FALLS), d.SERVE)
    course, rows = told(desk)
    assert rows["申请人"] == "李敏（a2）"
    assert rows["相对人"] == "a1"
    assert rows["原决定单位"] == "〔school-1〕"
    assert rows["收到"] == f"2026-08-25，承办单位〔{d.OFFICE}〕，2026-09-08前作出决定"
    assert rows["作出决定"] == "2026-08-25"
    assert rows["送达"] == "2026-08-25，当面送达；后续救济：无"
    assert course.outcome == "撤销"
    assert course.reasons == ("事实不清、证据不足：评分依据与档案不符（依据：B7-14）",)
    assert course.remedies[0].startswith("类别：评分作废；竞聘轮次：r1；评委：j1")
    assert list(course.parts["a2"]) == ["申请人"]
    assert list(course.parts[d.CHAIR]) == ["处理决定主持人"]


def test_the_names_of_parties_are_needed_and_of_nobody_else() -> None:
    desk = d.offices()
    desk.do(d.receive(about=d.matter(against="a1"), filed_by="sister", capacity=Capacity.RELATIVE))
    assert parties_in(steps_of(desk)) == {"a1", "a2", "sister"}
    assert list(told(desk)[0].parts["sister"]) == ["代为提出人"]


def test_an_investigator_who_withdrew_is_told_as_such() -> None:
    desk = d.admitted(d.offices())
    desk.do(c.AppointInvestigators(case=d.CASE, investigators=d.PANEL))
    gone = d.PANEL[0]
    desk.do(
        c.ReplaceInvestigator(case=d.CASE, withdrawn=gone, successor=d.SUBSTITUTE, reason="近亲属")
    )
    desk.do(HEAR, MEDIATE)
    parts = {person: list(each) for person, each in told(desk)[0].parts.items()}
    assert parts[gone] == ["已退出的调查人员"]
    assert parts[d.SUBSTITUTE] == ["调查人员"]
    assert "听证主持人" in parts[HEAR.chair]
    assert "调解人" in parts[MEDIATE.mediator]
    assert told(desk)[1]["开始调解"].startswith("2026-08-25，")
    desk.do(c.EndMediation(case=d.CASE, agreed=True, text="重新告知"))
    assert told(desk)[1]["调解结束"] == "2026-08-25，达成协议"


def test_every_stop_on_the_way_has_its_row() -> None:
    desk = d.offices()
    desk.do(d.receive())
    desk.do(
        c.RequestMaterial(case=d.CASE, missing=("评分表",), until=date(2026, 8, 31)),
        c.SupplyMaterial(case=d.CASE, by="a2", text="评分表"),
        c.HandOverCase(case=d.CASE, to_owner="new", body=d.OFFICE, reason="分工调整"),
        c.AdmitCase(case=d.CASE),
        c.SuspendCase(case=d.CASE, waiting_for="监察机关结论"),
        RESUME,
    )
    d.investigate(desk)
    desk.do(d.decide(r.Outcome.REDO, REDO), d.SERVE)
    at(desk, date(2026, 10, 9)).do(
        c.ExecuteCase(case=d.CASE, report="已经重作"), c.ArchiveCase(case=d.CASE)
    )
    _, rows = told(desk)
    assert rows["一次性告知"] == "2026-08-25，评分表，2026-08-31前补正"
    assert rows["移送"] == f"2026-08-25，移送〔{d.OFFICE}〕（分工调整）"
    assert rows["中止"] == "2026-08-25，监察机关结论"
    assert rows["恢复"] == "2026-08-25，2026-09-08前作出决定"
    assert rows["执行"] == "2026-10-09，已逾期，已经重作"
    assert rows["归档"] == "2026-10-09"


def test_an_appeal_tells_its_extension_and_what_may_follow() -> None:
    desk = appeal()
    d.investigate(desk)
    desk.do(EXTEND, d.decide(r.Outcome.UPHOLD), d.SERVE)
    _, rows = told(desk)
    assert rows["延长期限"] == "2026-08-25，2026-11-25前作出决定"
    assert "后续救济：再申诉，2026-09-24前提出" in rows["送达"]


def test_who_was_turned_away_or_went_is_told_so() -> None:
    desk = d.offices()
    desk.do(d.receive(K.REVIEW), c.DeclareInadmissible(case=d.CASE))
    course, rows = told(desk)
    assert (course.outcome, rows["终结"]) == ("不予受理", "2026-08-25")
    assert "不属于受理范围" in course.reasons
    assert course.remedies[0].startswith("其他救济途径：区管校聘争议处理")
    desk = d.offices()
    desk.do(d.receive(), c.WithdrawCase(case=d.CASE, by="a2"))
    assert told(desk)[0].outcome == "申请人撤回，案件终结"
