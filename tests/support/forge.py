"""A tiny genuine log, and forgers who hold valid keys."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.format.act import Act, Actor, Basis, signing_bytes
from audit.format.body import Commitment, EventBody
from audit.format.bundle_writer import write_bundle
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.encoding import b64
from audit.format.entry import Entry, Signature
from audit.format.keys import SUITE_ED25519, key_proof_bytes, kid_of
from audit.format.note import NoteSigner
from audit.format.restricted_json import JsonValue
from audit.format.tree import CompactRange, leaf_hash
from audit.format.verify import Body
from tests.support.authenticator import Authenticator

LOG = "gongxin.example/test"
AT = "2026-08-18T01:00:00.000Z"
ROOT = Actor("root", "root", "district", "m-root")


def key_of(person: str) -> Ed25519PrivateKey:
    """Return the same key for a name in every run. Never outside tests."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(person.encode()).digest())


def kid(person: str) -> str:
    return kid_of(SUITE_ED25519, key_of(person).public_key().public_bytes_raw())


def enrolment(person: str, *, log: str = LOG) -> dict[str, JsonValue]:
    public = key_of(person).public_key().public_bytes_raw()
    proof = key_of(person).sign(
        key_proof_bytes(log=log, person=person, suite=SUITE_ED25519, key=public)
    )
    return {
        "person": person,
        "kid": kid(person),
        "suite": SUITE_ED25519,
        "key": b64(public),
        "proof": b64(proof),
    }


def grant(mandate: str, person: str, role: str, body: str) -> dict[str, JsonValue]:
    return {
        "mandate": mandate,
        "person": person,
        "role": role,
        "body": body,
        "from": "2026-01-01",
        "until": None,
    }


Fact = tuple[str, str, Mapping[str, JsonValue]]
"""Stream, topic and data of an event."""
Sealed = tuple[Commitment, ...]


@dataclass
class Forge:
    """Writes a log act by act, as an operator with all keys could."""

    log: str = LOG
    tree: CompactRange = field(default_factory=CompactRange)
    entries: list[bytes] = field(default_factory=list)
    bodies: list[list[Body]] = field(default_factory=list)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _random: int = 0

    def found(self) -> Forge:
        self.act(
            [
                (
                    "district:district",
                    "mandate.log-founded.v1",
                    {"district": "district", "name": "试验区", "root_person": "root"},
                ),
                ("mandates:root", "mandate.key-enrolled.v1", enrolment("root", log=self.log)),
                (
                    "mandates:root",
                    "mandate.mandate-granted.v1",
                    grant("m-root", "root", "root", "district"),
                ),
            ]
        )
        return self

    def enrol(self, person: str, role: str = "principal", body: str = "s1") -> None:
        stream = f"mandates:{person}"
        self.act(
            [
                (stream, "mandate.key-enrolled.v1", enrolment(person, log=self.log)),
                (
                    stream,
                    "mandate.mandate-granted.v1",
                    grant(f"m-{person}", person, role, body),
                ),
            ]
        )

    def act(
        self,
        facts: Sequence[Fact],
        *,
        actors: Sequence[Actor] = (ROOT,),
        signers: Sequence[str | Authenticator] | None = None,
        basis: Basis | None = None,
        at: str = AT,
        sealed: Sequence[Sealed] = (),
    ) -> None:
        """Record an act; ``sealed`` holds, event by event, what each commits to."""
        number = len(self.entries)
        act_id = f"019900aa-0000-7000-8000-{number:012x}"
        committed = [*sealed, *[()] * (len(facts) - len(sealed))]
        bodies = [self.body(act_id, n, fact, committed[n]) for n, fact in enumerate(facts)]
        act = Act(
            log=self.log,
            act=act_id,
            at=at,
            actors=tuple(actors),
            basis=basis or Basis(self.tree.size, self.tree.root()),
            summary=hashlib.sha256(b"summary").digest(),
            events=tuple(leaf_hash(each) for each in bodies),
            nonce=self.random(16),
        )
        who = signers or [actor.person for actor in actors]
        self.put(sign(act.to_bytes(), who), bodies)

    def put(self, entry: bytes, bodies: Sequence[Body]) -> None:
        self.entries.append(entry)
        self.bodies.append(list(bodies))
        self.tree.append(leaf_hash(entry))

    def body(self, act_id: str, n: int, fact: Fact, sealed: Sealed = ()) -> bytes:
        stream, topic, data = fact
        position, prev = self.heads.get(stream, (0, None))
        body = EventBody(
            log=self.log,
            act=act_id,
            n=n,
            stream=stream,
            position=position + 1,
            prev=prev,
            topic=topic,
            data=dict(data),
            nonce=self.random(16),
            pii=sealed,
        ).to_bytes()
        self.heads[stream] = (position + 1, leaf_hash(body))
        return body

    def random(self, size: int) -> bytes:
        self._random += 1
        return hashlib.sha256(f"random {self._random}".encode()).digest()[:size]

    @property
    def signer(self) -> NoteSigner:
        return NoteSigner(self.log, key_of("the log itself"))

    @property
    def vkey(self) -> str:
        return self.signer.verifier.vkey

    def checkpoint(self) -> Checkpoint:
        tree = CompactRange()
        for entry in self.entries:
            tree.append(leaf_hash(entry))
        return Checkpoint(self.log, tree.size, tree.root())

    def export(self, directory: Path, *, note: bytes = b"") -> Path:
        checkpoint = self.checkpoint()
        write_bundle(
            directory,
            vkey=self.vkey,
            checkpoint=checkpoint,
            note=note or sign_checkpoint(checkpoint, self.signer),
            entries=zip(self.entries, self.bodies, strict=True),
        )
        return directory


def sign(act: bytes, who: Sequence[str | Authenticator]) -> bytes:
    return Entry(act, tuple(_signature(signing_bytes(act), each) for each in who)).to_bytes()


def _signature(message: bytes, who: str | Authenticator) -> Signature:
    if isinstance(who, Authenticator):
        return who.sign(message)
    return Signature(SUITE_ED25519, kid(who), key_of(who).sign(message))


def passkey_log(li: Authenticator) -> Forge:
    """Three acts: founding, a teacher's passkey, an act that she and the root sign."""
    forge = Forge().found()
    forge.act([("mandates:p-li", "mandate.key-enrolled.v1", li.enrolment(forge.log))])
    forge.act(
        [("teacher:p-li", "teacher.teacher-registered.v1", {"school": "s1"})],
        actors=[ROOT, Actor("p-li", "self", "", "")],
        signers=["root", li],
    )
    return forge


def small_log() -> Forge:
    """Three acts: founding, a principal's key and office, one decision of hers."""
    forge = Forge().found()
    forge.enrol("wang")
    forge.act(
        [("school:s1", "school.seat-taken.v1", {"person": "li", "post": "教学-01", "round": "r1"})],
        actors=[Actor("wang", "principal", "s1", "m-wang")],
    )
    return forge
