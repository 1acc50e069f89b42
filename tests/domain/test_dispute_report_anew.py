"""A relative of a party among those who reported comes to light (调查后发现应当回避)."""

from __future__ import annotations

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import remedies as r
from domain.mandate.events import RecusalDeclared
from tests.domain import dispute_steps as d
from tests.domain.dispute_deciding_given import REPORT


def test_what_was_reported_with_a_relative_is_reported_anew() -> None:
    """Shows must_be_investigated."""
    desk = d.investigate(d.admitted(d.offices()))
    desk.given("mandates:inspector-2", RecusalDeclared(other="a2", relation="夫妻"))
    uphold = d.decide(r.Outcome.UPHOLD)
    desk.refuses(uphold, errors.CaseRecusedError, person="inspector-2", other="a2")
    desk.do(
        c.ReplaceInvestigator(
            case=d.CASE, withdrawn="inspector-2", successor="inspector-4", reason="应当回避"
        )
    )
    desk.refuses(uphold, errors.NotInvestigatedError, investigators=3)
    desk.do(REPORT, uphold)


def test_a_replacement_before_the_report_changes_nothing_else() -> None:
    desk = d.admitted(d.offices())
    desk.do(
        c.AppointInvestigators(case=d.CASE, investigators=d.PANEL),
        c.ReplaceInvestigator(
            case=d.CASE, withdrawn="inspector-2", successor="inspector-4", reason="应当回避"
        ),
        REPORT,
        d.decide(r.Outcome.UPHOLD),
    )
