"""From events back to the commands that asked for them.

The log holds what was decided, not what was asked. A command's fields are those of its
event, so the question can be put to the rules again. Sealed personal values are not in
events: commands that need them are not asked again, and their events count as recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from domain.appraisal import commands as appraisal
from domain.appraisal.grades import LeaveKind
from domain.award import commands as award
from domain.catalog import EVENT_TYPES
from domain.contract import commands as contract
from domain.dispute import commands as dispute
from domain.kernel import Command, DomainEvent
from domain.mandate import commands as mandate
from domain.mandate.roles import Role
from domain.notice import commands as notice
from domain.planning import commands as planning
from domain.protection import commands as protection
from domain.quota import commands as quota
from domain.recruitment import commands as recruitment
from domain.school import commands as school
from domain.signers import SIGNERS
from domain.teacher import commands as teacher

SEALED_TEXT = "（已封存）"
"""Stands for a text in the vault, which no rule reads."""
_More = Callable[[DomainEvent], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Form:
    """How a command is filled in: ``key`` is its field for the stream's key."""

    command: type[Command]
    key: str = ""
    more: _More | None = None


def _school_of_posts(event: DomainEvent) -> Mapping[str, object]:
    return {"school": getattr(event, "posts").school}  # noqa: B009 - which event it is, the table says


def _role(event: DomainEvent) -> Mapping[str, object]:
    return {"role": Role(str(getattr(event, "role")))}  # noqa: B009


def _sealed(_event: DomainEvent) -> Mapping[str, object]:
    return {"text": SEALED_TEXT}


def _comment(event: DomainEvent) -> Mapping[str, object]:
    return {"comment": SEALED_TEXT if getattr(event, "commented") else None}  # noqa: B009


def _leave(event: DomainEvent) -> Mapping[str, object]:
    """Stand for the sealed kind by one that counts, or one that does not."""
    kind = LeaveKind.SICK if getattr(event, "counted") else LeaveKind.MATERNITY  # noqa: B009
    return {"kind": kind, "evidence": SEALED_TEXT}


def _considered(event: DomainEvent) -> Mapping[str, object]:
    return {"teachers": getattr(event, "considered")}  # noqa: B009


def _appraisal(name: str, command: type[Command], more: _More | None = None) -> tuple[str, Form]:
    return f"appraisal.{name}.v1", Form(command, "appraisal", more)


def _file(name: str, command: type[Command], more: _More | None = None) -> tuple[str, Form]:
    return f"appraisal.{name}.v1", Form(command, "teacher", more)


def _round(name: str, command: type[Command], more: _More | None = None) -> tuple[str, Form]:
    return f"recruitment.{name}.v1", Form(command, "round", more)


def _plan(name: str, command: type[Command]) -> tuple[str, Form]:
    return f"planning.{name}.v1", Form(command, "plan")


def _notice(name: str, command: type[Command], more: _More | None = None) -> tuple[str, Form]:
    return f"notice.{name}.v1", Form(command, "notice", more)


def _case(name: str, command: type[Command], more: _More | None = None) -> tuple[str, Form]:
    return f"dispute.{name}.v1", Form(command, "case", more)


