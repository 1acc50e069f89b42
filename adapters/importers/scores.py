"""A sheet of facts for any scoring table: a column for each item, by its title or its id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adapters.importers.sheets import Row, read_sheet
from domain.values.facts import Amount, Counts, ItemFact, Option, Since
from domain.values.score_items import (
    FAILED,
    PASSED,
    Addable,
    Choice,
    Deducted,
    Gate,
    Highest,
    Item,
    Rate,
    Steps,
)
from domain.values.scoring import ScoringTable

PERSON = "工号"
_GATE = {"合格": PASSED, "不合格": FAILED}
_SHEETED = (Rate, Steps, Choice, Gate, Highest, Addable, Deducted)
"""Items that one cell can hold. Honours, marks and ballots have commands of their own."""


Sheeted = Rate | Steps | Choice | Gate | Highest | Addable | Deducted


def sheeted(table: ScoringTable) -> tuple[Sheeted, ...]:
    """Return the items of a table that a sheet has a column for, in order."""
    return tuple(item for item in table.items() if isinstance(item, _SHEETED))


def read_facts(path: Path, table: ScoringTable) -> list[tuple[str, dict[str, ItemFact]]]:
    """Read what each bidder has for the items of a table; an empty cell records nothing.

    Raises:
        ImportRefusedError: With every error of every row.
    """
    return read_sheet(path, (PERSON,), lambda row: (row.id(PERSON), dict(_facts(row, table))))


def _facts(row: Row, table: ScoringTable) -> Iterator[tuple[str, ItemFact]]:
    items = {name: each for each in table.items() for name in (each.title, each.id)}
    for column in row.columns:
        item = items.get(column)
        if column == PERSON or row.is_empty(column):
            continue
        if not isinstance(item, _SHEETED):
            known = "、".join(each.title for each in sheeted(table))
            row.refuse(column, "不是可以用表格登记的评分项目 (no such item)", f"可用: {known}")
            continue
        fact = _fact(row, column, item)
        if fact is not None:
            yield item.id, fact


def _fact(row: Row, column: str, item: Item) -> ItemFact | None:
    match item:
        case Rate() | Steps():
            return Since(since=row.day(column)) if row.is_day(column) else _amount(row, column)
        case Choice():
            return _option(row, column, {name: name for name in item.options})
        case Gate():
            return _option(row, column, _GATE)
        case Highest() | Addable() | Deducted():
            return _counts(row, column, item)
        case _:
            return None


def _amount(row: Row, column: str) -> Amount:
    return Amount(amount_milli=row.milli(column))


def _option(row: Row, column: str, options: dict[str, str]) -> Option | None:
    told = row.text(column)
    if told not in options:
        row.refuse(column, f"没有选项“{told}” (no such option)", f"可选: {'、'.join(options)}")
        return None
    return Option(option=options[told])


def _counts(row: Row, column: str, item: Highest | Addable | Deducted) -> Counts | None:
    held = [each for each in row.text(column).replace(",", "、").split("、") if each]
    unknown = [each for each in held if each not in item.options]
    if unknown:
        fix = f"可选: {'、'.join(item.options)}; 几次就写几遍, 以“、”分开"
        row.refuse(column, f"没有选项“{unknown[0]}” (no such option)", fix)
        return None
    return Counts(counts={name: held.count(name) for name in sorted(set(held))})
