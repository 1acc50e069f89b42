"""Who supervises an appointment takes no other part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from domain.kernel import Recorded
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.office.decide import decide
from domain.principal.events import PrincipalAppointed
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import pack
from tests.support.desk import Desk

STREAM = f"principal-selection:{p.MATTER}"
APPOINTED = Recorded(
    STREAM, PrincipalAppointed(teacher="t1", document="教任〔2026〕3号", on=g.september(19))
)
OFFICER = Mandated("officer", Role.BUREAU_OFFICER, g.BUREAU, "m-1")


@dataclass
class Signed(Desk):
    """A desk that knows who signed what in the selection."""

    by: tuple[tuple[str, str], ...] = ()

    def signings(self, _stream: str) -> Mapping[str, frozenset[str]]:
        return {topic: frozenset({person}) for topic, person in self.by}


def desk_where(*by: tuple[str, str]) -> Signed:
    staffed = p.heard(g.staffed(), "t1", "u1")
    return Signed(at=staffed.at, states=staffed.states, history=staffed.history, by=by)


def supervisor(person: str) -> Mandated:
    return Mandated(person, Role.SUPERVISOR, "supervision", "m-2")


def test_one_supervisor_watches_result_and_appointment() -> None:
    desk = desk_where(("principal.result-announced.v1", "watcher"))
    authorise(desk, [(APPOINTED,)], (OFFICER, supervisor("watcher")))


def test_whoever_supervised_the_result_does_not_appoint() -> None:
    desk = desk_where(("principal.result-announced.v1", OFFICER.person))
    with pytest.raises(DutiesMixedError):
        authorise(desk, [(APPOINTED,)], (OFFICER, supervisor("watcher")))


def test_whoever_scored_or_proposed_does_not_supervise() -> None:
    desk = desk_where(("office.committee-decided.v1", "watcher"))
    with pytest.raises(DutiesMixedError):
        authorise(desk, [(APPOINTED,)], (OFFICER, supervisor("watcher")))


def test_the_committee_of_a_competition_signs_as_the_plan_says() -> None:
    desk = g.staffed(pack(committee_signers=4))
    g.interviewed(desk, g.MANAGERS, t1=80_000)
    decision = decide(desk, g.choose("t1"), at=desk.at)
    body = g.competition_of(desk).body
    names = ("m-1", "m-2", "m-3", "m-4")
    members = [Mandated(name, Role.COMMITTEE_MEMBER, body, name) for name in names]
    with pytest.raises(NotAuthorisedError) as refused:
        authorise(desk, [decision], members[:3])
    assert (refused.value.facts["needed"], refused.value.facts["found"]) == (4, 3)
    authorise(desk, [decision], members)
