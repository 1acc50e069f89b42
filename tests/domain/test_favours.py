"""Points and priority that protections give: frozen with the scores, told, and corrected."""

from __future__ import annotations

import pytest

from domain.planning.pack import RulePack
from domain.protection import commands as p
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.derivation import Component
from domain.recruitment.errors.favouring import FavoursNotReadError, FavoursSameError
from domain.recruitment.errors.shortlisting import ShortlistMissingError
from domain.recruitment.events import shortlisting as se
from domain.recruitment.scoring_errors import WrongFactError
from domain.values.facts import Amount, Favour, Favoured, Favours
from domain.values.scoring import Sum
from domain.values.tie_chain import TieChain, TieKey
from tests.domain import shortlist_given, town
from tests.domain.favours_given import (
    ADDING,
    BONUS,
    CATEGORIES,
    PACK,
    PRIORITY,
    SECTIONS,
    category,
    claim,
    table,
)
from tests.domain.planning_given import august, document, noon
from tests.domain.scoring_town import order, part, path, totals
from tests.domain.shortlist_given import ONE
from tests.domain.town import ALL, ROUND
from tests.support.desk import Desk

MARKS, YEARS = dict.fromkeys(ALL, 70_000), dict.fromkeys(ALL, 10_000)
COMPUTE = c.ComputeRanking(round=ROUND)
CORRECT = c.CorrectFavours(
    round=ROUND, bidder="a2", reason="照顾登记漏录", authority="争议〔2026〕3号"
)


def ranked(*claims: p.ProtectionCommand, of: RulePack = PACK) -> Desk:
    """Everybody has 75 points but for what protections give."""
    desk = town.opened(of=of)
    desk.do(*claims)
    return town.ranked(desk, marks=MARKS, years=YEARS)


class TestPoints:
    def test_a_protection_in_force_gives_its_points_and_is_named_with_them(self) -> None:
        desk = ranked(claim("a2", "martyr-family"))
        assert totals(desk) == {"a1": 75_000, "a2": 77_000, "a3": 75_000}
        row = town.round_of(desk).ranking["a2"]
        assert row.components[2] == Component(
            item="care",
            inputs=("保护登记p1: 2分",),
            rule="按方案照顾类别加分, 只计最高一项, 最高5分",
            exact="2",
        )

    def test_of_several_the_highest_counts(self) -> None:
        desk = ranked(claim("a2", "martyr-family"), claim("a2", "veteran", "p2"))
        assert part(desk, "a2", "care") == "7/2"

    def test_they_add_up_to_the_maximum_where_the_plan_says_so(self) -> None:
        """Shows _bonus."""
        desk = ranked(
            claim("a2", "martyr-family"),
            claim("a2", "veteran", "p2"),
            claim("a1", "veteran"),
            of=ADDING,
        )
        assert part(desk, "a2", "care") == "5"  # 2 + 3.5, at most 5
        assert part(desk, "a1", "care") == "7/2"

    def test_what_the_lock_froze_says_who_by_which_protection_and_on_which_day(self) -> None:
        desk = ranked(claim("a2", "martyr-family"), claim("a3", "honour", "p9"))
        (locked,) = [each for _, each in desk.history if isinstance(each, e.ScoresLocked)]
        given = Favour(protection="p1", bonus="2", priority=True)
        first = Favour(protection="p9", priority=True)
        assert locked.favours == Favours(
            on=august(23),
            of=(
                Favoured(bidder="a2", favours=(given,)),
                Favoured(bidder="a3", favours=(first,)),
            ),
        )

    def test_a_protection_that_does_not_hold_on_the_day_gives_nothing(self) -> None:
        over = p.EndProtection(teacher="a2", protection="p1", evidence="已转业")
        later = claim("a3", "veteran", since=august(24))
        desk = ranked(claim("a2", "veteran"), over, later)
        assert set(totals(desk).values()) == {75_000}

    def test_the_day_is_the_table_s_cut_off_where_it_has_one(self) -> None:
        """Shows favours_of."""
        dated = {**table(BONUS, PRIORITY), "cutoff_on": "2026-08-31"}
        of = RulePack.from_document(document(**{**SECTIONS, "scoring": dated}))
        desk = ranked(claim("a2", "veteran", since=august(31)), of=of)
        assert totals(desk)["a2"] == 78_500

    def test_nobody_writes_points_down_by_hand(self) -> None:
        desk = town.opened(of=PACK)
        desk.do(
            town.intent("a1", town.wish(town.MATHS)), c.QualifyBidder(round=ROUND, teacher="a1")
        )
        for item in ("care", "first"):
            desk.refuses(
                town.service("a1", item=item, fact=Amount(amount_milli=5_000)), WrongFactError
            )

    def test_a_table_that_reads_no_protections_freezes_none(self) -> None:
        desk = town.ranked(town.opened())
        (locked,) = [each for _, each in desk.history if isinstance(each, e.ScoresLocked)]
        assert locked.favours is None
        assert "favours" not in locked.model_dump(mode="json")


