"""Whatever is recorded: scores stay within their bounds, rankings do not depend on order."""

from __future__ import annotations

import json
import random as standard
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.importers.packs import shipped_names, shipped_pack
from domain.planning.pack import RulePack
from domain.recruitment.fact_checks import check_fact, check_mark
from domain.recruitment.ranking import Ranking, rank
from domain.recruitment.scoring import Inputs, score, shown
from domain.values.facts import Amount, Award, AwardList, Counts, ItemFact, Option
from domain.values.score_items import (
    FAILED,
    PASSED,
    Addable,
    Awards,
    Ballot,
    Bonus,
    Choice,
    Deducted,
    Gate,
    Highest,
    Item,
    Marks,
    Priority,
    Rate,
    Steps,
    max_of_item,
)
from domain.values.scoring import Rounding, ScoringTable

PACKS = {name: shipped_pack(name) for name in shipped_names()}
POST = ("s", "p")
grades = ("excellent", "competent", "basically_competent", "not_competent")
judges = st.sampled_from([f"j{n}" for n in range(7)])


def fact_for(item: Item) -> st.SearchStrategy[ItemFact]:
    """Facts of an item's kind, lawful ones."""
    match item:
        case Rate() | Steps():
            return st.integers(0, 120_000).map(lambda milli: Amount(amount_milli=milli))
        case Choice():
            return st.sampled_from(sorted(item.options)).map(lambda name: Option(option=name))
        case Gate():
            return st.sampled_from([PASSED, FAILED]).map(lambda name: Option(option=name))
        case Highest() | Addable() | Deducted():
            held = st.dictionaries(st.sampled_from(sorted(item.options)), st.integers(0, 30))
            return held.map(lambda counts: Counts(counts=counts))
        case Ballot():
            cast = st.dictionaries(st.sampled_from(grades), st.integers(1, 30), min_size=1)
            return cast.map(lambda counts: Counts(counts=counts))
        case Awards():
            award = st.builds(
                Award,
                option=st.sampled_from(sorted(item.options)),
                year=st.integers(2008, 2016),
                matter=st.sampled_from(["甲", "乙"]),
                single=st.booleans(),
            )
            return st.lists(award).map(lambda awards: AwardList(awards=tuple(awards)))
        case Marks() | Bonus() | Priority():
            raise AssertionError("judges give marks, protections give points: no recorded fact")


@st.composite
def bidders(draw: st.DrawFn, table: ScoringTable) -> list[Inputs]:
    return [
        Inputs(
            bidder=f"b{n}",
            facts={
                item.id: draw(fact_for(item))
                for item in table.items()
                if not isinstance(item, Marks)
            },
            marks={
                item.id: draw(
                    st.dictionaries(judges, st.integers(0, int(item.max) * 1000), min_size=1)
                )
                for item in table.items()
                if isinstance(item, Marks)
            },
        )
        for n in range(draw(st.integers(1, 4)))
    ]


@st.composite
def fields(draw: st.DrawFn) -> tuple[RulePack, list[Inputs]]:
    pack = PACKS[draw(st.sampled_from(sorted(PACKS)))]
    return pack, draw(bidders(pack.scoring))


@given(fields())
@settings(deadline=None)
def test_every_score_lies_between_nought_and_its_maximum(
    field: tuple[RulePack, list[Inputs]],
) -> None:
    pack, population = field
    table = pack.scoring
    for sheet in score(table, population).values():
        assert 0 <= sheet.exact <= Fraction(table.total_max)
        for item in table.items():
            most = max_of_item(item)
            assert sheet.values[item.id] >= 0
            assert most is None or sheet.values[item.id] <= most


@given(fields())
@settings(deadline=None)
def test_what_is_scored_has_passed_the_checks_of_its_item(
    field: tuple[RulePack, list[Inputs]],
) -> None:
    pack, population = field
    checked = 0
    for inputs in population:
        for name, fact in inputs.facts.items():
            check_fact(pack.scoring, name, fact)
            checked += 1
        for name, marks in inputs.marks.items():
            for mark in marks.values():
                check_mark(pack.scoring, name, mark)
                checked += 1
    assert checked > 0


@given(fields(), st.randoms())
@settings(deadline=None)
def test_no_ranking_depends_on_the_order_of_arrival(
    field: tuple[RulePack, list[Inputs]], random: standard.Random
) -> None:
    pack, population = field
    names = [each.bidder for each in population]
    shuffled = list(population)
    random.shuffle(shuffled)
    once = ranking(pack, population, names)
    assert once == ranking(pack, shuffled, names[::-1])
    unranked = {row.bidder for row in once.rows if not row.ranks}
    assert unranked == {row.bidder for row in once.rows if row.failed}


def ranking(pack: RulePack, population: list[Inputs], names: list[str]) -> Ranking:
    sheets = score(pack.scoring, population)
    return rank(pack.scoring, pack.tie_chain, sheets, {POST: names})


def with_rounding(rounding: Rounding, places: int) -> ScoringTable:
    document = PACKS["town-002"].scoring.model_dump(mode="json")
    changes = {"rounding": rounding.value, "places": places}
    return ScoringTable.model_validate_json(json.dumps({**document, **changes}))


PRECISE = Context(prec=60)
MODES: dict[Rounding, str] = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.TRUNCATE: ROUND_DOWN,
    Rounding.TRUNCATE_THEN_EXTEND: ROUND_DOWN,
}


@given(
    st.decimals(0, 999, places=7),
    st.sampled_from(sorted(MODES)),
    st.integers(0, 3),
)
def test_a_shown_total_is_what_the_decimal_library_rounds_it_to(
    exact: Decimal, rounding: Rounding, places: int
) -> None:
    expected = exact.quantize(Decimal(1).scaleb(-places), MODES[rounding], PRECISE)
    assert Decimal(shown(Fraction(exact), with_rounding(rounding, places))) == expected * 1000


@given(st.fractions(0, 999, max_denominator=997), st.integers(0, 3))
def test_a_shown_total_of_any_fraction_is_the_nearest_or_the_one_below(
    exact: Fraction, places: int
) -> None:
    step = Fraction(1, 10**places)
    half_up = Fraction(shown(exact, with_rounding(Rounding.HALF_UP, places)), 1000)
    cut_off = Fraction(shown(exact, with_rounding(Rounding.TRUNCATE, places)), 1000)
    assert -step / 2 < half_up - exact <= step / 2
    assert 0 <= exact - cut_off < step
    assert half_up % step == 0 == cut_off % step
