"""A letter that was returned for what is missing: the time for it is the bidder's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from tests.domain import town
from tests.domain.town import MATHS, ROUND, intent, wish
from tests.support.desk import Desk

OUT = c.DisqualifyBidder(
    round=ROUND,
    teacher="a1",
    reason=e.DisqualificationReason.CERTIFICATE_MISSING,
    detail="未补正材料",
)


@pytest.fixture
def returned() -> Desk:
    """What is missing may come within a day."""
    desk = town.opened()
    desk.do(intent("a1", wish(MATHS)))
    until = desk.at + timedelta(days=1)
    desk.do(c.ReturnBid(round=ROUND, teacher="a1", missing=("教师资格证",), until=until))
    return desk


def test_nobody_is_out_for_what_may_still_be_handed_in(returned: Desk) -> None:
    """Shows _must_not_still_be_supplementing."""
    until = returned.at + timedelta(days=1)
    returned.at = until - timedelta(minutes=1)
    told = until.isoformat()
    returned.refuses(OUT, errors.SupplementDueError, teacher="a1", until=told)
    returned.at = until
    (out,) = returned.do(OUT)
    assert isinstance(out, e.BidderDisqualified)


def test_once_it_was_handed_in_the_check_goes_on(returned: Desk) -> None:
    returned.do(c.SupplementBid(round=ROUND, teacher="a1"), OUT)
