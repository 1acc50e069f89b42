"""What the views show: nothing of what was overtaken, and no status that is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
import sqlalchemy as sa

from domain.kernel import DomainEvent
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.commands import DecideRestoration
from domain.school.events import OfficeGranted, PostsPublished
from domain.values.time import start_of
from projections.views import Views
from tests.domain import shortlist_given
from tests.domain.coordination_given import HELD_ELSEWHERE
from tests.domain.town import (
    AUXILIARY,
    LIGHT,
    MATHS,
    OPEN,
    POSTS,
    ROUND,
    accept,
    decline,
    incumbent,
    intent,
    offer,
    opened,
    prepared,
    ranked,
    selected,
    wish,
)
from tests.projections.story import Fact
from tests.projections.views_given import shown
from tests.support.desk import Desk


def status(views: Views, person: str) -> str:
    return next(str(row["status"]) for row in views.roster() if row["person"] == person)


class TestRoster:
    """教师名册."""

    def test_the_status_follows_a_teacher_through_the_round(self, views: Views) -> None:
        desk = opened()
        assert status(shown(views, desk), "a1") == "unplaced"  # by an earlier round
        desk = ranked(opened())
        assert status(shown(views, desk), "a1") == "bidding"
        desk.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))))
        assert status(shown(views, desk), "a1") == "offered"
        desk.do(accept("a1"))
        assert status(shown(views, desk), "a1") == "appointed"

    def test_who_declines_bids_on(self, views: Views) -> None:
        desk = ranked(opened())
        desk.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), decline("a1"))
        assert status(shown(views, desk), "a1") == "bidding"

    def test_who_has_another_offer_is_still_offered(self, views: Views) -> None:
        desk = opened()
        other = PostSet(school="school-2", teaching=LIGHT)
        first, second = (_offered("a1", posts) for posts in (wish(MATHS), other))
        lapsed = e.OfferLapsed(teacher="a1", posts=other, reason=e.LapseReason.WITHDRAWN_BY_SCHOOL)
        declined = e.OfferDeclined(teacher="a1", posts=wish(MATHS), reason="另有安排")
        found = []
        events: list[DomainEvent] = [first, second, lapsed, declined]
        for n in range(1, 5):
            told = [(f"recruitment-round:{ROUND}", event) for event in events[:n]]
            found.append(status(shown(views, desk, *told), "a1"))
        assert found == ["offered", "offered", "offered", "bidding"]

    def test_an_offer_that_lapses_takes_no_post_away(self, views: Views) -> None:
        desk = ranked(opened())
        desk.do(offer("a1", wish(MATHS, aux=(AUXILIARY,))), accept("a1"))
        other = PostSet(school="school-2", teaching=LIGHT)
        lapsed = e.OfferLapsed(teacher="a1", posts=other, reason=e.LapseReason.PLACED_ELSEWHERE)
        assert status(shown(views, desk, (f"recruitment-round:{ROUND}", lapsed)), "a1") == (
            "appointed"
        )

    def test_who_takes_the_letter_back_bids_no_more(self, views: Views) -> None:
        desk = opened()
        desk.do(intent("a2", wish(MATHS)), c.WithdrawIntent(round=ROUND, teacher="a2"))
        assert status(shown(views, desk), "a2") == "registered"


class TestLists:
    """排名榜, 岗位看板."""

    def test_a_new_ranking_leaves_nothing_of_the_one_before(self, views: Views) -> None:
        desk = ranked(opened())
        shown(views, desk)
        before = {row["bidder"] for row in views.ranking(ROUND)}
        desk.do(c.WithdrawIntent(round=ROUND, teacher="a2"), c.ComputeRanking(round=ROUND))
        shown(views, desk)
        assert before == {"a1", "a2", "a3"}
        assert {row["bidder"] for row in views.ranking(ROUND)} == _ranked_last(desk.history)

    def test_whoever_is_outside_the_short_list_stands_below_the_ranked(self, views: Views) -> None:
        desk = shortlist_given.listed()
        told = {row["bidder"]: row["standing"] for row in shown(views, desk).ranking(ROUND)}
        assert told == {"a1": "shortlisted", "a2": "not_shortlisted", "a3": "not_shortlisted"}
        desk.do(
            shortlist_given.lecture("a1"), c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND)
        )
        rows = shown(views, desk).ranking(ROUND)
        assert [(row["bidder"], row["standing"], row["rank"]) for row in rows] == [
            ("a1", "ranked", 1),
            ("a2", "not_shortlisted", None),
            ("a3", "not_shortlisted", None),
        ]
        assert [row["first_part_milli"] for row in rows] == [90_000, 80_000, 70_000]
        assert rows[1]["total_milli"] is None

    def test_a_list_computed_anew_leaves_nothing_of_the_one_before(self, views: Views) -> None:
        desk = shortlist_given.listed()
        shown(views, desk)
        desk.do(shortlist_given.corrected("a2", "95"), shortlist_given.COMPUTE_LIST)
        told = {row["bidder"]: row["standing"] for row in shown(views, desk).ranking(ROUND)}
        assert told == {"a1": "not_shortlisted", "a2": "shortlisted", "a3": "not_shortlisted"}

    def test_a_ranking_of_another_round_stays(self, views: Views) -> None:
        desk = ranked(opened())
        empty = e.RankingComputed(pack_sha256="0" * 64, inputs_sha256="0" * 64, rows=(), ties=())
        shown(views, desk, ("recruitment-round:r9", empty))
        assert len(views.ranking(ROUND)) == 3
        shown(views, desk, ("recruitment-round:r9", empty), (f"recruitment-round:{ROUND}", empty))
        assert views.ranking(ROUND) == []

    def test_next_years_list_takes_this_years_posts_and_seats_down(self, views: Views) -> None:
        desk = selected(ranked(opened()))
        published = PostsPublished(plan="plan-2027", establishment=3, posts=POSTS[:1])
        shown(views, desk, ("school:school-1", published))
        rows = [row for row in views.posts() if row["school"] == "school-1"]
        assert [(row["post"], row["taken_count"]) for row in rows] == [(MATHS, 0)]
        assert len([row for row in views.posts() if row["school"] == "school-2"]) == len(POSTS)


def test_long_names_fit_into_every_database(database_url: str) -> None:
    """Ids have up to 64 characters, and titles are sentences."""
    school, teacher, round_ = ("s" * 64, "t" * 64, "r" * 64)
    title = "教务主任" * 40
    office = OfficeGranted(
        title=title,
        person=teacher,
        post=None,
        from_on=date(2026, 8, 1),
        until_on=date(2027, 8, 1),
    )
    offered = _offered(teacher, PostSet(school=school, teaching=MATHS))
    engine = sa.create_engine(database_url)
    views = Views(engine)
    facts: list[Fact] = [(f"school:{school}", office), (f"recruitment-round:{round_}", offered)]
    shown(views, prepared(), *facts)
    assert title in {row["title"] for row in views.offices()}
    assert f"{round_}/{school}/{teacher}" in {row["matter"] for row in views.deadlines()}
    engine.dispose()


class TestSetAside:
    """撤销落聘: the views show it undone, and as of the days before as it stood then."""

    @pytest.fixture
    def desk(self) -> Desk:
        """a2, vice-principal, is left unplaced on 23 August."""
        desk = prepared()
        desk.given("school:school-1", incumbent("a2"))
        desk.do(OPEN)
        ranked(desk).do(c.LeaveUnplaced(round=ROUND, teacher="a2"))
        return desk

    def test_office_and_place_in_the_pool_are_back(self, views: Views, desk: Desk) -> None:
        shown(views, desk)
        assert [row["person"] for row in views.offices()] == []
        assert "a2" in {row["person"] for row in views.unplaced()}
        lost = len(desk.history) - 1
        shown(views, revoked(desk))
        (row,) = views.offices()
        assert (row["person"], row["held_from"], row["held_until"], row["granted_by"]) == (
            "a2",
            "2026-08-23",
            "2026-09-01",
            "restored",
        )
        assert status(views, "a2") == "bidding"
        assert "a2" not in {row["person"] for row in views.unplaced()}
        assert views.offices(index=lost) == []
        assert views.offices(index=0) == []

    def test_what_people_are_to_decide_is_shown_until_they_have(
        self, views: Views, desk: Desk
    ) -> None:
        desk.given("school:school-1", incumbent("a3"))
        shown(views, revoked(desk))
        (waits,) = views.restorations()
        assert (waits["person"], waits["reason"], waits["holders"]) == ("a2", "office_taken", "a3")
        decided = DecideRestoration(
            school="school-1", title="副校长", person="a2", restore=False, reason="已另行聘任"
        )
        desk.do(decided)
        assert shown(views, desk).restorations() == []
        assert [row["person"] for row in views.offices()] == ["a3"]

    def test_a_post_that_was_found_since_stays_the_status(self, views: Views, desk: Desk) -> None:
        desk.given("teacher:a2", HELD_ELSEWHERE)
        assert status(shown(views, revoked(desk)), "a2") == "appointed"

    def test_another_round_s_decision_stays_on_the_register(self, views: Views, desk: Desk) -> None:
        other = e.UnplacedRevoked(
            teacher="a2", reason="异议成立", authority="争议〔2026〕3号", on=date(2026, 8, 24)
        )
        shown(views, desk, ("recruitment-round:r9", other))
        assert "a2" in {row["person"] for row in views.unplaced()}


def revoked(desk: Desk) -> Desk:
    desk.do(
        c.RevokeUnplaced(round=ROUND, teacher="a2", reason="评分更正", authority="争议〔2026〕3号")
    )
    return desk


def _offered(teacher: str, posts: PostSet) -> e.PostOffered:
    return e.PostOffered(
        teacher=teacher,
        posts=posts,
        rank=1,
        reason=e.SelectionReason.BY_RANK,
        detail="按名次",
        answer_until=start_of(date(2026, 8, 26)),
    )


def _ranked_last(history: Sequence[Fact]) -> set[str]:
    *_, last = (event for _, event in history if isinstance(event, e.RankingComputed))
    return {row.bidder for row in last.rows}
