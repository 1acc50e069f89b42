"""The list of mutants keeps up with the code."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants import listed
from tests.mutants.listed import MUTANTS, ROOMS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("file", "line"), [(file, line) for file, line, _, _ in MUTANTS])
def test_the_line_to_be_broken_is_still_there(file: str, line: str) -> None:
    assert line in (ROOT / file).read_text()


@pytest.mark.parametrize("tests", sorted({tests for _, _, _, tests in MUTANTS}))
def test_so_are_the_tests_that_must_turn_red(tests: str) -> None:
    assert list(ROOT.glob(tests))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_no_name_of_tests_is_given_twice(room: ModuleType) -> None:
    """The second would take the place of the first, and mutants would meet tests of others."""
    tree = ast.parse(Path(str(room.__file__)).read_text())
    names = [
        each.id
        for each in ast.walk(tree)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    ]
    assert [name for name in names if names.count(name) > 1] == []


def test_every_room_beside_the_list_is_read() -> None:
    files = {path.stem for path in Path(str(listed.__file__)).parent.glob("*.py")}
    assert files - {"__init__"} == {room.__name__.rpartition(".")[2] for room in ROOMS}
