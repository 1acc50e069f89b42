"""Every event by its topic, every aggregate by the kind of its streams.

The catalogue is closed: a topic that it does not name is never read into the domain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from domain.appraisal import events as appraisal_events
from domain.appraisal import state as appraisal
from domain.attendance import events as attendance_events
from domain.attendance import state as attendance
from domain.award import events as award_events
from domain.award import state as award
from domain.contract import events as contract_events
from domain.contract import state as contract
from domain.contract.office_state import OfficeContract, evolve_office
from domain.dispute import events as dispute_events
from domain.dispute import state as dispute
from domain.exchange import events as exchange_events
from domain.exchange import state as exchange
from domain.grade import events as grade_events
from domain.grade import state as grade
from domain.honour import events as honour_events
from domain.honour import state as honour
from domain.intake import events as intake_events
from domain.intake import state as intake
from domain.kernel import Aggregate, DomainEvent
from domain.mandate import events as mandate_events
from domain.mandate import state as mandate
from domain.mending import events as mending_events
from domain.mending import state as mending
from domain.notice import events as notice_events
from domain.notice import state as notice
from domain.office import events as office_events
from domain.office import state as office
from domain.organ import events as organ_events
from domain.organ import state as organ
from domain.oversight import events as oversight_events
from domain.oversight import state as oversight
from domain.planning import events as planning_events
from domain.planning import state as planning
from domain.principal import events as principal_events
from domain.principal import state as principal
from domain.protection import events as protection_events
from domain.quota import events as quota_events
from domain.quota import state as quota
from domain.recruitment import events as recruitment_events
from domain.recruitment import state as recruitment
from domain.research import events as research_events
from domain.research import state as research
from domain.review import events as review_events
from domain.review import state as review
from domain.school import events as school_events
from domain.school import state as school
from domain.teacher import events as teacher_events
from domain.teacher import state as teacher
from domain.tenure import events as tenure_events
from domain.tenure import state as tenure

Evolve = Callable[[Aggregate | None, DomainEvent, str], Aggregate]
"""Takes the state so far, the event, and the key of the stream."""


@dataclass(frozen=True, slots=True)
class AggregateType:
    """An aggregate's state class and the function that folds its events."""

    state: type[Aggregate]
    evolve: Evolve


def _unkeyed(evolve: object) -> Evolve:
    fold = cast("Callable[[Aggregate | None, DomainEvent], Aggregate]", evolve)
    return lambda state, event, _key: fold(state, event)


def _keyed(evolve: object) -> Evolve:
    fold = cast("Callable[..., Aggregate]", evolve)
    return lambda state, event, key: fold(state, event, key=key)


def by_topic(*groups: tuple[type[DomainEvent], ...]) -> dict[str, type[DomainEvent]]:
    """Return types of events by topic.

    Raises:
        ValueError: Two have one topic.
    """
    found: dict[str, type[DomainEvent]] = {}
    for event_type in (each for group in groups for each in group):
        if event_type.TOPIC in found:
            raise ValueError(f"topic used twice: {event_type.TOPIC}")
        found[event_type.TOPIC] = event_type
    return found


EVENT_TYPES = by_topic(
    mandate_events.EVENTS,
    planning_events.EVENTS,
    quota_events.EVENTS,
    school_events.EVENTS,
    teacher_events.EVENTS,
    protection_events.EVENTS,
    recruitment_events.EVENTS,
    notice_events.EVENTS,
    contract_events.EVENTS,
    dispute_events.EVENTS,
    award_events.EVENTS,
    grade_events.EVENTS,
    honour_events.EVENTS,
    intake_events.EVENTS,
    exchange_events.EVENTS,
    office_events.EVENTS,
    principal_events.EVENTS,
    tenure_events.EVENTS,
    research_events.EVENTS,
    appraisal_events.EVENTS,
    review_events.EVENTS,
    attendance_events.EVENTS,
    organ_events.EVENTS,
    mending_events.EVENTS,
    oversight_events.EVENTS,
)

AGGREGATES: dict[str, AggregateType] = {
    each.state.KIND: each
    for each in (
        AggregateType(mandate.District, _unkeyed(mandate.evolve_district)),
        AggregateType(mandate.Body, _unkeyed(mandate.evolve_body)),
        AggregateType(mandate.Mandates, _unkeyed(mandate.evolve_mandates)),
        AggregateType(planning.Plan, _unkeyed(planning.evolve)),
        AggregateType(quota.Quota, _unkeyed(quota.evolve)),
        AggregateType(quota.DistrictTotals, _unkeyed(quota.evolve_district)),
        AggregateType(school.School, _keyed(school.evolve)),
        AggregateType(teacher.Teacher, _unkeyed(teacher.evolve)),
        AggregateType(recruitment.RecruitmentRound, _unkeyed(recruitment.evolve)),
        AggregateType(notice.Notice, _unkeyed(notice.evolve)),
        AggregateType(contract.Contract, _unkeyed(contract.evolve)),
        AggregateType(OfficeContract, _unkeyed(evolve_office)),
        AggregateType(dispute.DisputeCase, _unkeyed(dispute.evolve)),
        AggregateType(award.TeachingAwards, _unkeyed(award.evolve)),
        AggregateType(honour.HonourCall, _unkeyed(honour.evolve_call)),
        AggregateType(honour.Honours, _unkeyed(honour.evolve_honours)),
        AggregateType(grade.GradeStructure, _keyed(grade.evolve_structure)),
        AggregateType(grade.GradeRecord, _unkeyed(grade.evolve_record)),
        AggregateType(intake.Intake, _unkeyed(intake.evolve)),
        AggregateType(intake.Replacement, _unkeyed(intake.evolve_replacement)),
        AggregateType(exchange.Exchange, _unkeyed(exchange.evolve)),
        AggregateType(office.Competition, _unkeyed(office.evolve)),
        AggregateType(office.OutcomeNotice, _unkeyed(office.evolve_outcome)),
        AggregateType(principal.PrincipalSelection, _unkeyed(principal.evolve)),
        AggregateType(tenure.Tenure, _unkeyed(tenure.evolve)),
        AggregateType(research.ResearchYear, _unkeyed(research.evolve)),
        AggregateType(appraisal.Appraisal, _unkeyed(appraisal.evolve)),
        AggregateType(review.TeamReview, _unkeyed(review.evolve_team)),
        AggregateType(review.ReviewYear, _unkeyed(review.evolve_year)),
        AggregateType(attendance.AttendanceSheet, _unkeyed(attendance.evolve)),
        AggregateType(organ.PlanOrgans, _unkeyed(organ.evolve_organs)),
        AggregateType(organ.HiringCommittee, _unkeyed(organ.evolve_committee)),
        AggregateType(mending.Mending, _unkeyed(mending.evolve)),
        AggregateType(oversight.EvaluatorTraining, _unkeyed(oversight.evolve_training)),
        AggregateType(oversight.Inspection, _unkeyed(oversight.evolve_inspection)),
        AggregateType(oversight.ProcedureReview, _unkeyed(oversight.evolve_review)),
    )
}


def evolve(stream: str, state: Aggregate | None, event: DomainEvent) -> Aggregate:
    """Return the state of ``stream`` after one more event. Never refuses."""
    kind, _, key = stream.partition(":")
    return AGGREGATES[kind].evolve(state, event, key)
