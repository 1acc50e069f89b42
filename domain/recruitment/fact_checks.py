"""Whether a recorded fact or mark is one that its item can score (评分依据审查)."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from domain.recruitment import scoring_errors as errors
from domain.recruitment.item_points import GRADES
from domain.values.facts import Amount, AwardList, Counts, ItemFact, Option, Since
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
)
from domain.values.scoring import ScoringTable


def check_fact(table: ScoringTable, name: str, fact: ItemFact) -> None:
    """评分依据: the table has the item, and the fact is of its kind. 依据: B.4.

    Raises:
        UnknownItemError: The table has no such item.
        WrongFactError: The fact is of another kind, or names no option of the item.
    """
    item = table.item(name)
    if item is None:
        raise errors.UnknownItemError(item=name)
    if not _fits(table, item, fact):
        raise errors.WrongFactError(item=name, item_kind=item.kind, fact=fact.model_dump_json())


def check_mark(table: ScoringTable, name: str, mark_milli: int) -> None:
    """单项满分: a mark lies between nought and the item's maximum. 依据: B.4.

    Raises:
        UnknownItemError: The table has no such item for judges.
        MarkAboveMaximumError: The mark is above the maximum or below nought.
    """
    item = table.item(name)
    if not isinstance(item, Marks):
        raise errors.UnknownItemError(item=name)
    most = int(Fraction(item.max) * 1000)
    if not 0 <= mark_milli <= most:
        raise errors.MarkAboveMaximumError(item=name, mark_milli=mark_milli, maximum_milli=most)


def _fits(table: ScoringTable, item: Item, fact: ItemFact) -> bool:
    match item:
        case Rate() | Steps():
            return _is_amount(table, fact)
        case Choice():
            return isinstance(fact, Option) and fact.option in item.options
        case Highest() | Addable() | Deducted():
            return isinstance(fact, Counts) and fact.counts.keys() <= item.options.keys()
        case Awards():
            return isinstance(fact, AwardList) and all(
                each.option in item.options for each in fact.awards
            )
        case Ballot():
            return isinstance(fact, Counts) and _are_ballots(fact)
        case Gate():
            return isinstance(fact, Option) and fact.option in (PASSED, FAILED)
        case Marks() | Bonus() | Priority():
            return False
        case _:
            assert_never(item)


def _is_amount(table: ScoringTable, fact: ItemFact) -> bool:
    """Tell whether a fact says how many units: a number, or a day up to the cut-off."""
    if isinstance(fact, Since):
        return table.cutoff_on is not None and fact.since <= table.cutoff_on
    return isinstance(fact, Amount) and fact.amount_milli >= 0


def _are_ballots(fact: Counts) -> bool:
    return fact.counts.keys() <= set(GRADES) and sum(fact.counts.values()) > 0
