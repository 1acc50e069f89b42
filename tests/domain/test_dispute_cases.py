"""Contested decisions of the rulebook as cases: complaint in, verdict with its reasons out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import personnel as p
from domain.dispute import remedies as r
from domain.dispute.examining import examine
from domain.dispute.matters import Decider, InterruptedBy, Interruption, Matter, MatterKind
from domain.dispute.routing import Access, Note, route
from domain.dispute.state import Stage
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_cases_given import NOTICE_STREAM, PLAN_STREAM, K, plan_complaint, verdict
from tests.domain.planning_given import august, noon
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


class TestT41:
    def test_who_goes_straight_to_court_is_told_where_she_can_turn_and_what_is_unsettled(
        self,
    ) -> None:
        about = d.matter(decided_by=d.BUREAU, decider=Decider.BUREAU)
        ways = route(about, on=d.KNOWN)
        assert [path.kind for path in ways.open] == [
            K.INTERNAL,
            K.TEACHER_APPEAL,
            K.ADMINISTRATIVE_SUIT,
            K.REPORT,
        ]
        assert ways.path(K.ADMINISTRATIVE_SUIT).access is Access.DOUBTFUL
        assert ways.path(K.ADMINISTRATIVE_SUIT).notes == (Note.COURTS_REFUSED,)

    def test_a_suit_that_reaches_an_office_is_turned_away_with_the_way_on(self, desk: Desk) -> None:
        desk.do(d.receive(K.SUIT), c.DeclareInadmissible(case=d.CASE))
        event = desk.history[-1][1]
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert event.reasons == (
            e.InadmissibleReason.OUT_OF_SCOPE,
            e.InadmissibleReason.WRONG_BODY,
        )
        assert {K.INTERNAL, K.TEACHER_APPEAL} <= set(event.elsewhere)


class TestT42:
    def test_arbitration_filed_eight_months_after_a_complaint_in_month_eleven_is_admitted_in_doubt(
        self,
    ) -> None:
        desk = d.offices(Desk(noon(date(2026, 8, 10))))
        sought = Interruption(by=InterruptedBy.HELP_SOUGHT, on=date(2025, 12, 10))
        about = Matter(
            kind=MatterKind.CONTRACT,
            affected="a2",
            decided_by="school-1",
            decider=Decider.SCHOOL,
            known_on=date(2025, 1, 10),
            interruptions=(sought,),
        )
        path = route(about, on=date(2026, 8, 10)).path(K.ARBITRATION)
        assert (path.access, path.notes) == (Access.DOUBTFUL, (Note.INTERRUPTION_UNSETTLED,))
        d.admitted(desk, d.receive(K.ARBITRATION, about=about, body=d.COMMISSION))
        assert d.case_of(desk).stage is Stage.ADMITTED

    def test_without_the_complaint_it_is_out_of_time(self) -> None:
        desk = d.offices(Desk(noon(date(2026, 8, 10))))
        about = d.matter(MatterKind.CONTRACT, known_on=date(2025, 1, 10))
        desk.do(d.receive(K.ARBITRATION, about=about, body=d.COMMISSION))
        desk.refuses(c.AdmitCase(case=d.CASE), errors.NotAdmissibleError, reasons="out_of_time")


class TestT51:
    def recorded(self, *, signed: bool, refused: bool = True) -> p.ResignationRecorded:
        return p.ResignationRecorded(
            by=town.TOWN, signed_by_teacher=signed, refused_responsibility_letter=refused
        )

    def test_refusing_to_sign_the_letter_is_no_resignation_but_opens_a_removal(
        self, desk: Desk
    ) -> None:
        opinion = p.examine_resignation(self.recorded(signed=False))
        assert opinion.outcome is r.Outcome.REDO
        assert opinion.reasons[0].ground is r.Ground.ULTRA_VIRES
        (remedy,) = opinion.remedies
        assert isinstance(remedy, r.Redo)
        assert "免职程序" in remedy.what
        about = d.matter(MatterKind.RESIGNATION, decided_by=town.TOWN, decider=Decider.TOWN_OFFICE)
        appeal = d.receive(K.TEACHER_APPEAL, about=about, body=d.BUREAU)
        verdict(desk, appeal, opinion, report="已撤销登记")

    def test_without_a_letter_only_the_record_falls(self) -> None:
        opinion = p.examine_resignation(self.recorded(signed=False, refused=False))
        (remedy,) = opinion.remedies
        assert isinstance(remedy, r.Redo)
        assert remedy.what == "撤销辞职登记"

    def test_what_the_teacher_signed_stands(self) -> None:
        assert p.examine_resignation(self.recorded(signed=True)).outcome is r.Outcome.UPHOLD


class TestT53:
    def test_a_replay_from_nothing_gives_the_same_case_and_the_same_opinion(
        self, desk: Desk
    ) -> None:
        verdict(
            desk,
            plan_complaint(),
            examine(desk, PLAN_STREAM, rounds=(town.ROUND,)),
            report="已提请表决",
        )
        again = Desk(desk.at, states=desk.replayed())
        assert again.states == desk.states
        assert examine(again, NOTICE_STREAM) == examine(desk, NOTICE_STREAM)

    def test_two_processes_with_other_clocks_and_hash_seeds_reach_the_same_opinion(self) -> None:
        """Bit for bit, in another language, time zone and order of sets."""
        answers = {
            self._elsewhere(seed, zone) for seed, zone in (("1", "UTC"), ("77", "Asia/Urumqi"))
        }
        assert len(answers) == 1
        assert json.loads(answers.pop())["outcome"] == "redo"

    def _elsewhere(self, seed: str, zone: str) -> str:
        script = (
            "from tests.domain import dispute_steps as d, town\n"
            "from domain.dispute.examining import examine\n"
            "desk = d.offices(town.publish(town.selected(town.ranked(town.opened()))))\n"
            f"print(examine(desk, {PLAN_STREAM!r}, rounds=({town.ROUND!r},)).model_dump_json())\n"
        )
        root = Path(__file__).resolve().parents[2]
        path = {"PYTHONPATH": str(root), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, **path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout


def test_the_clock_of_a_case_received_before_a_holiday_rolls_over_it() -> None:
    desk = d.offices(Desk(noon(date(2026, 9, 2))))
    about = d.matter(known_on=august(31))
    (event,) = desk.do(d.receive(K.TEACHER_APPEAL, about=about, body=d.BUREAU))
    assert isinstance(event, e.CaseReceived)
    assert event.decide_by is not None
    assert event.decide_by.last_day == date(2026, 10, 8)
