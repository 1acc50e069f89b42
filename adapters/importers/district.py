"""The files of a district beyond a town's: interviews, direct posts, and the later stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.importers.sheets import Row, read_sheet
from domain.protection.kinds import StatutoryKind
from domain.recruitment.wishes import PostSet

INTERVIEWS = ("工号", "评委一", "评委二", "评委三")
DIRECT = ("工号", "保护情形", "起始日期", "截止日期", "证明", "学校", "教学岗")
LATER = (
    "工号",
    "片区内学校",
    "片区内岗位",
    "片区评分",
    "跨片区学校",
    "跨片区岗位",
    "跨片区评分",
    "调剂答复",
    "培训考核",
)
_KINDS = {
    "孕期": StatutoryKind.PREGNANCY,
    "医疗期": StatutoryKind.MEDICAL_PERIOD,
    "工伤": StatutoryKind.WORK_INJURY,
}
_YES = "同意"
_PASSED = "合格"
_BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class DirectPost:
    """One protected person, what protects her, and the post that she takes."""

    person: str
    kind: StatutoryKind
    from_on: date
    until_on: date
    evidence: str
    posts: PostSet


@dataclass(frozen=True, slots=True)
class Later:
    """What one person wants, is marked and answers, should her school leave her unplaced.

    Marks are in thousandths, one of each judge; ``agrees`` answers each proposed adjustment,
    ``passes`` is the result of each test, in order.
    """

    person: str
    in_zone: PostSet
    zone_marks: tuple[int, ...]
    across: PostSet
    across_marks: tuple[int, ...]
    agrees: tuple[bool, ...]
    passes: tuple[bool, ...]


def read_interviews(path: Path) -> dict[str, tuple[int, ...]]:
    """Read the marks of each school's own judges, in thousandths.

    Raises:
        ImportRefusedError: With every error of every row.
    """

    def read(row: Row) -> tuple[str, tuple[int, ...]]:
        return row.text("工号"), tuple(row.milli(column) for column in INTERVIEWS[1:])

    return dict(read_sheet(path, INTERVIEWS, read))


def read_direct(path: Path) -> list[DirectPost]:
    """Read who is appointed directly.

    Raises:
        ImportRefusedError: With every error of every row.
    """

    def read(row: Row) -> DirectPost:
        kind = _KINDS.get(row.text("保护情形"))
        if kind is None:
            row.refuse("保护情形", "不在所列情形之中 (unknown)", f"请填{_BETWEEN.join(_KINDS)}")
        return DirectPost(
            person=row.text("工号"),
            kind=kind or StatutoryKind.PREGNANCY,
            from_on=row.day("起始日期"),
            until_on=row.day("截止日期"),
            evidence=row.text("证明"),
            posts=PostSet(school=row.text("学校"), teaching=row.text("教学岗")),
        )

    return read_sheet(path, DIRECT, read)


def read_later(path: Path) -> dict[str, Later]:
    """Read what the unplaced want in the later stages, by person.

    Raises:
        ImportRefusedError: With every error of every row.
    """

    def read(row: Row) -> Later:
        return Later(
            person=row.text("工号"),
            in_zone=PostSet(school=row.text("片区内学校"), teaching=row.text("片区内岗位")),
            zone_marks=_marks(row, "片区评分"),
            across=PostSet(school=row.text("跨片区学校"), teaching=row.text("跨片区岗位")),
            across_marks=_marks(row, "跨片区评分"),
            agrees=tuple(word == _YES for word in _words(row, "调剂答复")),
            passes=tuple(word == _PASSED for word in _words(row, "培训考核")),
        )

    return {later.person: later for later in read_sheet(path, LATER, read)}


def _words(row: Row, column: str) -> Sequence[str]:
    return row.text(column).split(_BETWEEN)


def _marks(row: Row, column: str) -> tuple[int, ...]:
    marks = []
    for word in _words(row, column):
        if not word.isdecimal():
            row.refuse(column, f"“{word}”不是整数分 (not a whole mark)", "请填如 40、41、39 的分数")
            continue
        marks.append(int(word) * 1000)
    return tuple(marks)
