"""What follows from a decision is signed with it, and carried by no other."""

from __future__ import annotations

import pytest

from domain.mandate.errors import NotAuthorisedError
from domain.mandate.signing import authorise
from tests.domain.signing_given import SIGNED, Matter, happened, may_sign, refused, rightful
from tests.domain.signing_table import BY_TOPIC, LINES, Line


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_a_consequence_is_carried_by_the_decision_that_brings_it_about(line: Line) -> None:
    for topic in line.carried_by:
        leader = BY_TOPIC[topic]
        may_sign(Matter(), (happened(topic), happened(line.topic)), rightful(leader))


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_a_second_decision_in_the_same_act_is_carried_by_nothing(line: Line) -> None:
    roles = {role for signer in line.signers for role in signer.roles}
    for topic in line.carried_by:
        actors = [each for each in rightful(BY_TOPIC[topic]) if each.role not in roles]
        first, second = happened(topic), happened(line.topic)
        with pytest.raises(NotAuthorisedError) as caught:
            authorise(Matter(), [(second,), (first,)], actors)
        assert caught.value.facts["topic"] == line.topic


@pytest.mark.parametrize("line", [line for line in LINES if line.carried_by], ids=str)
def test_no_other_decision_carries_it(line: Line) -> None:
    roles = {role for signer in line.signers for role in signer.roles}
    for leader in SIGNED:
        strangers = [actor for actor in rightful(leader) if actor.role in roles]
        if leader.topic in line.carried_by or strangers:
            continue
        decision = (happened(leader.topic), happened(line.topic))
        refused(decision, rightful(leader), topic=line.topic)
    carries = {name for each in LINES for name in each.carried_by}
    assert line.signers or line.topic not in carries, "what cannot stand alone carries nothing"
