"""What is recorded about a bidder for one item of a scoring table (评分依据)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.kernel import Frozen
from domain.values.ids import Count, Id, Milli, Text
from domain.values.left_out import is_false, is_none
from domain.values.score_items import Points


class Amount(Frozen):
    """数量: years, periods: in thousandths."""

    kind: Literal["amount"] = "amount"
    amount_milli: Milli


class Option(Frozen):
    """选项: one of the options that the table names, for example ``bachelor``."""

    kind: Literal["option"] = "option"
    option: str


class Counts(Frozen):
    """计数: how many of each option, for example two awards of the county."""

    kind: Literal["counts"] = "counts"
    counts: dict[str, Count]


class Since(Frozen):
    """起算日: the day from which years count; the table's cut-off says up to when (B5-12)."""

    kind: Literal["since"] = "since"
    since: date


class Award(Frozen):
    """一项荣誉: its level, its year, the matter that it is for, and whether 单项."""

    option: str
    year: Annotated[int, Field(ge=1950, le=2100)]
    matter: Text
    single: bool = False


class AwardList(Frozen):
    """荣誉清单: every honour with its evidence; the table says which of them count."""

    kind: Literal["award_list"] = "award_list"
    awards: tuple[Award, ...]


class Favour(Frozen):
    """照顾: what one protection gives its holder in the scoring: points, priority, or both.

    ``protection`` names the record in the stream of the bidder's own ``teacher:<person id>``.
    """

    protection: Id
    bonus: Points | None = Field(default=None, exclude_if=is_none)
    priority: bool = Field(default=False, exclude_if=is_false)


class Favoured(Frozen):
    """受照顾人: one bidder's protections that count, as they stood on the day."""

    bidder: Id
    favours: tuple[Favour, ...]


class Favours(Frozen):
    """照顾情况: who has points or priority by a protection, on which day it was looked at."""

    on: date
    of: tuple[Favoured, ...]


ItemFact = Annotated[Amount | Option | Counts | Since | AwardList, Field(discriminator="kind")]
