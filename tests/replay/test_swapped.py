"""Officials with valid keys put another pack or list in the place of the one decided."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.replay.compliance_given import changing, found_when
from tests.replay.told import Told
from tests.replay.town import Round

OTHER = "ab" * 32


@pytest.mark.parametrize(
    ("topic", "field", "code"),
    [
        pytest.param(
            "notice.notice-published", "list_sha256", "recruitment.other-list", id="notice"
        ),
        pytest.param("recruitment.round-finalised", "list_sha256", "audit.other-result", id="list"),
        pytest.param("planning.plan-frozen", "pack_sha256", "audit.other-result", id="frozen pack"),
        pytest.param(
            "recruitment.recruitment-round-opened", "pack_sha256", "audit.other-result", id="round"
        ),
        pytest.param(
            "recruitment.ranking-computed", "pack_sha256", "audit.other-result", id="ranking"
        ),
    ],
)
def test_another_list_or_pack_than_the_one_decided_is_told(
    played: Round, tmp_path: Path, topic: str, field: str, code: str
) -> None:
    assert code in found_when(played, tmp_path, changing(topic, **{field: OTHER}))


def test_a_pack_with_another_figure_under_the_same_digest_is_told(
    played: Round, tmp_path: Path
) -> None:
    def other_figure(told: Told) -> Told:
        for _, topic, data in told.facts:
            if topic == "planning.plan-drafted.v1":
                pack: Any = copy.deepcopy(data["pack"])
                pack["committee_signers"] -= 1
                return told.where("planning.plan-drafted", pack=pack)
        return told

    assert "audit.other-result" in found_when(played, tmp_path, other_figure)
