"""The one place where the ledger, its keys, its vault and its views are put together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from adapters.keystore.files import FileKeystore, KeystoreError
from adapters.ledger.application import Clock, Ledger, wall_clock
from adapters.ledger.checkpoints import CheckpointFile
from adapters.ledger.database import open_engine
from adapters.vault.vault import Vault
from adapters.witness.state import StateFile
from adapters.witness.witness import Witness
from audit.format.cosignature import WitnessKey, WitnessSigner
from audit.format.errors import NoteError
from audit.format.note import NoteSigner, NoteVerifier
from projections.views import Views

PASSPHRASE_VARIABLE = "GONGXIN_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
DATABASE_VARIABLE = "GONGXIN_DATABASE_URL"
LOG_KEY, VAULT_KEY = "log", "vault"
WITNESS_KEY, WITNESS_NAME, WITNESS_STATE = "witness", "name", "state.json"


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
    _make_passphrase(home)
    keystore = FileKeystore(home / "keys", _passphrase(home))
    keystore.create(LOG_KEY)
    keystore.create(VAULT_KEY)
    (home / "origin").write_text(origin)


@contextmanager
def open_home(home: Path, *, clock: Clock = wall_clock) -> Iterator[Services]:
    """Open the ledger in a home directory.

    Raises:
        HomeError: There is no ledger, or its keys cannot be opened.
    """
    keystore, log_signer = _keys(home)
    with _engines(home, "views.db") as (engine, views_engine):
        ledger = _ledger(home, engine, keystore, log_signer, clock)
        yield Services(home, ledger, Views(views_engine), keystore)


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
    with _engines(home, "http-views.db") as (engine, views_engine):
        ledger = _ledger(home, engine, keystore, log_signer, wall_clock)
        yield ServerServices(ledger, engine, Views(views_engine), views_engine)


def person_keys(home: Path) -> FileKeystore:
    """Return the keystore of a person who works with a server elsewhere.

    Raises:
        HomeError: There is no passphrase for it.
    """
    return FileKeystore(home / "keys", _passphrase(home))


@contextmanager
def _engines(home: Path, views: str) -> Iterator[tuple[Engine, Engine]]:
    """Open the databases of the ledger and of its views, and close them at the end."""
    engine, views_engine = open_engine(_url(home)), open_engine(f"sqlite:///{home / views}")
    try:
        yield engine, views_engine
    finally:
        engine.dispose()
        views_engine.dispose()


def _ledger(
    home: Path, engine: Engine, keystore: FileKeystore, log_signer: NoteSigner, clock: Clock
) -> Ledger:
    return Ledger(
        engine=engine,
        log_signer=log_signer,
        vault=Vault(keystore.secret(VAULT_KEY)),
        checkpoints=CheckpointFile(home / "checkpoint"),
        clock=clock,
    )


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
    raise HomeError(
        f"set {PASSPHRASE_VARIABLE} to the keystore's passphrase 请在该环境变量中给出密钥口令"
    )


def _make_passphrase(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if PASSPHRASE_VARIABLE not in os.environ:
        file = os.open(folder / "passphrase", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as out:
            out.write(secrets.token_urlsafe(24))


def create_witness(folder: Path, name: str) -> str:
    """Make a witness: its key and the state of one that has seen nothing; return its vkey.

    The passphrase comes from where that of a home does: see ``create_home``.

    Raises:
        HomeError: There is a witness already, or the name is none for a key.
    """
    if (folder / WITNESS_NAME).exists():
        raise HomeError(f"{folder} holds a witness already")
    try:
        WitnessKey.from_vkey(WitnessKey(name, bytes(32)).vkey)
    except NoteError as exc:
        raise HomeError(f"{name!r} is no name for a witness: no blanks, no +") from exc
    _make_passphrase(folder)
    keystore = FileKeystore(folder / "keys", _passphrase(folder))
    vkey = WitnessSigner(name, keystore.create(WITNESS_KEY).key).witness.vkey
    StateFile(folder / WITNESS_STATE, vkey).create()
    (folder / WITNESS_NAME).write_text(name, encoding="utf-8")
    return vkey


def open_witness(folder: Path, logs: Sequence[str]) -> Witness:
    """Open the witness in a folder, for the logs whose verifier keys are given.

    Raises:
        HomeError: There is no witness, its key cannot be opened, or a log's key is none.
    """
    if not (folder / WITNESS_NAME).exists():
        raise HomeError(f"no witness in {folder}: make one with `gongxin witness new`")
    name = (folder / WITNESS_NAME).read_text(encoding="utf-8")
    try:
        key = FileKeystore(folder / "keys", _passphrase(folder)).load(WITNESS_KEY).key
        signer = WitnessSigner(name, key)
        state = StateFile(folder / WITNESS_STATE, signer.witness.vkey)
        known = [NoteVerifier.from_vkey(each) for each in logs]
        return Witness(signer, known, state, lambda: int(wall_clock().timestamp()))
    except (KeystoreError, NoteError) as exc:
        raise HomeError(str(exc)) from exc
