"""Tables as the door gives them: sheets, workbooks, pages and rows of the document."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from adapters.client.errors import RefusedError
from api.http.resources import resources
from api.http.rows import row_type
from api.http.sheets import as_csv, as_xlsx
from api.http.staff_resources import staff_resources
from tests.http.house import house_at, served


def test_text_in_sheets_is_never_run_as_a_formula() -> None:
    rows = [{"name": "=1+1", "count": -3, "wishes": {"a": 1}, "none": None}]
    columns = ["name", "count", "wishes", "none"]
    assert as_csv(columns, rows).decode("utf-8-sig").splitlines()[1] == '\'=1+1,-3,"{""a"": 1}",'
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx("t", columns, rows)))
    assert book.get_sheet_by_index(0).to_python()[1:] == [["=1+1", -3.0, '{"a": 1}', ""]]


def test_a_workbook_speaks_chinese_and_tells_thousandths_as_points() -> None:
    columns = ["name", "status", "total_milli"]
    rows = [{"name": "principal", "status": "unplaced", "total_milli": 80_350}]
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx("t", columns, rows)))
    assert book.get_sheet_by_index(0).to_python() == [
        ["姓名", "状态", "总分"],
        ["principal", "落聘", 80.35],
    ]


def test_tables_come_in_pages_that_fit_together(tmp_path: Path) -> None:
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house:
        for n in range(25):
            house.hire(f"p{n:02}")
        with served(house):
            client = house.client("root")
            whole = [row["kid"] for row in client.rows("keys", limit=500)]
            assert len(whole) == 26
            assert [row["kid"] for row in client.rows("keys", limit=7)] == whole
            with pytest.raises(RefusedError, match="404"):
                list(client.rows("keys", limit=7, as_of=5000))


def test_rows_in_the_document_look_like_rows() -> None:
    shown = [each for each in resources() if each.example]
    assert len(shown) == len(staff_resources())
    for each in shown:
        columns = [*each.columns, *(["name"] if each.named else [])]
        assert sorted(each.example) == sorted(columns), each.plural
        row_type(each).model_validate(each.example)