class TestPriority:
    def test_among_equals_priority_decides_where_the_chain_says_so(self) -> None:
        """Shows _priority."""
        desk = ranked(claim("a2", "honour"))
        assert totals(desk)["a1"] == totals(desk)["a2"]
        assert {name: order(desk)[name] for name in ("a1", "a2")} == {"a1": 2, "a2": 1}
        assert path(desk, "a2") == ("service", "first")
        row = town.round_of(desk).ranking["a2"]
        (told,) = [each for each in row.components if each.item == "first"]
        assert told == Component(
            item="first",
            inputs=("保护登记p1",),
            rule="按方案照顾类别同分优先, 不计入总分",
            exact="1",
        )

    def test_priority_is_worth_nothing_before_a_tie(self) -> None:
        desk = town.opened(of=PACK)
        desk.do(claim("a2", "honour"))
        town.ranked(desk, marks={"a1": 70_100, "a2": 70_000}, years=YEARS)
        assert order(desk)["a1"] == 1

    def test_points_alone_give_no_priority(self) -> None:
        desk = ranked(claim("a2", "veteran"), claim("a1", "honour"))
        assert (part(desk, "a2", "first"), part(desk, "a1", "first")) == ("0", "1")

    def test_two_with_priority_stay_tied(self) -> None:
        desk = ranked(claim("a1", "honour"), claim("a2", "honour"))
        assert [tie.bidders for tie in town.round_of(desk).ties] == [("a1", "a2")]


class TestCorrections:
    def test_a_protection_recorded_after_the_lock_counts_once_it_is_read_again(self) -> None:
        desk = ranked()
        desk.do(claim("a2", "veteran"))
        (corrected,) = desk.do(CORRECT)
        assert corrected == e.FavoursCorrected(
            bidder="a2",
            items=("care", "first"),
            favours=(Favour(protection="p1", bonus="3.5"),),
            reason="照顾登记漏录",
            authority="争议〔2026〕3号",
            after_lock=True,
        )
        desk.refuses(
            town.offer("a1", town.wish(town.MATHS)), errors.RankingMissingError, computed=3
        )
        desk.do(COMPUTE)
        assert totals(desk)["a2"] == 78_500
        assert desk.replayed() == desk.states

    def test_they_are_read_for_the_day_on_which_they_were_frozen(self) -> None:
        desk = ranked()
        desk.do(claim("a2", "veteran", since=august(24)))
        desk.at = noon(august(25))
        desk.refuses(CORRECT, FavoursSameError, bidder="a2", on="2026-08-23")

    def test_nothing_is_corrected_that_was_not_read(self) -> None:
        """Shows correct_favours."""
        desk = town.ranked(town.opened())
        desk.refuses(CORRECT, FavoursNotReadError, bidder="a2")


