"""Forms of the decisions on offices, terms, grades, new staff, exchange and research."""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.form import Form
from domain.exchange import commands as exchange
from domain.grade import commands as grade
from domain.honour import commands as honour
from domain.intake import commands as intake
from domain.kernel import Command, DomainEvent
from domain.office import commands as office
from domain.organ import commands as organ
from domain.principal import commands as principal
from domain.research import commands as research
from domain.review import commands as review
from domain.review.events import TeamScored
from domain.review.marks import TeamJudgement
from domain.tenure import commands as tenure


def _forms(context: str, key: str, commands: Mapping[str, type[Command]]) -> dict[str, Form]:
    return {f"{context}.{name}.v1": Form(command, key) for name, command in commands.items()}


def _judgements(event: DomainEvent) -> Mapping[str, object]:
    """Return what was given beside the marks on record: a total is computed anew."""
    assert isinstance(event, TeamScored), "the form says so"
    return {
        "judgements": tuple(
            TeamJudgement.model_validate(each.model_dump(exclude={"total_milli"}))
            for each in event.scores
        )
    }


_COMPETITIONS: Mapping[str, type[Command]] = {
    "competition-announced": office.AnnounceCompetition,
    "application-submitted": office.SubmitApplication,
    "application-withdrawn": office.WithdrawApplication,
    "applicant-passed": office.ScreenApplicant,
    "applicant-screened-out": office.ScreenApplicant,
    "interview-marked": office.MarkInterview,
    "interview-missed": office.RecordMissedInterview,
    "interviews-closed": office.CloseInterviews,
    "committee-decided": office.DecideCompetition,
    "appointment-approved": office.ApproveAppointment,
    "appointment-refused": office.RefuseAppointment,
    "appointment-filed": office.FileAppointment,
    "class-teacher-appointed": office.AppointClassTeacher,
}
_OUTCOMES: Mapping[str, type[Command]] = {
    "outcome-published": office.PublishOutcome,
    "outcome-contested": office.ContestOutcome,
    "contest-upheld": office.UpholdContest,
    "contest-rejected": office.RejectContest,
    "publicity-ended": office.EndPublicity,
}
_SELECTIONS: Mapping[str, type[Command]] = {
    "selection-opened": principal.OpenSelection,
    "conditions-published": principal.PublishConditions,
    "candidate-stood": principal.StandForPrincipal,
    "candidate-withdrew": principal.WithdrawCandidacy,
    "candidate-admitted": principal.ScreenCandidate,
    "candidate-excluded": principal.ScreenCandidate,
    "meeting-opened": principal.OpenMeeting,
    "speaking-order-drawn": principal.DrawSpeakingOrder,
    "work-report-delivered": principal.DeliverWorkReport,
    "defence-heard": principal.HearDefence,
    "candidate-absent": principal.RecordCandidateAbsence,
    "result-announced": principal.AnnounceResult,
    "principal-appointed": principal.AppointPrincipal,
}
_TENURES: Mapping[str, type[Command]] = {
    "review-opened": tenure.OpenTermReview,
    "term-appraised": tenure.RecordTermAppraisal,
    "tenure-extended": tenure.ExtendTenure,
    "letter-refused": tenure.RecordLetterRefusal,
    "removal-cause-shown": tenure.ReportOnFile,
    "removal-reported": tenure.ReportForRemoval,
    "removal-approved": tenure.ApproveRemoval,
    "removal-rejected": tenure.RejectRemoval,
    "office-resigned": tenure.ResignFromOffice,
}
_REVIEWS: Mapping[str, type[Command]] = {
    "team-review-opened": review.OpenTeamReview,
    "team-reported": review.RecordTeamReport,
    "team-measured": review.RecordTeamMeasurement,
    "team-discussed": review.RecordTeamDiscussion,
    "team-report-written": review.WriteTeamReport,
    "leaders-reported": review.RecordLeadersReports,
    "staff-reported": review.RecordStaffReports,
    "three-reviews-held": review.RecordThreeReviews,
    "three-reviews-fed-back": review.FeedBackThreeReviews,
    "letter-signed": review.SignLetter,
    "letter-settled": review.SettleLetter,
    "shortcomings-mended": review.RecordMending,
}
_RESEARCH: Mapping[str, type[Command]] = {
    "research-year-opened": research.OpenResearchYear,
    "group-applied": research.ApplyForGroup,
    "group-awarded": research.AwardGroup,
    "part-time-place-declined": research.DeclinePartTimePlace,
    "part-time-researcher-appointed": research.AppointPartTimeResearcher,
    "research-year-settled": research.SettleResearchYear,
}
_GRADES: Mapping[str, type[Command]] = {
    "title-conferred": grade.ConferTitle,
    "grade-appointed": grade.AppointToGrade,
    "grade-ended": grade.EndGrade,
    "pay-grade-set": grade.SetPayGrade,
}
_INTAKE: Mapping[str, type[Command]] = {
    "intake-planned": intake.PlanIntake,
    "intake-approved": intake.ApproveIntake,
    "replacement-claimed": intake.ClaimReplacement,
    "applications-closed": intake.CloseApplications,
    "newcomers-announced": intake.AnnounceNewcomers,
    "newcomer-admitted": intake.AdmitNewcomer,
}
_EXCHANGES: Mapping[str, type[Command]] = {
    "exchange-opened": exchange.OpenExchange,
    "team-formed": exchange.ProposeTeam,
    "move-proposed": exchange.ProposeMove,
    "move-agreed": exchange.AgreeToMove,
    "move-declined": exchange.DeclineMove,
    "exchange-started": exchange.StartExchange,
    "exchange-ended": exchange.EndExchange,
    "exchange-closed": exchange.CloseExchange,
}
_CALLS: Mapping[str, type[Command]] = {
    "call-opened": honour.OpenCall,
    "teacher-nominated": honour.NominateTeacher,
    "nomination-declined": honour.DeclineNomination,
    "nomination-withdrawn": honour.WithdrawNomination,
    "call-cancelled": honour.CancelCall,
    "honourees-chosen": honour.ChooseHonourees,
    "honours-conferred": honour.ConferHonours,
    "honours-conferred-jointly": honour.ConferHonours,
}
_HONOURS: Mapping[str, type[Command]] = {
    "honour-revoked": honour.RevokeHonour,
    "honour-revoked-jointly": honour.RevokeHonour,
    "named-teacher-appraised": honour.AppraiseNamedTeacher,
    "named-appraisal-corrected": honour.CorrectNamedAppraisal,
    "attachment-started": honour.StartAttachment,
    "attachment-ended": honour.EndAttachment,
}
_ORGANS: Mapping[str, type[Command]] = {
    "organs-set-up": organ.SetUpOrgans,
    "organ-changed": organ.ChangeOrgan,
    "committee-set-up": organ.SetUpCommittee,
    "committee-changed": organ.ChangeCommittee,
}
OFFICE_FORMS: Mapping[str, Form] = {
    **_forms("office", "competition", _COMPETITIONS),
    **_forms("office", "matter", _OUTCOMES),
    **_forms("principal", "selection", _SELECTIONS),
    **_forms("honour", "call", _CALLS),
    **_forms("honour", "teacher", _HONOURS),
    **_forms("tenure", "", _TENURES),
    **_forms("review", "", _REVIEWS),
    "review.team-scored.v1": Form(review.SumUpTeamScores, more=_judgements),
    **_forms("research", "year", _RESEARCH),
    **_forms("grade", "school", {"grade-structure-fixed": grade.FixGradeStructure}),
    **_forms("grade", "teacher", _GRADES),
    **_forms("intake", "plan", _INTAKE),
    **_forms("exchange", "exchange", _EXCHANGES),
    **_forms("organ", "", _ORGANS),
}
