"""A request that is not taken up is no dead end: the authority above judges that, too."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute.matters import Decider, MatterKind, Step
from tests.domain import dispute_steps as d
from tests.domain.dispute_deciding_given import K, at
from tests.support.desk import Desk

LATE = date(2026, 11, 2)
ABOUT = d.matter(MatterKind.SANCTION, decided_by=d.BUREAU, decider=Decider.BUREAU)
REVIEW = d.receive(K.REVIEW, about=ABOUT, body=d.BUREAU)
APPEAL = d.receive(K.APPEAL, about=ABOUT, body=d.HR, case="case-2", previous=d.CASE)


@pytest.fixture
def turned_away() -> Desk:
    """The unit found the request for its review to be late."""
    desk = at(d.offices(), LATE)
    desk.do(REVIEW)
    desk.do(c.DeclareInadmissible(case=d.CASE))
    return desk


def test_whose_review_is_turned_away_may_appeal_from_that_day(turned_away: Desk) -> None:
    """Shows must_follow."""
    received, sought = turned_away.do(APPEAL)
    assert isinstance(received, e.CaseReceived)
    assert received.matter.steps == (Step(channel=K.REVIEW, served_on=LATE),)
    assert sought == e.FurtherRemedySought(channel=K.APPEAL, on=LATE)
    turned_away.do(c.AdmitCase(case="case-2"))


def test_the_days_to_appeal_run_from_the_day_on_which_it_was_turned_away(
    turned_away: Desk,
) -> None:
    at(turned_away, date(2026, 12, 3)).do(APPEAL)
    turned_away.refuses(c.AdmitCase(case="case-2"), errors.NotAdmissibleError)


def test_neither_while_it_waits_nor_in_another_turn() -> None:
    desk = at(d.offices(), LATE)
    desk.do(REVIEW)
    desk.refuses(APPEAL, errors.PreviousCaseError, stage="received")
    desk.do(c.DeclareInadmissible(case=d.CASE))
    suit = APPEAL.model_copy(update={"channel": K.SUIT})
    desk.refuses(suit, errors.PreviousCaseError, next_channel="suit")
