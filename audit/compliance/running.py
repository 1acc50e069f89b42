"""States as history goes on: every stream folded once, act by act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audit.replay.authenticity import CheckedAct
from audit.replay.causes import streams_named
from audit.replay.events import Logged
from audit.replay.folding import folded
from audit.replay.source import Place
from domain.kernel import Aggregate
from domain.signers import DUTIES

_NAMING = frozenset({"teacher", "plan"})


class RunningStates:
    """Implements ``audit.replay.folding.History`` for a walk from the first act to the last."""

    def __init__(self) -> None:
        self.states: dict[str, Aggregate | None] = {}
        self._signings: dict[str, dict[str, frozenset[str]]] = {}
        self._naming: dict[tuple[str, str], dict[str, None]] = {}

    def state(self, stream: str, before: Place) -> Aggregate | None:  # noqa: ARG002 - the walk knows
        return self.states.get(stream)

    def signings(self, stream: str, before: Place) -> Mapping[str, frozenset[str]]:  # noqa: ARG002
        return self._signings.get(stream, {})

    def naming(self, stream: str, kind: str, before: Place) -> Sequence[str]:  # noqa: ARG002
        return tuple(self._naming.get((stream, kind), ()))

    def take(self, checked: CheckedAct) -> None:
        """Go on by one act."""
        persons = frozenset(signer.actor.person for signer in checked.signers)
        for each in checked.events:
            self.states[each.stream] = folded(each.stream, self.states.get(each.stream), each)
            self._name(each)
            topic = each.event.TOPIC
            if topic in DUTIES:
                known = self._signings.setdefault(each.stream, {})
                known[topic] = known.get(topic, frozenset()) | persons

    def _name(self, event: Logged) -> None:
        """Remember which teachers and plans are of which school."""
        kind = event.stream.partition(":")[0]
        if kind in _NAMING:
            for name in streams_named(event.stream, event.data):
                if name.startswith("school:"):
                    self._naming.setdefault((name, kind), {})[event.stream] = None
