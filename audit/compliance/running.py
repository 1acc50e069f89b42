"""States as history goes on: every stream folded once, act by act."""

from __future__ import annotations

from collections.abc import Mapping

from audit.replay.authenticity import CheckedAct
from audit.replay.folding import folded
from audit.replay.source import Place
from domain.kernel import Aggregate
from domain.signers import DUTIES


class RunningStates:
    """Implements ``audit.replay.folding.History`` for a walk from the first act to the last."""

    def __init__(self) -> None:
        self.states: dict[str, Aggregate | None] = {}
        self._signings: dict[str, dict[str, frozenset[str]]] = {}

    def state(self, stream: str, before: Place) -> Aggregate | None:  # noqa: ARG002 - the walk knows
        return self.states.get(stream)

    def signings(self, stream: str, before: Place) -> Mapping[str, frozenset[str]]:  # noqa: ARG002
        return self._signings.get(stream, {})

    def take(self, checked: CheckedAct) -> None:
        """Go on by one act."""
        persons = frozenset(signer.actor.person for signer in checked.signers)
        for each in checked.events:
            self.states[each.stream] = folded(each.stream, self.states.get(each.stream), each)
            topic = each.event.TOPIC
            if topic in DUTIES:
                known = self._signings.setdefault(each.stream, {})
                known[topic] = known.get(topic, frozenset()) | persons
