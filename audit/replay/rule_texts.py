"""Which rules judged a decision: their texts, with the basis that they cite.

A rule is a function of the domain whose docstring cites a basis (依据). While a decision is
asked for again, the interpreter tells which of them ran; so the list is that of the rules
that did judge, and no table has to be kept in step with the code.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import CodeType, FrameType, FunctionType
from typing import TypeVar

from audit.replay.workings import Worked, taken, workings

T = TypeVar("T")
_MARK = "依据"
MOST_CALLS = 20
"""Calls of one rule in one decision of which the values are kept."""
_TERMS = {
    "score": "计分",
    "rank": "排序",
    "shown": "取舍",
    "full_years": "周年计算",
    "open_round": "竞聘开始",
    "mean_of": "面试平均分",
    "end_of_term": "任期届满",
    "unmet_of": "未达条件",
    "next_turn": "发言次序",
    "order_by_lot": "抽签结果",
    "winner_of": "当选人",
    "has_passed": "任期考核通过",
    "extensions_so_far": "连续留任次数",
    "last_year_before": "上年度",
    "only_result": "唯一可定的结论",
    "_counts": "处分期间",
    "sanction_in_force": "处分期未满",
    "add_working_days": "工作日计算",
    "end_of_days": "日期间届满",
    "end_of_months": "月期间届满",
    "is_carried": "表决通过",
    "is_late": "备案逾期",
    "file": "受理公示异议",
    "route": "救济途径",
    "forum_of": "受理机关",
    "is_competent": "案件管辖",
    "_is_right_person": "申请人适格",
    "is_owed": "应补定档次",
    "qualify": "资格审查",
    "removing_body": "免职决定机关",
}
"""Names of rules whose documentation does not start with one."""


@dataclass(frozen=True, slots=True, order=True)
class RuleText:
    """A rule: the name by which people call it, its whole text, and what it rests on."""

    name: str
    text: str
    basis: str
    where: str
    """Module and function, so that a reader of the program finds it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which rules judged a decision, and what they came to on the way."""

    rules: tuple[RuleText, ...] = ()
    worked: tuple[Worked, ...] = ()


def judged(ask: Callable[[], T]) -> tuple[T | Exception, Judgement]:
    """Run ``ask``; return its answer, or what it raised, and the rules that ran meanwhile.

    A profiler written in C cannot be put back, so profiling ends here.
    """
    rules, seen, worked = _rules(), Counter[CodeType](), list[Worked]()
    inputs: dict[FrameType, tuple[tuple[str, str], ...]] = {}

    def note(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if code not in rules:
            return
        if event == "call":
            seen[code] += 1
            if seen[code] <= MOST_CALLS:
                inputs[frame] = taken(frame)
        elif event == "return" and frame in inputs:
            worked.extend(workings(rules[code].name, code, inputs.pop(frame), argument))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        answer: T | Exception = ask()
    except Exception as exc:  # noqa: BLE001 - handed to the caller, who knows what may come
        answer = exc
    finally:
        sys.setprofile(before if callable(before) else None)
    return answer, Judgement(tuple(rules[code] for code in seen), tuple(worked))


@cache
def _rules() -> dict[CodeType, RuleText]:
    found: dict[CodeType, RuleText] = {}
    modules = [each for name, each in sys.modules.items() if name.startswith("domain.")]
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, FunctionType) and value.__module__.startswith("domain."):
                text = inspect.getdoc(value) or ""
                if _MARK in text or _cites(text) or value.__name__ in _TERMS:
                    found[value.__code__] = _rule(value, text)
    return found


def rules_loaded() -> tuple[FunctionType, ...]:
    """Return the rules whose workings a replay may tell: those of the modules that are loaded."""
    modules = [each for name, each in sys.modules.items() if name.startswith("domain.")]
    found = (value for module in modules for value in vars(module).values())
    known = _rules()
    return tuple(x for x in found if isinstance(x, FunctionType) and x.__code__ in known)


def _cites(text: str) -> bool:
    first = text.split("\n", 1)[0]
    return first.endswith(").") and "(" in first and not first.isascii()


def _rule(function: FunctionType, text: str) -> RuleText:
    plain = " ".join(text.partition("\nRaises:")[0].split())
    head, colon, _ = plain.partition(":")
    is_named = colon and head != _MARK and not head[:1].isascii()
    name = head if is_named else _TERMS.get(function.__name__, plain)
    _, marked, basis = plain.rpartition(_MARK)
    cited = basis.lstrip(":： ").partition(". ")[0].rstrip(".") if marked else _cited(plain)
    return RuleText(name, plain, cited, f"{function.__module__}.{function.__name__}")


def _cited(text: str) -> str:
    """Return what stands last in brackets, where it is a place in a document: with a number."""
    last = text.rpartition("(")[2].rstrip(").") if text.endswith(").") else ""
    return last if any(letter.isdigit() for letter in last) else ""
