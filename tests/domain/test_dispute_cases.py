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
from domain.dispute.channels import ChannelKind
from domain.dispute.examining import examine
from domain.dispute.matters import Decider, InterruptedBy, Interruption, Matter, MatterKind
from domain.dispute.opinions import Opinion
from domain.dispute.routing import Access, Note, route
from domain.dispute.state import Stage
from domain.notice.commands import PublishNotice
from domain.notice.events import NoticePublished, ObjectionFiled, ObjectionUpheld
from domain.notice.state import Notice, Standing
from domain.planning.state import Plan
from domain.recruitment import commands as rc
from domain.recruitment import events as re
from domain.recruitment.derivation import RankRow
from domain.values.facts import Amount
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.planning_given import PACK, TIMETABLE, august, frozen, noon
from tests.support.desk import Desk

K = ChannelKind
ROUND_STREAM = f"recruitment-round:{town.ROUND}"
PLAN_STREAM = f"plan:{town.PLAN}"
NOTICE_STREAM = f"notice:{town.ROUND}"


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


def verdict(
    desk: Desk, command: c.ReceiveCase, opinion: Opinion, *, report: str | None = None
) -> e.CaseDecided:
    """Take a complaint through its whole course, with the opinion as its findings."""
    d.admitted(desk, command)
    d.investigate(desk, *opinion.reasons)
    (decided,) = desk.do(d.decide(opinion.outcome, *opinion.remedies, reasons=opinion.reasons))
    assert isinstance(decided, e.CaseDecided)
    desk.do(d.SERVE)
    if opinion.remedies:
        desk.do(d.EXECUTE.model_copy(update={"report": report}))
    return decided


def plan_complaint() -> c.ReceiveCase:
    about = d.matter(MatterKind.PLAN_ADOPTION, decided_by=town.TOWN, decider=Decider.TOWN_OFFICE)
    return d.receive(about=about, contested=PLAN_STREAM)


class TestT21:
    def test_a_notice_with_full_id_numbers_is_refused_before_it_is_up(self, desk: Desk) -> None:
        ordered = r.WithdrawNotice(notice=town.ROUND)
        d.ordered(desk, ordered)
        desk.do(d.EXECUTE)
        contact = town.CONTACT.model_copy(update={"unit": "第一中学 11010519491231002X"})
        command = PublishNotice(
            round=town.ROUND,
            entries=town.round_of(desk).notice_entries(),
            working_days=5,
            contact=contact,
        )
        desk.refuses(command, PersonalDataError, field="contact.unit", kind="id_number")

    def test_one_that_escaped_is_withdrawn_and_put_up_again(self, desk: Desk) -> None:
        self._escape(desk)
        opinion = examine(desk, NOTICE_STREAM)
        assert opinion.outcome is r.Outcome.REDO
        (reason,) = opinion.reasons
        assert reason.ground is r.Ground.PROCEDURE_VIOLATED
        assert "id_number" in reason.text
        assert "11010519491231002X" not in opinion.model_dump_json()
        about = d.matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 1))
        verdict(
            desk,
            d.receive(about=about, contested=NOTICE_STREAM),
            opinion,
            report="已更正并登记事件",
        )
        notice = desk.find(Notice, town.ROUND)
        assert notice is not None
        assert notice.standing is Standing.WITHDRAWN
        town.publish(desk)
        assert examine(desk, NOTICE_STREAM).outcome is r.Outcome.UPHOLD

    def _escape(self, desk: Desk) -> None:
        """Let a notice have gone up under rules that did not look."""
        notice = desk.find(Notice, town.ROUND)
        assert notice is not None
        contact = town.CONTACT.model_copy(update={"address": "身份证11010519491231002X"})
        desk.given(
            NOTICE_STREAM,
            NoticePublished(
                issuer=notice.issuer,
                round=notice.round,
                entries=notice.entries,
                list_sha256=notice.list_sha256,
                on=notice.on,
                working_days=notice.working_days,
                last_day=notice.last_day,
                contact=contact,
            ),
        )


class TestT20:
    def test_a_list_that_is_no_longer_what_was_decided_does_not_stand(self, desk: Desk) -> None:
        desk.do(town.revoke("a1"))
        opinion = examine(desk, NOTICE_STREAM)
        assert opinion.outcome is r.Outcome.REDO
        assert "公示期应当重新计算" in opinion.reasons[0].text

    def test_a_list_to_which_an_objection_was_upheld_does_not_stand(self, desk: Desk) -> None:
        filed = ObjectionFiled(objection="o-1", objector="a2", against="a1", blocking=True)
        desk.given(NOTICE_STREAM, filed, ObjectionUpheld(objection="o-1", reason="评分有误"))
        assert "异议已经成立" in examine(desk, NOTICE_STREAM).reasons[0].text