FORMS: Mapping[str, Form] = {
    "mandate.log-founded.v1": Form(mandate.FoundLog),
    "mandate.key-enrolled.v1": Form(mandate.EnrolKey),
    "mandate.key-revoked.v1": Form(mandate.RevokeKey, "person"),
    "mandate.mandate-granted.v1": Form(mandate.GrantMandate, "", _role),
    "mandate.mandate-revoked.v1": Form(mandate.RevokeMandate, "person"),
    "mandate.act-confirmed.v1": Form(mandate.ConfirmAct, "person"),
    "mandate.body-registered.v1": Form(mandate.RegisterBody, "body"),
    "mandate.recusal-declared.v1": Form(mandate.DeclareRecusal, "person"),
    "mandate.person-erased.v1": Form(mandate.ErasePerson),
    "quota.establishment-fixed.v1": Form(quota.FixEstablishment, "plan"),
    "quota.post-total-fixed.v1": Form(quota.FixPostTotal, "plan"),
    "quota.quota-allocated.v1": Form(quota.AllocateQuota, "plan"),
    "quota.allocation-filed.v1": Form(quota.FileAllocation, "plan"),
    "quota.enrolment-reported.v1": Form(quota.ReportEnrolment, "plan"),
    "quota.enrolment-corrected.v1": Form(quota.CorrectEnrolment, "plan"),
    "quota.district-establishment-fixed.v1": Form(quota.FixDistrictEstablishment, "school_year"),
    "quota.district-posts-fixed.v1": Form(quota.FixDistrictPosts, "school_year"),
    "school.school-registered.v1": Form(school.RegisterSchool, "school"),
    "school.posts-published.v1": Form(school.PublishPosts, "school"),
    "school.office-granted.v1": Form(school.RegisterOffice, "school"),
    "school.office-ended.v1": Form(school.EndOffice, "school"),
    "school.removal-procedure-opened.v1": Form(school.OpenRemovalProcedure, "school"),
    "teacher.post-left.v1": Form(teacher.LeavePost, "teacher"),
    "teacher.absence-recorded.v1": Form(teacher.RecordAbsence, "teacher"),
    "teacher.absence-voided.v1": Form(teacher.VoidAbsence, "teacher"),
    "teacher.teacher-resigned.v1": Form(teacher.Resign, "teacher"),
    "teacher.resignation-withdrawn.v1": Form(teacher.WithdrawResignation, "teacher"),
    "teacher.resignation-completed.v1": Form(teacher.CompleteResignation, "teacher"),
    "protection.consent-given.v1": Form(protection.GiveConsent, "teacher"),
    "protection.consent-withdrawn.v1": Form(protection.WithdrawConsent, "teacher"),
    "contract.contract-extended.v1": Form(contract.ExtendContract, "contract"),
    "contract.termination-notice-withdrawn.v1": Form(
        contract.WithdrawTerminationNotice, "contract"
    ),
    "contract.contract-terminated.v1": Form(contract.TerminateContract, "contract"),
    "contract.contract-ended.v1": Form(contract.EndContractByAgreement, "contract"),
    "contract.contract-signed.v1": Form(contract.SignContract),
    "contract.contract-filed.v1": Form(contract.FileContract, "contract"),
    "award.teaching-award-granted.v1": Form(award.GrantTeachingAward, "teacher"),
    **dict(
        (
            _plan("plan-drafted", planning.DraftPlan),
            _plan("draft-sent-to-all-staff", planning.SendDraftToAllStaff),
            _plan("principals-meeting-held", planning.HoldPrincipalsMeeting),
            _plan("opinions-reported", planning.ReportOpinions),
            _plan("draft-revised", planning.ReviseDraft),
            _plan("congress-voted", planning.RecordCongressVote),
            _plan("plan-adopted", planning.AdoptPlan),
            _plan("plan-frozen", planning.FreezePlan),
            _plan("pack-amended", planning.AmendPack),
            _round("intent-submitted", recruitment.SubmitIntent),
            _round("intent-replaced", recruitment.SubmitIntent),
            _round("intent-withdrawn", recruitment.WithdrawIntent),
            _round("late-submission-authorised", recruitment.AuthoriseLateSubmission),
            _round("bidder-qualified", recruitment.QualifyBidder),
            _round("bidder-disqualified", recruitment.DisqualifyBidder),
            _round("bid-returned", recruitment.ReturnBid),
            _round("bid-supplemented", recruitment.SupplementBid),
            _round("score-item-recorded", recruitment.RecordScoreItem),
            _round("judge-marked", recruitment.MarkBidder),
            _round("democratic-appraisal-closed", recruitment.CloseDemocraticAppraisal),
            _round("score-corrected", recruitment.CorrectScore),
            _round("mark-corrected", recruitment.CorrectMark),
            _round("scores-locked", recruitment.LockScores),
            _round("ranking-computed", recruitment.ComputeRanking),
            _round("tie-decided", recruitment.DecideTie),
            _round("office-proposed", recruitment.ProposeOffice),
            _round("office-approved", recruitment.ApproveOffice),
            _round("office-refused", recruitment.RefuseOffice),
            _round("cadre-layer-closed", recruitment.CloseCadreLayer),
            _round("post-offered", recruitment.OfferPost),
            _round("offer-accepted", recruitment.AcceptOffer, _school_of_posts),
            _round("offer-declined", recruitment.DeclineOffer, _school_of_posts),
            _round("offer-lapsed", recruitment.LapseOffer, _school_of_posts),
            _round("directly-appointed", recruitment.AppointDirectly),
            _round("adjustment-proposed", recruitment.ProposeAdjustment),
            _round("standby-started", recruitment.StartStandby),
            _round("training-test-taken", recruitment.TakeTrainingTest),
            _round("post-assigned", recruitment.AssignPost),
            _round("two-thirds-exception-approved", recruitment.ApproveTwoThirdsException),
            _round("appointment-revoked", recruitment.RevokeAppointment),
            _round("teacher-left-unplaced", recruitment.LeaveUnplaced),
            _round("unplaced-notice-served", recruitment.ServeUnplacedNotice),
            _round("selection-closed", recruitment.CloseSelection),
            _round("round-finalised", recruitment.FinaliseRound),
            _notice("notice-published", notice.PublishNotice),
            _notice("notice-restarted", notice.RestartNotice),
            _notice("notice-reissued", notice.ReissueNotice),
            _notice("objection-filed", notice.FileObjection, _sealed),
            _notice("objection-upheld", notice.UpholdObjection),
            _notice("objection-rejected", notice.RejectObjection),
            _notice("notice-period-ended", notice.EndNoticePeriod),
            _notice("notice-withdrawn", notice.WithdrawNotice),
            _notice("notice-taken-down", notice.TakeDownNotice),
            _appraisal("appraisal-planned", appraisal.PlanAppraisal),
            _appraisal("staff-heard", appraisal.HearStaff),
            _appraisal("appraisal-opened", appraisal.OpenAppraisal),
            _appraisal("excellent-share-set", appraisal.SetExcellentShare),
            _appraisal("work-report-submitted", appraisal.SubmitWorkReport, _sealed),
            _appraisal("participation-refused", appraisal.RecordRefusal),
            _appraisal("ethics-gate-failed", appraisal.FailEthicsGate),
            _appraisal("democratic-appraisal-closed", appraisal.CloseBallot),
            _appraisal("grade-proposed", appraisal.ProposeGrade, _comment),
            _appraisal("grades-decided", appraisal.DecideGrades, _considered),
            _appraisal("grade-added", appraisal.AddGrade, _comment),
            _appraisal("grade-corrected", appraisal.CorrectGrade, _comment),
            _appraisal("excellent-published", appraisal.PublishExcellent),
            _appraisal("excellent-contested", appraisal.ContestExcellent, _sealed),
            _appraisal("contest-upheld", appraisal.UpholdExcellentContest),
            _appraisal("contest-rejected", appraisal.RejectExcellentContest),
            _appraisal("excellent-publicity-ended", appraisal.EndExcellentPublicity),
            _appraisal("grade-notified", appraisal.NotifyGrade),
            _appraisal("grade-acknowledged", appraisal.AcknowledgeGrade),
            _appraisal("acknowledgement-refused", appraisal.RecordAcknowledgementRefusal),
            _appraisal("results-filed", appraisal.FileResults),
            _file("leave-recorded", appraisal.RecordLeave, _leave),
            _file("leave-voided", appraisal.VoidLeave),
            _file("inquiry-opened", appraisal.OpenInquiry),
            _file("inquiry-concluded", appraisal.ConcludeInquiry),
            _file("sanction-lifted", appraisal.LiftSanction),
            _file("contract-term-appraised", appraisal.AppraiseTerm),
            _file("renewal-approved", appraisal.ApproveRenewal),
            _case("case-received", dispute.ReceiveCase, _sealed),
            _case("case-handed-over", dispute.HandOverCase),
            _case("material-requested", dispute.RequestMaterial),
            _case("material-supplied", dispute.SupplyMaterial, _sealed),
            _case("case-admitted", dispute.AdmitCase),
            _case("case-declared-inadmissible", dispute.DeclareInadmissible),
            _case("investigators-appointed", dispute.AppointInvestigators),
            _case("investigator-replaced", dispute.ReplaceInvestigator),
            _case("investigation-reported", dispute.ReportInvestigation, _sealed),
            _case("hearing-requested", dispute.RequestHearing),
            _case("hearing-held", dispute.HoldHearing, _sealed),
            _case("mediation-started", dispute.StartMediation),
            _case("mediation-ended", dispute.EndMediation, _sealed),
            _case("case-suspended", dispute.SuspendCase),
            _case("case-resumed", dispute.ResumeCase),
            _case("period-extended", dispute.ExtendPeriod),
            _case("case-decided", dispute.DecideCase),
            _case("decision-served", dispute.ServeDecision),
            _case("further-remedy-sought", dispute.RecordFurtherRemedy),
            _case("case-withdrawn", dispute.WithdrawCase),
            _case("case-executed", dispute.ExecuteCase),
            _case("case-archived", dispute.ArchiveCase),
        )
    ),
    "recruitment.recruitment-round-opened.v1": Form(
        recruitment.OpenRound,
        "round",
        lambda event: {"schools": tuple(each.school for each in getattr(event, "schools"))},  # noqa: B009
    ),
}
"""For every topic whose question can be put again: how."""

