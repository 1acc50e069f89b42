"""A principal's own leave and absence go on file, by the office above the school [S002-31]."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.mandate.errors import OwnMatterError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.domain.signing_given import ABOVE, OTHER, OWN, Matter, happened, may_sign, refused

SUPERVISOR = Mandated("p-supervisor", Role.SUPERVISOR, OTHER, "m-supervisor")
PRINCIPAL = Mandated("p-self", Role.PRINCIPAL, OWN, "m-self")
OFFICER = Mandated("p-officer", Role.TOWN_OFFICER, ABOVE, "m-officer")


@pytest.mark.parametrize(
    "topic",
    ["appraisal.leave-recorded.v1", "appraisal.leave-voided.v1", "teacher.absence-recorded.v1"],
)
def test_the_office_above_signs_in_the_place_of_the_principal(topic: str) -> None:
    recorded = replace(happened(topic), stream="teacher:p-self")
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (recorded,), [PRINCIPAL, SUPERVISOR])
    assert own.value.facts == {"person": "p-self", "topic": topic}
    may_sign(Matter(), (recorded,), [OFFICER, SUPERVISOR])
    elsewhere = replace(OFFICER, body=OTHER)
    refused((recorded,), [elsewhere, SUPERVISOR], topic=topic, found=0)
    refused((recorded,), [OFFICER], topic=topic, roles="supervisor")
