"""A pack's section on honours: what contradicts itself is found when it is read."""

from __future__ import annotations

from copy import deepcopy
from typing import cast

import pytest

from domain.planning.honour_lint import lint_honours
from domain.planning.pack import RulePack
from tests.domain.honour_given import PACK, SECTION
from tests.domain.planning_given import document

Place = tuple[str | int, ...]


def changed(place: Place, value: object) -> dict[str, object]:
    """Return the section with one value changed, or taken out where it is ``None``."""
    section = deepcopy(SECTION)
    here = cast("dict[str | int, object]", section)
    for part in place[:-1]:
        here = cast("dict[str | int, object]", here[part])
    if value is None:
        del here[place[-1]]
    else:
        here[place[-1]] = value
    return section


@pytest.mark.parametrize(
    ("place", "value", "found", "problem"),
    [
        (("categories", 1, "id"), "teacher", ("categories", 1), "it stands there before"),
        (("categories", 0, "term_years"), 3, ("categories", 0), "awards have none"),
        (("categories", 7, "term_years"), None, ("categories", 7), "awards have none"),
        (("named_teacher",), None, ("categories", 6), "without named_teacher"),
        (("categories", 5, "excellent_years"), 4, ("categories", 5), "no more of them"),
        (("named_teacher", "contents", 1, "id"), "role", ("named_teacher",), "once"),
        (("named_teacher", "grades", 1, "id"), "excellent", ("named_teacher",), "once"),
        (
            ("named_teacher", "contents", 1, "points"),
            "60.5",
            ("named_teacher", "key_content"),
            "no fewer points",
        ),
        (
            ("named_teacher", "key_content"),
            "fame",
            ("named_teacher", "key_content"),
            "fame is to be a content",
        ),
        (("named_teacher", "grades"), [], ("named_teacher", "grades"), "grades fall"),
        (
            ("named_teacher", "grades", 0, "from_points"),
            "100.5",
            ("named_teacher", "grades"),
            "can be reached",
        ),
        (
            ("named_teacher", "grades", 1, "from_points"),
            "90",
            ("named_teacher", "grades"),
            "grades fall",
        ),
        (
            ("named_teacher", "grades", 1, "allowance"),
            "3",
            ("named_teacher", "grades"),
            "allowances",
        ),
    ],
)
def test_what_contradicts_itself_is_found_at_its_place(
    place: Place, value: object, found: Place, problem: str
) -> None:
    """Shows lint_honours."""
    _, findings = RulePack.inspected(document(honours=changed(place, value)))
    one = findings[0]
    assert (one.code, one.place) == ("pack.honour", ("honours", *found))
    assert problem in one.problem


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("named_teacher", "contents", 1, "points"), "60"),
        (("named_teacher", "grades", 0, "from_points"), "100"),
        (("named_teacher", "grades", 1, "allowance"), "2"),
    ],
)
def test_limits_themselves_are_within(place: Place, value: str) -> None:
    """Shows lint_named."""
    _, findings = RulePack.inspected(document(honours=changed(place, value)))
    assert findings == ()


def test_a_pack_may_have_awards_alone_or_nothing_at_all() -> None:
    alone: dict[str, object] = {"categories": [{"id": "a", "title": "甲", "kind": "award"}]}
    _, findings = RulePack.inspected(document(honours=alone))
    assert findings == ()
    assert tuple(lint_honours(None)) == ()


def test_a_pack_without_the_section_keeps_its_digest_and_one_with_it_reads_back() -> None:
    plain = RulePack.from_document(document())
    assert "honours" not in plain.model_dump(mode="json")
    assert RulePack.model_validate_json(PACK.model_dump_json()) == PACK
