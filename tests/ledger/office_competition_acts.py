"""Competitions for offices, act by act: a vice-principal's and a class teacher's."""

from __future__ import annotations

from datetime import date

from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.office import commands as o
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import OfficeKind, OfficeLevel
from tests.ledger.office_acts_given import COMMITTEE, TOWN_COMMITTEE, publicity, refused
from tests.support.staffed_town import PLAN, SCHOOL, TOWN, StaffedTown

VICE, MORE, CLASS = "comp-vice", "comp-more", "comp-class"


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
