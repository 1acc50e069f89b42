"""What the door would have refused, recorded by genuine key holders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.format.restricted_json import JsonValue
from domain.exchange import commands as x
from domain.grade import commands as gr
from domain.intake import commands as i
from domain.kernel import Command
from domain.office import commands as o
from domain.principal import commands as p
from domain.protection import commands as pr
from domain.quota import commands as q
from domain.quota.events import FilingOffice
from domain.research import commands as research
from domain.school import commands as school
from domain.school.events import OfficeEndGround
from domain.tenure import commands as t
from domain.values.staffing import Title
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN
from tests.ledger import office_acts as acts
from tests.ledger.office_acts_given import TOWN_COMMITTEE
from tests.ledger.office_competition_acts import VICE
from tests.ledger.staffing_acts import PACK, TERM, admission, appoint, move
from tests.replay.matters import Facts, prize
from tests.support.staffed_town import SCHOOL


@dataclass(frozen=True)
class Unlawful:
    """A command that the rules refuse, and what an office without rules would have recorded."""

    command: Command
    signers: tuple[str, ...]
    facts: Facts


def of_office(topic: str, data: Mapping[str, JsonValue], matter: str = VICE) -> Facts:
    return ((f"office-competition:{matter}", f"office.{topic}.v1", data),)


TENURE = t.tenure_id(school=SCHOOL, teacher="t3", title="副校长")
AT_OFFICES = {
    "a committee deciding twice": Unlawful(
        o.DecideCompetition(
            competition=VICE, chosen=("t1",), present=3, in_favour=3, reason="择优"
        ),
        TOWN_COMMITTEE,
        of_office(
            "committee-decided",
            {
                "chosen": ["t1"],
                "considered": ["t1"],
                "by_score": True,
                "present": 3,
                "in_favour": 3,
                "reason": "择优",
            },
        ),
    ),
    "a publicity ended twice": Unlawful(
        o.EndPublicity(matter=VICE),
        ("town-officer",),
        ((f"outcome-notice:{VICE}", "office.publicity-ended.v1", {"on": "2026-09-15"}),),
    ),
    "a principal appointed twice": Unlawful(
        p.AppointPrincipal(selection=acts.SELECTION, document="教任〔2026〕9号"),
        ("bureau-officer", "supervisor"),
        (
            (
                f"principal-selection:{acts.SELECTION}",
                "principal.principal-appointed.v1",
                {"teacher": "t2", "document": "教任〔2026〕9号", "on": "2026-09-06"},
            ),
        ),
    ),
    "a removal that nobody reported": Unlawful(
        t.ApproveRemoval(document="教任〔2026〕9号", **acts.TENURE),
        ("town-approver", "supervisor"),
        (
            (
                f"tenure:{TENURE}",
                "tenure.removal-approved.v1",
                {"teacher": "t3", "by": "town", "document": "教任〔2026〕9号", "on": "2026-09-06"},
            ),
        ),
    ),
    "a group awarded after the year was settled": Unlawful(
        research.AwardGroup(year=acts.YEAR, school=SCHOOL, subject="语文", reason="择优"),
        ("town-officer",),
        (
            (
                f"research-year:{acts.YEAR}",
                "research.group-awarded.v1",
                {"school": SCHOOL, "subject": "语文", "teacher": "t3", "reason": "择优"},
            ),
        ),
    ),
    "the end of an office that is not held": Unlawful(
        school.EndOffice(
            school=SCHOOL, title="副校长", person="t2", ground=OfficeEndGround.TERM_ENDED
        ),
        ("town-officer",),
        (
            (
                f"school:{SCHOOL}",
                "school.office-ended.v1",
                {"title": "副校长", "person": "t2", "ground": "term_ended", "on": "2026-09-06"},
            ),
        ),
    ),
}
AT_STAFF = {
    "an appointment to a grade without a seat": Unlawful(
        appoint("wang", 9),
        (g.ONE, "hr"),
        (
            (
                "grade-record:wang",
                "grade.grade-appointed.v1",
                {
                    "teacher": "wang",
                    "school": g.ONE,
                    "title": "first",
                    "grade": 9,
                    "from_on": "2026-09-01",
                },
            ),
            (
                f"grade-structure:{g.ONE}",
                "grade.grade-seat-taken.v1",
                {"person": "wang", "grade": 9},
            ),
        ),
    ),
    "a title conferred twice": Unlawful(
        gr.ConferTitle(
            plan=PLAN, teacher="li", title=Title.FIRST, document="职改9号", from_on=TERM
        ),
        ("hr", "watch"),
        (
            (
                "grade-record:li",
                "grade.title-conferred.v1",
                {
                    "plan": PLAN,
                    "pack_sha256": PACK.sha256(),
                    "teacher": "li",
                    "school": g.ONE,
                    "title": "first",
                    "document": "职改9号",
                    "from_on": "2026-09-01",
                },
            ),
        ),
    ),
    "applications closed twice": Unlawful(
        i.CloseApplications(plan=PLAN, line="open_exam", applicants=1),
        ("bureau",),
        (
            (
                f"intake:{PLAN}",
                "intake.applications-closed.v1",
                {"line": "open_exam", "applicants": 1, "places": 1, "approval": None},
            ),
        ),
    ),
    "a newcomer beyond the places": Unlawful(
        admission("open_exam", "zhao"),
        ("bureau", "watch"),
        (
            (
                f"intake:{PLAN}",
                "intake.newcomer-admitted.v1",
                {
                    "line": "open_exam",
                    "teacher": "zhao",
                    "school": g.ONE,
                    "channel": "open_exam",
                },
            ),
            (
                "teacher:zhao",
                "teacher.teacher-registered.v1",
                {
                    "school": g.ONE,
                    "service_started_on": "2026-09-01",
                    "joined_school_on": "2026-09-01",
                    "subject": "语文",
                },
            ),
        ),
    ),
    "a move in an exchange that is over": Unlawful(
        x.ProposeMove(exchange="x1", move=move("chen")),
        ("bureau",),
        (
            (
                "exchange:x1",
                "exchange.move-proposed.v1",
                {
                    "teacher": "chen",
                    "from_school": g.ONE,
                    "to_school": g.TWO,
                    "posts": ["教学-01"],
                    "team": None,
                    "from_on": "2026-09-01",
                    "until_on": "2027-09-01",
                },
            ),
        ),
    ),
    "the end of a protection that has ended": Unlawful(
        pr.EndProtection(teacher="li", protection="p-2", evidence="治愈证明"),
        ("registrar", "watch"),
        (
            (
                "teacher:li",
                "protection.protection-ended.v1",
                {"protection": "p-2", "on": "2026-08-26"},
            ),
        ),
    ),
    "a term to a retirement far away": Unlawful(
        pr.RequestTermToRetirement(teacher="li", retires_on=TERM.replace(year=2050)),
        ("li",),
        (
            (
                "teacher:li",
                "protection.term-to-retirement-requested.v1",
                {"until_on": "2050-09-01", "on": "2026-08-26"},
            ),
        ),
    ),
    "an award for a class at the mean": Unlawful(
        prize(class_mean_milli=80_000, examination="2026年期中"),
        ("town", "watch"),
        (
            (
                "teaching-awards:li",
                "award.teaching-award-granted.v1",
                {
                    "plan": PLAN,
                    "school": g.ONE,
                    "kind": "reached",
                    "examination": "2026年期中",
                    "subject": "语文",
                    "classes": "三年级1班",
                    "class_mean_milli": 80_000,
                    "mean_milli": 80_000,
                    "evidence": "成绩册1号",
                },
            ),
        ),
    ),
    "an allocation filed twice": Unlawful(
        q.FileAllocation(plan=PLAN, office=FilingOffice.HR_BUREAU),
        ("hr",),
        ((f"quota:{PLAN}", "quota.allocation-filed.v1", {"office": "hr_bureau"}),),
    ),
}
