"""Contested plans and lists of the rulebook: which stand, and what falls with them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import remedies as r
from domain.dispute.examining import examine
from domain.dispute.matters import MatterKind
from domain.notice.commands import PublishNotice
from domain.notice.events import NoticePublished, ObjectionFiled, ObjectionUpheld
from domain.notice.state import Notice, Standing
from domain.planning.state import Plan
from domain.values.privacy import PersonalDataError
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_cases_given import NOTICE_STREAM, PLAN_STREAM, plan_complaint, verdict
from tests.domain.planning_given import PACK, TIMETABLE, frozen
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


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
