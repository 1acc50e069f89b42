"""Reasons for which a notice is refused."""

from __future__ import annotations

from domain.kernel import DomainError


class SelectionNotClosedError(DomainError):
    """Raised when a list would be put up while selection goes on."""

    code = "notice.selection-not-closed"
    basis = "条例 第10条 竞聘结果公示; E.2 第12步"


class RankingStaleError(DomainError):
    """Raised when scores were corrected and the ranking behind the list was not computed anew."""

    code = "notice.ranking-stale"
    basis = "E.6, B6-08 更正评分后重新排名、重新公示"


class NoticeStandsError(DomainError):
    """Raised when a round's notice is put up while one stands or has run out."""

    code = "notice.stands"
    basis = "B6-08 名单变更的重新公示; one notice a round"


class OtherListError(DomainError):
    """Raised when the list to be put up, or that is up, is not the round's own."""

    code = "notice.other-list"
    basis = "条例 第10条 公示拟聘人员名单 (the list that was decided)"


class PeriodTooShortError(DomainError):
    """Raised when a notice would be shorter than the pack wants."""

    code = "notice.period-too-short"
    basis = "B6-02 公示不少于规定的工作日"


class RankingChangedError(DomainError):
    """Raised when the ranking was computed anew, out of other facts, since the list was put up."""

    code = "notice.ranking-changed"
    basis = "E.6, B6-08 更正评分后重新排名、重新公示"


class NotStandingError(DomainError):
    """Raised when a notice is not up: it ended or was withdrawn."""

    code = "notice.not-standing"
    basis = "E.2 第12步 公示"


class ListUnchangedError(DomainError):
    """Raised when a notice would be restarted with the same list."""

    code = "notice.list-unchanged"
    basis = "B6-08 名单变更的重新公示"


class ListCondemnedError(DomainError):
    """Raised when a list is up, or would be, about which an objection was upheld."""

    code = "notice.list-condemned"
    basis = "B6-08 异议成立的应当变更名单"


class ObjectionTooLateError(DomainError):
    """Raised when an objection comes after the last day of the notice."""

    code = "notice.objection-too-late"
    basis = "B6-08 公示期内提出异议; 民法典 第203条"


class ObjectionKnownError(DomainError):
    """Raised when an objection's id is used twice."""

    code = "notice.objection-known"
    basis = "台账编号唯一 (ids are used once)"


class ObjectionNotOpenError(DomainError):
    """Raised when an objection is decided that was not filed or is decided."""

    code = "notice.objection-not-open"
    basis = "B6-08 异议处理"


class ObjectionBlocksError(DomainError):
    """Raised when the period would end while a blocking objection is open."""

    code = "notice.objection-blocks"
    basis = "B6-08 异议未处理完毕不得结束公示"


class PeriodNotOverError(DomainError):
    """Raised when the working days of the notice have not run out."""

    code = "notice.period-not-over"
    basis = "B6-02, B6-08 公示期满; B13-03 工作日; 民法典 第201条"


class TakenDownError(DomainError):
    """Raised when a notice is taken down a second time."""

    code = "notice.taken-down"
    basis = "B6-09 期满撤下公示"
