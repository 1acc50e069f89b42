"""A sheet of facts has a column for each item of the round's own table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.importers.packs import load_pack, shipped_pack
from adapters.importers.registers import score_commands
from adapters.importers.scores import read_facts
from adapters.importers.sheets import ImportRefusedError
from domain.recruitment.commands import RecordScoreItem
from domain.values.facts import Amount, Counts, Option, Since

TABLE = load_pack(Path("tests/domain/packs/songping.yaml")).scoring


def sheet(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "评分.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_columns_are_items_by_title_or_id(tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        "工号,师德,教龄,rural_years,荣誉称号,指导学生获奖,住家到校距离",
        "a1,合格,2001-09-01,7.5,city、county,prize、prize,",
        "a2,不合格,12,,,,6",
    )
    assert read_facts(file, TABLE) == [
        (
            "a1",
            {
                "ethics": Option(option="passed"),
                "service_years": Since(since=date(2001, 9, 1)),
                "rural_years": Amount(amount_milli=7500),
                "titles": Counts(counts={"city": 1, "county": 1}),
                "coached": Counts(counts={"prize": 2}),
            },
        ),
        (
            "a2",
            {
                "ethics": Option(option="failed"),
                "service_years": Amount(amount_milli=12_000),
                "commute": Amount(amount_milli=6000),
            },
        ),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("师德", "好", "没有选项“好”"),
        ("教龄", "很长", "不是非负数字"),
        ("荣誉称号", "world", "可选: city、county"),
        ("说课", "90", "不是可以用表格登记的评分项目"),
        ("体重", "60", "可用: 师德、教龄"),
    ],
)
def test_what_the_table_does_not_know_is_told_with_what_it_does(
    tmp_path: Path, column: str, cell: str, told: str
) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read_facts(sheet(tmp_path, f"工号,{column}", f"a1,{cell}"), TABLE)
    (error,) = refusal.value.errors
    assert (error.row, error.column) == (2, column)
    assert told in str(error)


def test_a_choice_is_one_of_its_options(tmp_path: Path) -> None:
    table = load_pack(Path("domain/packs/district-yunxi.yaml")).scoring
    file = sheet(tmp_path, "工号,学历", "a1,bachelor")
    assert read_facts(file, table) == [("a1", {"education": Option(option="bachelor")})]


def test_each_cell_is_a_command_of_the_round(tmp_path: Path) -> None:
    file = sheet(tmp_path, "工号,教龄", "a1,12")
    (command,) = score_commands(file, "r1", TABLE)
    assert command.model_dump(exclude={"evidence"}) == {
        "round": "r1",
        "bidder": "a1",
        "item": "service_years",
        "fact": {"kind": "amount", "amount_milli": 12_000},
    }


def test_a_table_with_the_towns_items_takes_columns_by_title_as_well(tmp_path: Path) -> None:
    file = sheet(tmp_path, "工号,教龄,职称资格,担任职务", "a1,12,3,director")
    items = [
        each.item
        for each in score_commands(file, "r1", shipped_pack("town-002").scoring)
        if isinstance(each, RecordScoreItem)
    ]
    assert items == ["service_years", "title_years", "office"]
