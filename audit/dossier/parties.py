"""Who has to do with a case, and in what part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.dossier.course import Unit
from audit.replay import wording
from audit.replay.case import Step
from audit.replay.events import Logged, persons_in


@dataclass(frozen=True, slots=True)
class Party:
    """A person and the parts that she had in the case."""

    person: str
    parts: tuple[str, ...]


def parties_of(
    target: Logged,
    steps: Sequence[Step],
    parts: Mapping[str, Mapping[str, None]],
    unit: Unit,
) -> list[Party]:
    """Return those with a part in the case, the person concerned, rivals, then those who signed."""
    found: dict[str, dict[str, None]] = {person: dict(own) for person, own in parts.items()}
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
            part = f"{wording.ROLES.get(actor.role, actor.role)}（{unit(actor.body)}）签署"
            found.setdefault(actor.person, {})[part] = None
    return [Party(person, tuple(told)) for person, told in found.items()]
