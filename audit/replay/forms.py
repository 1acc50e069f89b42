"""From events back to the commands that asked for them.

The log holds what was decided, not what was asked. A command's fields are those of its
event, so the question can be put to the rules again; ``asking`` tells where the others
come from. Every topic that no other decision carries along has its form here.
"""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.appraisal_forms import APPRAISAL_FORMS
from audit.replay.attendance_forms import ATTENDANCE_FORMS
from audit.replay.form import Form, More
from audit.replay.office_forms import OFFICE_FORMS
from audit.replay.oversight_forms import OVERSIGHT_FORMS
from domain.award import commands as award
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
from domain.recruitment.commands import shortlisting as shortlist
from domain.school import commands as school
from domain.teacher import commands as teacher


def _school_of_posts(event: DomainEvent) -> Mapping[str, object]:
    return {"school": getattr(event, "posts").school}


def _role(event: DomainEvent) -> Mapping[str, object]:
    return {"role": Role(str(getattr(event, "role")))}


def _round(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"recruitment.{name}.v1", Form(command, "round", more)


def _plan(name: str, command: type[Command]) -> tuple[str, Form]:
    return f"planning.{name}.v1", Form(command, "plan")


def _notice(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"notice.{name}.v1", Form(command, "notice", more)


def _case(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"dispute.{name}.v1", Form(command, "case", more)


FORMS: Mapping[str, Form] = {
    **OFFICE_FORMS,
    **OVERSIGHT_FORMS,
    **APPRAISAL_FORMS,
    **ATTENDANCE_FORMS,
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
    "school.office-restored.v1": Form(
        school.DecideRestoration, "school", lambda _: {"restore": True}
    ),
    "school.office-restoration-declined.v1": Form(
        school.DecideRestoration, "school", lambda _: {"restore": False}
    ),
    "school.removal-procedure-opened.v1": Form(school.OpenRemovalProcedure, "school"),
    "teacher.teacher-registered.v1": Form(teacher.RegisterTeacher, "teacher"),
    "teacher.post-left.v1": Form(teacher.LeavePost, "teacher"),
    "teacher.absence-recorded.v1": Form(teacher.RecordAbsence, "teacher"),
    "teacher.absence-voided.v1": Form(teacher.VoidAbsence, "teacher"),
    "teacher.teacher-resigned.v1": Form(teacher.Resign, "teacher"),
    "teacher.resignation-withdrawn.v1": Form(teacher.WithdrawResignation, "teacher"),
    "teacher.resignation-completed.v1": Form(teacher.CompleteResignation, "teacher"),
    "protection.protection-recorded.v1": Form(
        protection.RecordProtection, "teacher", others=(protection.RecordCategory,)
    ),
    "protection.protection-prolonged.v1": Form(protection.ProlongProtection, "teacher"),
    "protection.protection-ended.v1": Form(protection.EndProtection, "teacher"),
    "protection.term-to-retirement-requested.v1": Form(
        protection.RequestTermToRetirement, "teacher"
    ),
    "protection.consent-given.v1": Form(protection.GiveConsent, "teacher"),
    "protection.consent-withdrawn.v1": Form(protection.WithdrawConsent, "teacher"),
    "contract.contract-extended.v1": Form(contract.ExtendContract, "contract"),
    "contract.termination-notice-served.v1": Form(contract.ServeTerminationNotice, "contract"),
    "contract.termination-notice-withdrawn.v1": Form(
        contract.WithdrawTerminationNotice, "contract"
    ),
    "contract.contract-terminated.v1": Form(contract.TerminateContract, "contract"),
    "contract.union-told.v1": Form(contract.TellUnion, "contract"),
    "contract.union-opinion-given.v1": Form(contract.GiveUnionOpinion, "contract"),
    "contract.union-answered.v1": Form(contract.AnswerUnion, "contract"),
    "contract.contract-ended.v1": Form(contract.EndContractByAgreement, "contract"),
    "contract.office-contract-signed.v1": Form(contract.SignOfficeContract),
    "contract.office-contract-filed.v1": Form(contract.FileOfficeContract, "contract"),
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
            _round("favours-corrected", recruitment.CorrectFavours),
            _round("ballots-corrected", recruitment.CorrectBallots),
            _round("first-part-locked", shortlist.LockFirstPart),
            _round("shortlist-computed", shortlist.ComputeShortlist),
            _round("shortlist-published", shortlist.PublishShortlist),
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
            _round("unplaced-revoked", recruitment.RevokeUnplaced),
            _round("unplaced-notice-served", recruitment.ServeUnplacedNotice),
            _round("selection-closed", recruitment.CloseSelection),
            _round("round-suspended", recruitment.SuspendRound),
            _round("round-resumed", recruitment.ResumeRound),
            _round("round-finalised", recruitment.FinaliseRound),
            _notice("notice-published", notice.PublishNotice),
            _notice("notice-restarted", notice.RestartNotice),
            _notice("notice-reissued", notice.ReissueNotice),
            _notice("objection-filed", notice.FileObjection),
            _notice("objection-upheld", notice.UpholdObjection),
            _notice("objection-rejected", notice.RejectObjection),
            _notice("notice-period-ended", notice.EndNoticePeriod),
            _notice("notice-withdrawn", notice.WithdrawNotice),
            _notice("notice-taken-down", notice.TakeDownNotice),
            _case("case-received", dispute.ReceiveCase),
            _case("case-handed-over", dispute.HandOverCase),
            _case("material-requested", dispute.RequestMaterial),
            _case("material-supplied", dispute.SupplyMaterial),
            _case("case-admitted", dispute.AdmitCase),
            _case("case-declared-inadmissible", dispute.DeclareInadmissible),
            _case("investigators-appointed", dispute.AppointInvestigators),
            _case("investigator-replaced", dispute.ReplaceInvestigator),
            _case("investigation-reported", dispute.ReportInvestigation),
            _case("hearing-requested", dispute.RequestHearing),
            _case("hearing-held", dispute.HoldHearing),
            _case("mediation-started", dispute.StartMediation),
            _case("mediation-ended", dispute.EndMediation),
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
        lambda event: {"schools": tuple(each.school for each in getattr(event, "schools"))},
    ),
}
"""For every topic that leads a decision: how its question is put again."""
