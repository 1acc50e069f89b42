"""Tables as CSV and .xlsx, for offices that work with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from api.messages.terms import name_zh, value_zh

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST = 32_767
"""Characters that a cell of a sheet can hold."""

Row = Mapping[str, object]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return CSV with a byte order mark, which spreadsheet programs need for Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a workbook with one sheet in Chinese, for people; CSV is for programs.

    Text is never taken for a formula or a link.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, [name_zh(name) for name in columns], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_told(name, row.get(name)) for name in columns])
    return out.getvalue()


def _told(name: str, value: object) -> str | int | float:
    """Return a cell as people read it: numbers stay numbers, thousandths become points."""
    if isinstance(value, str):
        return value_zh(name, value)[:_MOST] if value else ""
    if isinstance(value, int) and name.endswith("_milli"):
        return value / 1000
    return _value(value)


def _value(value: object) -> str | int:
    if isinstance(value, int):
        return value
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_MOST]


def _cell(value: object) -> str | int:
    """Return a CSV cell; text that a spreadsheet would run as a formula gets an apostrophe."""
    found = _value(value)
    return f"'{found}" if isinstance(found, str) and found.startswith(_FORMULA) else found
