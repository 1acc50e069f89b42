"""Who nominates, chooses, confers and decides objections are different people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from domain.decisions import decide
from domain.kernel import Command
from domain.mandate.errors import DutiesMixedError, NotAuthorisedError, OwnMatterError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated, authorise
from domain.notice.matter import streams_behind
from domain.office.commands import ContestOutcome, RejectContest
from tests.domain import honour_given as h
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.support.desk import Desk

CALL, NOTICE = f"honour-call:{h.CALL}", f"outcome-notice:{h.CALL}"
COMMITTEE = tuple(Mandated(n, Role.COMMITTEE_MEMBER, g.BUREAU, n) for n in ("b1", "b2", "b3"))
OFFICER = Mandated("officer", Role.BUREAU_OFFICER, g.BUREAU, "m-1")
WATCH = Mandated("watcher", Role.SUPERVISOR, "supervision", "m-2")
HR = Mandated("hr", Role.HR_OFFICER, "b-hr", "m-3")


@dataclass
class Signed(Desk):
    """A desk that knows who signed what, by stream."""

    by: tuple[tuple[str, str, str], ...] = ()

    def signings(self, stream: str) -> Mapping[str, frozenset[str]]:
        return {topic: frozenset({who}) for where, topic, who in self.by if where == stream}


def signed(desk: Desk, *by: tuple[str, str, str]) -> Signed:
    return Signed(at=desk.at, states=desk.states, history=desk.history, by=by)


def sign(desk: Desk, command: Command, *actors: Mandated) -> None:
    authorise(desk, [decide(desk, command, at=desk.at)], actors)


def test_whoever_nominated_does_not_choose_and_whoever_chose_does_not_confer() -> None:
    desk = h.run_out("t1")
    nominated = signed(desk, (CALL, "honour.teacher-nominated.v1", "b1"))
    with pytest.raises(DutiesMixedError):
        sign(nominated, h.choose("t1"), *COMMITTEE, WATCH)
    sign(desk, h.choose("t1"), *COMMITTEE, WATCH)
    chose = signed(desk, (CALL, "honour.honourees-chosen.v1", OFFICER.person))
    with pytest.raises(DutiesMixedError):
        sign(chose, h.CONFER, OFFICER, WATCH)
    sign(desk, h.CONFER, OFFICER, WATCH)


def test_whoever_chose_does_not_decide_an_objection_to_the_choice() -> None:
    desk = h.chosen("t1")
    contest = ContestOutcome(
        matter=h.CALL, objection="o1", objector="u1", against="t1", text="不实"
    )
    desk.do(h.PUBLISH, contest)
    reject = RejectContest(matter=h.CALL, objection="o1", reason="不属实")
    dispute = Mandated("b1", Role.DISPUTE_OFFICER, "b-d", "m-4")
    chose = signed(desk, (CALL, "honour.honourees-chosen.v1", "b1"))
    with pytest.raises(DutiesMixedError):
        sign(chose, reject, dispute)
    sign(desk, reject, dispute)


def test_behind_an_outcome_stands_the_matter_whose_it_is() -> None:
    desk = h.chosen("t1")
    assert streams_behind(desk, NOTICE) == (NOTICE, CALL)
    announced = g.MANAGERS.model_copy(update={"deadline_on": g.september(28)})
    desk.do(announced, p.OPEN)
    for name, matter in (("office-competition", g.MATTER), ("principal-selection", p.MATTER)):
        notice = f"outcome-notice:{matter}"
        assert streams_behind(desk, notice) == (notice, f"{name}:{matter}")
    assert streams_behind(desk, CALL) == (CALL,)


def test_what_is_joint_hr_signs_too_and_nobody_honours_himself() -> None:
    desk = h.run_out("t1", category="joint")
    with pytest.raises(NotAuthorisedError) as refused:
        sign(desk, h.CONFER, OFFICER, WATCH)
    assert refused.value.facts["roles"] == "hr_officer"
    sign(desk, h.CONFER, OFFICER, WATCH, HR)
    own = Mandated("t1", Role.BUREAU_OFFICER, g.BUREAU, "m-5")
    with pytest.raises(OwnMatterError):
        sign(desk, h.CONFER, own, WATCH, HR)