class TestT25:
    def test_a_plan_adopted_by_the_party_meeting_only_falls_with_its_rounds(
        self, desk: Desk
    ) -> None:
        opinion = examine(desk, PLAN_STREAM, rounds=(town.ROUND,))
        assert opinion.outcome is r.Outcome.REDO
        assert "S002-06" in opinion.reasons[0].basis
        assert opinion.remedies == (
            r.VoidRound(round=town.ROUND),
            r.VoidAdoption(plan=town.PLAN),
            r.Redo(by=town.TOWN, what="将方案重新提请教职工代表大会表决"),
        )
        decided = verdict(desk, plan_complaint(), opinion, report="已提请表决")
        assert decided.reasons[0].ground is r.Ground.PROCEDURE_VIOLATED
        plan = desk.find(Plan, town.PLAN)
        assert plan is not None
        assert (plan.pack_in_force, plan.frozen) == (None, False)
        assert town.round_of(desk).voided
        assert all(bidder.placement is None for bidder in town.round_of(desk).bidders.values())

    def test_rounds_of_another_plan_do_not_fall(self, desk: Desk) -> None:
        opinion = examine(desk, PLAN_STREAM)
        assert not any(isinstance(each, r.VoidRound) for each in opinion.remedies)

    def test_a_plan_that_the_congress_passed_is_upheld(self, desk: Desk) -> None:
        desk.given("plan:p2", *frozen(PACK, TIMETABLE))
        opinion = examine(desk, "plan:p2")
        assert opinion.outcome is r.Outcome.UPHOLD
        assert opinion.reasons[0].ground is None

    def test_the_town_office_does_not_hear_the_complaint_about_its_own_plan(
        self, desk: Desk
    ) -> None:
        desk.do(plan_complaint().model_copy(update={"body": town.TOWN}))
        desk.refuses(c.AdmitCase(case=d.CASE), errors.OwnDecisionError, body=town.TOWN)


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


class TestT44:
    def test_a_published_total_that_the_facts_do_not_give_is_modified(self, desk: Desk) -> None:
        self._publish_wrong_total(desk, "a2", 95_000)
        opinion = examine(desk, ROUND_STREAM)
        assert opinion.outcome is r.Outcome.MODIFY
        assert opinion.reasons[0].text == "a2的总分应为75000，公布为95000（千分位）"
        about = d.matter(notice_ends_on=date(2026, 9, 1))
        verdict(desk, d.receive(about=about, contested=ROUND_STREAM), opinion)
        assert town.round_of(desk).ranking["a2"].total_milli == 75_000
        assert examine(desk, ROUND_STREAM).outcome is r.Outcome.UPHOLD

    def test_a_bidder_left_out_of_the_ranking_or_placed_wrongly_is_found(self, desk: Desk) -> None:
        rows = tuple(town.round_of(desk).ranking.values())
        first = rows[0].model_copy(update={"ranks": ()})
        computed = self._computed(desk, (first, *rows[1:-1]))
        desk.given(ROUND_STREAM, computed)
        texts = [reason.text for reason in examine(desk, ROUND_STREAM).reasons]
        assert any("名次" in text for text in texts)
        assert any("公布为无" in text for text in texts)

    def test_a_ranking_that_the_facts_give_is_upheld(self, desk: Desk) -> None:
        opinion = examine(desk, ROUND_STREAM)
        about = d.matter(notice_ends_on=date(2026, 9, 1))
        decided = verdict(desk, d.receive(about=about, contested=ROUND_STREAM), opinion)
        assert decided.outcome is r.Outcome.UPHOLD
        assert decided.reasons[0].ground is None

    def test_without_a_ranking_there_is_nothing_to_recompute(self) -> None:
        early = town.opened()
        with pytest.raises(errors.NotExaminableError):
            examine(early, ROUND_STREAM)
        with pytest.raises(errors.NotExaminableError):
            examine(early, "school:school-1")

    def _publish_wrong_total(self, desk: Desk, bidder: str, total_milli: int) -> None:
        """Let a ranking have been published that somebody wrote by hand."""
        rows = tuple(
            row.model_copy(update={"total_milli": total_milli}) if row.bidder == bidder else row
            for row in town.round_of(desk).ranking.values()
        )
        desk.given(ROUND_STREAM, self._computed(desk, rows))

    def _computed(self, desk: Desk, rows: tuple[RankRow, ...]) -> re.RankingComputed:
        round_ = town.round_of(desk)
        return re.RankingComputed(
            pack_sha256=round_.pack_sha256, inputs_sha256="0" * 64, rows=rows, ties=()
        )


class TestT45:
    def test_a_correction_after_the_lock_without_a_new_ranking_does_not_stand(
        self, desk: Desk
    ) -> None:
        corrected = re.ScoreCorrected(
            bidder="a2",
            item="service",
            fact=Amount(amount_milli=12_000),
            reason="工龄漏计",
            authority="聘任委员会",
            evidence="人事档案",
            after_lock=True,
        )
        desk.given(ROUND_STREAM, corrected)
        opinion = examine(desk, ROUND_STREAM)
        assert opinion.outcome is r.Outcome.MODIFY
        assert opinion.reasons[0].ground is r.Ground.PROCEDURE_VIOLATED
        assert "重新公示" in opinion.reasons[0].text
        assert opinion.reasons[1].text == "a2的总分应为76000，公布为75000（千分位）"

    def test_a_correction_before_the_lock_is_in_the_ranking_and_stands(self) -> None:
        desk = town.opened()
        for teacher in town.ALL:
            desk.do(
                town.intent(teacher, town.wish(town.MATHS)),
                rc.QualifyBidder(round=town.ROUND, teacher=teacher),
                town.service(teacher),
                town.interview(teacher, {"a1": 70_000, "a2": 60_000, "a3": 50_000}[teacher]),
            )
        desk.do(town.correct("a2", 12_000))
        desk.at = town.LOCKED_AT
        desk.do(rc.LockScores(round=town.ROUND), rc.ComputeRanking(round=town.ROUND))
        assert examine(desk, ROUND_STREAM).outcome is r.Outcome.UPHOLD


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
