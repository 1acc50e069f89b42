"""What a rule pack may say of organs, and what it may not."""

from __future__ import annotations

import pytest

from domain.planning.errors import PackRefusedError
from domain.planning.organ_sections import Capacity, OrganRules, organ_rules_of
from domain.planning.pack import RulePack
from tests.domain.planning_given import PACK, SHA, document, pack


def test_a_pack_without_organs_keeps_its_digest_and_demands_none() -> None:
    assert PACK.organs is None
    assert "organs" not in PACK.model_dump()
    assert pack(organs={}).sha256() != SHA
    assert organ_rules_of(PACK) == OrganRules() == pack(organs={}).organs


def test_by_itself_a_committee_has_the_four_kinds_of_the_source() -> None:
    wanted = [each.capacity for each in OrganRules().committee.capacities]
    assert wanted == [
        Capacity.LIAISON,
        Capacity.PRINCIPAL,
        Capacity.SECRETARY,
        Capacity.BACKBONE_TEACHER,
    ]


@pytest.mark.parametrize(
    "organs",
    [
        {"dispute": {"least": 4, "odd": True}},
        {"leading": {"least": 0}},
        {"leading": {"capacities": [{"capacity": "expert"}, {"capacity": "expert"}]}},
        {"leading": {"capacities": [{"capacity": "cook"}]}},
    ],
)
def test_what_cannot_be_composed_is_refused(organs: object) -> None:
    with pytest.raises(PackRefusedError):
        pack(organs=organs)


def test_no_more_sign_together_than_must_sit_there() -> None:
    """Shows lint_organs."""
    four = document(committee_signers=4, organs={})
    _, (found,) = RulePack.inspected(four)
    assert (found.code, found.field) == ("pack.organ", "organs.committee.least")
    pack(committee_signers=5, organs={"committee": {"least": 5}})
