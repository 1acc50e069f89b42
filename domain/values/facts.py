"""What is recorded about a bidder for one item of a scoring table (评分依据)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.kernel import Frozen
from domain.values.ids import Count, Milli


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


ItemFact = Annotated[Amount | Option | Counts, Field(discriminator="kind")]
