"""Opinions on decisions about one person, from facts that the investigators established.

Grades and resignations: what the regulations leave no choice about (B.9, B8-04).
"""

from __future__ import annotations

from enum import StrEnum

from domain.dispute import remedies as r
from domain.dispute.examining import Opinion
from domain.dispute.matters import Grade
from domain.kernel import Frozen
from domain.values.ids import Id


class Inquiry(StrEnum):
    """立案调查: how it stood when the grade was given, or how it ended."""

    NONE = "none"  # 未被立案
    OPEN = "open"  # 立案调查中
    CLEARED = "cleared"  # 未予处分
    WARNED = "warned"  # 警告


class Absence(StrEnum):
    """考核年度内缺勤: what took more than half of the year."""

    NONE = "none"  # 无
    SICK_OR_PERSONAL = "sick_or_personal"  # 病假、事假累计超过半年
    MATERNITY = "maternity"  # 产假超过半年


class GradeGiven(Frozen):
    """考核事实: the grade, and what bears on whether there may be one."""

    by: Id
    grade: Grade | None
    """``None`` where no grade was given."""
    inquiry: Inquiry = Inquiry.NONE
    absence: Absence = Absence.NONE


class ResignationRecorded(Frozen):
    """辞职事实: whose signature the record rests on."""

    by: Id
    signed_by_teacher: bool
    refused_responsibility_letter: bool


def examine_grade(facts: GradeGiven) -> Opinion:
    """考核档次: who may have one, who must, and which one is barred (B9-17, B9-18, B10-02)."""
    if facts.inquiry is Inquiry.OPEN and facts.grade is not None:
        return _revoked(facts.by, "立案调查期间不写评语、不定档次", "考核规定 第42条 (B9-18)")
    if facts.absence is Absence.SICK_OR_PERSONAL and facts.grade is not None:
        return _revoked(facts.by, "病事假超过半年的参加考核、不定档次", "考核规定 第41条 (B9-17)")
    if facts.inquiry in {Inquiry.CLEARED, Inquiry.WARNED} and facts.grade is None:
        return _owed(facts.by, "调查已经结束，应当补定档次", "考核规定 第42条 (B9-18)")
    if facts.absence is Absence.MATERNITY and facts.grade in {None, Grade.UNGRADED}:
        return _owed(facts.by, "产假超过半年的应当确定档次", "考核规定 第41条 (B9-17)")
    if facts.inquiry is Inquiry.WARNED and facts.grade is Grade.EXCELLENT:
        return _revoked(facts.by, "受警告处分的当年不得确定为优秀", "处分规定 第7条 (B10-02)")
    return Opinion(
        outcome=r.Outcome.UPHOLD,
        reasons=(r.Reason(ground=None, text="没有不得定档或应当定档的情形", basis="B9-14…18"),),
    )


def examine_resignation(facts: ResignationRecorded) -> Opinion:
    """自动辞职: resigning needs the teacher's own signature; a refusal is none (X3, T51)."""
    if facts.signed_by_teacher:
        text = "辞职由本人签署"
        reason = r.Reason(ground=None, text=text, basis="条例 第17条 (B8-04)")
        return Opinion(outcome=r.Outcome.UPHOLD, reasons=(reason,))
    what = "撤销辞职登记"
    if facts.refused_responsibility_letter:
        what += "；拒签责任书的，另行启动免职程序"
    return Opinion(
        outcome=r.Outcome.REDO,
        reasons=(
            r.Reason(
                ground=r.Ground.ULTRA_VIRES,
                text="辞职须由本人书面提出，拒签责任书不等于辞职",
                basis="条例 第17条 (B8-04); A.6 X3",
            ),
        ),
        remedies=(r.Redo(by=facts.by, what=what),),
    )


def _revoked(by: str, text: str, basis: str) -> Opinion:
    reason = r.Reason(ground=r.Ground.PROCEDURE_VIOLATED, text=text, basis=basis)
    redo = r.Redo(by=by, what="撤销已定档次，作为新版本重新登记")
    return Opinion(outcome=r.Outcome.REVOKE, reasons=(reason,), remedies=(redo,))


def _owed(by: str, text: str, basis: str) -> Opinion:
    reason = r.Reason(ground=r.Ground.LAW_MISAPPLIED, text=text, basis=basis)
    redo = r.Redo(by=by, what="确定考核档次")
    return Opinion(outcome=r.Outcome.MODIFY, reasons=(reason,), remedies=(redo,))
