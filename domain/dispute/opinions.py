"""The shape of an opinion (审查意见): outcome, reasons, and what would have to be done."""

from __future__ import annotations

from domain.dispute import remedies as r
from domain.kernel import Frozen


class Opinion(Frozen):
    """审查意见: the outcome that the findings call for, why, and what would have to be done."""

    outcome: r.Outcome
    reasons: tuple[r.Reason, ...]
    remedies: tuple[r.Remedy, ...] = ()


def upheld(text: str, basis: str) -> Opinion:
    """Return that the decision stands."""
    reason = r.Reason(ground=None, text=text, basis=basis)
    return Opinion(outcome=r.Outcome.UPHOLD, reasons=(reason,))


def violated(text: str, basis: str) -> r.Reason:
    """Return that the procedure was not kept, which lets a decision fall."""
    return r.Reason(ground=r.Ground.PROCEDURE_VIOLATED, text=text, basis=basis)


def misapplied(text: str, basis: str) -> r.Reason:
    """Return that the law was misapplied, for which a decision is changed."""
    return r.Reason(ground=r.Ground.LAW_MISAPPLIED, text=text, basis=basis)