AS_RECORDED = frozenset(
    {
        "teacher.teacher-registered.v1",
        "protection.protection-recorded.v1",
        "protection.protection-prolonged.v1",
        "protection.protection-ended.v1",
        "protection.term-to-retirement-requested.v1",
        "contract.termination-notice-served.v1",
    }
    | {
        topic
        for topic in EVENT_TYPES
        if topic.partition(".")[0]
        in {"grade", "intake", "exchange", "office", "principal", "tenure", "research"}
    }
    | {
        "school.guest-received.v1",
        "school.guest-left.v1",
        "teacher.sent-on-exchange.v1",
        "teacher.returned-from-exchange.v1",
    }
)
"""Topics whose commands carry sealed values, or facts that no event holds: taken as recorded."""

_FOLLOWS = {"school.seat-freed.v1": frozenset({"teacher.post-left.v1"})}


def command_of(stream: str, event: DomainEvent) -> Command | None:
    """Return the command that ``event`` answers, or ``None`` where it cannot be told."""
    form = FORMS.get(event.TOPIC)
    if form is None:
        return None
    wanted = form.command.model_fields
    fields = {name: getattr(event, name) for name in wanted if name in type(event).model_fields}
    if form.key in wanted:
        fields[form.key] = stream.partition(":")[2]
    if form.more is not None:
        fields.update(form.more(event))
    try:
        return form.command.model_validate(fields)
    except ValidationError:
        return None


GATHERS = frozenset({"dispute.case-executed.v1"})
"""Topics whose event stands at the end of what it brought about in the same act."""


def follows(topic: str, lead: str) -> bool:
    """Tell whether an event of ``topic`` was carried into the act by one of topic ``lead``."""
    rule = SIGNERS.get(topic)
    carried = rule.follows if rule is not None else frozenset()
    return lead in carried | _FOLLOWS.get(topic, frozenset())
