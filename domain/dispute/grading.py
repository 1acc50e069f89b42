"""What the ledger says about a contested grade (考核档次的审查): the appraisal's own rules again.

Facts count by their own dates, also those that came into the file after the decision: an
investigation that was open when the grade was given shows, whenever it was entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from domain.appraisal import errors as appraisal_errors
from domain.appraisal.admissibility import Asked, result_must_be_open
from domain.appraisal.grades import GRADES, Result, SanctionKind
from domain.appraisal.proposing import circumstances
from domain.appraisal.quota_rules import excellent_must_fit
from domain.appraisal.state import Appraisal
from domain.dispute import errors
from domain.dispute import remedies as r
from domain.dispute.matters import Grade
from domain.dispute.opinions import Opinion, misapplied, upheld, violated
from domain.kernel import DomainError, States, require
from domain.planning.appraisal_sections import AnnualAppraisalRules, appraisal_rules_of
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.ids import Id

_WORDS: Mapping[type[DomainError], str] = {
    appraisal_errors.UnderInquiryError: "立案调查期间不写评语、不定档次",
    appraisal_errors.RefusedToTakePartError: "无正当理由不参加考核的，应当直接确定为不合格",
    appraisal_errors.NewcomerError: "参加工作不满半年的只写评语，其他人员应当确定档次",
    appraisal_errors.LongLeaveError: "病事假累计超过半年的参加考核、不确定档次",
    appraisal_errors.MustBeGradedError: "没有不确定档次的情形，应当确定档次",
    appraisal_errors.SanctionBarsError: "所受处分不得确定为该档次",
    appraisal_errors.EthicsBarsError: "师德一票否决的，不得确定为该档次",
}
_NOT_TO_BE_HAD = (
    appraisal_errors.UnderInquiryError,
    appraisal_errors.NewcomerError,
    appraisal_errors.LongLeaveError,
    appraisal_errors.SanctionBarsError,
    appraisal_errors.EthicsBarsError,
)
"""With one of these a grade falls; with the others the right result takes its place."""

_GRADES: Mapping[Result, Grade] = {
    Result.EXCELLENT: Grade.EXCELLENT,
    Result.QUALIFIED: Grade.QUALIFIED,
    Result.BASICALLY_QUALIFIED: Grade.BASICALLY_QUALIFIED,
    Result.UNQUALIFIED: Grade.UNQUALIFIED,
}


def grade_in_ledger(states: States, key: str, person: str) -> Grade | None:
    """Return the grade that an appraisal gave somebody; ``None`` where nothing was decided."""
    found = require(states, Appraisal, key).people.get(person)
    if found is None or found.result is None:
        return None
    return _GRADES.get(found.result, Grade.UNGRADED)


def examine_grade(states: States, key: str, person: str) -> Opinion:
    """考核档次: who may have one, who must, and which one is barred (B9-14…20; T36, T37).

    Raises:
        NotExaminableError: Nothing was decided about the person.
    """
    state, of_pack = _appraisal(states, key)
    decided = state.people.get(person)
    if decided is None or decided.result is None or decided.decided_on is None:
        raise errors.NotExaminableError(stream=f"{Appraisal.KIND}:{key}")
    wrong = _wrong_with(states, state, person, of_pack)
    void = r.VoidGrade(appraisal=key, teacher=person)
    redo = r.Redo(by=state.school, what="依法重新确定该年度考核结论，作为新版本登记")
    if wrong is not None and isinstance(wrong, _NOT_TO_BE_HAD) and decided.result in GRADES:
        reason = violated(_WORDS[type(wrong)], wrong.basis)
        return Opinion(outcome=r.Outcome.REVOKE, reasons=(reason,), remedies=(void, redo))
    if wrong is not None:
        reason = misapplied(_WORDS[type(wrong)], wrong.basis)
        return Opinion(outcome=r.Outcome.MODIFY, reasons=(reason,), remedies=(void, redo))
    if is_owed(states, key, person):
        reason = misapplied("调查已经结束，应当补定档次", "考核规定 第42条 (B9-18)")
        return Opinion(outcome=r.Outcome.MODIFY, reasons=(reason,), remedies=(redo,))
    return upheld("按台账所载事实重新审查，该结论符合定档条件", "考核规定 第10、37、41至44条")


def examine_appraisal(states: States, key: str) -> Opinion:
    """优秀比例与定档条件: the whole appraisal, out of its events (B9-05, B9-06; T15).

    Raises:
        MissingError: There is no such appraisal.
    """
    state, of_pack = _appraisal(states, key)
    found = tuple(_faults(states, key, state, of_pack))
    if not found:
        return upheld("优秀人数未超过名额，各人结论符合定档条件", "考核规定 第15、41、42条")
    redo = r.Redo(by=state.school, what="在名额和定档条件之内更正，作为新版本登记")
    return Opinion(outcome=r.Outcome.REDO, reasons=found, remedies=(redo,))


def fault_of(states: States, key: str, person: str) -> tuple[str, str] | None:
    """Return what is wrong with a result by all that is known now, with its basis."""
    state, of_pack = _appraisal(states, key)
    decided = state.people[person].decided_on
    wrong = _wrong_with(states, state, person, of_pack) if decided is not None else None
    return None if wrong is None else (_WORDS[type(wrong)], wrong.basis)


def is_owed(states: States, key: str, person: str) -> bool:
    """Tell whether somebody was put off for an investigation that is over.

    It is owed after no sanction, or a warning; what follows from a heavier one people decide.
    依据: 考核规定 第42、43条 (B9-18).
    """
    found = require(states, Appraisal, key).people[person]
    if found.result is not Result.DEFERRED or found.decided_on is None:
        return False
    file = require(states, Teacher, person).file
    open_then = {each.inquiry for each in file.inquiries if each.is_open_on(found.decided_on)}
    heavier = (each for each in file.sanctions if each.kind is not SanctionKind.WARNING)
    sanctioned = any(each.inquiry in open_then for each in heavier)
    return file.open_inquiry(date.max) is None and not sanctioned


def _appraisal(states: States, key: str) -> tuple[Appraisal, AnnualAppraisalRules]:
    state = require(states, Appraisal, key)
    pack = require(states, Plan, state.plan).packs[state.pack_sha256]
    return state, appraisal_rules_of(pack)


def _faults(
    states: States, key: str, state: Appraisal, of_pack: AnnualAppraisalRules
) -> Iterator[r.Reason]:
    try:
        excellent_must_fit(state, of_pack)
    except appraisal_errors.QuotaExceededError as over:
        told = "优秀{excellent}人，超过名额{most}人（应参加考核{staff}人，比例{share}）"
        yield violated(told.format(**over.facts), over.basis)
    for person in state.people:
        wrong = fault_of(states, key, person)
        if wrong is not None:
            told, basis = wrong
            yield violated(f"{person}：{told}", basis)


def _wrong_with(
    states: States, state: Appraisal, person: Id, of_pack: AnnualAppraisalRules
) -> DomainError | None:
    """Put a decided result to the rules again, by the day on which it was decided."""
    decided = state.people[person]
    assert decided.result is not None, "asked for decided people only"
    assert decided.decided_on is not None, "a result has its day"
    about = circumstances(states, state, person, of_pack, decided.decided_on)
    try:
        result_must_be_open(about, Asked(decided.result, decided.commented))
    except tuple(_WORDS) as refused:
        return refused
    return None
