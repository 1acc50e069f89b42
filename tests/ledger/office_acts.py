"""A town's matters of office, act by act: whoever must sign signs, and nobody else can."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_commands as a
from domain.appraisal.grades import SanctionKind
from domain.kernel import Command
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.office import commands as o
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import Condition, OfficeKind, OfficeLevel
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
from tests.support.staffed_town import BUREAU, PLAN, SCHOOL, TOWN, StaffedTown, registration_of

VICE, MORE, CLASS = "comp-vice", "comp-more", "comp-class"
SELECTION, YEAR = "sel-1", "research-2026"
COMMITTEE, TOWN_COMMITTEE, BUREAU_COMMITTEE = (
    tuple(f"{letter}{number}" for number in (1, 2, 3)) for letter in "ckb"
)
TENURE = {"school": SCHOOL, "teacher": "t3", "title": "副校长"}
HEADSHIP = {"school": SCHOOL, "teacher": "head", "title": "校长"}
CONDITION = Condition(id="record", title="近三年考核合格以上")
MET = ConditionCheck(condition="record", met=True)


def refused(town: StaffedTown, error: type[Exception], command: Command, *people: str) -> None:
    before = town.office.ledger.size()
    with pytest.raises(error):
        town.act(command, *people)
    assert town.office.ledger.size() == before


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


def competition_for_vice_principal(town: StaffedTown) -> None:
    """t1 wins, is approved by the town office under supervision, and filed by the bureau."""
    town.on(9, 2)
    announce = o.AnnounceCompetition(
        competition=VICE,
        plan=PLAN,
        organiser=TOWN,
        school=SCHOOL,
        post="职务-01",
        kind=OfficeKind.VICE_PRINCIPAL,
        pay="按规定执行",
        place="实验小学",
        deadline_on=date(2026, 9, 5),
    )
    refused(town, NotAuthorisedError, announce, "head")
    town.act(announce, "town-officer")
    for teacher in ("t1", "t2", "t3"):
        apply = o.SubmitApplication(competition=VICE, teacher=teacher, materials="个人简历")
        refused(town, NotAuthorisedError, apply, "town-officer")
        town.act(apply, teacher)
    town.act(o.WithdrawApplication(competition=VICE, teacher="t3"), "t3")
    for teacher in ("t1", "t2"):
        check = ConditionCheck(condition="qualified", met=True)
        screen = o.ScreenApplicant(
            competition=VICE, teacher=teacher, checks=(check,), evidence="任职文件"
        )
        refused(town, NotAuthorisedError, screen, "c1")
        town.act(screen, "k1")
    town.on(9, 6)
    town.act(o.RecordMissedInterview(competition=VICE, teacher="t2"), *TOWN_COMMITTEE)
    for judge in ("j1", "j2", "j3"):
        mark = o.MarkInterview(competition=VICE, teacher="t1", judge=judge, mark_milli=80_000)
        refused(town, NotAuthorisedError, mark, "k1")
        town.act(mark, judge)
    town.act(o.CloseInterviews(competition=VICE), *TOWN_COMMITTEE)
    decide = o.DecideCompetition(
        competition=VICE, chosen=("t1",), present=3, in_favour=3, reason="择优"
    )
    refused(town, NotAuthorisedError, decide, *TOWN_COMMITTEE[:2])
    town.act(decide, *TOWN_COMMITTEE)
    publicity(town, VICE, "town-officer", against="t1")
    approve = o.ApproveAppointment(competition=VICE, teacher="t1", document="教办〔2026〕2号")
    refused(town, NotAuthorisedError, approve, "town-approver")
    town.people["k1-as-officer"] = town.office.hire("k1", Role.TOWN_OFFICER, TOWN)
    refused(town, DutiesMixedError, approve, "k1-as-officer", "supervisor")
    town.act(approve, "town-approver", "supervisor")
    town.act(o.FileAppointment(competition=VICE, teacher="t1"), "bureau-officer")


def competition_that_the_town_office_refuses(town: StaffedTown) -> None:
    """The committee chooses t2 for the second seat; the town office does not approve."""
    town.on(9, 2)
    announce = o.AnnounceCompetition(
        competition=MORE,
        plan=PLAN,
        organiser=TOWN,
        school=SCHOOL,
        post="职务-01",
        kind=OfficeKind.VICE_PRINCIPAL,
        pay="按规定执行",
        place="实验小学",
        deadline_on=date(2026, 9, 5),
    )
    town.act(announce, "town-officer")
    apply = o.SubmitApplication(competition=MORE, teacher="t2", materials="个人简历")
    town.act(apply, "t2")
    check = ConditionCheck(condition="qualified", met=True)
    screen = o.ScreenApplicant(competition=MORE, teacher="t2", checks=(check,), evidence="任职文件")
    town.act(screen, "k1")
    town.on(9, 6)
    for judge in ("j1", "j2", "j3"):
        mark = o.MarkInterview(competition=MORE, teacher="t2", judge=judge, mark_milli=80_000)
        town.act(mark, judge)
    decide = o.DecideCompetition(
        competition=MORE, chosen=("t2",), present=3, in_favour=3, reason="择优"
    )
    town.act([o.CloseInterviews(competition=MORE), decide], *TOWN_COMMITTEE)
    refuse = o.RefuseAppointment(competition=MORE, teacher="t2", reason="任职年限不足")
    refused(town, NotAuthorisedError, refuse, "head")
    town.act(refuse, "town-approver")


def publicity(town: StaffedTown, matter: str, issuer: str, *, against: str) -> None:
    """Publish for five working days; an objection is rejected; the publicity ends."""
    town.act(o.PublishOutcome(matter=matter, working_days=5), issuer)
    contest = o.ContestOutcome(
        matter=matter, objection="ob-1", objector="t2", against=against, text="条件不实"
    )
    refused(town, NotAuthorisedError, contest, issuer)
    town.act(contest, "t2")
    reject = o.RejectContest(matter=matter, objection="ob-1", reason="查无实据")
    refused(town, NotAuthorisedError, reject, "t1")
    town.act(reject, "dispute")
    later = town.office.now[0].day + 9
    town.on(9, later)
    town.act(o.EndPublicity(matter=matter), issuer)


def competition_for_class_teacher(town: StaffedTown) -> None:
    """t2 is screened out, t3's election falls to an objection, t1's appointment is the school's."""
    town.on(9, 2)
    ids = ("degree", "experience", "teamwork")
    checks = tuple(ConditionCheck(condition=each, met=True) for each in ids)
    announce = o.AnnounceCompetition(
        competition=CLASS,
        plan=PLAN,
        organiser=SCHOOL,
        school=SCHOOL,
        post="职务-02",
        kind=OfficeKind.CLASS_TEACHER,
        level=OfficeLevel.SENIOR,
        pay="班主任津贴",
        place="三年级",
        deadline_on=date(2026, 9, 5),
    )
    town.act(announce, "head")
    for teacher in ("t1", "t2", "t3"):
        apply = o.SubmitApplication(competition=CLASS, teacher=teacher, materials="个人简历")
        town.act(apply, teacher)
    lacks = (ConditionCheck(condition="degree", met=False), *checks[1:])
    out = o.ScreenApplicant(competition=CLASS, teacher="t2", checks=lacks, evidence="学历证书")
    refused(town, NotAuthorisedError, out, "c1")
    town.act(out, *COMMITTEE)
    for teacher in ("t1", "t3"):
        screen = o.ScreenApplicant(
            competition=CLASS, teacher=teacher, checks=checks, evidence="学历证书"
        )
        town.act(screen, "c1")
    town.on(9, 6)
    for judge in ("i1", "i2", "i3"):
        for teacher in ("t1", "t3"):
            mark = o.MarkInterview(
                competition=CLASS, teacher=teacher, judge=judge, mark_milli=80_000
            )
            town.act(mark, judge)
    town.act(o.CloseInterviews(competition=CLASS), *COMMITTEE)
    decide = o.DecideCompetition(
        competition=CLASS, chosen=("t3",), present=3, in_favour=3, reason="择优"
    )
    town.people["t1-as-member"] = town.office.hire("t1", Role.COMMITTEE_MEMBER, SCHOOL)
    refused(town, OwnMatterError, decide, "c1", "c2", "t1-as-member")
    town.act(decide, *COMMITTEE)
    town.act(o.PublishOutcome(matter=CLASS, working_days=5), "head")
    contest = o.ContestOutcome(
        matter=CLASS, objection="ob-0", objector="t2", against="t3", text="材料不实"
    )
    town.act(contest, "t2")
    town.act(o.UpholdContest(matter=CLASS, objection="ob-0", reason="属实"), "dispute")
    again = decide.model_copy(update={"chosen": ("t1",)})
    town.act(again, *COMMITTEE)
    publicity(town, CLASS, "head", against="t1")
    appoint = o.AppointClassTeacher(competition=CLASS, teacher="t1")
    refused(town, NotAuthorisedError, appoint, "town-approver", "t1")
    refused(town, NotAuthorisedError, appoint, "head")
    town.act(appoint, "head", "t1")


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
