"""After a correction nobody stays hired by rank before somebody who was left out (T45, T29)."""

from __future__ import annotations

import pytest

from domain.notice import errors as notice_errors
from domain.notice.commands import PublishNotice
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.errors.shortlisting import NotShortlistedError
from domain.recruitment.scoring_errors import BelowPassLineError
from domain.school.events import PostsPublished
from domain.values.facts import Option
from tests.domain import coordination_given, town
from tests.domain import shortlist_given as listed
from tests.domain.closing_steps import AFTERWARDS, BASE, CLOSE, COMPUTE, END, leave, restart
from tests.domain.planning_given import SCORING, august, noon, pack
from tests.domain.town import CHINESE, LIGHT, MATHS, PLAN, ROUND, accept, offer, revoke, serve, wish
from tests.support.desk import Desk

HIGHER = town.correct("a2", 40_000)
"""a2 comes before a1 for maths, who is hired."""
LEVEL = (
    town.correct("a2", 12_000),
    c.CorrectMark(
        round=ROUND,
        judge="j1",
        bidder="a2",
        item="interview",
        mark_milli=75_000,
        reason="登记有误",
        authority="争议〔2026〕1号",
    ),
)
"""a2 is equal to a1."""
SHORT = c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="缺编")


def notice(desk: Desk) -> PublishNotice:
    entries = town.round_of(desk).notice_entries()
    return PublishNotice(round=ROUND, entries=entries, working_days=5, contact=town.CONTACT)


@pytest.fixture
def closed() -> Desk:
    """a1 and a3 are hired, a2 was left unplaced; the selection is closed."""
    desk = town.selected(town.ranked(town.opened()))
    desk.at = noon(august(25))
    return desk


def test_t45_a_list_on_which_the_second_was_hired_before_the_first_does_not_go_up(
    closed: Desk,
) -> None:
    """Shows hires_must_stand."""
    closed.do(HIGHER, COMPUTE)
    facts = {"post": MATHS, "teacher": "a1", "passed_over": "a2"}
    closed.refuses(notice(closed), errors.RankPassedOverError, rank=2, **facts)
    closed.do(revoke("a1"), offer("a2", wish(MATHS)), accept("a2"))
    closed.do(leave("a1"), serve("a1"), CLOSE)
    closed.do(notice(closed))


def test_t45_nor_does_it_become_final_where_it_was_up(closed: Desk) -> None:
    closed.do(notice(closed), HIGHER, COMPUTE)
    closed.refuses(restart(closed), errors.RankPassedOverError)
    closed.at = AFTERWARDS
    closed.refuses(END, errors.RankPassedOverError)


def test_t29_a_tie_that_a_correction_made_is_decided_before_the_list_goes_up(
    closed: Desk,
) -> None:
    closed.do(*LEVEL, COMPUTE)
    closed.refuses(notice(closed), errors.TieUnresolvedError, post=MATHS, bidders="a1、a2")
    decided = c.DecideTie(
        round=ROUND, order=("a1", "a2"), method=e.TieMethod.SECOND_VOTE, reason="委员会再次表决"
    )
    other = Desk(closed.at, dict(closed.states))
    closed.do(decided, COMPUTE, notice(closed))
    other.do(decided.model_copy(update={"order": ("a2", "a1")}), COMPUTE)
    other.refuses(notice(other), errors.RankPassedOverError, passed_over="a2")


@pytest.mark.parametrize("way", ["elsewhere", "refused", "withdrew"])
def test_whoever_could_not_have_the_post_now_stands_in_nobody_s_way(way: str) -> None:
    desk = town.ranked(town.opened())
    if way == "refused":
        desk.do(town.close_layer(), needed("a2"), town.decline("a2"), offer("a1", BASE))
    else:
        desk.do(offer("a1", BASE))
    desk.do(accept("a1"))
    if way == "withdrew":
        desk.do(c.WithdrawIntent(round=ROUND, teacher="a2"))
    if way != "refused":
        desk.do(town.close_layer())
    desk.do(offer("a3", wish(CHINESE)), accept("a3"), leave("a2"), serve("a2"), CLOSE)
    if way == "elsewhere":
        desk.given("teacher:a2", coordination_given.HELD_ELSEWHERE)
    desk.do(HIGHER, COMPUTE)
    desk.at = noon(august(25))
    desk.do(notice(desk))


def needed(teacher: str) -> c.OfferPost:
    return offer(teacher, wish(MATHS)).model_copy(
        update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "紧缺学科"}
    )


