"""Who supervises an appointment takes no other part in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from domain.kernel import Recorded
from domain.mandate.errors import DutiesMixedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.principal.events import PrincipalAppointed
from tests.domain import office_given as g
from tests.domain import principal_given as p
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
