"""What is wrong with a value, and what to do, in Chinese: pydantic's findings told to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("缺少必填字段 (missing)", "请补上"),
    "extra_forbidden": ("没有这个字段 (unknown field)", "请删除或改正字段名"),
    "int_type": (
        "应为整数 (not a whole number)",
        "请写不带引号、不带小数点的整数; 名称以 _milli 结尾的字段以千分之一为单位",
    ),
    "int_from_float": (
        "不能写小数 (a float)",
        "请写整数; 名称以 _milli 结尾的字段以千分之一为单位",
    ),
    "string_type": ("应为文字 (not text)", '请加引号, 如 "001"'),
    "string_pattern_mismatch": (
        "不是规定的格式 (not of the shape)",
        "代码用字母、数字及 . _ -, 不超过64位; 应符合 {pattern}",
    ),
    "string_too_short": ("为空 (empty)", "请填写"),
    "string_too_long": ("超过{max_length}个字 (too long)", "请缩短"),
    "bool_type": ("应为 true 或 false (not a truth)", "请写不带引号的 true 或 false"),
    "enum": ("不是可选的值 (not one of the options)", "可选: {expected}"),
    "literal_error": ("不是可选的值 (not one of the options)", "可选: {expected}"),
    "tuple_type": ("应为清单 (not a list)", "请写成 [甲, 乙] 或逐行以“- ”开头"),
    "list_type": ("应为清单 (not a list)", "请写成 [甲, 乙] 或逐行以“- ”开头"),
    "dict_type": ("应为一组字段 (not a mapping)", "请写成“字段: 值”"),
    "model_type": ("应为一组字段 (not a mapping)", "请写成“字段: 值”"),
    "model_attributes_type": ("应为一组字段 (not a mapping)", "请写成“字段: 值”"),
    "greater_than": ("必须大于{gt} (too small)", "请核对数字"),
    "greater_than_equal": ("不得小于{ge} (too small)", "请核对数字"),
    "less_than": ("必须小于{lt} (too large)", "请核对数字"),
    "less_than_equal": ("不得大于{le} (too large)", "请核对数字"),
    "too_short": ("项目太少 (too few)", "至少{min_length}项"),
    "too_long": ("项目太多 (too many)", "至多{max_length}项"),
    "union_tag_invalid": ("不是可选的种类 (not one of the kinds)", "可选: {expected_tags}"),
    "union_tag_not_found": ("缺少种类 (no kind)", "请写明 {discriminator}"),
    "timezone_aware": ("时刻没有时区 (no time zone)", "请写如 2026-08-22T18:00:00+08:00"),
}
_OF_A_FAMILY: tuple[tuple[str, str, str], ...] = (
    ("datetime_", "不是时刻 (not an instant)", "请写如 2026-08-22T18:00:00+08:00"),
    ("date_", "不是日期 (not a date)", "请写如 2026-08-20"),
    ("int_", "应为整数 (not a whole number)", "请写整数"),
)


def told_zh(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong, and what to do. The value itself is never told."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"]), "请按提示更正"
    found = _WORDS.get(kind)
    if found is not None:
        return _filled(found[0], context), _filled(found[1], context)
    family = next((each for each in _OF_A_FAMILY if kind.startswith(each[0])), None)
    return family[1:] if family else (error["msg"], "请核对")


def _filled(text: str, context: Mapping[str, Any]) -> str:
    return text.format_map({name: str(value) for name, value in context.items()})
