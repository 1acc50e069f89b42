"""A democratic appraisal in the school, and its ballots."""

from __future__ import annotations

from domain.recruitment import commands as c
from domain.recruitment import events as e
from tests.domain.town import ROUND

APPRAISAL = c.CloseDemocraticAppraisal(
    round=ROUND, school="school-1", staff=150, present=100, ballots=()
)


def ballot(bidder: str, excellent: int = 60, competent: int = 40) -> e.BallotCount:
    return e.BallotCount(
        bidder=bidder,
        excellent=excellent,
        competent=competent,
        basically_competent=0,
        not_competent=0,
    )


def appraisal(*ballots: e.BallotCount) -> c.CloseDemocraticAppraisal:
    return APPRAISAL.model_copy(update={"ballots": ballots})
