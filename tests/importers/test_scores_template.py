"""An empty sheet of facts for a round's own table, filled in as its example says, is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from adapters.importers.packs import load_pack, shipped_names, shipped_pack
from adapters.importers.scores import PERSON, read_facts, sheeted
from adapters.importers.templates import score_lines, write_scores_template
from domain.values.facts import Amount, Counts, Option
from domain.values.scoring import ScoringTable

TABLE = load_pack(Path("tests/domain/packs/songping.yaml")).scoring


def filled(table: ScoringTable, folder: Path) -> Path:
    """Return a sheet with the template's own headings and examples."""
    lines = score_lines(table)
    rows = [[heading for heading, _, _ in lines], [example for _, _, example in lines]]
    file = folder / "评分.csv"
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return file


def test_the_template_has_a_column_for_each_item_that_a_cell_can_hold(tmp_path: Path) -> None:
    file = tmp_path / "模板.xlsx"
    write_scores_template(TABLE, file)
    book = CalamineWorkbook.from_path(file)
    head, *rest = book.get_sheet_by_index(0).to_python()
    assert (head[0], rest) == (PERSON, [])
    assert head[1:] == [item.title for item in sheeted(TABLE)]
    told = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()}
    assert told["师德"] == "合格或不合格"
    assert "city、county" in str(told["荣誉称号"])


@pytest.mark.parametrize("name", shipped_names())
def test_its_example_is_read_whatever_the_table(tmp_path: Path, name: str) -> None:
    table = shipped_pack(name).scoring
    ((person, facts),) = read_facts(filled(table, tmp_path), table)
    assert person == "t-0001"
    assert set(facts) == {item.id for item in sheeted(table)}


def test_an_example_is_of_the_kind_that_its_item_asks_for(tmp_path: Path) -> None:
    ((_, facts),) = read_facts(filled(TABLE, tmp_path), TABLE)
    assert facts["ethics"] == Option(option="passed")
    assert facts["service_years"] == Amount(amount_milli=3000)
    assert facts["titles"] == Counts(counts={"city": 1})


def test_two_items_of_one_title_are_told_apart_by_their_ids() -> None:
    first = sheeted(TABLE)[0]
    twice = TABLE.model_copy(update={"nodes": (first, first.model_copy(update={"id": "another"}))})
    headings = [heading for heading, _, _ in score_lines(twice)]
    assert headings == [PERSON, first.id, "another"]
