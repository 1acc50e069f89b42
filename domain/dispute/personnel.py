"""Opinions on decisions about one person, from facts that the investigators established.

Resignations: what the regulations leave no choice about (B8-04). Grades are examined out of
the ledger, see ``grading``.
"""

from __future__ import annotations

from domain.dispute import remedies as r
from domain.dispute.opinions import Opinion
from domain.kernel import Frozen
from domain.values.ids import Id


class ResignationRecorded(Frozen):
    """辞职事实: whose signature the record rests on."""

    by: Id
    signed_by_teacher: bool
    refused_responsibility_letter: bool


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
