"""What the ends of a contract have in common: notices, terminations and what follows."""

from __future__ import annotations

from datetime import date

from domain.contract import commands as c
from domain.contract.grades import AnnualGrade, YearGrade
from domain.kernel import Recorded
from domain.protection.kinds import StatutoryKind
from domain.school.events import OfficeEnded, OfficeEndGround, SeatFreed, SeatFreedReason
from domain.teacher.events import ExitGround, PostLeft, PostLeftReason, TeacherExited
from tests.domain.planning_given import august
from tests.domain.service_given import CONTRACT, POSTS, SCHOOL, TEACHER, WHO

BAD = AnnualGrade.UNQUALIFIED
TWICE = (YearGrade(year=2024, grade=BAD), YearGrade(year=2025, grade=BAD))
PREGNANCY, LEAVE = StatutoryKind.PREGNANCY, StatutoryKind.MATERNITY_LEAVE
TODAY = august(18)
MONTHS = (august(1), date(2027, 8, 1))


def terminate(ground: str, document: str = "校发〔2026〕3号") -> c.TerminateContract:
    return c.TerminateContract(contract=CONTRACT, ground=ground, document=document)


def serve(
    *years: YearGrade, ground: str = "unqualified_twice", refuses_post: bool = False
) -> c.ServeTerminationNotice:
    return c.ServeTerminationNotice(
        contract=CONTRACT,
        ground=ground,
        document="校发〔2026〕2号",
        appraisals=years,
        refuses_post=refuses_post,
    )


def exited(ground: ExitGround, on: date) -> tuple[Recorded, ...]:
    """Return what ends with a person's service."""
    left = PostLeft(school="school-1", posts=POSTS, reason=PostLeftReason.CONTRACT_ENDED, on=on)
    freed = SeatFreed(post=POSTS[0], person=WHO, reason=SeatFreedReason.CONTRACT_ENDED, on=on)
    office = OfficeEnded(title="教务主任", person=WHO, ground=OfficeEndGround.REMOVED, on=on)
    return (
        Recorded(TEACHER, left),
        Recorded(SCHOOL, freed),
        Recorded(SCHOOL, office),
        Recorded(TEACHER, TeacherExited(ground=ground, on=on)),
    )
