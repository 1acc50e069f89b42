"""With whom those hired are compared after a correction, and who of them has to go (T45)."""

from __future__ import annotations

from domain.notice.commands import PublishNotice
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import PostsPublished
from tests.domain import town
from tests.domain.closing_steps import BASE, CLOSE, COMPUTE, leave
from tests.domain.coordination_given import MEET, scored_in_second
from tests.domain.planning_given import august, noon
from tests.domain.town import (
    MATHS,
    PLAN,
    POSTS,
    ROUND,
    SECOND,
    accept,
    close_layer,
    correct,
    offer,
    propose,
    revoke,
    serve,
    wish,
)
from tests.support.desk import Desk

EVERYBODY = {each: wish(MATHS) for each in town.ALL}
THERE = PostSet(school="school-2", teaching=MATHS)


def notice(desk: Desk, round_: str = ROUND) -> PublishNotice:
    entries = town.round_of(desk, round_).notice_entries()
    return PublishNotice(round=round_, entries=entries, working_days=5, contact=town.CONTACT)


def published(headcount: int, establishment: int) -> PostsPublished:
    posts = (POSTS[0].model_copy(update={"headcount": headcount}), *POSTS[1:])
    return PostsPublished(plan=PLAN, establishment=establishment, posts=posts)


def test_the_one_who_goes_is_the_last_of_those_hired() -> None:
    """Shows hires_must_stand: two seats, and who was third comes first."""
    desk = town.prepared()
    desk.given("school:school-1", published(2, 3))
    desk.do(town.OPEN)
    town.ranked(desk, wishes=EVERYBODY, marks={"a3": 72_000})
    desk.do(close_layer(), offer("a1", wish(MATHS)), offer("a3", wish(MATHS)))
    desk.do(accept("a1"), accept("a3"), leave("a2"), serve("a2"), CLOSE)
    desk.do(correct("a2", 40_000), COMPUTE)
    desk.at = noon(august(25))
    desk.refuses(notice(desk), errors.RankPassedOverError, teacher="a3", passed_over="a2", rank=3)
    desk.do(revoke("a3"), offer("a2", wish(MATHS)), accept("a2"))
    desk.do(leave("a3"), serve("a3"), CLOSE)
    desk.do(notice(desk))


def test_a_cadre_stays_hired_whoever_of_the_teachers_is_better_now() -> None:
    """Her office was approved: she was compared with those who seek one (S002-20)."""
    desk = town.ranked(town.opened(), wishes=EVERYBODY, marks={"a2": 79_000, "a3": 74_000})
    desk.do(offer("a1", BASE.model_copy(update={"auxiliary": ()})), accept("a1"), propose("a1"))
    desk.do(c.ApproveOffice(round=ROUND, teacher="a1"), close_layer())
    for each in ("a2", "a3"):
        desk.do(leave(each), serve(each))
    desk.do(c.ApproveTwoThirdsException(round=ROUND, school="school-1", reason="缺编"), CLOSE)
    desk.do(correct("a3", 40_000), COMPUTE)
    assert town.round_of(desk).rank_of("a1", "school-1", MATHS) == 3
    desk.at = noon(august(25))
    desk.do(notice(desk))


def met(establishment: int, *, hired: str) -> Desk:
    """a2, b1 and x1 bid in this order for one seat at school-2, which is b1's own."""
    desk = town.selected(town.ranked(town.opened()))
    desk.at = noon(august(26))
    desk.given("school:school-2", published(1, establishment))
    town.hire(desk, "x1", "school-9")
    desk.do(MEET.model_copy(update={"population": ("a2", "b1", "x1")}))
    for each, mark in (("a2", 75_000), ("b1", 70_000), ("x1", 60_000)):
        scored_in_second(desk, each, THERE, mark=mark)
    desk.do(c.LockScores(round=SECOND), c.ComputeRanking(round=SECOND))
    desk.do(offer(hired, THERE, round_=SECOND))
    desk.do(c.AcceptOffer(round=SECOND, teacher=hired, school="school-2"))
    desk.given(f"recruitment-round:{SECOND}", e.SelectionClosed(list_sha256="0" * 64))
    risen = correct("x1", 40_000).model_copy(update={"round": SECOND})
    desk.do(risen, c.ComputeRanking(round=SECOND))
    return desk


def test_whom_the_two_thirds_rule_keeps_out_has_nothing_to_come_before() -> None:
    desk = met(2, hired="b1")
    assert town.round_of(desk, SECOND).rank_of("b1", "school-2", MATHS) == 3
    desk.do(notice(desk, SECOND))
    excepted = met(2, hired="b1")
    short = e.TwoThirdsExceptionApproved(
        school="school-2", required=2, original_hired=1, reason="缺编"
    )
    excepted.given(f"recruitment-round:{SECOND}", short)
    excepted.refuses(notice(excepted, SECOND), errors.RankPassedOverError, teacher="b1")


def test_an_outsider_s_place_is_room_for_another_who_comes_before() -> None:
    desk = met(3, hired="a2")
    comes = {"teacher": "a2", "passed_over": "x1"}
    desk.refuses(notice(desk, SECOND), errors.RankPassedOverError, rank=2, **comes)


def test_an_offer_for_a_need_of_the_subject_is_accepted_whatever_its_place_is_now() -> None:
    """Shows _place_must_be_no_worse."""
    needed = offer("a2", wish(MATHS)).model_copy(
        update={"reason": e.SelectionReason.SUBJECT_NEED, "detail": "紧缺学科"}
    )
    desk = town.ranked(town.opened(), wishes=EVERYBODY, marks={"a3": 68_000})
    desk.do(close_layer(), needed, correct("a2", 0), COMPUTE)
    assert town.round_of(desk).rank_of("a2", "school-1", MATHS) == 3
    desk.do(accept("a2"))
