"""Reasons for which scores, a ranking or an order among equals are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class ScoresLockedError(DomainError):
    """Raised when scores would be recorded after the lock."""

    code = "recruitment.scores-locked"
    basis = "E.2 第9步; E.6"


class ScoresNotLockedError(DomainError):
    """Raised when a step needs locked scores."""

    code = "recruitment.scores-not-locked"
    basis = "E.2 第9步"


class MarkedAlreadyError(DomainError):
    """Raised when a judge marks a bidder a second time for one item."""

    code = "recruitment.marked-already"
    basis = "E.6 更正"


class FactKnownError(DomainError):
    """Raised when a fact is recorded a second time instead of corrected."""

    code = "recruitment.fact-known"
    basis = "E.6 更正"


class FactUnknownError(DomainError):
    """Raised when a fact or mark would be corrected that was never recorded."""

    code = "recruitment.fact-unknown"
    basis = "E.6 更正"


class AppraisalQuorumError(DomainError):
    """Raised when too few of the staff took part in the democratic appraisal."""

    code = "recruitment.appraisal-quorum"
    basis = "B11-05 不少于在编在岗教职工三分之二"


class AppraisalBypassedError(DomainError):
    """Raised when ballots would be recorded without the appraisal that counts them."""

    code = "recruitment.appraisal-bypassed"
    basis = "B11-05; E.2 第9步"


class BallotsSameError(DomainError):
    """Raised when ballots would be corrected to the count that they have."""

    code = "recruitment.ballots-same"
    basis = "B11-05, E.6"


class BallotCountError(DomainError):
    """Raised when ballots do not fit those present, or a bidder is counted twice."""

    code = "recruitment.ballot-count"
    basis = "B11-05"


class AppraisalClosedError(DomainError):
    """Raised when the appraisal of a school was closed before."""

    code = "recruitment.appraisal-closed"
    basis = "E.2 第9步"


class RankingMissingError(DomainError):
    """Raised when there is no ranking, or it is no longer that of the scores."""

    code = "recruitment.ranking-missing"
    basis = "E.2 第10步; E.6"


class TieUnresolvedError(DomainError):
    """Raised when equal bidders would be told apart without a decision."""

    code = "recruitment.tie-unresolved"
    basis = "B5-10 同分不得自行排序"


class NotTiedError(DomainError):
    """Raised when an order is decided among bidders who are not tied."""

    code = "recruitment.not-tied"
    basis = "B5-10"


class LotsError(DomainError):
    """Raised when lots lack their seed or two witnesses."""

    code = "recruitment.lots"
    basis = "B5-10 抽签须有种子和见证人"


class LotsOrderError(DomainError):
    """Raised when an order is not the one that the recorded seed of the lots gives."""

    code = "recruitment.lots-order"
    basis = "B5-09, B5-10 抽签次序须由所记种子得出"
