"""Where somebody is supposed not to have been there, what others were asked still makes sense."""

from __future__ import annotations

import pytest

from audit.what_if.adapting import adapted, is_formal
from domain.kernel import Command
from domain.notice.commands import PublishNotice, RestartNotice
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.school.posts import StaffClass
from domain.teacher.events import PostTaken
from tests.domain import town
from tests.domain.planning_given import august
from tests.domain.round_given import LIST
from tests.domain.town import CHINESE, MATHS, ROUND

LEVEL = {"a1": 70_000, "a2": 70_000, "a3": 70_000}
SAME = {"a1": 10_000, "a2": 10_000, "a3": 10_000}


def ballot(bidder: str) -> e.BallotCount:
    return e.BallotCount(
        bidder=bidder, excellent=1, competent=0, basically_competent=0, not_competent=0
    )


def test_ballots_are_counted_for_those_who_would_have_stood() -> None:
    desk = town.opened()
    desk.do(town.intent("a1", town.wish(MATHS)), town.intent("a2", town.wish(MATHS)))
    desk.do(c.QualifyBidder(round=ROUND, teacher="a1"))
    asked = c.CloseDemocraticAppraisal(
        round=ROUND,
        school="school-1",
        staff=3,
        present=3,
        ballots=tuple(ballot(name) for name in ("a1", "a2", "a3")),
    )
    assert adapted(asked, desk) == asked.model_copy(update={"ballots": (ballot("a1"),)})


def tied(order: tuple[str, ...]) -> c.DecideTie:
    return c.DecideTie(
        round=ROUND,
        order=order,
        method=e.TieMethod.LOTS,
        lot_seed="8-24-1",
        witnesses=("w1", "w2"),
        reason="当场抽签",
    )


def test_lots_drawn_among_three_stand_for_the_two_who_would_have_been_tied() -> None:
    level = town.ranked(
        town.opened(),
        wishes={name: town.wish(MATHS) for name in ("a1", "a2")} | {"a3": town.wish(CHINESE)},
        marks=LEVEL,
        years=SAME,
    )
    two = {tie.bidders for tie in town.round_of(level).ties}
    assert ("a1", "a2") in two
    assert adapted(tied(("a3", "a2", "a1")), level) == tied(("a2", "a1"))


def test_a_pool_leaves_out_who_would_have_had_a_post() -> None:
    desk = town.prepared()
    taken = PostTaken(
        round="r0",
        school="school-1",
        posts=(MATHS,),
        staff_class=StaffClass.TEACHING,
        periods_milli=16_000,
        from_on=august(1),
    )
    desk.given("teacher:a2", taken)
    found = adapted(town.OPEN, desk)
    assert isinstance(found, c.OpenRound)
    assert set(found.population) == set(town.ALL) - {"a2"}


def test_a_notice_shows_the_list_as_it_would_have_been() -> None:
    desk = town.selected(town.ranked(town.opened()))
    entries = town.round_of(desk).notice_entries()
    first = PublishNotice(round=ROUND, entries=LIST, working_days=5, contact=town.CONTACT)
    again = RestartNotice(notice=ROUND, entries=LIST, reason="异议成立，调整名单")
    for asked in (first, again):
        assert adapted(asked, desk) == asked.model_copy(update={"entries": entries})


@pytest.mark.parametrize(
    "asked",
    [
        tied(("a1", "a2")),
        c.CloseDemocraticAppraisal(
            round=ROUND, school="school-1", staff=3, present=3, ballots=(ballot("a1"),)
        ),
        RestartNotice(notice=ROUND, entries=LIST, reason="调整名单"),
        c.LockScores(round=ROUND),
    ],
)
def test_where_the_round_would_never_have_been_the_question_stays_as_it_was(
    asked: Command,
) -> None:
    assert adapted(asked, town.prepared()) == asked


def test_a_selection_that_would_have_closed_later_is_no_reason_for_appointments_to_fall() -> None:
    close = c.CloseSelection(round=ROUND)
    assert is_formal(close, errors.PoolOpenError(count=1, first="a1"))
    assert not is_formal(close, errors.NotInPoolError(teacher="a1"))
    assert not is_formal(c.LockScores(round=ROUND), errors.PoolOpenError(count=1, first="a1"))
