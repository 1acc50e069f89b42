"""A round whose three bidders all want the post in mathematics, scored under any pack."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.importers.packs import shipped_pack
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import events as e
from domain.recruitment.commands import shortlisting as s
from domain.values.facts import Amount, Counts, ItemFact, Option
from tests.domain import town
from tests.domain.town import MATHS, ROUND, intent, wish
from tests.support.desk import Desk

Facts = Mapping[str, ItemFact]
Marks = Mapping[str, Mapping[str, int]]
"""Marks by item and judge, in thousandths."""


def in_school(name: str) -> RulePack:
    """A shipped pack, for a round inside a school whatever stage it was made for."""
    return shipped_pack(name).model_copy(update={"stages": (e.Stage.IN_SCHOOL,)})


def points(number: str) -> Amount:
    """An amount as people write it: ``points("86.667")``."""
    whole, _, rest = number.partition(".")
    return Amount(amount_milli=int(whole) * 1000 + int(rest.ljust(3, "0")))


def one(mark: str) -> Mapping[str, int]:
    """The mark of a single judge."""
    return {"j1": points(mark).amount_milli}


def option(name: str) -> Option:
    return Option(option=name)


def counts(**held: int) -> Counts:
    return Counts(counts=held)


def scored(pack: RulePack, facts: Mapping[str, Facts], marks: Mapping[str, Marks]) -> Desk:
    """The round after its ranking: every fact and mark recorded by a command."""
    desk = town.opened(of=pack)
    for bidder in sorted({*facts, *marks}):
        desk.do(intent(bidder, wish(MATHS)), c.QualifyBidder(round=ROUND, teacher=bidder))
        for item, fact in facts.get(bidder, {}).items():
            desk.do(town.service(bidder, item=item, fact=fact))
    desk.at = town.LOCKED_AT
    if pack.shortlist is not None:
        desk.do(s.LockFirstPart(round=ROUND), s.ComputeShortlist(round=ROUND))
    for bidder, given in marks.items():
        mark(desk, bidder, given)
    desk.do(c.LockScores(round=ROUND), c.ComputeRanking(round=ROUND))
    return desk


def mark(desk: Desk, bidder: str, marks: Marks) -> None:
    """Let judges mark a bidder."""
    for item, given in marks.items():
        for judge, milli in given.items():
            desk.do(
                c.MarkBidder(round=ROUND, judge=judge, bidder=bidder, item=item, mark_milli=milli)
            )


def totals(desk: Desk) -> dict[str, int]:
    """Totals as shown, in thousandths."""
    return {name: row.total_milli for name, row in town.round_of(desk).ranking.items()}


def order(desk: Desk) -> dict[str, int | None]:
    """Places for the post in mathematics; ``None`` for who has no place."""
    state = town.round_of(desk)
    return {name: state.rank_of(name, "school-1", MATHS) for name in sorted(state.ranking)}


def path(desk: Desk, bidder: str) -> tuple[str, ...]:
    """The keys that were needed to place a bidder."""
    return town.round_of(desk).ranking[bidder].tie_path


def part(desk: Desk, bidder: str, item: str) -> str:
    """The exact points of one item or group."""
    components = town.round_of(desk).ranking[bidder].components
    (found,) = [each.exact for each in components if each.item == item]
    return found