class TestWithAShortList:
    @pytest.fixture
    def written(self) -> Desk:
        """The list goes by the written test with the points of protections."""
        table = shortlist_given.JINGCHUAN.scoring
        share, lecture, _bonus = table.nodes
        care, ties = PACK.scoring.nodes[2:]
        first = Sum(id="first_part", title="入围成绩", items=(share, care))
        of = PACK.model_copy(
            update={
                "scoring": table.model_copy(update={"nodes": (first, lecture, ties)}),
                "tie_chain": TieChain(keys=(TieKey(key="first"),)),
                "shortlist": ONE.model_copy(update={"by": "first_part"}),
            }
        )
        desk = shortlist_given.sat(of, {"a1": "90", "a2": "88", "a3": "70"})
        desk.do(claim("a2", "martyr-family"))
        return desk

    def test_points_count_for_the_list_and_are_frozen_with_its_part(self, written: Desk) -> None:
        (locked,) = written.do(shortlist_given.LOCK_FIRST)
        assert isinstance(locked, se.FirstPartLocked)
        assert locked.items == ("care", "written")
        assert locked.favours is not None
        assert [each.bidder for each in locked.favours.of] == ["a2"]
        (listed,) = written.do(shortlist_given.COMPUTE_LIST)
        assert isinstance(listed, se.ShortlistComputed)
        assert listed.lists[0].entered == ("a2",)  # 44 + 2 = 46 > 45

    def test_the_second_lock_reads_nothing_again(self, written: Desk) -> None:
        written.do(shortlist_given.LOCK_FIRST, shortlist_given.COMPUTE_LIST)
        written.do(claim("a2", "veteran", "p2"), shortlist_given.lecture("a2"))
        (locked,) = written.do(c.LockScores(round=ROUND))
        assert locked == e.ScoresLocked(bidders=("a2",))

    def test_a_correction_asks_for_a_new_list(self, written: Desk) -> None:
        written.do(shortlist_given.LOCK_FIRST, shortlist_given.COMPUTE_LIST)
        written.do(claim("a1", "veteran"), CORRECT.model_copy(update={"bidder": "a1"}))
        written.refuses(shortlist_given.lecture("a2"), ShortlistMissingError, stands=0)
        (listed,) = written.do(shortlist_given.COMPUTE_LIST)
        assert isinstance(listed, se.ShortlistComputed)
        assert listed.lists[0].entered == ("a1",)  # 45 + 3.5 = 48.5


def wrong(**changes: object) -> list[tuple[str, str]]:
    """What a check of the plan with some sections changed finds."""
    _, findings = RulePack.inspected(document(**{**SECTIONS, **changes}))
    return [(each.code, each.problem) for each in findings]


class TestPacks:
    def test_the_plan_as_it_stands_may_be_used(self) -> None:
        assert wrong() == []

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            pytest.param(category("x", "bonus"), "go together", id="points missing"),
            pytest.param(
                category("x", "priority_at_tie", bonus="2"), "go together", id="points unused"
            ),
        ],
    )
    def test_the_effect_and_its_points_go_together(
        self, changed: dict[str, object], told: str
    ) -> None:
        found = wrong(protection={"categories": [*CATEGORIES, changed]})
        assert [code for code, _ in found] == ["pack.favour"]
        assert told in found[0][1]

    def test_what_a_category_gives_is_read_by_table_and_chain(self) -> None:
        """Shows lint_favours."""
        plain = table(total_max="100")
        found = wrong(scoring=plain, tie_chain={"keys": [{"key": "service"}]})
        assert [code for code, _ in found] == ["pack.favour"] * 4
        unread = wrong(tie_chain={"keys": [{"key": "service"}]})
        assert {told for _, told in unread} == {
            f"category {name} gives priority that no key of the tie chain reads"
            for name in ("martyr-family", "honour")
        }

    def test_what_the_table_reads_some_category_gives(self) -> None:
        found = wrong(protection={"categories": []})
        assert [told for _, told in found] == [
            "no category of the plan has the effect bonus that care counts",
            "no category of the plan has the effect priority_at_tie that first counts",
        ]
        assert len(wrong(protection={})) == 2

    def test_priority_gives_no_points(self) -> None:
        """Shows ScoringTable._must_keep_priority_for_ties."""
        inside: dict[str, object] = {
            "kind": "sum",
            "id": "both",
            "title": "合计",
            "items": [{"kind": "priority", "id": "first", "title": "同分优先"}],
        }
        found = wrong(scoring=table(BONUS, inside, total_max="106"))
        assert [code for code, _ in found] == ["pack.priority"]
