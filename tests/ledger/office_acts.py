"""A town's matters of office, act by act: whoever must sign signs, and nobody else can."""

from __future__ import annotations

from datetime import date

from domain.appraisal import file_commands as a
from domain.appraisal.grades import SanctionKind
from domain.mandate.errors import NotAuthorisedError
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import Condition
from domain.principal import commands as p
from domain.principal import events as principal_events
from domain.principal.state import PrincipalSelection
from domain.research import commands as research
from domain.school.commands import EndOffice
from domain.school.errors import OfficeEndGroundError
from domain.school.events import OfficeEndGround
from domain.tenure import commands as t
from domain.tenure.errors import RemovalCauseError
from domain.tenure.events import RemovalGround
from tests.ledger.office_acts_given import BUREAU_COMMITTEE, publicity, refused
from tests.ledger.office_competition_acts import (
    competition_for_class_teacher,
    competition_for_vice_principal,
    competition_that_the_town_office_refuses,
)
from tests.support.staffed_town import BUREAU, PLAN, SCHOOL, TOWN, StaffedTown, registration_of

SELECTION, YEAR = "sel-1", "research-2026"
TENURE = {"school": SCHOOL, "teacher": "t3", "title": "副校长"}
HEADSHIP = {"school": SCHOOL, "teacher": "head", "title": "校长"}
CONDITION = Condition(id="record", title="近三年考核合格以上")
MET = ConditionCheck(condition="record", met=True)


def tenures(town: StaffedTown) -> None:
    """t3 is kept, then fails, is removed; the head refuses a letter, stays, and resigns."""
    town.on(9, 1)
    review = t.OpenTermReview(plan=PLAN, **TENURE)
    refused(town, NotAuthorisedError, review, "town-officer")
    town.act(review, "head")
    passed = t.RecordTermAppraisal(staff=3, present=3, in_favour=3, **TENURE)
    refused(town, NotAuthorisedError, passed, "head")
    town.act(passed, "head", "supervisor")
    extend = t.ExtendTenure(document="教办〔2026〕1号", **TENURE)
    refused(town, NotAuthorisedError, extend, "head")
    unfit = t.ReportForRemoval(ground=RemovalGround.UNFIT, reason="不宜留任", **TENURE)
    refused(town, NotAuthorisedError, unfit, "town-officer")
    town.act(unfit, "head")
    reject = t.RejectRemoval(reason="理由不充分", **TENURE)
    refused(town, NotAuthorisedError, reject, "bureau-officer")
    town.act(reject, "town-officer")
    town.act(passed, "head", "supervisor")
    refused(town, NotAuthorisedError, extend, "head", "town-officer")
    town.act(extend, "head", "town-officer", "supervisor")

    removal_on_file(town)

    letter = t.RecordLetterRefusal(plan=PLAN, reason="不认可指标", **HEADSHIP)
    town.act(letter, "town-officer")
    resign = t.ResignFromOffice(letter="因个人原因辞去校长职务", **HEADSHIP)
    refused(town, NotAuthorisedError, resign, "town-officer")
    removal = t.ApproveRemoval(document="教任〔2026〕1号", **HEADSHIP)
    refused(town, NotAuthorisedError, removal, "town-approver", "supervisor")
    refused(town, NotAuthorisedError, removal, "bureau-officer")
    town.act(removal, "bureau-officer", "supervisor")

    town.on(9, 2)
    vice = t.ResignFromOffice(letter="辞去副校长职务", **TENURE)
    refused(town, NotAuthorisedError, vice, "t1")
    town.act(vice, "t3")


def removal_on_file(town: StaffedTown) -> None:
    """A sanction stands in the file of t3: the school reports it, the town office decides."""
    opened = a.OpenInquiry(
        teacher="t3", inquiry="q1", opened_on=date(2026, 8, 31), document="纪检〔2026〕1号"
    )
    concluded = a.ConcludeInquiry(
        teacher="t3",
        inquiry="q1",
        concluded_on=date(2026, 9, 1),
        sanction=SanctionKind.DEMOTION,
        document="纪检〔2026〕2号",
    )
    report = t.ReportOnFile(
        plan=PLAN, school=SCHOOL, teacher="t3", title="副校长", sanction="q1", reason="受处分"
    )
    refused(town, RemovalCauseError, report, "head")
    town.act([opened, concluded], "supervisor")
    note = EndOffice(ground=OfficeEndGround.REMOVED, school=SCHOOL, person="t3", title="副校长")
    refused(town, OfficeEndGroundError, note, "town-officer")
    refused(town, NotAuthorisedError, report, "supervisor")
    town.act(report, "head")
    refused(town, NotAuthorisedError, t.ApproveRemoval(document="免1号", **TENURE), "town-officer")
    town.act(t.RejectRemoval(reason="处分已减轻", **TENURE), "town-officer")


