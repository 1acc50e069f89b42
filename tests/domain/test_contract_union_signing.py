"""The union speaks for itself: not by the person who tells or answers it (B8-07, 条例 第39条)."""

from __future__ import annotations

import pytest

from domain.mandate.errors import DutiesMixedError, NotAuthorisedError
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from tests.domain.signing_given import OTHER, OWN, Matter, happened, may_sign

TOLD, OPINION = "contract.union-told.v1", "contract.union-opinion-given.v1"
PRINCIPAL = Mandated("p-head", Role.PRINCIPAL, OWN, "m-head")


@pytest.mark.parametrize("earlier", [TOLD, "contract.union-answered.v1"])
def test_who_tells_or_answers_the_union_does_not_speak_for_it(earlier: str) -> None:
    matter = Matter(signed={earlier: frozenset({"p-head"})})
    both = Mandated("p-head", Role.UNION, OWN, "m-union")
    with pytest.raises(DutiesMixedError) as caught:
        may_sign(matter, (happened(OPINION),), [both])
    assert caught.value.facts["person"] == "p-head"
    may_sign(matter, (happened(OPINION),), [Mandated("p-chair", Role.UNION, OWN, "m-union")])


def test_neither_does_who_spoke_for_it_answer_it() -> None:
    matter = Matter(signed={OPINION: frozenset({"p-head"})})
    with pytest.raises(DutiesMixedError):
        may_sign(matter, (happened("contract.union-answered.v1"),), [PRINCIPAL])


def test_the_union_of_another_school_does_not_speak() -> None:
    with pytest.raises(NotAuthorisedError):
        may_sign(Matter(), (happened(OPINION),), [Mandated("p", Role.UNION, OTHER, "m")])
