"""A roster with somebody whom the ledger has registered already names the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from adapters.importers.town import ROSTER, read_roster
from tests.importers.sheets_given import ID_NUMBER, PERSON, errors_of, sheet
from tests.support.identities import identity_of


def registered(numbers: Collection[str]) -> Mapping[str, str]:
    """Return what a ledger says in which one person is registered."""
    return {ID_NUMBER: "t-0815"} if ID_NUMBER in numbers else {}


def test_the_row_and_the_known_id_are_told_and_the_number_is_not(tmp_path: Path) -> None:
    other = {**PERSON, "工号": "t0002", "身份证号": identity_of("other")}
    file = sheet(tmp_path / "名册.xlsx", ROSTER, other, PERSON)
    (error,) = errors_of(lambda: read_roster(file, {"s01"}, registered))
    assert (error.row, error.column) == (3, "身份证号")
    assert "t-0815" in error.problem
    assert ID_NUMBER not in str(error)


def test_it_is_told_together_with_the_errors_of_other_rows(tmp_path: Path) -> None:
    other = {**PERSON, "工号": "t0002", "身份证号": identity_of("other"), "学校": "s99"}
    file = sheet(tmp_path / "名册.xlsx", ROSTER, PERSON, other)
    errors = errors_of(lambda: read_roster(file, {"s01"}, registered))
    assert [(each.row, each.column) for each in errors] == [(2, "身份证号"), (3, "学校")]


def test_a_roster_of_people_whom_nobody_registered_is_read(tmp_path: Path) -> None:
    file = sheet(tmp_path / "名册.xlsx", ROSTER, {**PERSON, "身份证号": identity_of("other")})
    (person,) = read_roster(file, {"s01"}, registered)
    assert person.id_number == identity_of("other")
