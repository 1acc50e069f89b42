"""What can have happened to somebody's tenure of an office. Stream ``tenure:<tenure_id>``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kernel import DomainEvent
from domain.values.ids import Count, Id, Sha256Hex, Text


class RemovalGround(StrEnum):
    """免职事由. That a responsibility letter was not signed opens a procedure, no more (X3)."""

    APPRAISAL_FAILED = "appraisal_failed"  # 任期考核不合格 [S002-14]
    UNFIT = "unfit"  # 不宜留任 [S002-14]
    LETTER_REFUSED = "letter_refused"  # 拒签目标责任书 [S002-37, A.6 X3]
    SANCTIONED = "sanctioned"  # 受降低岗位等级（或撤职）处分 [B10-01]
    YEAR_FAILED = "year_failed"  # 年度考核结果 [S001-16, B9-10, B9-11]


AFTER_REVIEW = frozenset({RemovalGround.APPRAISAL_FAILED, RemovalGround.UNFIT})
"""Grounds that a review of the term shows; the others come with an event of their own."""


class ReviewOpened(DomainEvent):
    """启动任期考核: a vice-principal's term runs out; the principal appraises (S002-14)."""

    TOPIC: ClassVar[str] = "tenure.review-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    teacher: Id
    title: Text
    until_on: date
    extensions: Count
    """Extensions in a row so far."""


class TermAppraised(DomainEvent):
    """任期考核: how the staff voted, and whether the holder passed."""

    TOPIC: ClassVar[str] = "tenure.term-appraised.v1"
    teacher: Id
    staff: Count
    present: Count
    in_favour: Count
    passed: bool


class TenureExtended(DomainEvent):
    """留任一年: the school keeps the holder and the town office has it on file (S002-14)."""

    TOPIC: ClassVar[str] = "tenure.tenure-extended.v1"
    teacher: Id
    from_on: date
    until_on: date
    document: Text


class LetterRefused(DomainEvent):
    """拒签目标责任书: the principal did not sign. Never a resignation (S002-37, X3)."""

    TOPIC: ClassVar[str] = "tenure.letter-refused.v1"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    teacher: Id
    title: Text
    reason: Text


class RemovalCauseShown(DomainEvent):
    """免职事由: what the personnel file shows, on which a removal may rest (S001-16).

    ``sanction`` names the inquiry that ended in it, ``year`` an appraised year; one of the two.
    """

    TOPIC: ClassVar[str] = "tenure.removal-cause-shown.v1"
    plan: Id
    pack_sha256: Sha256Hex
    school: Id
    teacher: Id
    title: Text
    sanction: Id | None
    year: Count | None
    reason: Text


class RemovalReported(DomainEvent):
    """报请免职: whoever answers for the office asks for a removal."""

    TOPIC: ClassVar[str] = "tenure.removal-reported.v1"
    teacher: Id
    ground: RemovalGround
    by: Id
    """The body that decides: the town office, for principals the bureau."""
    reason: Text


class RemovalApproved(DomainEvent):
    """批准免职: the office ended on this day; the base post stays."""

    TOPIC: ClassVar[str] = "tenure.removal-approved.v1"
    teacher: Id
    by: Id
    document: Text
    on: date


class RemovalRejected(DomainEvent):
    """不予免职: the holder stays; after a review the appraisal is repeated."""

    TOPIC: ClassVar[str] = "tenure.removal-rejected.v1"
    teacher: Id
    by: Id
    reason: Text


class OfficeResigned(DomainEvent):
    """辞去职务: by the holder's own signature; the base post stays. The letter is in the vault."""

    TOPIC: ClassVar[str] = "tenure.office-resigned.v1"
    school: Id
    teacher: Id
    title: Text
    on: date


TenureEvent = (
    ReviewOpened
    | TermAppraised
    | TenureExtended
    | LetterRefused
    | RemovalCauseShown
    | RemovalReported
    | RemovalApproved
    | RemovalRejected
    | OfficeResigned
)
EVENTS: tuple[type[DomainEvent], ...] = (
    ReviewOpened,
    TermAppraised,
    TenureExtended,
    LetterRefused,
    RemovalCauseShown,
    RemovalReported,
    RemovalApproved,
    RemovalRejected,
    OfficeResigned,
)
