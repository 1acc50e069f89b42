"""Excel and CSV sheets, row by row. Every problem is told with its place and what to do.

All rows are read before anything is imported: a file with one error yields nothing.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from python_calamine import CalamineError, CalamineWorkbook

from adapters.importers.wrong_values import told_zh

MAX_ROWS = 20_000
MAX_CELL = 500
MAX_NUMBER = 1_000_000
MAX_BYTES = 20_000_000
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_NUMBER = re.compile(r"[0-9]{1,7}(?:[.][0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONG_NUMBER = re.compile(r"([0-9]{4})[0-9]{7,}[0-9Xx]")
_NO_DAY = "不是日期 (not a date)"
Cell = str | float | int | bool | date | datetime | object
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong in a file. Never shows a whole identity number."""

    file: str
    row: int
    column: str
    problem: str
    fix: str

    def __str__(self) -> str:
        place = f" 第{self.row}行" if self.row else ""
        place += f" “{self.column}”" if self.column else ""
        return f"{self.file}{place}: {self.problem}。{self.fix}"


class ImportRefusedError(Exception):
    """Raised when a file has errors. Nothing of it was imported."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


class Row:
    """One row of a sheet: cells by heading, and the errors found while reading them."""

    def __init__(
        self, file: str, number: int, cells: dict[str, Cell], errors: list[RowError]
    ) -> None:
        self._file, self.line, self._cells, self._errors = file, number, cells, errors

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings under which something may stand."""
        return tuple(name for name in self._cells if name)

    def is_empty(self, column: str) -> bool:
        """Tell whether nothing stands in a cell."""
        return self._cells.get(column, "") in ("", None)

    def is_day(self, column: str) -> bool:
        """Tell whether a cell holds a date, or text that is written like one."""
        value = self._cells.get(column, "")
        return isinstance(value, date) or bool(_DAY.fullmatch(str(value).strip()))

    def refuse(self, column: str, problem: str, fix: str) -> None:
        """Note an error of this row. Numbers of persons and phones are cut short."""
        told = _LONG_NUMBER.sub(r"\1…", problem)
        self._errors.append(RowError(self._file, self.line, column, told, fix))

    def text(self, column: str, *, required: bool = True) -> str:
        """Return a cell as text. A number where text is due is refused, never repaired."""
        value = self._cells.get(column, "")
        if isinstance(value, str):
            found = value.strip()
            if not _is_plain(found):
                self.refuse(
                    column, "含有不可见或不规范的字符 (not plain text)", "请重新录入该单元格"
                )
            if len(found) > MAX_CELL:
                self.refuse(column, f"超过{MAX_CELL}个字", "请缩短")
            if required and not found:
                self.refuse(column, "为空 (empty)", "请填写; 合并的单元格请先取消合并, 逐行填写")
            return found[:MAX_CELL]
        self.refuse(
            column,
            "单元格是数字而不是文本, 可能已丢失末尾数字 (a number, not text)",
            "请将该列设为文本格式后按原件重新录入",
        )
        return ""

    def id(self, column: str) -> str:
        """Return a cell as an id: Latin letters, digits, and ``. _ -``, at most 64."""
        found = self.text(column)
        if found and not _ID.fullmatch(found):
            self.refuse(column, "不是代码 (not an id)", "请填字母、数字组成的代码, 不超过64位")
        return found

    def number(self, column: str) -> float:
        """Return a cell as a number that is not negative."""
        value = self._cells.get(column, "")
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            value = float(value)  # a file of text has no other numbers
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            self.refuse(column, "不是非负数字 (not a number from 0)", "请填数字")
            return 0
        if value > MAX_NUMBER:
            self.refuse(column, f"超过{MAX_NUMBER} (too large)", "请核对数字")
            return 0
        return value

    def milli(self, column: str) -> int:
        """Return a number in thousandths."""
        return round(self.number(column) * 1000)

    def count(self, column: str) -> int:
        """Return a whole number; an empty cell is 0."""
        if self._cells.get(column, "") == "":
            return 0
        value = self.number(column)
        if value != int(value):
            self.refuse(column, "不是整数 (not a whole number)", "请填整数")
        return int(value)

    def day(self, column: str) -> date:
        """Return a date."""
        value = self._cells.get(column, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # no such day, told below
        serial = isinstance(value, int | float) and not isinstance(value, bool)
        problem = "是数字而不是日期 (a serial number, not a date)" if serial else _NO_DAY
        self.refuse(column, problem, "请将单元格格式设为日期, 或填如 2015-09-01 的文本")
        return date(1900, 1, 1)


def _is_plain(text: str) -> bool:
    """Tell whether a text is composed (NFC) and has no control or invisible character."""
    hidden = any(unicodedata.category(each) in {"Cc", "Cf", "Co", "Cn"} for each in text)
    return not hidden and unicodedata.is_normalized("NFC", text)


def read_sheet(path: Path, headings: Sequence[str], read: Callable[[Row], R]) -> list[R]:
    """Read every row of the first sheet.

    Raises:
        ImportRefusedError: The file cannot be read, lacks a heading, or any row has an error.
    """
    errors: list[RowError] = []
    records = []
    for number, cells in _cells_of(path, headings):
        before = len(errors)
        row = Row(path.name, number, cells, errors)
        try:
            records.append(read(row))
        except ValidationError as exc:
            if len(errors) == before:  # else the row's own words tell it better
                _refuse_values(row, exc)
    if errors:
        raise ImportRefusedError(errors)
    return records


def has_columns(path: Path, headings: Sequence[str]) -> bool:
    """Tell whether the first sheet has all these headings; one that cannot be read has none."""
    try:
        rows = _rows_of(path)
    except (CalamineError, OSError, ValueError, IndexError):
        return False
    return bool(rows) and set(headings) <= {str(cell).strip() for cell in rows[0]}


def _refuse_values(row: Row, exc: ValidationError) -> None:
    """Tell what a value of the trade does not bear, without showing the value."""
    for each in exc.errors(include_url=False, include_input=False):
        row.refuse(".".join(str(part) for part in each["loc"]), *told_zh(each))


def _cells_of(path: Path, headings: Sequence[str]) -> list[tuple[int, dict[str, Cell]]]:
    try:
        rows = _rows_of(path)
    except (CalamineError, OSError, ValueError, IndexError) as exc:
        told = exc.strerror if isinstance(exc, OSError) and exc.strerror else exc
        fix = "请核对文件名; 表格请存为 .xlsx 或 .csv"
        found = RowError(path.name, 0, "", f"不能读取 (cannot be read: {told})", fix)
        raise ImportRefusedError([found]) from exc
    head = [str(cell).strip() for cell in rows[0]] if rows else []
    problem = _problem_of(head, headings, len(rows))
    if problem is not None:
        raise ImportRefusedError(
            [RowError(path.name, 1, "表头", problem, "请使用模板 (gongxin template)")]
        )
    return [
        (number, dict(zip(head, row, strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell not in ("", None) for cell in row)
    ]


def _rows_of(path: Path) -> list[list[Cell]]:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"大于{MAX_BYTES}字节")
    if path.suffix.lower() == ".csv":
        return _rows_of_text(path.read_bytes())
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 2)
    return [list(row) for row in rows]


def _rows_of_text(data: bytes) -> list[list[Cell]]:
    """Return the rows of a CSV, in UTF-8 or, as Excel saves it in China, in GB 18030.

    Raises:
        ValueError: It is neither.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise ValueError("既不是 UTF-8 也不是 GBK 编码") from None
    lines = csv.reader(io.StringIO(text), strict=True)
    try:
        return [list(line) for line in itertools.islice(lines, MAX_ROWS + 2)]
    except csv.Error as exc:
        raise ValueError(f"第{lines.line_num}行引号不成对 ({exc})") from exc


def _problem_of(head: Sequence[str], headings: Sequence[str], rows: int) -> str | None:
    missing = [name for name in headings if name not in head]
    twice = [name for name in headings if head.count(name) > 1]
    if missing:
        return f"缺少列: {'、'.join(missing)} (columns missing)"
    if twice:
        return f"重复的列: {'、'.join(twice)} (columns twice)"
    return f"超过{MAX_ROWS}行" if rows > MAX_ROWS + 1 else None
