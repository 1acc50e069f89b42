"""The tests that a case passes before anybody looks into it (受理条件, B7-07).

Right person, matter in scope, in time, competent body, complete material, and not decided
already. All reasons are given, not the first one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.dispute.channels import ChannelKind
from domain.dispute.events import Capacity, InadmissibleReason
from domain.dispute.recusal import is_competent
from domain.dispute.routing import Access, Note, Route, route
from domain.dispute.state import DisputeCase, Stage
from domain.kernel import States

_BY_NOTE: dict[Note, InadmissibleReason] = {
    Note.OUT_OF_SCOPE: InadmissibleReason.OUT_OF_SCOPE,
    Note.ARBITRATION_FIRST: InadmissibleReason.OUT_OF_SCOPE,
    Note.OUT_OF_TIME: InadmissibleReason.OUT_OF_TIME,
    Note.STEP_MISSING: InadmissibleReason.STEP_MISSING,
    Note.ALREADY_DECIDED: InadmissibleReason.ALREADY_FINAL,
}


def reasons_against(
    states: States, case: DisputeCase, today: date
) -> tuple[InadmissibleReason, ...]:
    """Return every reason for which the case cannot be admitted; none where it can.

    Time is judged by the day of receipt, wherever the case was handed since. A body that has
    no competence, or that would judge itself, is a reason to hand the case over first.
    """
    found = set(_found(states, case, today))
    return tuple(reason for reason in InadmissibleReason if reason in found)


def _found(states: States, case: DisputeCase, today: date) -> Iterator[InadmissibleReason]:
    if not _is_right_person(case):
        yield InadmissibleReason.WRONG_PERSON
    for note in route_of(case).path(case.channel).notes:
        if note in _BY_NOTE:
            yield _BY_NOTE[note]
    if not is_competent(states, case):
        yield InadmissibleReason.WRONG_BODY
    waited = case.material_until is not None and today > case.material_until
    if case.stage is Stage.RETURNED and waited:
        yield InadmissibleReason.MATERIAL_MISSING


def _is_right_person(case: DisputeCase) -> bool:
    """Tell whether the complainant is who the channel is for.

    Review and appeal are for the teacher whom the decision touches; where many have a common
    claim, she is one of them. Objections and reports are open to all. 依据: B7-06, B7-10.
    """
    if not case.rules.in_person:
        return True
    if case.capacity is Capacity.REPRESENTATIVE:
        return case.matter.affected in {case.complainant, *case.joined}
    return case.matter.affected == case.complainant


def route_of(case: DisputeCase) -> Route:
    """Return every channel as it stood on the day of receipt."""
    return route(case.matter, on=case.received_on)


def elsewhere(case: DisputeCase) -> tuple[ChannelKind, ...]:
    """Return the channels that stand open beside the one that was taken."""
    paths = route_of(case).paths
    return tuple(
        path.kind for path in paths if path.access is Access.OPEN and path.kind is not case.channel
    )
