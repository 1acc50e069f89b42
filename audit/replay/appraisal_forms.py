"""Forms of the decisions on annual appraisals and on the files that they fill."""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.form import SEALED_TEXT, Form, More
from domain.appraisal import commands as appraisal
from domain.appraisal import file_commands
from domain.kernel import Command, DomainEvent


def _comment(event: DomainEvent) -> Mapping[str, object]:
    return {"comment": SEALED_TEXT if getattr(event, "commented") else None}


def _considered(event: DomainEvent) -> Mapping[str, object]:
    return {"teachers": getattr(event, "considered")}


def _appraisal(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"appraisal.{name}.v1", Form(command, "appraisal", more)


def _file(name: str, command: type[Command], more: More | None = None) -> tuple[str, Form]:
    return f"appraisal.{name}.v1", Form(command, "teacher", more)


APPRAISAL_FORMS: Mapping[str, Form] = dict(
    (
        _appraisal("appraisal-planned", appraisal.PlanAppraisal),
        _appraisal("staff-heard", appraisal.HearStaff),
        _appraisal("appraisal-opened", appraisal.OpenAppraisal),
        _appraisal("excellent-share-set", appraisal.SetExcellentShare),
        _appraisal("work-report-submitted", appraisal.SubmitWorkReport),
        _appraisal("participation-refused", appraisal.RecordRefusal),
        _appraisal("ethics-gate-failed", appraisal.FailEthicsGate),
        _appraisal("democratic-appraisal-closed", appraisal.CloseBallot),
        _appraisal("grade-proposed", appraisal.ProposeGrade, _comment),
        _appraisal("grades-decided", appraisal.DecideGrades, _considered),
        _appraisal("grade-added", appraisal.AddGrade, _comment),
        _appraisal("grade-corrected", appraisal.CorrectGrade, _comment),
        _appraisal("excellent-published", appraisal.PublishExcellent),
        _appraisal("excellent-contested", appraisal.ContestExcellent),
        _appraisal("contest-upheld", appraisal.UpholdExcellentContest),
        _appraisal("contest-rejected", appraisal.RejectExcellentContest),
        _appraisal("excellent-publicity-ended", appraisal.EndExcellentPublicity),
        _appraisal("grade-notified", appraisal.NotifyGrade),
        _appraisal("grade-acknowledged", appraisal.AcknowledgeGrade),
        _appraisal("acknowledgement-refused", appraisal.RecordAcknowledgementRefusal),
        _appraisal("results-filed", appraisal.FileResults),
        _file("leave-recorded", file_commands.RecordLeave),
        _file("leave-voided", file_commands.VoidLeave),
        _file("inquiry-opened", file_commands.OpenInquiry),
        _file("inquiry-concluded", file_commands.ConcludeInquiry),
        _file("sanction-lifted", file_commands.LiftSanction),
        _file("measure-taken", file_commands.TakeMeasure),
        _file("measure-lifted", file_commands.LiftMeasure),
        _file("contract-term-appraised", file_commands.AppraiseTerm),
        _file("renewal-approved", file_commands.ApproveRenewal),
    )
)
