"""Two-way selection (双向选择)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent
from domain.recruitment.wishes import PostSet
from domain.school.posts import StaffClass
from domain.values.ids import Count, Id, Text


class SelectionReason(StrEnum):
    """选聘理由: why this bidder; leaving the order of rank needs words (C1-05)."""

    BY_RANK = "by_rank"  # 按名次
    SUBJECT_NEED = "subject_need"  # 学科需要
    HIGHER_RANKED_DECLINED = "higher_ranked_declined"  # 前序人员放弃
    ONLY_BIDDER = "only_bidder"  # 唯一报名人


class LapseReason(StrEnum):
    """聘任要约失效事由."""

    NOT_ANSWERED = "not_answered"
    PLACED_ELSEWHERE = "placed_elsewhere"
    WITHDRAWN_BY_SCHOOL = "withdrawn_by_school"


class PostOffered(DomainEvent):
    """学校选聘: the school offers a post set and reserves its seats."""

    TOPIC: ClassVar[str] = "recruitment.post-offered.v1"
    teacher: Id
    posts: PostSet
    rank: Count | None
    reason: SelectionReason
    detail: Text
    answer_until: AwareDatetime


class OfferAccepted(DomainEvent):
    """教师应聘: the teacher accepted; seats are taken in the same act."""

    TOPIC: ClassVar[str] = "recruitment.offer-accepted.v1"
    teacher: Id
    from_school: Id
    posts: PostSet
    staff_class: StaffClass


class OfferDeclined(DomainEvent):
    """教师放弃: the teacher declined; seats go to the next."""

    TOPIC: ClassVar[str] = "recruitment.offer-declined.v1"
    teacher: Id
    posts: PostSet
    reason: Text


class OfferLapsed(DomainEvent):
    """要约失效: not answered in time, taken back, or the teacher is placed elsewhere."""

    TOPIC: ClassVar[str] = "recruitment.offer-lapsed.v1"
    teacher: Id
    posts: PostSet
    reason: LapseReason


OfferEvent = PostOffered | OfferAccepted | OfferDeclined | OfferLapsed

EVENTS: tuple[type[DomainEvent], ...] = (PostOffered, OfferAccepted, OfferDeclined, OfferLapsed)
