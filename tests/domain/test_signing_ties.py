"""Who is equal with others, or kin of one who is, has no part in telling them apart (B7-15)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.mandate.errors import OwnMatterError, RecusedError
from domain.mandate.events import RecusalDeclared
from domain.mandate.state import evolve_mandates
from tests.domain.signing_given import Matter, happened, may_sign, rightful
from tests.domain.signing_table import BY_TOPIC

TIE, DRAW = "recruitment.tie-decided.v1", "principal.speaking-order-drawn.v1"
EQUALS = ("a1", "a2")


@pytest.mark.parametrize("topic", [TIE, DRAW])
@pytest.mark.parametrize("equal", EQUALS)
def test_nobody_decides_the_order_of_self_and_others(topic: str, equal: str) -> None:
    decided = happened(topic, order=EQUALS)
    first, *others = rightful(BY_TOPIC[topic])
    may_sign(Matter(), (decided,), [first, *others])
    with pytest.raises(OwnMatterError) as own:
        may_sign(Matter(), (decided,), [replace(first, person=equal), *others])
    assert own.value.facts == {"person": equal, "topic": topic}


def test_nor_that_of_a_relative_and_others_declared_since_the_letters_came() -> None:
    decided = happened(TIE, order=EQUALS)
    first, *others = rightful(BY_TOPIC[TIE])
    kin = evolve_mandates(None, RecusalDeclared(other="a2", relation="姐妹"))
    with pytest.raises(RecusedError) as recused:
        may_sign(Matter(people={first.person: kin}), (decided,), [first, *others])
    assert recused.value.facts == {"person": first.person, "other": "a2", "topic": TIE}
