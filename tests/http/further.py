"""What goes on beside a round: cases, protections, organs, awards, appraisals, attendance."""

from __future__ import annotations

from datetime import date

from audit.format.body import EventBody
from domain.appraisal.commands import HearStaff, OpenAppraisal, PlanAppraisal
from domain.attendance.commands import PublishAttendanceWeek, SummariseAttendanceMonth
from domain.attendance.marks import AttendanceLine
from domain.award.commands import GrantTeachingAward
from domain.award.events import AwardKind
from domain.dispute.channels import ChannelKind
from domain.dispute.commands import ReceiveCase
from domain.dispute.matters import Decider, Matter, MatterKind
from domain.organ.commands import SetUpOrgans
from domain.organ.events import Rank, Seat
from domain.planning.commands import AmendPack, RecordCongressVote
from domain.protection.commands import RecordProtection
from domain.protection.kinds import StatutoryKind
from tests.domain.planning_given import PLAN, pack
from tests.http.house import House
from tests.http.story import ROUND, SCHOOL, Story

HOLIDAYS = {"title": "调休放假", "from_on": "2026-09-05", "until_on": "2026-10-01"}
"""All of September but its first four days, so that one week is the whole month."""
CASE = "case-1"
COMPLAINT = "排名计算有误，恳请复核"
CERTIFICATE = "医院证明第7号"


def protected(story: Story) -> None:
    """t1 is pregnant; nobody but the vault may know."""
    protection = RecordProtection(
        teacher="t1",
        protection="p1",
        kind=StatutoryKind.PREGNANCY,
        from_on=date(2026, 9, 1),
        until_on=date(2027, 1, 1),
        evidence=CERTIFICATE,
    )
    story.act(protection, story.offices["registrar"])


def awarded(story: Story) -> None:
    """t1's class did better than others."""
    award = GrantTeachingAward(
        teacher="t1",
        plan=PLAN,
        kind=AwardKind.REACHED,
        examination="2026年期末",
        subject="数学",
        classes="三年级1班",
        class_mean_milli=86_000,
        mean_milli=82_000,
        evidence="成绩单",
    )
    story.act(award, story.offices["town"], story.offices["supervisor"])


def organised(story: Story) -> None:
    """The meeting that passed the plan set up its three organs."""
    organs = SetUpOrgans(
        plan=PLAN,
        leading=_under("town", "principal", "bureau"),
        dispute=_under("dispute", "m2", "m3"),
        supervision=_under("supervisor", "hr", "finance"),
        on=date(2026, 7, 1),
    )
    story.act(organs, story.offices["town"], story.offices["congress"])


def _under(head: str, *others: str) -> tuple[Seat, ...]:
    return (Seat(person=head, rank_held=Rank.HEAD), *(Seat(person=each) for each in others))


def appraised(story: Story) -> None:
    """The school has opened the appraisal of the year; three take part."""
    plan = PlanAppraisal(body=SCHOOL, year=2026, plan=PLAN, document="校发〔2026〕9号")
    story.act(plan, story.offices["principal"])
    heard = HearStaff(
        appraisal=plan.appraisal, delegates=3, present=3, opinions=0, on=date(2026, 9, 4)
    )
    story.act(heard, story.offices["congress"])
    opened = OpenAppraisal(appraisal=plan.appraisal, teachers=("t1", "t2", "t3"))
    story.act(opened, story.offices["principal"], story.offices["supervisor"])


def attended(story: Story) -> None:
    """The pack has attendance by now; the one week of the month is public, and so is the month."""
    rules = {"publicity_working_days": 3, "settle_by_day": 15, "vacations": [HOLIDAYS]}
    with_attendance = pack(version=2, attendance=rules)
    vote = RecordCongressVote(
        plan=PLAN,
        pack_sha256=with_attendance.sha256(),
        delegates=47,
        present=45,
        in_favour=40,
        against=5,
        abstained=0,
        on=date(2026, 9, 4),
    )
    story.act(vote, story.offices["congress"])
    amend = AmendPack(plan=PLAN, pack=with_attendance, reason="增加考勤规定")
    story.act(amend, story.offices["town"], story.offices["supervisor"])
    week = PublishAttendanceWeek(
        plan=PLAN,
        school=SCHOOL,
        month="2026-09",
        monday=date(2026, 8, 31),
        lines=tuple(AttendanceLine(teacher=each) for each in story.staff),
    )
    story.act(week, story.offices["principal"])
    story.act(SummariseAttendanceMonth(sheet=week.sheet), story.offices["town"])


def complained(story: Story, complainant: str = "t2") -> None:
    """Somebody brings the ranking before the arbitration office."""
    matter = Matter(
        kind=MatterKind.PLACEMENT,
        affected=complainant,
        decided_by=SCHOOL,
        decider=Decider.SCHOOL,
        known_on=date(2026, 8, 25),
    )
    case = ReceiveCase(
        case=CASE,
        channel=ChannelKind.INTERNAL,
        complainant=complainant,
        filed_by=complainant,
        matter=matter,
        contested=f"recruitment-round:{ROUND}",
        first_owner="dispute",
        body="b-disp",
        text=COMPLAINT,
    )
    story.act(case, story.self_(complainant), story.offices["dispute"])


def place_of_topic(house: House, topic: str) -> str:
    """Return the first event of a topic, as ``stream@position``."""
    bodies = (body for row in house.ledger.entries() for body in row.bodies)
    events = (EventBody.from_bytes(body) for body in bodies)
    return next(f"{each.stream}@{each.position}" for each in events if each.topic == topic)
