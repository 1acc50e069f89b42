"""Totals and ranks, exactly, with the way they came about."""

from __future__ import annotations

import json
import random as standard
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from adapters.importers.packs import PackFileError, parse_pack, shipped_pack
from domain.recruitment.item_points import full_years
from domain.recruitment.ranking import rank
from domain.recruitment.scoring import Inputs, score, shown
from domain.values.facts import Amount, Counts, ItemFact, Option
from domain.values.score_items import Marks, Rate
from domain.values.scoring import ScoringTable
from domain.values.tie_chain import TieChain, TieKey

P8 = shipped_pack("points-80-10-10")
P10 = shipped_pack("town-002")


def p8(bidder: str, raw: int, demo: int, org: int) -> Inputs:
    return Inputs(
        bidder=bidder,
        facts={"raw_points": Amount(amount_milli=raw)},
        marks={"democratic": {"j": demo}, "organisation": {"j": org}},
    )


T26 = [
    p8("A", 63_000, 9_100, 8_800),
    p8("B", 90_000, 8_000, 8_500),
    p8("C", 88_250, 9_600, 9_000),
]


def test_t26_eighty_ten_ten_is_scaled_by_the_best_of_the_school() -> None:
    sheets = score(P8.scoring, T26)
    assert {name: sheet.shown_milli for name, sheet in sheets.items()} == {
        "A": 73_900,
        "B": 96_500,
        "C": 97_040,
    }
    ranking = rank(P8.scoring, P8.tie_chain, sheets, {("s", "p"): ["A", "B", "C"]})
    assert {row.bidder: row.ranks[0].rank for row in ranking.rows} == {"C": 1, "B": 2, "A": 3}


def test_t26_the_derivation_names_the_holder_of_the_best_raw_score() -> None:
    (component,) = [
        each for each in score(P8.scoring, T26)["A"].components if each.item == "seniority"
    ]
    assert component.exact == "56"
    assert "90, B" in component.rule


def test_the_hundred_point_table_adds_up_to_a_hundred() -> None:
    assert P10.scoring.total_max == "100"
    assert len(list(P10.scoring.items())) == 10


grades = st.integers(0, 30)


@st.composite
def sheets_of_p10(draw: st.DrawFn) -> tuple[Inputs, Decimal]:
    """A random bidder, and her total worked out the plain way, as an oracle."""
    age, service, title, appointed, school = (draw(st.integers(0, 60)) for _ in range(5))
    half_periods = draw(st.integers(0, 60))
    education = draw(
        st.sampled_from(["postgraduate", "bachelor", "college", "secondary", "high_school"])
    )
    office = draw(st.sampled_from([None, "principal", "director", "group_leader"]))
    awards = draw(st.dictionaries(st.sampled_from(["national", "city", "county"]), grades))
    ballots = [draw(st.integers(1, 30)), *(draw(grades) for _ in range(3))]
    facts: dict[str, ItemFact] = {
        "age": Amount(amount_milli=age * 1000 + 999),
        "service_years": Amount(amount_milli=service * 1000),
        "education": Option(option=education),
        "title_years": Amount(amount_milli=title * 1000),
        "appointment_years": Amount(amount_milli=appointed * 1000),
        "achievements": Counts(counts=awards),
        "school_years": Amount(amount_milli=school * 1000),
        "workload": Amount(amount_milli=half_periods * 500),
    }
    if office is not None:
        facts["office"] = Counts(counts={office: 1, "class_teacher": 1})
    names = ("excellent", "competent", "basically_competent", "not_competent")
    inputs = Inputs(bidder="x", facts=facts, ballots=dict(zip(names, ballots, strict=True)))
    points = {"national": 5, "city": 3, "county": 2}
    offices = {None: "0", "principal": "6", "director": "5", "group_leader": "4"}
    degrees = {"postgraduate": 5, "bachelor": 4, "college": 3, "secondary": 2, "high_school": 1}
    appraisal = Decimal(10 * ballots[0] + 8 * ballots[1]) / Decimal(sum(ballots))
    total = (
        min(Decimal(age) / 10, Decimal(5))
        + min(service, 20)
        + degrees[education]
        + min(2 * title, 20)
        + min(appointed, 10)
        + Decimal(offices[office])
        + min(sum(points[name] * count for name, count in awards.items()), 5)
        + min(Decimal(school) / 2, Decimal(10))
        + min(Decimal(half_periods) / 4, Decimal(9))
        + appraisal
    )
    return inputs, total.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(sheets_of_p10())
def test_the_hundred_point_table_gives_what_plain_arithmetic_gives(
    case: tuple[Inputs, Decimal],
) -> None:
    inputs, expected = case
    assert Decimal(score(P10.scoring, [inputs])["x"].shown_milli) / 1000 == expected


TABLE = ScoringTable(
    title="表",
    nodes=(
        Rate(id="years", title="年", unit="年", per_unit="1", max="90"),
        Marks(id="talk", title="说课", max="10"),
    ),
    total_max="100",
)


def plain(bidder: str, years: int, talk: int) -> Inputs:
    return Inputs(
        bidder=bidder,
        facts={"years": Amount(amount_milli=years * 1000)},
        marks={"talk": {"j": talk * 1000}},
    )


people = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 10)), min_size=1, max_size=8).map(
    lambda rows: [plain(f"b{n}", *row) for n, row in enumerate(rows)]
)
CHAIN = TieChain(keys=(TieKey(key="years"),))


