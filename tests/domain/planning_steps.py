"""What is asked of a plan in the examples."""

from __future__ import annotations

from datetime import date

from domain.kernel import Recorded
from domain.planning import commands as c
from domain.planning import events as e
from domain.planning.state import Plan, evolve
from tests.domain.planning_given import (
    MET,
    PACK,
    PLAN,
    REPORTED,
    SCHOOLS,
    SENT,
    SHA,
    TIMETABLE,
    TOWN,
    pack,
    registered_school,
)
from tests.support.scenario import Scenario

STREAM = f"plan:{PLAN}"
JUNE, JULY = date(2026, 6, 20), date(2026, 7, 1)
CONSULTED: tuple[e.PlanEvent, ...] = (MET, SENT, *REPORTED)
SECOND = pack(version=2, committee_signers=5)


def plan(*events: e.PlanEvent) -> Scenario:
    """Return a plan with a past."""
    return Scenario().given(STREAM, *events)


def done(event: e.PlanEvent) -> Recorded:
    """Return an event of the plan as decided."""
    return Recorded(STREAM, event)


def vote(**changes: object) -> c.RecordCongressVote:
    """Return the record of a vote of 45 of 47 delegates, with some figures changed."""
    whole: dict[str, object] = {
        "plan": PLAN,
        "pack_sha256": SHA,
        "delegates": 47,
        "present": 45,
        "in_favour": 40,
        "against": 5,
        "abstained": 0,
        "on": JULY,
    }
    return c.RecordCongressVote.model_validate({**whole, **changes})


def draft(**changes: object) -> c.DraftPlan:
    """Return the drafting of the plan, with some fields changed."""
    whole: dict[str, object] = {
        "plan": PLAN,
        "body": TOWN,
        "title": "2026年竞聘上岗实施方案",
        "school_year": "2026-2027",
        "basis_docs": ("教人〔2026〕1号",),
        "schools": SCHOOLS,
        "pack": PACK,
        "timetable": TIMETABLE,
    }
    return c.DraftPlan.model_validate({**whole, **changes})


def town() -> Scenario:
    """Return a town whose schools are registered."""
    scenario = Scenario()
    for school in SCHOOLS:
        scenario = scenario.given(f"school:{school}", registered_school())
    return scenario


def revise(**changes: object) -> c.ReviseDraft:
    """Return a revision to the second pack, with some fields changed."""
    whole: dict[str, object] = {
        "plan": PLAN,
        "pack": SECOND,
        "timetable": TIMETABLE,
        "opinions_adopted": 3,
    }
    return c.ReviseDraft.model_validate({**whole, **changes})


def fold(*events: e.PlanEvent) -> Plan:
    """Return the state after a past."""
    state: Plan | None = None
    for event in events:
        state = evolve(state, event)
    assert state is not None
    return state
