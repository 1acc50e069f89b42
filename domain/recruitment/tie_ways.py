"""In which ways people may tell equals apart (同分决定方式)."""

from __future__ import annotations

from domain.recruitment.commands import DecideTie
from domain.recruitment.events import TieMethod
from domain.recruitment.scoring_errors import TieHeadcountError, TieMethodError
from domain.values.tie_chain import LastResort, TieChain


def way_must_be_open(chain: TieChain, command: DecideTie) -> None:
    """同分决定方式: one of the plan's ways; no seat is added for equals in a ranking.

    Whom the posts cannot all take is known after they were published and frozen, within the
    school's quota. Onto a short list equals may all come: it takes no seat. Where the plan knows
    added headcount alone, the other ways are open for a ranking, so that it can go on.
    依据: B5-08, B5-10; E.2 第6步, S002-10, B2-10.
    """
    ways = _ways(chain, for_shortlist=command.for_shortlist)
    if command.method in ways:
        return
    allowed = "、".join(each.value for each in ways)
    if command.method is TieMethod.ADDED_HEADCOUNT and _is_named(chain, command.method):
        raise TieHeadcountError(bidders="、".join(command.order), allowed=allowed)
    raise TieMethodError(method=command.method.value, allowed=allowed)


def _ways(chain: TieChain, *, for_shortlist: bool) -> tuple[TieMethod, ...]:
    possible = [
        each for each in TieMethod if for_shortlist or each is not TieMethod.ADDED_HEADCOUNT
    ]
    named = tuple(each for each in possible if _is_named(chain, each))
    return named or tuple(possible)


def _is_named(chain: TieChain, method: TieMethod) -> bool:
    return not chain.last_resort or LastResort(method.value) in chain.last_resort
