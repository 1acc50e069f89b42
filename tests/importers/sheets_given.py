"""Rows of a roster, and files with such rows, as Excel would write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from adapters.importers.sheets import ImportRefusedError, RowError
from adapters.importers.town import ROSTER, Person, read_roster

ID_NUMBER = "11010519491231002X"
Cells = dict[str, object]
PERSON: Cells = {
    "工号": "t0001",
    "姓名": "李喆",
    "身份证号": ID_NUMBER,
    "手机": "19900000000",
    "学校": "s01",
    "参加工作日期": date(2010, 9, 1),
    "到校日期": "2015-09-01",
    "学科": "数学",
}


def sheet(path: Path, headings: tuple[str, ...], *rows: Cells) -> Path:
    """Write a file as Excel would."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            for column, heading in enumerate(headings):
                value = row[heading]
                if isinstance(value, str) and not value.startswith("="):
                    page.write_string(number, column, value)
                else:
                    page.write(number, column, value)
    return path


def roster(path: Path, *rows: Cells) -> list[Person]:
    return read_roster(sheet(path / "名册.xlsx", ROSTER, *rows), {"s01"})


def errors_of(read: Callable[[], object]) -> tuple[RowError, ...]:
    with pytest.raises(ImportRefusedError) as caught:
        read()
    return caught.value.errors


def places(errors: tuple[RowError, ...]) -> list[tuple[int, str]]:
    return [(error.row, error.column) for error in errors]
