"""Empty sheets with the headings that an import asks for, and a sheet that explains them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

import xlsxwriter

from adapters.importers.scores import PERSON, Sheeted, sheeted
from adapters.importers.town import CADRES, POSTS, ROSTER
from domain.values.score_items import Addable, Choice, Deducted, Gate, Highest, Rate, Steps
from domain.values.scoring import ScoringTable

_Lines = Sequence[tuple[str, str, str]]
TEMPLATES: dict[str, _Lines] = {
    "roster": tuple(
        zip(
            ROSTER,
            (
                "字母、数字组成的代码, 不重复",
                "与证件一致",
                "18位, 按文本填写",
                "按文本填写",
                "学校代码, 须已登记",
                "日期",
                "日期",
                "任教学科",
            ),
            (
                "t-0001",
                "某某",
                "11010519491231002X",
                "13800000000",
                "s01",
                "2001-09-01",
                "2010-09-01",
                "语文",
            ),
            strict=True,
        )
    ),
    "cadres": tuple(
        zip(
            CADRES,
            ("学校代码", "中层职务名称", "教师编号", "日期", "日期"),
            ("s01", "教导主任", "t-0001", "2025-08-28", "2026-08-28"),
            strict=True,
        )
    ),
    "posts": tuple(
        zip(
            POSTS,
            (
                "学校代码",
                "每校不重复",
                "教学岗、辅助岗或职务",
                "岗位名称",
                "教学岗填写",
                "可不填",
                "每周节数, 如 12; 教学岗必填",
                "可不填, 缺省 1",
                "岗位职责",
                "年数, 可不填, 缺省 1",
            ),
            (
                "s01",
                "教学-01",
                "教学岗",
                "语文教师",
                "语文",
                "三年级1班",
                "12",
                "1",
                "任教语文",
                "3",
            ),
            strict=True,
        )
    ),
}
"""For each kind of sheet: heading, how it is filled in, an example."""


def write_template(kind: str, path: Path) -> None:
    """Write the template of one kind of sheet, all cells text so that no digit is lost.

    Raises:
        OSError: The file cannot be written.
    """
    _write(TEMPLATES[kind], path)


def write_scores_template(table: ScoringTable, path: Path) -> None:
    """Write the template of the sheet of facts for a round's scoring table.

    Raises:
        OSError: The file cannot be written.
    """
    _write(score_lines(table), path)


def score_lines(table: ScoringTable) -> _Lines:
    """Return heading, how it is filled in and an example for each item of a scoring table.

    Items of one title are headed by their ids.
    """
    items = sheeted(table)
    titles = Counter(item.title for item in items)
    return [
        (PERSON, "教师编号", "t-0001"),
        *((x.title if titles[x.title] == 1 else x.id, *_filled_in(x)) for x in items),
    ]


def _filled_in(item: Sheeted) -> tuple[str, str]:
    match item:
        case Rate() | Steps():
            return f"数量（{item.unit}），或者起算日期", "3"
        case Gate():
            return "合格或不合格", "合格"
        case Choice():
            return f"可选其一: {'、'.join(item.options)}", next(iter(item.options))
        case Highest() | Addable() | Deducted():
            told = f"可选: {'、'.join(item.options)}; 几次就写几遍, 以“、”分开, 没有的不填"
            return told, next(iter(item.options))
        case _:
            assert_never(item)


def _write(lines: _Lines, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    sheet, told = book.add_worksheet("填写"), book.add_worksheet("说明")
    sheet.set_column(0, len(lines) - 1, 18, text)
    told.set_column(0, 2, 28)
    for column, (heading, _, _) in enumerate(lines):
        sheet.write_string(0, column, heading, bold)
    for row, line in enumerate([("列", "怎样填写", "示例"), *lines]):
        for column, each in enumerate(line):
            told.write_string(row, column, each, bold if row == 0 else text)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as exc:
        raise OSError(str(exc)) from exc
