"""A case about a list that is up is an objection in its notice."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.matters import MatterKind
from domain.notice import errors as notice_errors
from domain.notice import events as n
from domain.notice.commands import EndNoticePeriod, FileObjection
from domain.notice.state import Notice
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_execution_given import AFTER, REVOKE, finalised
from tests.domain.planning_given import noon
from tests.support.desk import Desk

LIST = d.matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 1), against="a1")


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


class TestObjections:
    """A case about a list that is up is an objection in its notice."""

    OBJECT = d.receive(ChannelKind.OBJECTION, about=LIST, contested=f"notice:{town.ROUND}")

    def test_it_blocks_the_list_from_the_moment_of_receipt(self, desk: Desk) -> None:
        received, filed = desk.do(self.OBJECT)
        assert isinstance(received, e.CaseReceived)
        assert filed == n.ObjectionFiled(
            objection=d.CASE, objector="a2", against="a1", blocking=True
        )
        assert d.case_of(desk).blocks_finalisation
        assert not d.case_of(desk).suspends_execution
        desk.at = noon(AFTER)
        end = EndNoticePeriod(notice=town.ROUND)
        desk.refuses(end, notice_errors.ObjectionBlocksError, objections=d.CASE)

    @pytest.mark.parametrize("outcome", [r.Outcome.REJECT, r.Outcome.UPHOLD])
    def test_one_that_is_rejected_frees_the_list(self, desk: Desk, outcome: r.Outcome) -> None:
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        _decided, settled = desk.do(d.decide(outcome))
        assert isinstance(settled, n.ObjectionRejected)
        assert not d.case_of(desk).blocks_finalisation
        finalised(desk)

    def test_one_that_is_upheld_condemns_the_list_until_it_changes(self, desk: Desk) -> None:
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        _decided, settled = desk.do(d.decide(r.Outcome.REVOKE, REVOKE))
        assert isinstance(settled, n.ObjectionUpheld)
        desk.at = noon(AFTER)
        end = EndNoticePeriod(notice=town.ROUND)
        desk.refuses(end, notice_errors.ListCondemnedError)

    @pytest.mark.parametrize(
        "ending",
        [c.WithdrawCase(case=d.CASE, by="a2"), c.DeclareInadmissible(case=d.CASE)],
        ids=["withdrawn", "inadmissible"],
    )
    def test_one_that_is_withdrawn_or_turned_away_frees_the_list(
        self, desk: Desk, ending: c.WithdrawCase | c.DeclareInadmissible
    ) -> None:
        wrong_body = self.OBJECT.model_copy(update={"body": d.HR})
        desk.do(wrong_body, ending)
        finalised(desk)

    def test_the_issuer_of_the_list_does_not_decide_the_objection(self, desk: Desk) -> None:
        own = self.OBJECT.model_copy(update={"body": "school-1"})
        desk.do(own)
        desk.refuses(c.AdmitCase(case=d.CASE), errors.OwnDecisionError, body="school-1")

    def test_one_that_comes_too_late_is_received_and_turned_away_and_blocks_nothing(
        self, desk: Desk
    ) -> None:
        finalised(desk)
        (received,) = desk.do(self.OBJECT)
        assert isinstance(received, e.CaseReceived)
        desk.refuses(c.AdmitCase(case=d.CASE), errors.NotAdmissibleError, reasons="out_of_time")
        (event,) = desk.do(c.DeclareInadmissible(case=d.CASE))
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert ChannelKind.INTERNAL in event.elsewhere

    def test_another_objection_to_the_notice_is_left_to_its_own_case(self, desk: Desk) -> None:
        """Shows file."""
        other = FileObjection(
            notice=town.ROUND, objection="o-9", objector="a3", against="a1", text="无"
        )
        desk.do(other)
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.REJECT))
        notice = desk.find(Notice, town.ROUND)
        assert notice is not None
        assert notice.blocking == ("o-9",)
