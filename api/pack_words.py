"""A rule pack in plain words, Chinese first (规则包说明)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from api.messages.terms import value_zh
from api.pack_sections import sections_in_words
from domain.planning.pack import RulePack
from domain.planning.sections import NoticeMode
from domain.recruitment.events import Stage
from domain.values.score_items import (
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
from domain.values.scoring import (
    Group,
    Node,
    Normalised,
    Percent,
    Rounding,
    ScoringTable,
    Sum,
    TieOnly,
)
from domain.values.tie_chain import TieMeasure

_ROUNDING = {
    Rounding.HALF_UP: "四舍五入 rounded half-up",
    Rounding.TRUNCATE: "截取不进位 cut off",
    Rounding.TRUNCATE_THEN_EXTEND: "截取不进位, 同分顺延小数位 cut off; equals by further decimals",
}
_LAST_RESORT = {
    "second_vote": "再次表决 second vote",
    "lots": "抽签 (记录种子, 两名见证人) lots with recorded seed and two witnesses",
    "added_headcount": "增加名额 added headcount",
}


def pack_in_words(pack: RulePack) -> str:
    """Return what a pack says, a line for each rule, for people who write or vote on it."""
    lines = [
        f"{pack.title} ({pack.id}, 第{pack.version}版 version {pack.version})",
        f"摘要 digest: {pack.sha256()}",
        f"依据 rests on: {'、'.join(pack.basis_docs)}",
        f"阶段 stages: {' → '.join(_stage(each) for each in pack.stages)}",
        *_process(pack),
        *_reviewed(pack),
        *_table(pack.scoring),
        *_ties(pack),
        *_shortlist(pack),
        *_windows(pack),
        *sections_in_words(pack),
        "自洽, 可以使用。 The pack fits together and may be used.",
    ]
    return "\n".join(lines)


def _coded(value: str) -> str:
    return f"{value_zh('kind', value)} {value}"


def _stage(stage: Stage) -> str:
    return _coded(stage.value)


def _process(pack: RulePack) -> Iterator[str]:
    notice, contract = pack.notice, pack.contract
    mode = (
        "生效前期满 before hiring takes effect"
        if notice.mode is NoticeMode.BEFORE_TERM
        else "先暂聘 hiring is provisional until it ends"
    )
    wishes = pack.intents.max_wishes or "不限 any number"
    periods = pack.posts.teaching_min_periods_milli
    yield f"教学人员 teaching staff: 周课时 ≥ {_plain(periods)} weekly periods"
    yield f"一加N auxiliary posts beside a teaching post: ≥ {pack.posts.auxiliary_min}"
    yield f"志愿数 wishes: {wishes}"
    yield f"聘任委员会共同签署 committee: {pack.committee_signers} 人 members sign together"
    yield f"原有教师 original staff: ≥ {pack.original_staff.share}"
    majority = _coded(pack.congress.majority)
    yield (
        f"教代会 congress: 到会 present ≥ {pack.congress.quorum}, {majority}; "
        f"民主测评 appraisal ≥ {pack.democratic_appraisal.quorum}"
    )
    yield f"答复期限 answer to an offer: {pack.offers.answer_hours} 小时 hours"
    yield f"公示 notice: {notice.working_days} 个工作日 working days, {mode}"
    awards = pack.award_rules
    at_least = "≥" if awards.lead_inclusive else ">"
    yield (
        f"教学奖 awards: 达标 above the mean, 优胜 {at_least} {awards.lead} 分 above it, "
        f"标兵 {awards.model_wins} 次优胜 wins"
    )
    yield (
        f"聘期 term: {contract.min_years} 至 to {contract.max_years} 年 years; "
        f"一式 {contract.copies} 份 copies, {contract.file_within_days} 日内备案 days to file"
    )


def _reviewed(pack: RulePack) -> Iterator[str]:
    """Yield who may not compete, and how a school is reviewed, where the pack says so."""
    if (out := pack.disqualification) is not None:
        told = "、".join(value_zh("reason", each.value) for each in out.reasons)
        yield (
            f"不得竞聘 who may not compete: {told}; "
            f"考核不合格回溯 unqualified in the last {out.unqualified_years} 年 years"
        )
    if (review := pack.review) is not None:
        months = "、".join(str(month) for month in review.three_review_months)
        yield (
            f"领导班子考核 team review: 领导评定 {review.leaders}, 民主测评 {review.democratic}, "
            f"群众座谈 {review.discussion}, 实绩 {review.performance}"
        )
        yield (
            f"述职测评 reports: 一学年 ≥ {review.reports_per_school_year_min} 次 times a year; "
            f"三评 in months {months}; "
            f"一票否决 vetoes: {'、'.join(each.title for each in review.veto_conditions)}"
        )


def _table(table: ScoringTable) -> Iterator[str]:
    if table.total_max == "0":
        yield f"评分 {table.title}: 不计总分, 只依次比较 no total, an ordered comparison"
    else:
        yield (
            f"评分 {table.title}: 满分 out of {table.total_max}, {table.places} 位小数 decimals, "
            f"{_ROUNDING[table.rounding]}"
        )
    if table.cutoff_on is not None:
        yield f"  年限算到 years count up to {table.cutoff_on.isoformat()}"
    yield from _nodes(table.nodes, "  ")
    for line in table.pass_lines:
        yield f"  合格线 pass line: {line.key} ≥ {line.at_least}, 未达不列名次 else no rank"


def _nodes(nodes: tuple[Node, ...], indent: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Group):
            yield f"{indent}{node.title} {node.id}: {_group(node)}"
            yield from _nodes(node.items, f"{indent}  ")
        else:
            yield f"{indent}{node.title} {node.id}: {_item(node)}"


def _group(group: Group) -> str:
    match group:
        case Sum():
            cap = f", 最高 at most {group.max}" if group.max else ""
            corridor = group.corridor
            range_ = f", 幅度 range {corridor.least}–{corridor.most}" if corridor else ""
            return f"各项相加 sum{cap}{range_}"
        case Percent():
            return f"各项合计 × {group.percent}% of the sum"
        case Normalised():
            return f"原始分 ÷ 最高原始分 × {group.scale} raw ÷ best raw of the frozen population"
        case TieOnly():
            return "仅用于同分, 不计分 for ties alone, no points"


def _item(item: Item) -> str:
    match item:
        case Rate():
            return _rate(item)
        case Steps():
            steps = ", ".join(f"满 {each.at_least} 得 {each.points}" for each in item.steps)
            return f"按{item.unit}分段 by steps: {steps}"
        case Choice() | Highest() | Addable() | Deducted() | Awards():
            return _with_options(item)
        case Marks():
            drop = (
                f"评委多于 {item.drop_extremes_above} 人去掉最高最低 extremes drop out above that"
            )
            return f"评委均分 mean of the judges, 最高 at most {item.max}; {drop}"
        case Ballot():
            return (
                f"测评票均分 mean of ballots: 优秀 {item.excellent}, 合格 {item.competent}, "
                f"基本合格 {item.basically_competent}, 不合格 {item.not_competent}"
            )
        case Bonus():
            several = "累计 add up" if item.adds else "只计最高 highest only"
            return f"按照顾类别加分 points by protection{_capped(item.max)}, {several}"
        case Priority():
            return "同分优先 priority at a tie by protection"
        case Gate():
            return "一票否决, 不计分 must be passed, no points"
        case _:
            assert_never(item)


def _rate(item: Rate) -> str:
    if (item.unit, item.per_unit) == ("分", "1"):
        return f"按登记的分数 points as recorded{_capped(item.max)}"
    full = ", 满一个单位才计 full units only" if item.full_units else ""
    return f"每{item.unit} {item.per_unit} 分 points each{_capped(item.max)}{full}"


def _with_options(item: Choice | Highest | Addable | Deducted | Awards) -> str:
    options = ", ".join(f"{name} {points}" for name, points in item.options.items())
    match item:
        case Choice():
            return f"选一 one of: {options}"
        case Highest():
            return f"只计最高 highest only: {options}"
        case Addable():
            return f"累计 add up: {options}{_capped(item.max)}"
        case Deducted():
            return f"由 {item.max} 分逐次扣 taken off: {options}, 扣完为止 down to 0"
        case Awards():
            return f"荣誉 honours: {options}{_capped(item.max)}{_modes(item)}"


def _modes(item: Awards) -> str:
    half = "; 单项减半 single ones half" if item.single_half else ""
    once = "; 同年同项就高 highest of one matter in a year" if item.same_matter_highest else ""
    recent = f"; 近 {item.within_years} 年 last years" if item.within_years else ""
    return f"{half}{once}{recent}"


def _capped(most: str | None) -> str:
    return ", 不封顶 no cap" if most is None else f", 最高 at most {most}"


def _ties(pack: RulePack) -> Iterator[str]:
    yield "同分依次比较 equal bidders are compared in turn by:"
    for number, key in enumerate(pack.tie_chain.keys, start=1):
        node = pack.scoring.node(key.key)
        title = node.title if node else key.key
        first = "高者先 higher first" if key.higher_first else "低者先 lower first"
        whole = ", 全体评委总分 all marks" if key.by is TieMeasure.ALL_MARKS else ""
        yield f"  {number}. {title} {key.key}: {first}{whole}"
    ways = "、".join(_LAST_RESORT[each] for each in pack.tie_chain.last_resort)
    yield f"  仍同分由人决定 then people decide: {ways or '方式不限 in any recorded way'}"


def _shortlist(pack: RulePack) -> Iterator[str]:
    rules = pack.shortlist
    if rules is not None:
        last = "、".join(rules.tie_keys) or "一并入围 all equal at the last place enter"
        up = ", 公布后进入下一环节 published before the next part" if rules.published else ""
        yield (
            f"入围 short list: 按 by {rules.by}, {rules.per_seat}:1, "
            f"末位同分 last place: {last}{up}"
        )


def _windows(pack: RulePack) -> Iterator[str]:
    days = pack.timetable
    if days is None:
        yield "时间安排由方案规定 the timetable is the plan's"
        return
    yield (
        f"时间安排范例 timetable: {days.kickoff_on} 启动 kickoff, {days.intents_from_on} 至 to "
        f"{days.intents_until_on} 意向书 letters, {days.selection_from_on} 至 to "
        f"{days.selection_until_on} 选聘 selection, {days.notice_on} 公示 notice, "
        f"{days.cutoff_on} 截止 cut-off"
    )


def _plain(milli: int) -> str:
    whole, rest = divmod(milli, 1000)
    return str(whole) if not rest else f"{whole}.{rest:03d}".rstrip("0")
