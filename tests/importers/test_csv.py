"""CSV files as offices save them, and the templates to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.importers.sheets import ImportRefusedError, Row, RowError, read_sheet
from adapters.importers.templates import TEMPLATES, write_template


def csv_of(tmp_path: Path, encoding: str, *lines: str) -> Path:
    file = tmp_path / "名单.csv"
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_is_read_in_the_encodings_that_offices_save(tmp_path: Path, encoding: str) -> None:
    file = csv_of(tmp_path, encoding, "姓名,周课时,日期", "张三,12.5,2001-09-01", "")
    rows = read_sheet(
        file,
        ("姓名", "周课时", "日期"),
        lambda row: (row.text("姓名"), row.milli("周课时"), row.day("日期")),
    )
    assert rows == [("张三", 12_500, date(2001, 9, 1))]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("姓名\n张三\n".encode("utf-16"), "既不是 UTF-8 也不是 GBK"),
        (b'\xe5\xa7\x93\n"a\n', "引号不成对"),
        (b"", "缺少列: 姓名"),
    ],
)
def test_a_csv_that_cannot_be_read_is_told_why(tmp_path: Path, data: bytes, told: str) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(data)
    with pytest.raises(ImportRefusedError) as refusal:
        read_sheet(file, ("姓名",), lambda row: row.text("姓名"))
    assert told in str(refusal.value)


def test_a_serial_number_of_excel_is_no_date_and_is_told_so() -> None:
    errors: list[RowError] = []
    Row("f", 2, {"日期": 37135.0}, errors).day("日期")
    assert "是数字而不是日期" in errors[0].problem


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_a_template_has_the_headings_that_the_import_asks_for(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "模板.xlsx"
    write_template(kind, file)
    headings = [heading for heading, _, _ in TEMPLATES[kind]]
    assert read_sheet(file, headings, lambda row: row) == []
