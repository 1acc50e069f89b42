"""Reasons for which a round is not opened, or a step belongs to another stage."""

from __future__ import annotations

from domain.kernel import DomainError


class PlanNotFrozenError(DomainError):
    """Raised when a round would open under a plan that is not frozen."""

    code = "recruitment.plan-not-frozen"
    basis = "E.2 第6步; S002-06"


class PostsNotPublishedError(DomainError):
    """Raised when a school in the round has not published its posts."""

    code = "recruitment.posts-not-published"
    basis = "S002-10; 条例 第10条"


class StageNotPlannedError(DomainError):
    """Raised when a round would open in a stage that the rule pack does not have."""

    code = "recruitment.stage-not-planned"
    basis = "B1-02; 方案"


class WrongOrganiserError(DomainError):
    """Raised when the stage is not run by this kind of organiser."""

    code = "recruitment.wrong-organiser"
    basis = "B1-02; S002-21"


class StageWindowMissingError(DomainError):
    """Raised when the timetable sets no days for a stage."""

    code = "recruitment.stage-window-missing"
    basis = "E.2 第6步; 003-H2"


class StageOrderError(DomainError):
    """Raised when a round would follow one that is not closed, or not of the stage before."""

    code = "recruitment.stage-order"
    basis = "B1-02; B1-07"


class StageSkippedError(DomainError):
    """Raised when somebody was not left unplaced and told in the stage before."""

    code = "recruitment.stage-skipped"
    basis = "B1-03; S002-22"


class StageOtherError(DomainError):
    """Raised when a step belongs to another stage."""

    code = "recruitment.stage-other"
    basis = "B1-02; E.2"


class PostOfTheZoneError(DomainError):
    """Raised when a school would fill a post that the zone allocates."""

    code = "recruitment.post-of-the-zone"
    basis = "003-A3"


class NotInPoolError(DomainError):
    """Raised when a teacher is not in the pool of the round."""

    code = "recruitment.not-in-pool"
    basis = "B1-03; S002-22"


class SchoolNotInRoundError(DomainError):
    """Raised when something is decided about a school that takes no part in the round."""

    code = "recruitment.school-not-in-round"
    basis = "S002-45; B11-05"


class PoolNamedTwiceError(DomainError):
    """Raised when somebody would be in the pool twice."""

    code = "recruitment.pool-named-twice"
    basis = "B1-03; INV1"
