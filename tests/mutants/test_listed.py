"""The list of mutants keeps up with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.listed import MUTANTS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("file", "line"), [(file, line) for file, line, _, _ in MUTANTS])
def test_the_line_to_be_broken_is_still_there(file: str, line: str) -> None:
    assert line in (ROOT / file).read_text()


@pytest.mark.parametrize("tests", sorted({tests for _, _, _, tests in MUTANTS}))
def test_so_are_the_tests_that_must_turn_red(tests: str) -> None:
    assert list(ROOT.glob(tests))
