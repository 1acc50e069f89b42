"""Teachers whom an earlier round left unplaced, and the notice of it."""

from __future__ import annotations

from datetime import date

from domain.kernel import DomainEvent
from domain.planning.pack import RulePack
from domain.recruitment import events as e
from tests.domain.planning_given import PACK, PLAN, august, noon


def left_unplaced(
    of: RulePack, people: tuple[str, ...], stage: e.Stage = e.Stage.IN_SCHOOL
) -> list[DomainEvent]:
    """Return a closed round in which everybody was left unplaced and told."""
    opening = e.RecruitmentRoundOpened(
        plan=PLAN,
        pack_sha256=of.sha256(),
        stage=stage,
        organiser="school-1",
        schools=(),
        population=people,
        intents_from=noon(august(1)),
        intents_until=noon(august(2)),
    )
    told: list[DomainEvent] = []
    for person in people:
        left = e.TeacherLeftUnplaced(
            teacher=person, reason=e.UnplacedReason.NOT_SELECTED, total_milli=0, on=august(3)
        )
        served = unplaced_notice(person, august(3))
        told += [left, served]
    return [opening, *told, e.SelectionClosed(list_sha256="0" * 64)]


def unplaced_notice(person: str, on: date) -> e.UnplacedNoticeServed:
    """Return the notice of 落聘 as the plan of these tests has it."""
    told = PACK.unplaced
    return e.UnplacedNoticeServed(
        teacher=person,
        channel="当面送达",
        next_step=told.next_step,
        remedies=told.remedies,
        on=on,
    )
