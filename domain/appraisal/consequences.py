"""What a result allows (考核结果的使用): a list for people, never an effect by itself.

Each consequence is decided and signed in a context of its own (E.4; Part I no. 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.appraisal.grades import Result


class Consequence(StrEnum):
    """考核结果的使用 (B9-09…12)."""

    PAY_STEP = "pay_step"  # 增加一级薪级工资
    PERFORMANCE_PAY = "performance_pay"  # 享受绩效工资
    YEAR_COUNTS = "year_counts"  # 本年度计算为现聘等级任职年限
    PREFERENCE = "preference"  # 同等条件下优先
    SELF_CRITICISM = "self_criticism"  # 责令书面检查
    NO_PAY_STEP = "no_pay_step"  # 不增加薪级工资
    LESS_PERFORMANCE_PAY = "less_performance_pay"  # 相应核减绩效工资
    YEAR_NOT_COUNTED = "year_not_counted"  # 本年度不计算任职年限
    NO_PROMOTION = "no_promotion"  # 次年不得晋升
    ONE_GRADE_DOWN = "one_grade_down"  # 向低一级岗位等级调整
    MAY_BE_MOVED = "may_be_moved"  # 可以调整岗位
    ORGANISATIONAL_MEASURE = "organisational_measure"  # 组织调整或者组织处理
    MAY_BE_TERMINATED = "may_be_terminated"  # 可以解除聘用合同
    POST_ADJUSTED = "post_adjusted"  # 视情况调整岗位


_C = Consequence
_LOSS = (_C.NO_PAY_STEP, _C.LESS_PERFORMANCE_PAY, _C.YEAR_NOT_COUNTED)
_GAIN = (_C.PAY_STEP, _C.PERFORMANCE_PAY, _C.YEAR_COUNTS)
_ONCE: Mapping[Result, tuple[Consequence, ...]] = {
    Result.EXCELLENT: (*_GAIN, _C.PREFERENCE),
    Result.QUALIFIED: _GAIN,
    Result.BASICALLY_QUALIFIED: (_C.SELF_CRITICISM, *_LOSS, _C.NO_PROMOTION),
    Result.UNQUALIFIED: (*_LOSS, _C.ONE_GRADE_DOWN, _C.MAY_BE_MOVED),
    Result.NO_GRADE: _LOSS,
}
_TWICE: Mapping[Result, Consequence] = {
    Result.BASICALLY_QUALIFIED: _C.ORGANISATIONAL_MEASURE,
    Result.UNQUALIFIED: _C.MAY_BE_TERMINATED,
    Result.NO_GRADE: _C.POST_ADJUSTED,
}


def allowed(
    result: Result, *, before: Result | None = None, demoted: bool = False
) -> tuple[Consequence, ...]:
    """考核结果的使用: what a result allows, more after the same in the year before.

    ``demoted`` tells that a sanction lowered the post grade already: not twice.
    依据: 考核规定 第28至31条 (B9-09…12).
    """
    found = [
        each
        for each in _ONCE.get(result, ())
        if not (demoted and each is Consequence.ONE_GRADE_DOWN)
    ]
    if result is before and result in _TWICE:
        found.append(_TWICE[result])
    return tuple(found)
