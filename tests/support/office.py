"""A bureau with a ledger: people with keys and offices, and short ways to act."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from adapters.keystore.signer import SoftwareSigner
from adapters.ledger.acts import Receipt
from adapters.ledger.application import Ledger
from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.database import open_engine
from adapters.ledger.errors import LedgerError
from adapters.vault.vault import Vault
from audit.format.note import NoteSigner
from domain.kernel import Command
from domain.mandate.commands import EnrolKey, GrantMandate
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated

ORIGIN = "gongxin.example/office"
DAY = date(2026, 8, 18)
NOON = datetime(2026, 8, 18, 4, tzinfo=UTC)


@cache
def signer(person: str) -> SoftwareSigner:
    """Return the same key for a name in every run. Never outside tests."""
    seed = hashlib.sha256(f"key of {person}".encode()).digest()
    return SoftwareSigner(person, Ed25519PrivateKey.from_private_bytes(seed))


@dataclass
class Office:
    """A ledger and a clock that tests can set."""

    engine: Engine
    ledger: Ledger
    now: list[datetime] = field(default_factory=lambda: [NOON])

    @classmethod
    def at(cls, url: str, folder: Path) -> Office:
        """Open the ledger at a URL; its checkpoint is in ``folder``."""
        engine, now = open_engine(url), [NOON]
        try:
            ledger = Ledger(
                engine=engine,
                log_signer=NoteSigner(ORIGIN, signer("log").key),
                vault=Vault(hashlib.sha256(b"master").digest()),
                checkpoints=CheckpointFile(folder / "checkpoint"),
                clock=lambda: now[0],
            )
        except LedgerError:
            engine.dispose()
            raise
        return cls(engine, ledger, now)

    def founded(self) -> Office:
        """Found the log; the root may then grant offices."""
        self.ledger.found(district="d1", name="试验区", signer=signer("root"))
        return self

    @property
    def root(self) -> Mandated:
        return Mandated("root", Role.ROOT, "d1", "root-root")

    def hire(
        self, person: str, role: Role | None = None, body: str = "", *, since: date = DAY
    ) -> Mandated:
        """Enrol a person's key and grant an office; without one the person acts as self."""
        commands: list[Command] = []
        if person not in self._enrolled:
            commands.append(EnrolKey.model_validate(signer(person).enrolment(ORIGIN)))
        actor = Mandated(person, Role.SELF)
        if role is not None:
            actor = Mandated(person, role, body, f"{role}-{person}-{body}")
            commands.append(
                GrantMandate(
                    mandate=actor.mandate, person=person, role=role, body=body, from_on=since
                )
            )
        self._enrolled.add(person)
        self.ledger.execute(commands, [self.root], [signer("root")])
        return actor

    def act(self, command: Command, *actors: Mandated) -> Receipt:
        """Record one command, signed by all its actors."""
        return self.act_all([command], *actors)

    def act_all(self, commands: Sequence[Command], *actors: Mandated) -> Receipt:
        """Record several commands as one act."""
        persons = dict.fromkeys(actor.person for actor in actors)
        return self.ledger.execute(commands, actors, [signer(person) for person in persons])

    _enrolled: set[str] = field(default_factory=set)
