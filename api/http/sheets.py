"""Tables as CSV and .xlsx, for offices that work with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

import xlsxwriter
from fastapi.responses import Response
from pydantic import Field

from api.messages.terms import name_zh, value_zh

CSV_TYPE = "text/csv"
CSV = f"{CSV_TYPE}; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_IN_A_SHEET = 100_000
"""Rows."""
_MOST = 32_767
"""Characters that a cell of a sheet can hold."""

Row = Mapping[str, object]
SheetFormat = Annotated[
    Literal["json", "csv", "xlsx"], Field(description="csv and xlsx hold the whole table")
]


def sheets_and_same(description: str) -> dict[int | str, dict[str, Any]]:
    """Return what the document says of the answers of every table, beside its JSON."""
    content = {
        CSV_TYPE: {"schema": {"type": "string"}},
        XLSX: {"schema": {"type": "string", "format": "binary"}},
    }
    return {
        200: {"description": description, "content": content},
        304: {"description": "Not changed since the entity tag"},
    }


def sheet_of(
    name: str, columns: Sequence[str], rows: Iterable[Row], kind: str, headers: dict[str, str]
) -> Response:
    """Return rows as a file that is called after the table; ``kind`` is csv or xlsx."""
    if kind == "csv":
        content, media = as_csv(columns, rows), CSV
    else:
        content, media = as_xlsx(name, columns, rows), XLSX
    disposition = f'attachment; filename="{name}.{kind}"'
    told = {**headers, "Content-Disposition": disposition}
    return Response(content, media_type=media, headers=told)


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