@given(people, st.randoms())
def test_neither_order_of_arrival_nor_of_bids_changes_a_ranking(
    inputs: list[Inputs], random: standard.Random
) -> None:
    names = [each.bidder for each in inputs]
    one = rank(TABLE, CHAIN, score(TABLE, inputs), {("s", "p"): names})
    shuffled = list(inputs)
    random.shuffle(shuffled)
    two = rank(TABLE, CHAIN, score(TABLE, shuffled), {("s", "p"): names[::-1]})
    assert one == two


@given(people)
def test_more_points_never_rank_lower_and_equal_keys_share_a_rank(inputs: list[Inputs]) -> None:
    sheets = score(TABLE, inputs)
    ranking = rank(TABLE, CHAIN, sheets, {("s", "p"): [each.bidder for each in inputs]})
    place = {row.bidder: row.ranks[0].rank for row in ranking.rows}
    key = {name: (s.shown_milli, s.values["years"]) for name, s in sheets.items()}
    for a, rank_of_a in place.items():
        for b, rank_of_b in place.items():
            assert (rank_of_a < rank_of_b) == (key[a] > key[b])
    tied = {name for tie in ranking.ties for name in tie.bidders}
    assert tied == {a for a in key if sum(key[a] == other for other in key.values()) > 1}


def test_the_tie_path_names_what_told_two_equals_apart() -> None:
    sheets = score(TABLE, [plain("a", 8, 2), plain("b", 9, 1), plain("c", 5, 1)])
    ranking = rank(TABLE, CHAIN, sheets, {("s", "p"): ["a", "b", "c"]})
    assert {row.bidder: (row.ranks[0].rank, row.tie_path) for row in ranking.rows} == {
        "b": (1, ("years",)),
        "a": (2, ("years",)),
        "c": (3, ()),
    }


def test_t29_a_tie_is_solved_by_a_decision_alone() -> None:
    sheets = score(TABLE, [plain("a", 8, 2), plain("b", 8, 2)])
    bids = {("s", "p"): ["a", "b"]}
    assert rank(TABLE, CHAIN, sheets, bids).ties[0].bidders == ("a", "b")
    decided = rank(TABLE, CHAIN, sheets, bids, [("b", "a")])
    assert decided.ties == ()
    assert [row.ranks[0].rank for row in decided.rows] == [2, 1]


@pytest.mark.parametrize(
    ("rounding", "exact", "expected"),
    [
        ("half_up", "86.125", 86_130),
        ("half_up", "86.1249", 86_120),
        ("truncate", "86.129", 86_120),
        ("truncate_then_extend", "86.129", 86_120),
    ],
)
def test_a_total_is_shown_as_the_table_says(rounding: str, exact: str, expected: int) -> None:
    document = TABLE.model_dump(mode="json") | {"rounding": rounding}
    table = ScoringTable.model_validate_json(json.dumps(document))
    assert shown(Fraction(exact), table) == expected


def test_truncated_equals_are_told_apart_by_further_decimals() -> None:
    document = TABLE.model_dump(mode="json") | {"rounding": "truncate_then_extend", "places": 0}
    table = ScoringTable.model_validate_json(json.dumps(document))
    inputs = [
        Inputs(
            bidder=name,
            facts={"years": Amount(amount_milli=8_000)},
            marks={"talk": {"j": mark}},
        )
        for name, mark in (("a", 2_100), ("b", 2_200))
    ]
    ranking = rank(table, TieChain(), score(table, inputs), {("s", "p"): ["a", "b"]})
    assert [(row.bidder, row.ranks[0].rank, row.tie_path) for row in ranking.rows] == [
        ("a", 2, ("exact_total",)),
        ("b", 1, ("exact_total",)),
    ]


def test_judges_extremes_drop_out_when_there_are_many() -> None:
    marks = {f"j{n}": mark for n, mark in enumerate((10_000, 1_000, 6_000, 6_000, 6_000, 6_000))}
    inputs = Inputs(bidder="a", facts={"years": Amount(amount_milli=0)}, marks={"talk": marks})
    assert score(TABLE, [inputs])["a"].exact == 6
    few = Inputs(
        bidder="a",
        facts={"years": Amount(amount_milli=0)},
        marks={"talk": {"j1": 10_000, "j2": 1_000}},
    )
    assert score(TABLE, [few])["a"].exact == Fraction(11, 2)


@pytest.mark.parametrize(
    ("start", "cutoff", "years"),
    [
        (date(2015, 9, 1), date(2026, 8, 31), 10),
        (date(2015, 9, 1), date(2026, 9, 1), 11),
        (date(2016, 2, 29), date(2026, 2, 27), 9),
        (date(2016, 2, 29), date(2026, 2, 28), 10),  # as for an exchange: 民法典 第202条
    ],
)
def test_only_full_years_count(start: date, cutoff: date, years: int) -> None:
    assert full_years(start, cutoff) == years


def test_a_table_whose_maxima_do_not_add_up_is_refused() -> None:
    """Shows ScoringTable._must_add_up."""
    with pytest.raises(ValidationError, match="add up"):
        ScoringTable(title="表", nodes=TABLE.nodes, total_max="90")
    with pytest.raises(ValidationError, match="twice"):
        ScoringTable(title="表", nodes=TABLE.nodes * 2, total_max="200")


@pytest.mark.parametrize(
    ("yaml", "says"),
    [
        (b"id: x\nid: y\n", "stands twice"),
        (b"- 1\n", "mapping"),
        (b"id: [", "not YAML"),
        (b"committee_signers: 0.5\n", "quoted"),
        (b"id: x\nfancy: 1\n", "x.yaml: "),
    ],
)
def test_a_pack_that_cannot_be_read_says_where_and_why(yaml: bytes, says: str) -> None:
    with pytest.raises(PackFileError, match=says):
        parse_pack(yaml, "x.yaml")
