"""同分排序链: what tells bidders with equal points apart, and who decides where nothing does."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.kernel import Frozen
from domain.values.inconsistent import InconsistentError
from domain.values.left_out import is_empty
from domain.values.score_items import ItemId, Marks
from domain.values.scoring import ScoringTable


class TieMeasure(StrEnum):
    """What of an item is compared."""

    POINTS = "points"
    ALL_MARKS = "all_marks"  # 全体评委总分: of all judges, none dropped (B5-04)


def _is_points(value: TieMeasure) -> bool:
    return value is TieMeasure.POINTS


class TieKey(Frozen):
    """同分排序依据: an item or group of the table, higher points first unless said otherwise."""

    key: ItemId
    higher_first: bool = True
    by: TieMeasure = Field(default=TieMeasure.POINTS, exclude_if=_is_points)


class LastResort(StrEnum):
    """How people may decide where the whole chain is exhausted (B5-09, B5-10)."""

    SECOND_VOTE = "second_vote"  # 再次表决
    LOTS = "lots"  # 抽签
    ADDED_HEADCOUNT = "added_headcount"  # 增加名额


class TieChain(Frozen):
    """同分排序链: keys that are tried one after the other (B5-04 to B5-10)."""

    keys: tuple[TieKey, ...] = ()
    last_resort: tuple[LastResort, ...] = Field(default=(), exclude_if=is_empty)
    """Ways that people may decide in; empty where the plan leaves the way open."""

    def must_fit(self, table: ScoringTable) -> None:
        """同分排序可用: every key is an item or group of the table, and can tell somebody apart.

        依据: B.5.

        Raises:
            InconsistentError: With the key that does not fit.
        """
        for index, each in enumerate(self.keys):
            place = ("tie_chain", "keys", index)
            node = table.node(each.key)
            if node is None:
                told = f"the tie chain names no item of the table: {each.key}"
                raise InconsistentError("pack.tie-unknown", told, within=place)
            if each.by is TieMeasure.ALL_MARKS and not isinstance(node, Marks):
                told = f"only an item marked by judges has all_marks: {each.key}"
                raise InconsistentError("pack.tie-unknown", told, within=place)
