"""The one place where the ledger, its keys, its vault and its views are put together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from adapters.keystore.files import FileKeystore, KeystoreError
from adapters.ledger.application import Ledger, wall_clock
from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.database import open_engine
from adapters.vault.vault import Vault
from audit.format.note import NoteSigner
from projections.views import Views

PASSPHRASE_VARIABLE = "GONGXIN_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
DATABASE_VARIABLE = "GONGXIN_DATABASE_URL"
LOG_KEY, VAULT_KEY = "log", "vault"


class HomeError(Exception):
    """Raised when a home directory does not hold what is asked of it."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the ways in work with."""

    home: Path
    ledger: Ledger
    views: Views
    keystore: FileKeystore

    def catch_up(self) -> int:
        """Bring the views up to date; return the index that they reached."""
        return self.views.catch_up(self.ledger)

    def names(self, persons: set[str]) -> dict[str, str]:
        """Return the names of people from the vault; erased people have none."""
        return self.ledger.names_of(persons)


def create_home(home: Path, origin: str) -> None:
    """Make a new home: keys for log and vault, and the origin of the log.

    The passphrase comes from ``GONGXIN_PASSPHRASE``; without it one is made up and kept in
    the home, readable by its owner alone, which is good for a trial and for nothing else.

    Raises:
        HomeError: There is a home already.
    """
    if (home / "origin").exists():
        raise HomeError(f"{home} holds a ledger already")
    home.mkdir(parents=True, exist_ok=True)
    if PASSPHRASE_VARIABLE not in os.environ:
        file = os.open(home / "passphrase", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as out:
            out.write(secrets.token_urlsafe(24))
    keystore = FileKeystore(home / "keys", _passphrase(home))
    keystore.create(LOG_KEY)
    keystore.create(VAULT_KEY)
    (home / "origin").write_text(origin)


@contextmanager
def open_home(home: Path, *, clock: Callable[[], datetime] | None = None) -> Iterator[Services]:
    """Open the ledger in a home directory.

    Raises:
        HomeError: There is no ledger, or its keys cannot be opened.
    """
    keystore, log_signer = _keys(home)
    engine, views_engine = open_engine(_url(home)), open_engine(f"sqlite:///{home / 'views.db'}")
    try:
        ledger = Ledger(
            engine=engine,
            log_signer=log_signer,
            vault=Vault(keystore.secret(VAULT_KEY)),
            checkpoints=CheckpointFile(home / "checkpoint"),
            clock=clock or wall_clock,
        )
        yield Services(home, ledger, Views(views_engine), keystore)
    finally:
        _dispose(engine, views_engine)


@dataclass(frozen=True, slots=True)
class ServerServices:
    """What the HTTP door works with. Its views have a database of their own."""

    ledger: Ledger
    engine: Engine
    views: Views
    views_engine: Engine


@contextmanager
def open_server(home: Path) -> Iterator[ServerServices]:
    """Open the ledger of a home directory for the HTTP door.

    Raises:
        HomeError: There is no ledger, or its keys cannot be opened.
    """
    keystore, log_signer = _keys(home)
    views = f"sqlite:///{home / 'http-views.db'}"
    engine, views_engine = open_engine(_url(home)), open_engine(views)
    try:
        ledger = Ledger(
            engine=engine,
            log_signer=log_signer,
            vault=Vault(keystore.secret(VAULT_KEY)),
            checkpoints=CheckpointFile(home / "checkpoint"),
        )
        yield ServerServices(ledger, engine, Views(views_engine), views_engine)
    finally:
        _dispose(engine, views_engine)


def person_keys(home: Path) -> FileKeystore:
    """Return the keystore of a person who works with a server elsewhere.

    Raises:
        HomeError: There is no passphrase for it.
    """
    return FileKeystore(home / "keys", _passphrase(home))


def _keys(home: Path) -> tuple[FileKeystore, NoteSigner]:
    if not (home / "origin").exists():
        raise HomeError(
            f"no ledger in {home} 该目录没有台账: `gongxin init --home {home}` founds one 建立,"
            f" `gongxin demo --home {home}` shows one 演示"
        )
    try:
        keystore = FileKeystore(home / "keys", _passphrase(home))
        log_key = keystore.load(LOG_KEY).key
    except KeystoreError as exc:
        raise HomeError(str(exc)) from exc
    return keystore, NoteSigner((home / "origin").read_text(), log_key)


def _url(home: Path) -> str:
    return os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{home / 'ledger.db'}"


def _passphrase(home: Path) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    file = home / "passphrase"
    if given:
        return given
    if file.exists():
        return file.read_text()
    raise HomeError(f"set {PASSPHRASE_VARIABLE} to the keystore's passphrase")


def _dispose(*engines: Engine) -> None:
    for engine in engines:
        engine.dispose()
