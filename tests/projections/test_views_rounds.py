"""What the views show of rounds: letters, offers and their days."""

from __future__ import annotations

from datetime import date, timedelta

from domain.kernel import DomainEvent
from domain.recruitment import commands as c
from domain.recruitment import events as e
from projections.round_book import RoundBook
from projections.views import Views
from tests.domain.town import (
    MATHS,
    ROUND,
    close_layer,
    offer,
    opened,
    ranked,
    round_of,
    selected,
    wish,
)
from tests.projections.story import in_acts
from tests.projections.views_given import shown
from tests.support.desk import Desk


class TestRounds:
    """竞聘轮次."""

    def state(self, desk: Desk, *more: DomainEvent) -> object:
        told = [(f"recruitment-round:{ROUND}", event) for event in more]
        book = RoundBook()
        page = in_acts([*desk.history, *told], [1]).after(-1, 10_000, book.topics)
        assert page is not None
        for item in page.items:
            book.apply(item)
        row = book.rounds.get(ROUND)
        assert row is not None
        return row["state"]

    def test_a_round_that_a_case_reopens_or_voids_is_shown_so(self) -> None:
        on = date(2026, 9, 10)
        closed = selected(ranked(opened()))
        assert self.state(closed) == "selection_closed"
        final = e.RoundFinalised(notice=ROUND, list_sha256="0" * 64)
        reopened = e.RoundReopened(case="c-1", on=on)
        assert self.state(closed, final, reopened) == "reopened"
        voided = e.RoundVoided(case="c-1", on=on)
        assert self.state(closed, final, reopened, voided) == "voided"

    def test_where_somebody_was_wrongly_left_over_a_closed_selection_goes_on(self) -> None:
        fell = c.RevokeUnplaced(
            round=ROUND, teacher="a2", reason="评分更正", authority="争议〔2026〕3号"
        )
        desk = selected(ranked(opened()))
        desk.do(fell)
        assert self.state(desk) == "reopened"

    def test_one_that_is_open_stays_as_far_as_it_has_come(self) -> None:
        desk = ranked(opened())
        desk.do(c.LeaveUnplaced(round=ROUND, teacher="a2"))
        desk.do(
            c.RevokeUnplaced(
                round=ROUND, teacher="a2", reason="评分更正", authority="争议〔2026〕3号"
            )
        )
        assert self.state(desk) == "ranked"

    def test_one_that_stands_still_is_shown_so_and_goes_on_with_later_days(
        self, views: Views
    ) -> None:
        desk = ranked(opened())
        (offered, *_) = desk.do(close_layer(), offer("a1", wish(MATHS)))
        assert isinstance(offered, e.PostOffered)
        letters = views_of_letters(shown(views, desk))
        desk.do(c.SuspendRound(round=ROUND, reason="待核实", document="教办〔2026〕8号"))
        assert self.state(desk) == "suspended"
        desk.at += timedelta(days=1)
        desk.do(c.ResumeRound(round=ROUND, document="教办〔2026〕9号"))
        assert self.state(desk) == "resumed"
        due = {row["kind"]: row["due"] for row in shown(views, desk).deadlines()}
        assert due["answer"] == (offered.answer_until + timedelta(days=1)).isoformat()
        assert letters == views_of_letters(views) == []

    def test_letters_that_may_still_come_are_due_as_much_later(self, views: Views) -> None:
        desk = opened()
        until = round_of(desk).intents_until
        assert views_of_letters(shown(views, desk)) == [until.isoformat()]
        desk.do(c.SuspendRound(round=ROUND, reason="待核实", document="教办〔2026〕8号"))
        desk.at += timedelta(days=1)
        desk.do(c.ResumeRound(round=ROUND, document="教办〔2026〕9号"))
        later = (until + timedelta(days=1)).isoformat()
        assert views_of_letters(shown(views, desk)) == [later]

    def test_an_answer_that_is_waited_for_has_the_time_that_its_round_stood(self) -> None:
        desk = ranked(opened())
        (offered, *_) = desk.do(close_layer(), offer("a1", wish(MATHS)))
        assert isinstance(offered, e.PostOffered)
        desk.do(c.SuspendRound(round=ROUND, reason="待核实", document="教办〔2026〕8号"))
        desk.at += timedelta(days=1)
        desk.do(c.ResumeRound(round=ROUND, document="教办〔2026〕9号"))
        book = RoundBook()
        page = in_acts(desk.history, [1]).after(-1, 10_000, book.topics)
        assert page is not None
        for item in page.items:
            book.apply(item)
        row = book.offers.get(ROUND, "school-1", "a1")
        assert row is not None
        assert row["answer_until"] == (offered.answer_until + timedelta(days=1)).isoformat()


def views_of_letters(views: Views) -> list[object]:
    """Return until when letters are waited for in the round."""
    letters = ("intents", ROUND)
    return [row["due"] for row in views.deadlines() if (row["kind"], row["matter"]) == letters]
