"""Written notice, the person's answer, the file (书面告知、签署意见、存档)."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.appraisal import commands as c
from domain.appraisal import events as e
from domain.appraisal import publicity_rules, quota_rules, rules
from domain.appraisal.file_events import YearGraded
from domain.appraisal.grades import Result
from domain.appraisal.state import Appraisal
from domain.kernel import Decision, Recorded, stream_of
from domain.planning.appraisal_sections import AnnualAppraisalRules
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data


def tell(
    state: Appraisal, command: c.NotifyingCommand, of_pack: AnnualAppraisalRules, today: date
) -> Decision:
    """Tell the person, take the answer, put the result into the file."""
    stream = stream_of(Appraisal, command.appraisal)
    match command:
        case c.NotifyGrade():
            return _notify(state, command, of_pack, today)
        case c.AcknowledgeGrade():
            return (Recorded(stream, _acknowledge(state, command, today)),)
        case c.RecordAcknowledgementRefusal():
            version = publicity_rules.answer_must_be_due(
                command.teacher, rules.participant(state, command.teacher)
            )
            must_hold_no_personal_data({"document": command.document})
            refused = e.AcknowledgementRefused(
                teacher=command.teacher, version=version, document=command.document, on=today
            )
            return (Recorded(stream, refused),)
        case c.FileResults():
            waiting = publicity_rules.something_must_be_to_file(state.to_file)
            must_hold_no_personal_data({"document": command.document})
            filed = e.ResultsFiled(teachers=waiting, document=command.document, on=today)
            return (Recorded(stream, filed),)
        case _:
            assert_never(command)


def _notify(
    state: Appraisal, command: c.NotifyGrade, of_pack: AnnualAppraisalRules, today: date
) -> Decision:
    """告知生效: with the notice the result is the person's, and rules may read it (S000-06).

    Nobody is told to be 优秀 while there are more of them than the share, also where it was
    lowered after the decision.
    """
    taking_part = rules.participant(state, command.teacher)
    result = publicity_rules.result_must_be_untold(command.teacher, taking_part)
    publicity_rules.excellent_must_have_been_public(command.teacher, taking_part)
    if result is Result.EXCELLENT:
        quota_rules.excellent_must_fit(state, of_pack)
    must_hold_no_personal_data({"document": command.document})
    told = e.GradeNotified(
        teacher=command.teacher,
        result=result,
        version=taking_part.version,
        document=command.document,
        on=today,
    )
    graded = YearGraded(
        appraisal=command.appraisal,
        body=state.school,
        year=state.year,
        result=result,
        version=taking_part.version,
        on=today,
    )
    return (
        Recorded(stream_of(Appraisal, command.appraisal), told),
        Recorded(stream_of(Teacher, command.teacher), graded),
    )


def _acknowledge(state: Appraisal, command: c.AcknowledgeGrade, today: date) -> e.AppraisalEvent:
    taking_part = rules.participant(state, command.teacher)
    version = publicity_rules.answer_must_be_due(command.teacher, taking_part)
    return e.GradeAcknowledged(
        teacher=command.teacher, version=version, opinion=command.opinion, on=today
    )
