"""Contested rankings of the rulebook: recomputed from the facts."""

from __future__ import annotations

from datetime import date

import pytest

from domain.dispute import errors
from domain.dispute import remedies as r
from domain.dispute.examining import examine
from domain.recruitment import commands as rc
from domain.recruitment import events as re
from domain.recruitment.derivation import RankRow
from domain.values.facts import Amount
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_cases_given import verdict
from tests.domain.town import ROUND_STREAM
from tests.support.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


class TestT44:
    def test_a_published_total_that_the_facts_do_not_give_is_modified(self, desk: Desk) -> None:
        self._publish_wrong_total(desk, "a2", 95_000)
        opinion = examine(desk, ROUND_STREAM)
        assert opinion.outcome is r.Outcome.MODIFY
        assert opinion.reasons[0].text == "a2的总分应为75000，公布为95000（千分位）"
        about = d.matter(notice_ends_on=date(2026, 9, 1))
        verdict(desk, d.receive(about=about, contested=ROUND_STREAM), opinion)
        assert town.round_of(desk).ranking["a2"].total_milli == 75_000
        assert examine(desk, ROUND_STREAM).outcome is r.Outcome.UPHOLD

    def test_a_bidder_left_out_of_the_ranking_or_placed_wrongly_is_found(self, desk: Desk) -> None:
        rows = tuple(town.round_of(desk).ranking.values())
        first = rows[0].model_copy(update={"ranks": ()})
        computed = self._computed(desk, (first, *rows[1:-1]))
        desk.given(ROUND_STREAM, computed)
        texts = [reason.text for reason in examine(desk, ROUND_STREAM).reasons]
        assert any("名次" in text for text in texts)
        assert any("公布为无" in text for text in texts)

    def test_a_ranking_that_the_facts_give_is_upheld(self, desk: Desk) -> None:
        opinion = examine(desk, ROUND_STREAM)
        about = d.matter(notice_ends_on=date(2026, 9, 1))
        decided = verdict(desk, d.receive(about=about, contested=ROUND_STREAM), opinion)
        assert decided.outcome is r.Outcome.UPHOLD
        assert decided.reasons[0].ground is None

    def test_without_a_ranking_there_is_nothing_to_recompute(self) -> None:
        early = town.opened()
        with pytest.raises(errors.NotExaminableError):
            examine(early, ROUND_STREAM)
        with pytest.raises(errors.NotExaminableError):
            examine(early, "school:school-1")

    def _publish_wrong_total(self, desk: Desk, bidder: str, total_milli: int) -> None:
        """Let a ranking have been published that somebody wrote by hand."""
        rows = tuple(
            row.model_copy(update={"total_milli": total_milli}) if row.bidder == bidder else row
            for row in town.round_of(desk).ranking.values()
        )
        desk.given(ROUND_STREAM, self._computed(desk, rows))

    def _computed(self, desk: Desk, rows: tuple[RankRow, ...]) -> re.RankingComputed:
        round_ = town.round_of(desk)
        return re.RankingComputed(
            pack_sha256=round_.pack_sha256, inputs_sha256="0" * 64, rows=rows, ties=()
        )


class TestT45:
    def test_a_correction_after_the_lock_without_a_new_ranking_does_not_stand(
        self, desk: Desk
    ) -> None:
        corrected = re.ScoreCorrected(
            bidder="a2",
            item="service",
            fact=Amount(amount_milli=12_000),
            reason="工龄漏计",
            authority="聘任委员会",
            evidence="人事档案",
            after_lock=True,
        )
        desk.given(ROUND_STREAM, corrected)
        opinion = examine(desk, ROUND_STREAM)
        assert opinion.outcome is r.Outcome.MODIFY
        assert opinion.reasons[0].ground is r.Ground.PROCEDURE_VIOLATED
        assert "重新公示" in opinion.reasons[0].text
        assert opinion.reasons[1].text == "a2的总分应为76000，公布为75000（千分位）"

    def test_a_correction_before_the_lock_is_in_the_ranking_and_stands(self) -> None:
        desk = town.opened()
        for teacher in town.ALL:
            desk.do(
                town.intent(teacher, town.wish(town.MATHS)),
                rc.QualifyBidder(round=town.ROUND, teacher=teacher),
                town.service(teacher),
                town.interview(teacher, {"a1": 70_000, "a2": 60_000, "a3": 50_000}[teacher]),
            )
        desk.do(town.correct("a2", 12_000))
        desk.at = town.LOCKED_AT
        desk.do(rc.LockScores(round=town.ROUND), rc.ComputeRanking(round=town.ROUND))
        assert examine(desk, ROUND_STREAM).outcome is r.Outcome.UPHOLD
