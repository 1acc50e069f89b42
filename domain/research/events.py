"""What can have happened in a year of teaching research. Stream ``research-year:<id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.kernel import DomainEvent, Frozen
from domain.values.ids import Count, Id, Milli, Sha256Hex, Text


class GroupsOfSchool(Frozen):
    """各校教研组数: how many subject groups a school leads."""

    school: Id
    groups: Count


class ResearchYearOpened(DomainEvent):
    """启动教研员聘任: who leads the research office, which groups and places there are."""

    TOPIC: ClassVar[str] = "research.research-year-opened.v1"
    plan: Id
    pack_sha256: Sha256Hex
    town_office: Id
    director: Id
    deputies: tuple[Id, ...]
    subjects: tuple[Text, ...]
    schools: tuple[Id, ...]
    centre: Id
    part_time_places: Count
    former: tuple[Id, ...]
    on: date
    deadline_on: date


class GroupApplied(DomainEvent):
    """申报学科中心教研组: a school applies for a subject with its candidate (S002-27)."""

    TOPIC: ClassVar[str] = "research.group-applied.v1"
    school: Id
    subject: Text
    teacher: Id
    reason: Text


class GroupAwarded(DomainEvent):
    """确定学科中心教研组: its leader is the subject's researcher ex officio (S002-27)."""

    TOPIC: ClassVar[str] = "research.group-awarded.v1"
    school: Id
    subject: Text
    teacher: Id
    reason: Text


class PartTimePlaceDeclined(DomainEvent):
    """原教研员放弃兼职: a former researcher does not want a part-time place."""

    TOPIC: ClassVar[str] = "research.part-time-place-declined.v1"
    teacher: Id


class PartTimeResearcherAppointed(DomainEvent):
    """聘任兼职教研员: placed at the central primary school, with a part of a load (S002-26)."""

    TOPIC: ClassVar[str] = "research.part-time-researcher-appointed.v1"
    teacher: Id
    school: Id
    former: bool
    periods_milli: Milli
    due_periods_milli: Milli
    reason: Text


class ResearchYearSettled(DomainEvent):
    """教研员聘任结束: the groups of each school, and the subjects left without one."""

    TOPIC: ClassVar[str] = "research.research-year-settled.v1"
    groups: tuple[GroupsOfSchool, ...]
    vacant: tuple[Text, ...]
    part_time: tuple[Id, ...]


ResearchEvent = (
    ResearchYearOpened
    | GroupApplied
    | GroupAwarded
    | PartTimePlaceDeclined
    | PartTimeResearcherAppointed
    | ResearchYearSettled
)
EVENTS: tuple[type[DomainEvent], ...] = (
    ResearchYearOpened,
    GroupApplied,
    GroupAwarded,
    PartTimePlaceDeclined,
    PartTimeResearcherAppointed,
    ResearchYearSettled,
)
