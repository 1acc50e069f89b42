"""From a decision to the act that people sign: bodies in their streams, hashes, summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from eventsourcing.persistence import StoredEvent

from adapters.ledger.acts import Draft, digest_of, instant_text, new_act_id, summary_of
from adapters.ledger.given import names_in
from adapters.ledger.mapper import data_of
from adapters.ledger.rows import SealedAct
from adapters.ledger.states import LedgerStates
from adapters.vault.vault import Secret
from audit.format.act import Act, Actor, Basis
from audit.format.body import NONCE_SIZE, EventBody
from audit.format.restricted_json import JsonValue
from audit.format.tree import CompactRange, leaf_hash
from domain.kernel import Command, Decision
from domain.mandate.events import PersonErased
from domain.mandate.signing import Mandated

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes acts of one log."""

    log: str
    random: Random

    def compose(
        self,
        commands: Sequence[Command],
        decision: Decision,
        actors: Sequence[Mandated],
        at: datetime,
        *,
        cause: str | None,
        tree: CompactRange,
        states: LedgerStates,
    ) -> Draft:
        """Return the act that records a decision; ``states`` have read what it rests on."""
        act_id = new_act_id(self.random(10))
        facts = [data_of(recorded.event) for recorded in decision]
        events, secrets = self._bodies(decision, facts, act_id, states)
        summary = summary_of(decision, facts, actors)
        act = Act(
            log=self.log,
            act=act_id,
            at=instant_text(at),
            actors=tuple(Actor(a.person, a.role, a.body, a.mandate) for a in actors),
            basis=Basis(tree.size, tree.root()),
            cause=cause,
            summary=digest_of(summary),
            events=tuple(leaf_hash(each.state) for each in events),
            nonce=self.random(NONCE_SIZE),
        )
        erased = tuple(
            recorded.event.person
            for recorded in decision
            if isinstance(recorded.event, PersonErased)
        )
        gives = tuple(names_in(decision))
        unsigned = SealedAct(events, secrets, erased, dict(states.reads), tree.size, gives)
        return Draft(
            act=act,
            data=act.to_bytes(),
            summary=summary,
            actors=tuple(actors),
            decision=decision,
            unsigned=unsigned,
            after=dict(states.after),
            commands=tuple(commands),
            at=at,
        )

    def _bodies(
        self,
        decision: Decision,
        facts: Sequence[Mapping[str, JsonValue]],
        act_id: str,
        states: LedgerStates,
    ) -> tuple[tuple[StoredEvent, ...], tuple[tuple[Secret, str], ...]]:
        heads: dict[str, tuple[int, bytes | None]] = {}
        events, secrets = [], []
        for n, (recorded, data) in enumerate(zip(decision, facts, strict=True)):
            name = recorded.stream
            if name not in heads:
                stored = states.stream(name)
                heads[name] = stored.position, stored.head
            position, prev = heads[name]
            mine = [Secret.of(each.path, each.subject, each.value) for each in recorded.personal]
            body = EventBody(
                log=self.log,
                act=act_id,
                n=n,
                stream=name,
                position=position + 1,
                prev=prev,
                topic=recorded.event.TOPIC,
                data=dict(data),
                nonce=self.random(NONCE_SIZE),
                pii=tuple(secret.commitment for secret in mine),
            ).to_bytes()
            heads[name] = position + 1, leaf_hash(body)
            events.append(StoredEvent(name, position + 1, recorded.event.TOPIC, body))
            secrets += [(each, f"{name}#{position + 1}#{each.path}") for each in mine]
        return tuple(events), tuple(secrets)
