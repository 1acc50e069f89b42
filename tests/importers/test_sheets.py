"""Excel files as a bureau has them: every bad cell is told with its place, nothing is repaired."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from adapters.importers import sheets
from adapters.importers.id_number import check_digit
from adapters.importers.sheets import Row, RowError, read_sheet
from adapters.importers.town import ROSTER, Person, read_roster
from tests.importers.sheets_given import ID_NUMBER, PERSON, Cells, errors_of, places, roster, sheet


def test_a_good_row_is_read_as_it_stands(tmp_path: Path) -> None:
    assert roster(tmp_path, PERSON) == [
        Person(
            person="t0001",
            name="李喆",
            id_number=ID_NUMBER,
            birth_date=date(1949, 12, 31),
            phone="19900000000",
            school="s01",
            service_started_on=date(2010, 9, 1),
            joined_school_on=date(2015, 9, 1),
            subject="数学",
        )
    ]


BAD_CELLS: list[tuple[str, object, str]] = [
    *((column, "", "为空") for column in ROSTER if "日期" not in column),
    ("姓名", "   ", "为空"),
    ("姓名", "字" * 501, "超过500个字"),
    ("姓名", "李\u200b喆", "不规范"),
    ("姓名", "李\n喆", "不规范"),
    ("姓名", "e\u0301ric", "不规范"),
    ("身份证号", 110105194912310021.0, "数字而不是文本"),
    ("身份证号", "110105194912310021", "校验位"),
    ("身份证号", "11010519491231002x", "校验位"),
    ("手机", 19900000000, "数字而不是文本"),
    ("工号", 17, "数字而不是文本"),
    ("工号", True, "数字而不是文本"),
    ("工号", "教师一", "不是代码"),
    ("工号", "t" * 65, "不是代码"),
    ("工号", "t 1", "不是代码"),
    ("学校", "s99", "没有学校"),
    ("学校", datetime(2010, 9, 1), "数字而不是文本"),  # noqa: DTZ001 - a cell has no zone
    ("到校日期", "", "不是日期"),
    ("到校日期", "2015-02-29", "不是日期"),
    ("到校日期", "2015-9-1", "不是日期"),
    ("到校日期", "2015年9月1日", "不是日期"),
    ("到校日期", "20150901", "不是日期"),
    ("到校日期", "2015-W36-2", "不是日期"),
    ("到校日期", 42248, "不是日期"),
    ("到校日期", True, "不是日期"),
]


@pytest.mark.parametrize(("column", "value", "problem"), BAD_CELLS)
def test_a_bad_cell_is_told_with_its_place(
    tmp_path: Path, column: str, value: object, problem: str
) -> None:
    """The good row after it does not save the file."""
    number = f"11010519500101{100:03}"
    other = {**PERSON, "工号": "t0002", "身份证号": number + check_digit(number)}
    errors = errors_of(lambda: roster(tmp_path, {**PERSON, column: value}, other))
    assert set(places(errors)) == {(2, column)}
    assert problem in errors[0].problem
    assert errors[0].file == "名册.xlsx"
    assert errors[0].fix
    assert str(errors[0]).startswith(f"名册.xlsx 第2行 “{column}”: ")


def test_all_errors_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    first = {**PERSON, "姓名": "", "手机": 1}
    errors = errors_of(lambda: roster(tmp_path, first, PERSON, {**PERSON, "到校日期": "x"}))
    assert places(errors) == [
        (2, "姓名"),
        (2, "手机"),
        (3, "工号"),
        (3, "身份证号"),
        (4, "工号"),
        (4, "身份证号"),
        (4, "到校日期"),
    ]


@pytest.mark.parametrize("column", ROSTER)
def test_no_error_shows_a_whole_identity_number(tmp_path: Path, column: str) -> None:
    """Also where it was put into the wrong column."""
    wrong = ID_NUMBER[:-1] + "3"
    row = {**PERSON, "姓名": "", column: wrong}
    told = "\n".join(map(str, errors_of(lambda: roster(tmp_path, row, row))))
    assert wrong not in told
    assert wrong[:17] not in told


class TestFiles:
    """Whole files."""

    def test_rows_without_anything_are_passed_over_and_keep_their_numbers(
        self, tmp_path: Path
    ) -> None:
        empty: Cells = dict.fromkeys(ROSTER, "")
        errors = errors_of(lambda: roster(tmp_path, empty, PERSON, empty, {**PERSON, "姓名": ""}))
        assert (5, "姓名") in places(errors)
        assert len(roster(tmp_path, empty, PERSON, empty)) == 1

    def test_a_sheet_of_headings_only_has_no_rows(self, tmp_path: Path) -> None:
        assert roster(tmp_path) == []

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a sheet", b"\xd0\xcf\x11\xe0" * 99])
    def test_what_is_no_workbook_is_refused(self, tmp_path: Path, data: bytes) -> None:
        file = tmp_path / "坏.xlsx"
        file.write_bytes(data)
        (error,) = errors_of(lambda: read_roster(file, {"s01"}))
        assert (error.row, error.fix) == (0, "请核对文件名; 表格请存为 .xlsx 或 .csv")
        assert "不能读取" in error.problem

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        (error,) = errors_of(lambda: read_roster(tmp_path / "无.xlsx", {"s01"}))
        assert "不能读取" in error.problem

    def test_a_workbook_without_anything_lacks_every_column(self, tmp_path: Path) -> None:
        file = sheet(tmp_path / "空.xlsx", ())
        (error,) = errors_of(lambda: read_roster(file, {"s01"}))
        assert (error.row, error.column) == (1, "表头")
        assert all(name in error.problem for name in ROSTER)

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        rest = tuple(name for name in ROSTER if name != "手机")
        file = sheet(tmp_path / "缺.xlsx", rest, PERSON)
        (error,) = errors_of(lambda: read_roster(file, {"s01"}))
        assert error.problem == "缺少列: 手机 (columns missing)"

    def test_a_column_that_stands_twice_is_refused(self, tmp_path: Path) -> None:
        file = sheet(tmp_path / "重.xlsx", (*ROSTER, "手机"), PERSON)
        (error,) = errors_of(lambda: read_roster(file, {"s01"}))
        assert error.problem == "重复的列: 手机 (columns twice)"

    def test_columns_of_ones_own_in_any_order_are_passed_over(self, tmp_path: Path) -> None:
        file = sheet(tmp_path / "多.xlsx", (*reversed(ROSTER), "备注"), {**PERSON, "备注": "x"})
        assert len(read_roster(file, {"s01"})) == 1

    def test_too_many_rows_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheets, "MAX_ROWS", 3)
        rows = [{**PERSON, "工号": f"t{n}"} for n in range(4)]
        (error,) = errors_of(lambda: roster(tmp_path, *rows))
        assert error.problem == "超过3行"

    def test_too_many_bytes_are_refused_before_they_are_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheets, "MAX_BYTES", 100)
        (error,) = errors_of(lambda: roster(tmp_path, PERSON))
        assert "大于100字节" in error.problem

    def test_a_merged_cell_fills_its_first_row_only(self, tmp_path: Path) -> None:
        file = tmp_path / "合并.xlsx"
        with xlsxwriter.Workbook(str(file)) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["学校", "姓名"])
            page.merge_range(1, 0, 2, 0, "s01")
            page.write_column(1, 1, ["李", "王"])
        errors = errors_of(lambda: read_sheet(file, ["学校"], lambda row: row.text("学校")))
        assert places(errors) == [(3, "学校")]

    def test_a_formula_counts_as_the_value_that_it_showed(self, tmp_path: Path) -> None:
        file = tmp_path / "公式.xlsx"
        with xlsxwriter.Workbook(str(file)) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["数", "字"])
            page.write_formula(1, 0, "=1+2", None, 3)
            page.write_formula(1, 1, '="教"&"学"', None, "教学")
            page.write_formula(2, 0, "=1/0", None, "#DIV/0!")
            page.write_formula(2, 1, "=1+2", None, 3)
        errors = errors_of(
            lambda: read_sheet(file, ["数"], lambda row: (row.number("数"), row.text("字")))
        )
        assert places(errors) == [(3, "数"), (3, "字")]


class TestNumbers:
    """Numbers in cells."""

    @given(st.integers(0, 1_000_000_000))
    def test_thousandths_are_exact(self, milli: int) -> None:
        errors: list[RowError] = []
        assert Row("f", 2, {"数": milli / 1000}, errors).milli("数") == milli
        assert errors == []

    @given(st.integers(0, 1_000_000))
    def test_a_whole_number_is_read_as_excel_stores_it(self, count: int) -> None:
        errors: list[RowError] = []
        assert Row("f", 2, {"数": float(count)}, errors).count("数") == count
        assert errors == []

    @pytest.mark.parametrize(
        "value", [-1, -0.001, "12a", "１２", "", True, 1e300, 1_000_001, date.today]
    )
    def test_what_is_no_plain_number_is_refused(self, value: object) -> None:
        errors: list[RowError] = []
        assert Row("f", 2, {"数": value}, errors).number("数") == 0
        assert [error.column for error in errors] == ["数"]

    def test_half_a_person_is_refused(self) -> None:
        errors: list[RowError] = []
        Row("f", 2, {"数": 1.5}, errors).count("数")
        assert "不是整数" in errors[0].problem
