"""Who goes on to the next part, and equal bidders at the last place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from adapters.importers.packs import shipped_pack
from domain.recruitment.scoring import Inputs, ScoreSheet, score
from domain.recruitment.shortlist import Shortlist, shortlist
from domain.values.facts import Amount
from domain.values.shortlist import LastPlace, ShortlistRules

PACK = shipped_pack("jingchuan-2023")
BY_LECTURE = ShortlistRules(
    by="written", per_seat=3, at_last_place=LastPlace.TIE_KEYS, tie_keys=("lecture",)
)


def sheets(**marks: tuple[int, int]) -> dict[str, ScoreSheet]:
    """Bidders with their written examination and lecture."""
    return score(
        PACK.scoring,
        [
            Inputs(
                bidder=name,
                facts={"written": Amount(amount_milli=written * 1000)},
                marks={"lecture": {"j1": lecture * 1000}},
            )
            for name, (written, lecture) in marks.items()
        ],
    )


def test_jingchuan_lets_all_enter_who_are_level_at_the_last_place() -> None:
    # one seat, three places: 90, 80, then 75 twice for the one place that is left
    assert PACK.shortlist is not None
    four = sheets(a=(90, 50), b=(80, 50), c=(75, 50), d=(75, 99), e=(74, 99))
    assert shortlist(PACK.shortlist, four, seats=1) == Shortlist(("a", "b", "c", "d"))


def test_level_bidders_above_the_last_place_take_nobody_s_place() -> None:
    assert PACK.shortlist is not None
    level = sheets(a=(90, 1), b=(90, 2), c=(75, 50), d=(74, 50))
    assert shortlist(PACK.shortlist, level, seats=1) == Shortlist(("a", "b", "c"))


def test_a_pack_may_tell_the_last_place_apart_by_keys() -> None:
    four = sheets(a=(90, 50), b=(80, 50), c=(75, 50), d=(75, 99))
    assert shortlist(BY_LECTURE, four, seats=1) == Shortlist(("a", "b", "d"))


def test_where_the_keys_are_exhausted_the_last_place_waits_for_people() -> None:
    five = sheets(a=(90, 50), b=(75, 60), c=(75, 60), d=(75, 60), e=(60, 60))
    assert shortlist(BY_LECTURE, five, seats=1) == Shortlist(("a",), ("b", "c", "d"), 2)


def test_fewer_bidders_than_places_all_enter() -> None:
    assert shortlist(BY_LECTURE, sheets(a=(1, 1), b=(2, 2)), seats=1) == Shortlist(("b", "a"))


def test_who_failed_a_pass_line_never_enters() -> None:
    pack = shipped_pack("xian-jingkai")
    rules = ShortlistRules(by="basics", per_seat=1, at_last_place=LastPlace.ALL_ENTER)
    inputs = [
        Inputs(bidder=name, marks={"basics": {"j": basics}, "lesson": {"j": 59_000}})
        for name, basics in (("a", 100_000), ("b", 90_000))
    ]
    passed = Inputs(bidder="c", marks={"basics": {"j": 60_000}, "lesson": {"j": 60_000}})
    assert shortlist(rules, score(pack.scoring, [*inputs, passed]), seats=2) == Shortlist(("c",))


def test_a_tie_key_that_nobody_can_reach_is_refused() -> None:
    """Shows ShortlistRules._keys_must_have_a_use."""
    with pytest.raises(ValidationError, match="no tie key is ever reached"):
        ShortlistRules(
            by="written", per_seat=3, at_last_place=LastPlace.ALL_ENTER, tie_keys=("lecture",)
        )


people = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1
)


@given(people, st.sampled_from([PACK.shortlist, BY_LECTURE]), st.integers(1, 3))
def test_nobody_outside_is_better_than_anybody_inside(
    marks: dict[str, tuple[int, int]], rules: ShortlistRules, seats: int
) -> None:
    found = shortlist(rules, sheets(**marks), seats=seats)
    outside = marks.keys() - set(found.entered) - set(found.tied)
    for one in outside:
        assert all(marks[one][0] <= marks[other][0] for other in found.entered)
    assert len(found.entered) + found.open_places >= min(seats * rules.per_seat, len(marks))
    assert not found.tied or found.open_places < len(found.tied)
