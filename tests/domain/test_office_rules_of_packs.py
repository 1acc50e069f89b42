"""Offices in a rule pack: defaults, digests, and what no pack may say."""

from __future__ import annotations

import pytest

from domain.planning.errors import PackRefusedError
from domain.planning.office_sections import OfficeLevel, OfficeRules
from domain.planning.pack import RulePack
from tests.domain.planning_given import PACK, document, pack

THREE = [
    {"level": "junior", "duties": ["日常管理"]},
    {"level": "intermediate", "duties": ["学业指导"]},
    {"level": "senior", "duties": ["学生评价"]},
]
FIT = {"id": "fit", "title": "身体健康"}


def test_a_pack_that_says_nothing_of_offices_keeps_its_digest() -> None:
    assert "offices" not in PACK.model_dump()
    assert PACK.office_rules == OfficeRules()
    assert pack(offices={}).sha256() != PACK.sha256()
    assert RulePack.model_validate_json(PACK.model_dump_json()) == PACK


def test_a_pack_with_offices_is_read_back_as_it_was_written() -> None:
    written = pack(offices={"vice_principal": {"max_extensions": 2}})
    assert RulePack.model_validate_json(written.model_dump_json()) == written
    assert written.office_rules.vice_principal.max_extensions == 2


def test_the_constants_sheet_s_own_figures_are_the_defaults() -> None:
    rules = OfficeRules()
    assert (rules.vice_principal.term_years, rules.vice_principal.extension_years) == (3, 1)
    assert rules.competition.publicity_working_days == 5
    assert rules.principal.publicity_working_days == 5
    assert rules.class_teacher.duties_of(OfficeLevel.JUNIOR) == ("学生日常管理", "班级组织")


@pytest.mark.parametrize(
    ("offices", "where", "problem"),
    [
        ({"class_teacher": {"levels": THREE[:2]}}, "offices.class_teacher", "in this order"),
        ({"class_teacher": {"levels": THREE[::-1]}}, "offices.class_teacher", "in this order"),
        (
            {"manager": {"levels": [*THREE[:2], {"level": "senior", "duties": []}]}},
            "offices.manager",
            "adds no duties",
        ),
        ({"manager": {"levels": THREE, "conditions": [FIT, FIT]}}, "offices.manager", "twice"),
        ({"competition": {"pass_mark_milli": 100_001}}, "offices.competition", "mark_max_milli"),
        ({"principal": {"term_years": 7}}, "offices.principal.term_years", "must not be above 6"),
        ({"research": {"load_share": "4/3"}}, "offices.research.load_share", "up to 1"),
        ({"headmaster": {}}, "offices.headmaster", "not permitted"),
    ],
)
def test_what_no_pack_may_say_about_offices_is_refused_by_field(
    offices: dict[str, object], where: str, problem: str
) -> None:
    with pytest.raises(PackRefusedError) as caught:
        RulePack.from_document(document(offices=offices))
    assert caught.value.facts["where"] == where
    assert problem in str(caught.value.facts["problem"])
