"""A server on a port of its own, and people who hold their own keys."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from adapters.client.client import Client
from adapters.ledger.application import Ledger
from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.database import open_engine
from adapters.vault.vault import Vault
from api.composition import ServerServices
from api.http.app import create_app
from api.http.settings import Settings
from audit.format.note import NoteSigner
from domain.kernel import Command
from domain.mandate.commands import EnrolKey, GrantMandate
from domain.mandate.roles import Role
from domain.mandate.signing import Mandated
from domain.values.time import BEIJING
from projections.views import Views
from tests.support.office import ORIGIN, signer

START = datetime(2026, 6, 1, 9, tzinfo=BEIJING)
GENEROUS = Settings(requests_a_second=100_000, burst=100_000, follow_seconds=0.01)


@dataclass
class House:
    """A founded ledger behind an application; the test sets its clock."""

    app: FastAPI
    ledger: Ledger
    now: list[datetime]
    url: str = ""
    enrolled: set[str] = field(default_factory=lambda: {"root"})
    offices: dict[str, Mandated] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def root(self) -> Mandated:
        return Mandated("root", Role.ROOT, "d1", "root-root")

    def client(self, person: str) -> Client:
        """Return a person's client, with a session."""
        if person not in self.clients:
            fresh = Client(self.url, signer=signer(person), vkey=self.ledger.vkey)
            fresh.login()
            self.clients[person] = fresh
        return self.clients[person]

    def act(self, commands: Command | list[Command], *actors: Mandated) -> int:
        """Record over HTTP, each actor signing with a key that the server has not."""
        listed = commands if isinstance(commands, list) else [commands]
        persons = list(dict.fromkeys(actor.person for actor in actors))
        others = [signer(person) for person in persons[1:]]
        return self.client(persons[0]).execute(listed, actors, *others).index

    def record(self, commands: Command | list[Command], *actors: Mandated) -> int:
        """Record without HTTP, while nothing is served."""
        listed = commands if isinstance(commands, list) else [commands]
        persons = dict.fromkeys(actor.person for actor in actors)
        return self.ledger.execute(listed, actors, [signer(each) for each in persons]).index

    def mandates(self, person: str) -> list[Any]:
        """Return a person as an actor: with the one office held, or for oneself."""
        held = self.offices.get(person)
        office = {"role": held.role, "body": held.body, "mandate": held.mandate} if held else {}
        return [{"person": person or "nobody", "role": "self", **office}]

    def headers_of(self, person: str) -> dict[str, str]:
        """Return the headers of the session that a person has."""
        return {"Authorization": self.client(person).authorization}

    def headers(self, person: str) -> dict[str, str]:
        """Return the headers of a fresh session, or none for nobody."""
        if not person:
            return {}
        with Client(self.url, signer=signer(person)) as fresh:
            fresh.login()
            return {"Authorization": fresh.authorization}

    def hire(self, person: str, role: Role | None = None, body: str = "") -> Mandated:
        """Enrol a person's key, and grant an office."""
        commands: list[Command] = []
        if person not in self.enrolled:
            commands.append(EnrolKey.model_validate(signer(person).enrolment(ORIGIN)))
            self.enrolled.add(person)
        actor = Mandated(person, Role.SELF)
        if role is not None:
            actor = Mandated(person, role, body, f"{role}-{person}-{body}"[:64])
            commands.append(
                GrantMandate(
                    mandate=actor.mandate, person=person, role=role, body=body, from_on=START.date()
                )
            )
        self.ledger.execute(commands, [self.root], [signer("root")])
        return actor


@contextmanager
def house_at(
    url: str,
    folder: Path,
    *,
    settings: Settings = GENEROUS,
    clock: Callable[[], datetime] | None = None,
) -> Iterator[House]:
    """Open a ledger, founded if it is new, and its application, without a port.

    Its clock stands where the test sets it, unless it has one of its own.
    """
    now = [START]
    engine, views = open_engine(url), open_engine(f"sqlite:///{folder / 'views.db'}")
    ledger = Ledger(
        engine=engine,
        log_signer=NoteSigner(ORIGIN, signer("log").key),
        vault=Vault(hashlib.sha256(b"master").digest()),
        checkpoints=CheckpointFile(folder / "checkpoint"),
        clock=clock or (lambda: now[0]),
    )
    if not ledger.size():
        ledger.found(district="d1", name="试验区", signer=signer("root"))
    try:
        services = ServerServices(ledger, engine, Views(views), views)
        yield House(create_app(services, settings), ledger, now)
    finally:
        engine.dispose()
        views.dispose()


@contextmanager
def served(house: House, port: int = 0) -> Iterator[House]:
    """Serve a house on a port, or on a free one, in a thread."""
    config = uvicorn.Config(house.app, host="127.0.0.1", port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    house.url = f"http://127.0.0.1:{port}"
    try:
        yield house
    finally:
        for client in house.clients.values():
            client.close()
        server.should_exit = True
        thread.join()
