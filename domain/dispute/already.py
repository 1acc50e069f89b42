"""Remedies whose effect holds already, because something else undid it before (已无执行对象)."""

from __future__ import annotations

from typing import assert_never

from domain.appraisal.state import Appraisal
from domain.dispute import remedies as r
from domain.kernel import States, require
from domain.planning.state import Plan
from domain.recruitment.bidder import Bidder
from domain.recruitment.state import RecruitmentRound

_OfRound = (
    r.RevokeAppointment | r.RevokeUnplaced | r.CorrectScore | r.VoidMark | r.RankAnew | r.VoidRound
)


def holds_already(states: States, remedy: r.Remedy) -> bool:
    """已无执行对象: what another case, or the body itself, undid before is not undone again.

    An appointment that is gone, a mark that does not count, a round that is void. What a remedy
    names has to be in the ledger. 依据: E.5, B7-05.

    Raises:
        MissingError: There is no such round, plan or appraisal.
    """
    match remedy:
        case r.VoidAdoption():
            return require(states, Plan, remedy.plan).adopted_on is None
        case r.VoidGrade():
            person = require(states, Appraisal, remedy.appraisal).people.get(remedy.teacher)
            return person is not None and person.result is None
        case r.WithdrawNotice() | r.Redo():
            return False
        case _:
            return _in_round(require(states, RecruitmentRound, remedy.round), remedy)


def _in_round(round_: RecruitmentRound, remedy: _OfRound) -> bool:
    if round_.voided:
        return True
    match remedy:
        case r.RevokeAppointment():
            bidder = round_.bidders.get(remedy.teacher)
            return bidder is not None and bidder.placement is None
        case r.RevokeUnplaced():
            bidder = round_.bidders.get(remedy.teacher)
            return bidder is not None and not bidder.unplaced
        case r.VoidMark():
            return not _is_marked(round_.bidders.get(remedy.bidder), remedy)
        case r.CorrectScore() | r.RankAnew() | r.VoidRound():
            return False
        case _:
            assert_never(remedy)


def _is_marked(bidder: Bidder | None, remedy: r.VoidMark) -> bool:
    return bidder is None or remedy.judge in bidder.marks.get(remedy.item, {})
