"""What no rule pack may leave standing although each part of it is lawful (规则包自洽).

Checked when a document is read, not when an event is: a pack that was frozen stays frozen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from domain.planning.organ_sections import OrganRules
from domain.planning.pack_findings import PackFinding, finding_at
from domain.planning.protection_sections import ProtectionRules
from domain.planning.sections import NoticeRules
from domain.planning.timetable import Timetable, lint
from domain.protection.kinds import Effect
from domain.recruitment.events import Stage
from domain.values.score_items import Bonus, Choice, Gate, Priority
from domain.values.scoring import Group, Normalised, Rounding, ScoringTable, Sum, TieOnly, max_of
from domain.values.shortlist import ShortlistRules
from domain.values.tie_chain import LastResort, TieChain, TieMeasure


def lint_ties(table: ScoringTable, chain: TieChain) -> Iterator[PackFinding]:
    """同分依据可用: every key of the chain can tell somebody apart. 依据: B5-04 to B5-10."""
    seen: list[tuple[str, TieMeasure]] = []
    for index, each in enumerate(chain.keys):
        reason = _why_unreachable(table, each.key, [key for key, _ in seen])
        if (each.key, each.by) in seen:
            reason = "it stands in the chain before"
        elif each.by is TieMeasure.ALL_MARKS:
            reason = None
        if reason is not None:
            told = f"tie key {each.key} can never decide: {reason}"
            yield finding_at(("tie_chain", "keys", index), "pack.tie-unreachable", told)
        seen.append((each.key, each.by))
    if len(set(chain.last_resort)) != len(chain.last_resort):
        told = "name each last resort once"
        yield finding_at(("tie_chain", "last_resort"), "pack.tie-unreachable", told)
    if chain.last_resort == (LastResort.ADDED_HEADCOUNT,):
        told = "added headcount helps onto a short list only: name a way for the ranking too"
        yield finding_at(("tie_chain", "last_resort"), "pack.tie-unreachable", told)


def _why_unreachable(table: ScoringTable, key: str, before: list[str]) -> str | None:
    """Return why bidders who are equal so far are always equal in ``key`` too."""
    node = table.node(key)
    if isinstance(node, Gate):
        return "only those who passed a gate are ranked"
    if isinstance(node, Choice) and node.required and len(set(node.options.values())) == 1:
        return "every option gives the same points"
    same = _equivalent(table, key)
    if same & set(before):
        return f"{min(same & set(before))}, which stands before it, is the same measure"
    exact = table.rounding is Rounding.TRUNCATE_THEN_EXTEND
    counted = [each.id for each in table.nodes if not isinstance(each, TieOnly)]
    if exact and len(counted) == 1 and counted[0] in {key, *same}:
        return "it is the whole total, and equal totals are compared to the last decimal"
    return None


def _equivalent(table: ScoringTable, key: str) -> set[str]:
    """Return the groups and items that are equal exactly where ``key`` is."""
    linked = [
        {group.id, group.items[0].id}
        for group in table.walk()
        if isinstance(group, Group) and len(group.items) == 1 and _keeps_order(group)
    ]
    same = {key}
    for _ in linked:  # chains of single parts, however deep
        same |= {each for pair in linked if pair & same for each in pair}
    return same - {key}


def _keeps_order(group: Group) -> bool:
    """Tell whether equal groups mean equal parts: no cap that bites, no weight of nought."""
    part = group.items[0]
    match group:
        case Sum():
            return group.max is None or Fraction(group.max) == max_of(part)
        case Normalised():
            return Fraction(group.scale) > 0
        case TieOnly():
            return True
        case _:
            return Fraction(group.percent) > 0


def lint_shortlist(table: ScoringTable, rules: ShortlistRules | None) -> Iterator[PackFinding]:
    """入围依据: a short list goes by items of the table, each once. 依据: B5-08."""
    if rules is None:
        return
    keys = (rules.by, *rules.tie_keys)
    for index, key in enumerate(keys):
        place = ("shortlist", "by") if index == 0 else ("shortlist", "tie_keys", index - 1)
        if table.node(key) is None:
            told = f"the short list names no item of the table: {key}"
            yield finding_at(place, "pack.tie-unknown", told)
        elif key in keys[:index]:
            told = f"tie key {key} can never decide: it stands before"
            yield finding_at(place, "pack.tie-unreachable", told)


def lint_stages(stages: Sequence[Stage]) -> Iterator[PackFinding]:
    """阶段次序: a plan may leave some out, and turns none round. 依据: B1-02, S002-03."""
    order = tuple(Stage)
    for index, (before, each) in enumerate(pairwise(stages), start=1):
        if order.index(each) < order.index(before):
            told = f"{each.value} comes before {before.value} [B1-02]"
            yield finding_at(("stages", index), "pack.stage-order", told)


def lint_windows(timetable: Timetable | None, notice: NoticeRules) -> Iterator[PackFinding]:
    """时间安排: the windows are in order and hold the notice. 依据: S002-17, A.6 X2, B6-02."""
    if timetable is None:
        return
    for refusal in lint(timetable, notice):
        facts = ", ".join(f"{name} {value}" for name, value in refusal.facts.items())
        summary = (type(refusal).__doc__ or "").split("\n", 1)[0].removeprefix("Raised when ")
        last = str(refusal.facts.get("later", "notice_on"))
        told = f"{summary.rstrip('.')}: {facts} [{refusal.basis}]"
        yield finding_at(("timetable", last), "pack.window", told)


def lint_organs(rules: OrganRules | None, signers: int) -> Iterator[PackFinding]:
    """委员会人数: who signs together is never more than must sit there. 依据: S002-19."""
    if rules is not None and signers > rules.committee.least:
        told = f"{signers} sign together where {rules.committee.least} sit at least"
        yield finding_at(("organs", "committee", "least"), "pack.organ", told)


def lint_favours(
    table: ScoringTable, chain: TieChain, rules: ProtectionRules | None
) -> Iterator[PackFinding]:
    """照顾类别可用: what a category gives is read by the scoring, and only that is. 依据: B.3.2.

    Points need an item of kind ``bonus``, priority one of kind ``priority`` in the tie chain.
    """
    keys = {each.key for each in chain.keys}
    bonus = {each.id for each in table.items() if isinstance(each, Bonus)}
    used = {each.id for each in table.items() if isinstance(each, Priority)} & keys
    categories = rules.categories if rules is not None else ()
    for index, each in enumerate(categories):
        place = ("protection", "categories", index)
        gives = Effect.BONUS in each.effects
        if gives != (each.bonus is not None):
            told = f"category {each.id}: the effect bonus and its points go together"
            yield finding_at(place, "pack.favour", told)
        if gives and not bonus:
            told = f"category {each.id} gives points that no item of kind bonus counts"
            yield finding_at(place, "pack.favour", told)
        if Effect.PRIORITY_AT_TIE in each.effects and not used:
            told = f"category {each.id} gives priority that no key of the tie chain reads"
            yield finding_at(place, "pack.favour", told)
    effects = {effect for each in categories for effect in each.effects}
    for item in table.items():
        wanted = _GIVEN_BY.get(type(item))
        if wanted is not None and wanted not in effects:
            told = f"no category of the plan has the effect {wanted.value} that {item.id} counts"
            yield finding_at(("scoring",), "pack.favour", told)


_GIVEN_BY = {Bonus: Effect.BONUS, Priority: Effect.PRIORITY_AT_TIE}
