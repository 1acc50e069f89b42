"""Unlawful decisions on offices and staff, recorded past the rules with genuine keys."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from adapters.evidence.bundle_source import BundleSource
from api.messages.refusals import refusal_zh
from audit.compliance.inspection import inspect
from audit.replay.case import Verdict, replay
from domain.kernel import DomainError
from tests.replay.matters import World, events_of, why
from tests.replay.told import Told, told_otherwise
from tests.replay.unlawful_acts import AT_OFFICES, AT_STAFF, Unlawful


def forged(world: World, folder: Path, unlawful: Unlawful) -> BundleSource:
    """Return the world's log with the unlawful act at its end, signed by genuine keys."""
    at = f"{world.office.now[0].astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
    last = Told(-1, at, world.actors(*unlawful.signers), unlawful.facts)
    return told_otherwise(world.office, folder, lambda told: told, more=[last])


@pytest.mark.parametrize(
    ("name", "what"),
    [("offices", each) for each in AT_OFFICES] + [("staff", each) for each in AT_STAFF],
)
def test_what_the_door_refuses_is_refused_by_the_same_rule_when_it_was_recorded_past_it(
    name: str, what: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    world: World = request.getfixturevalue(name)
    unlawful = (AT_OFFICES | AT_STAFF)[what]
    with pytest.raises(DomainError) as door:
        world.office.act(unlawful.command, *(world.people[each] for each in unlawful.signers))
    source = forged(world, tmp_path, unlawful)
    target = events_of(source)[-len(unlawful.facts)]
    told = replay(source, target.place)
    assert told.verdict is Verdict.REVOKE
    assert told.authority is None, "they held their offices; only the rules were not kept"
    assert told.own is not None
    assert told.own.outcome.refusal is not None
    assert told.own.outcome.refusal.code == door.value.code
    assert refusal_zh(door.value) in why(told)
    assert [each.code for each in inspect(source).breaches] == [door.value.code]
