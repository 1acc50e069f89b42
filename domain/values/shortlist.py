"""Rules of a short list (入围规则)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.kernel import Frozen
from domain.values.inconsistent import InconsistentError
from domain.values.left_out import is_false
from domain.values.score_items import ItemId


class LastPlace(StrEnum):
    """末位同分: what happens to equal bidders at the last place (B5-08)."""

    ALL_ENTER = "all_enter"  # 末位同分的一并入围
    TIE_KEYS = "tie_keys"  # 按所列依据区分; 仍同分的由人决定


class ShortlistRules(Frozen):
    """入围规则: how many go on to the next part, by which item or group of the table."""

    by: ItemId
    per_seat: Annotated[int, Field(ge=1, le=100)]
    """Bidders who go on for each seat: 3 where the ratio is 3:1."""
    at_last_place: LastPlace
    tie_keys: tuple[ItemId, ...] = ()
    published: bool = Field(default=False, exclude_if=is_false)
    """公布入围名单: the next part begins only once the list hangs where bidders see it."""

    @model_validator(mode="after")
    def _keys_must_have_a_use(self) -> Self:
        """入围同分: where all equals enter, no tie key is reached. 依据: B5-08."""
        if self.at_last_place is LastPlace.ALL_ENTER and self.tie_keys:
            told = "where all equal bidders enter, no tie key is ever reached"
            raise InconsistentError("pack.tie-unreachable", told)
        return self