def test_whoever_was_hired_for_a_need_of_the_subject_follows_no_rank() -> None:
    desk = town.ranked(town.opened(), wishes={"a3": wish(MATHS)}, marks={"a3": 68_000})
    desk.do(town.close_layer(), needed("a2"), accept("a2"))
    for each in ("a1", "a3"):
        desk.do(leave(each), serve(each))
    desk.do(SHORT, CLOSE, town.correct("a2", 0), COMPUTE)
    assert town.round_of(desk).rank_of("a2", "school-1", MATHS) == 3
    desk.at = noon(august(25))
    desk.do(notice(desk))


def test_a_cadre_hired_before_teachers_of_a_better_place_stays_hired() -> None:
    """Before the cadres are done only those who seek an office are compared (S002-20)."""
    desk = town.ranked(town.opened(), marks={"a2": 79_000})
    desk.do(offer("a1", BASE), accept("a1"), town.close_layer())
    desk.do(offer("a3", wish(CHINESE)), accept("a3"), leave("a2"), serve("a2"), CLOSE)
    desk.at = noon(august(25))
    desk.do(notice(desk))


@pytest.mark.parametrize("reason", [e.SelectionReason.BY_RANK, e.SelectionReason.SUBJECT_NEED])
def test_t45_whoever_turned_out_to_fail_a_gate_stays_hired_on_no_list(
    reason: e.SelectionReason,
) -> None:
    """Shows place_must_be_left."""
    gated = pack(
        scoring={
            **SCORING,
            "nodes": [*nodes(), {"kind": "gate", "id": "ethics", "title": "师德"}],
        }
    )
    desk = town.opened(of=gated)
    passed = Option(option="passed")
    for each in town.ALL:
        desk.do(town.intent(each, wish(MATHS if each != "a3" else CHINESE)))
        desk.do(c.QualifyBidder(round=ROUND, teacher=each), town.service(each))
        desk.do(town.interview(each, 70_000), town.service(each, item="ethics", fact=passed))
    desk.at = town.LOCKED_AT
    failed = town.correct("a3", 0).model_copy(
        update={"item": "ethics", "fact": Option(option="failed")}
    )
    desk.do(c.LockScores(round=ROUND), COMPUTE, town.close_layer())
    asked = offer("a3", wish(CHINESE))
    desk.do(asked.model_copy(update={"reason": reason, "detail": "紧缺学科"}), accept("a3"))
    for each in ("a1", "a2"):
        desk.do(c.WithdrawIntent(round=ROUND, teacher=each), leave(each), serve(each))
    desk.do(SHORT, CLOSE, failed, COMPUTE)
    desk.refuses(notice(desk), BelowPassLineError, teacher="a3", failed="ethics")


def nodes() -> list[object]:
    found = SCORING["nodes"]
    assert isinstance(found, list)
    return found


def test_t45_whoever_turned_out_to_be_on_no_short_list_stays_hired_on_no_list() -> None:
    desk = listed.listed()
    desk.do(listed.lecture("a1"), listed.LOCK, COMPUTE, town.close_layer())
    desk.do(offer("a1", wish(MATHS)), accept("a1"))
    for each in ("a2", "a3"):
        desk.do(leave(each), serve(each))
    desk.do(SHORT, CLOSE, listed.corrected("a2", "95"))
    desk.refuses(notice(desk), notice_errors.RankingStaleError)
    wrongly = c.RevokeUnplaced(
        round=ROUND, teacher="a2", reason="笔试成绩登记有误", authority="争议〔2026〕1号"
    )
    desk.do(wrongly, listed.COMPUTE_LIST, listed.lecture("a2"), COMPUTE)
    desk.do(leave("a2"), serve("a2"), CLOSE)
    desk.refuses(notice(desk), NotShortlistedError, teacher="a1", points_milli=90_000)


def level_for(number: str, headcount: int) -> Desk:
    """a1 and a2 are equal for a post of that many seats."""
    desk = town.prepared(establishment=3)
    posts = tuple(
        each.model_copy(update={"headcount": headcount}) if each.number == number else each
        for each in town.POSTS
    )
    desk.given("school:school-1", PostsPublished(plan=PLAN, establishment=3, posts=posts))
    desk.do(town.OPEN)
    wanted = {"a1": wish(number), "a2": wish(number), "a3": wish(LIGHT)}
    level = dict.fromkeys(town.ALL, 70_000)
    town.ranked(desk, wishes=wanted, marks=level, years=dict.fromkeys(town.ALL, 10_000))
    desk.do(town.close_layer())
    return desk


def test_equals_who_all_find_a_seat_need_nobody_to_tell_them_apart() -> None:
    """Shows _must_not_be_tied."""
    desk = level_for(MATHS, 2)
    desk.do(offer("a2", wish(MATHS)), offer("a1", wish(MATHS)), accept("a2"), accept("a1"))
    level_for(MATHS, 1).refuses(offer("a2", wish(MATHS)), errors.TieUnresolvedError)
