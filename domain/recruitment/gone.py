"""Those who are out of a round: with a post already, here or elsewhere, or out of service."""

from __future__ import annotations

from collections.abc import Iterable

from domain.kernel import States, require
from domain.recruitment import errors
from domain.recruitment.state import RecruitmentRound
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher


def must_be_free(states: States, person: str) -> Teacher:
    """在职未聘: who bids for a post, is offered one, or takes it, is in service and holds none.

    依据: B1-03, INV1.
    """
    teacher = require(states, Teacher, person)
    must_be_in_service(teacher, person)
    if teacher.holds is not None:
        raise errors.AlreadyPlacedError(teacher=person, school=teacher.holds.school)
    return teacher


def has_gone(states: States, person: str) -> bool:
    """Tell whether somebody found a post, or left service."""
    teacher = require(states, Teacher, person)
    return teacher.holds is not None or teacher.exited is not None


def without_those_gone(
    states: States, state: RecruitmentRound, people: Iterable[str]
) -> RecruitmentRound:
    """名额递补: of these people, who found a post or left service is as if she had withdrawn.

    依据: B1-03, S002-18 (T32), INV1.
    """
    bidders = dict(state.bidders)
    for person in people:
        if has_gone(states, person):
            bidders[person] = bidders[person].model_copy(update={"withdrawn": True})
    return state.model_copy(update={"bidders": bidders})