def selection_of_principal(town: StaffedTown) -> None:
    """t1, t2 and t3 stand; one is called in vain; the bureau appoints whom the committee chose."""
    town.on(9, 2)
    seats = tuple(principal_events.CommitteeSeat)
    people = ("b1", "bureau-leader", "b2", "b3", "m-other")
    members = tuple(
        principal_events.Member(person=person, seat=seat)
        for person, seat in zip(people, seats, strict=True)
    )
    opened = p.OpenSelection(
        selection=SELECTION, plan=PLAN, bureau=BUREAU, school=SCHOOL, members=members
    )
    refused(town, NotAuthorisedError, opened, "town-officer")
    town.act(opened, "bureau-officer")
    conditions = p.PublishConditions(
        selection=SELECTION,
        conditions=(CONDITION,),
        schools=(SCHOOL,),
        deadline_on=date(2026, 9, 5),
    )
    refused(town, NotAuthorisedError, conditions, "bureau-officer")
    town.act(conditions, "registrar")
    for person in ("x1", "x2"):
        town.enrol(person)
        town.act(registration_of(person), "root")
    for person in ("t1", "t2", "t3", "x1", "x2"):
        stand = p.StandForPrincipal(selection=SELECTION, teacher=person, materials="述职材料")
        refused(town, NotAuthorisedError, stand, "bureau-officer")
        town.act(stand, person)
    town.act(p.WithdrawCandidacy(selection=SELECTION, teacher="x1"), "x1")
    for person in ("t1", "t2", "t3"):
        screen = p.ScreenCandidate(
            selection=SELECTION, teacher=person, checks=(MET,), evidence="任职文件"
        )
        town.act(screen, "b1")
    failed = MET.model_copy(update={"met": False})
    out = p.ScreenCandidate(selection=SELECTION, teacher="x2", checks=(failed,), evidence="档案")
    refused(town, NotAuthorisedError, out, "b1")
    town.act(out, *BUREAU_COMMITTEE)
    town.on(9, 6)
    meet = p.OpenMeeting(
        selection=SELECTION, chair="bureau-leader", present=people, staff=3, staff_present=3
    )
    refused(town, NotAuthorisedError, meet, "bureau-officer")
    town.act(meet, "bureau-leader")
    for person in ("w1", "w2"):
        town.enrol(person)
    draw = p.DrawSpeakingOrder(selection=SELECTION, lot_seed="3-8-1", witnesses=("w1", "w2"))
    refused(town, NotAuthorisedError, draw, "bureau-leader", "w1", "w2")
    refused(town, NotAuthorisedError, draw, "bureau-leader", "supervisor", "w1")
    town.act(draw, "bureau-leader", "supervisor", "w1", "w2")
    state = town.office.ledger.states().find(PrincipalSelection, SELECTION)
    assert state is not None
    absent, *heard = state.order
    town.act(p.RecordCandidateAbsence(selection=SELECTION, teacher=absent), *BUREAU_COMMITTEE)
    for person in heard:
        town.act(p.DeliverWorkReport(selection=SELECTION, teacher=person), "b1")
        town.act(p.HearDefence(selection=SELECTION, teacher=person, questions=2), "b1")
    votes = tuple(
        principal_events.Votes(teacher=person, votes=votes)
        for person, votes in zip(heard, (4, 1), strict=True)
    )
    announce = p.AnnounceResult(selection=SELECTION, votes=votes)
    refused(town, NotAuthorisedError, announce, *BUREAU_COMMITTEE)
    town.act(announce, *BUREAU_COMMITTEE, "supervisor")
    publicity(town, SELECTION, "bureau-officer", against=heard[0])
    appoint = p.AppointPrincipal(selection=SELECTION, document="教任〔2026〕2号")
    refused(town, NotAuthorisedError, appoint, "bureau-officer")
    town.act(appoint, "bureau-officer", "supervisor")


def research_year(town: StaffedTown) -> None:
    """t2 leads the group of Chinese, t3 declines, t1 gets the part-time place."""
    town.on(9, 2)
    opened = research.OpenResearchYear(
        year=YEAR,
        plan=PLAN,
        town_office=TOWN,
        director="town-officer",
        deputies=("d1", "d2"),
        subjects=("语文",),
        schools=(SCHOOL,),
        centre=SCHOOL,
        part_time_places=1,
        former=("t3",),
        deadline_on=date(2026, 9, 5),
    )
    refused(town, NotAuthorisedError, opened, "head")
    town.act(opened, "town-officer")
    apply = research.ApplyForGroup(
        year=YEAR, school=SCHOOL, subject="语文", teacher="t2", reason="学科骨干"
    )
    refused(town, NotAuthorisedError, apply, "town-officer")
    town.act(apply, "head")
    town.on(9, 6)
    award = research.AwardGroup(year=YEAR, school=SCHOOL, subject="语文", reason="择优")
    refused(town, NotAuthorisedError, award, "head")
    town.act(award, "town-officer")
    decline = research.DeclinePartTimePlace(year=YEAR, teacher="t3")
    refused(town, NotAuthorisedError, decline, "town-officer")
    town.act(decline, "t3")
    place = research.AppointPartTimeResearcher(year=YEAR, teacher="t1", reason="教研能力突出")
    refused(town, NotAuthorisedError, place, "head")
    town.act(place, "town-officer")
    town.act(research.SettleResearchYear(year=YEAR), "town-officer")


PARTS = (
    tenures,
    competition_for_vice_principal,
    competition_that_the_town_office_refuses,
    competition_for_class_teacher,
    selection_of_principal,
    research_year,
)
