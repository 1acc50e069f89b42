"""Remedies for a list that is up, and a case that orders them."""

from __future__ import annotations

from datetime import date

from domain.dispute import remedies as r
from domain.kernel import DomainEvent
from domain.notice.commands import EndNoticePeriod
from domain.recruitment import commands as rc
from domain.values.facts import Amount
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.planning_given import noon
from tests.domain.town import ROUND_STREAM
from tests.support.desk import Desk

AFTER = date(2026, 9, 2)
"""The first day on which the list may be final."""
REVOKE = r.RevokeAppointment(round=town.ROUND, teacher="a1")
CORRECT = r.CorrectScore(
    round=town.ROUND,
    bidder="a2",
    item="service",
    fact=Amount(amount_milli=30_000),
    evidence="人事档案",
)


def finalised(desk: Desk) -> Desk:
    desk.at = noon(AFTER)
    desk.do(
        EndNoticePeriod(notice=town.ROUND),
        rc.FinaliseRound(round=town.ROUND, notice=town.ROUND),
    )
    return desk


def topics(events: list[DomainEvent]) -> list[str]:
    return [event.TOPIC for event in events]


def ordered(desk: Desk, *remedies: r.Remedy) -> Desk:
    """Bring a complaint that came the day after the notice up to its service."""
    about = d.matter(notice_ends_on=date(2026, 9, 1), against="a1")
    d.admitted(desk, d.receive(about=about, contested=ROUND_STREAM))
    d.investigate(desk)
    desk.do(d.decide(r.Outcome.REVOKE, *remedies), d.SERVE)
    return desk
