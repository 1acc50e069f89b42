"""What the opening of a round freezes (竞聘开始)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from domain.kernel import DomainEvent, Frozen
from domain.school.posts import Post
from domain.values.ids import Count, Id, Sha256Hex


class Stage(StrEnum):
    """竞聘阶段: whoever is placed in one leaves the pool, whoever is not enters the next.

    依据: B1-02, B1-03, S002-03, S002-22 to S002-24.
    """

    DIRECT = "direct"  # 直聘(首聘)
    CENTRES = "centres"  # 两步走第一步: 中心学校面向全镇选聘
    IN_SCHOOL = "in_school"  # 校内竞聘
    COORDINATION = "coordination"  # 镇内协调会双向选择
    IN_ZONE = "in_zone"  # 学区(片区)内竞聘
    CROSS_DISTRICT = "cross_district"  # 跨学区(全区)竞聘
    ADJUSTMENT = "adjustment"  # 组织调剂
    STANDBY_TRAINING = "standby_training"  # 待岗(落聘)培训

    @property
    def is_run_by_a_school(self) -> bool:
        """Tell whether one school runs it for its own posts."""
        return self in {Stage.DIRECT, Stage.CENTRES, Stage.IN_SCHOOL}

    @property
    def fills_offices(self) -> bool:
        """Tell whether the school's offices are filled in it, and end with it."""
        return self in {Stage.CENTRES, Stage.IN_SCHOOL}

    @property
    def competes(self) -> bool:
        """Tell whether posts are bid for in it."""
        return self not in {Stage.DIRECT, Stage.ADJUSTMENT, Stage.STANDBY_TRAINING}


class RoundSchool(Frozen):
    """参加学校: a school whose posts the round fills, as it stood at the opening."""

    school: Id
    establishment: Count
    posts: tuple[Post, ...]
    original_staff: tuple[Id, ...]
    """The school's own people, by whom the two-thirds rule is judged."""


class RecruitmentRoundOpened(DomainEvent):
    """竞聘开始: pack, posts, population and windows are frozen."""

    TOPIC: ClassVar[str] = "recruitment.recruitment-round-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    stage: Stage
    organiser: Id
    schools: tuple[RoundSchool, ...]
    population: tuple[Id, ...]
    after: tuple[Id, ...] = ()
    """Rounds of earlier stages from which the pool comes."""
    intents_from: AwareDatetime
    intents_until: AwareDatetime
    """Exclusive: the first instant at which intents are no longer taken."""


OpeningEvent = RecruitmentRoundOpened

EVENTS: tuple[type[DomainEvent], ...] = (RecruitmentRoundOpened,)
