"""Reasons for which keys, mandates or signatures are refused."""

from __future__ import annotations

from domain.kernel import DomainError


class NotAuthorisedError(DomainError):
    """Raised when those who act are not those who may decide this."""

    code = "mandate.not-authorised"
    basis = "签署权限表; 条例 第10条"


class DutiesMixedError(DomainError):
    """Raised when one person would sign two duties in one matter."""

    code = "mandate.duties-mixed"
    basis = "条例 第39条"


class RecusedError(DomainError):
    """Raised when a person acts in the matter of somebody from whom recusal was declared."""

    code = "mandate.recused"
    basis = "条例 第39条 (应当回避)"


class OwnMatterError(DomainError):
    """Raised when an official decides on his or her own bid."""

    code = "mandate.own-matter"
    basis = "条例 第39条 (与本人有利害关系应当回避)"


class NotSeatedError(DomainError):
    """Raised when somebody signs for an organ of the plan in which he or she does not sit."""

    code = "mandate.not-seated"
    basis = "S002-19 聘任委员会; B1-15 监督小组"


class RootAloneError(DomainError):
    """Raised when one person alone would give or take a key or the office of the root."""

    code = "mandate.root-alone"
    basis = "条例 第39条; 电子签名法 第15条"


class KeyKnownError(DomainError):
    """Raised when a key is enrolled a second time."""

    code = "mandate.key-known"
    basis = "audit/format/SPEC §7"


class KeyUnknownError(DomainError):
    """Raised when a key that does not stand is revoked."""

    code = "mandate.key-unknown"
    basis = "电子签名法 第15条"


class MandateKnownError(DomainError):
    """Raised when a mandate id is used twice."""

    code = "mandate.mandate-known"
    basis = "audit/format/SPEC §7"


class MandateUnknownError(DomainError):
    """Raised when a mandate that does not stand is revoked."""

    code = "mandate.mandate-unknown"
    basis = "audit/format/SPEC §7"


class MandateDatesError(DomainError):
    """Raised when a mandate would end before it begins."""

    code = "mandate.dates"
    basis = "授权期限: 起止日期 (end must follow start)"


class NothingVoidError(DomainError):
    """Raised when an act is confirmed as for a person none of whose keys was revoked."""

    code = "mandate.nothing-void"
    basis = "audit/format/SPEC §7"


class PersonErasedError(DomainError):
    """Raised when personal data was erased already."""

    code = "mandate.person-erased"
    basis = "个人信息保护法 第47条"
