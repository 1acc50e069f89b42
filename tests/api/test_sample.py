"""The sample files of the demo's town, and their copy with errors."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from adapters.importers.sheets import ImportRefusedError
from adapters.importers.town import read_plan, read_roster
from adapters.sample.generate import make_town
from api.demo.files import Files

FOLDER = Path(str(resources.files("adapters.sample") / "town"))


def test_the_sample_files_are_what_the_generator_writes() -> None:
    town, files = make_town(), Files.read(FOLDER)
    assert [row[:3] for row in town.roster] == [
        [p.person, p.name, p.id_number] for p in files.roster
    ]
    assert [row[0] for row in town.bids] == [bid.person for bid in files.bids]


def test_the_bad_copy_shows_every_error_at_once() -> None:
    schools = read_plan(FOLDER / "plan.yaml")["schools"]
    assert isinstance(schools, dict)
    with pytest.raises(ImportRefusedError) as caught:
        read_roster(FOLDER / "roster-bad.xlsx", schools)
    places = [(error.row, error.column) for error in caught.value.errors]
    assert places == [
        (2, "身份证号"),
        (3, "身份证号"),
        (4, "姓名"),
        (5, "学校"),
        (7, "工号"),
        (8, "参加工作日期"),
        (10, "身份证号"),
    ]
