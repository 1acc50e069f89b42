"""Who has to do with a case, and in what part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.replay import wording
from audit.replay.case import Step
from audit.replay.events import Logged, persons_in


@dataclass(frozen=True, slots=True)
class Party:
    """A person and the parts that she had in the case."""

    person: str
    parts: tuple[str, ...]


def parties_of(target: Logged, steps: Sequence[Step]) -> list[Party]:
    """Return the person concerned first, then rivals, then those who signed."""
    found: dict[str, dict[str, None]] = {}
    for person in persons_in(target):
        found.setdefault(person, {})["决定涉及的本人"] = None
    for step in steps:
        for person in persons_in(step.outcome.lead):
            found.setdefault(person, {"同一岗位或同一事项的人员": None})
    for step in steps:
        for signer in step.checked.signers:
            actor = signer.actor
            if actor.role == "self":
                continue
            part = f"{wording.ROLES.get(actor.role, actor.role)}（{actor.body}）签署"
            found.setdefault(actor.person, {})[part] = None
    return [Party(person, tuple(parts)) for person, parts in found.items()]
