"""Keys in files: PKCS#8 under a passphrase, readable by their owner alone.

PKCS#8 as OpenSSL writes it stretches a passphrase too little, so the passphrase is
stretched once, with scrypt and the directory's own salt, before it meets any file.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from adapters.keystore.signer import SoftwareSigner

COST = 2**15
"""Scrypt's ``n``: about 0.1 s and 32 MiB for each guess at the passphrase."""
_SALT_SIZE = 32
_OTHERS = 0o077
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


class KeystoreError(Exception):
    """Raised when a key cannot be read or written safely."""


class FileKeystore:
    """One file a key, ``<name>.pem``, in a directory of its own."""

    def __init__(self, directory: Path, passphrase: str) -> None:
        """Open the directory, or create it.

        Raises:
            KeystoreError: No passphrase, or others may read the directory.
        """
        if not passphrase:
            raise KeystoreError("a passphrase is needed to open the keystore")
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_private(directory)
        self._directory = directory
        self._secret = _stretched(directory, passphrase)

    def create(self, name: str) -> SoftwareSigner:
        """Make and keep a new key for a person or a purpose.

        Raises:
            KeystoreError: The name is taken or not a plain name.
        """
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(self._secret)
        )
        _write_private(self._file(name), pem)
        return SoftwareSigner(name, key)

    def load(self, name: str) -> SoftwareSigner:
        """Return the signer whose key is kept under this name.

        Raises:
            KeystoreError: No such key, others may read it, or the passphrase is wrong.
        """
        file = self._file(name)
        if not file.exists():
            raise KeystoreError(f"no key {name} in the keystore")
        _must_be_private(file)
        try:
            key = load_pem_private_key(file.read_bytes(), self._secret)
        except ValueError as exc:
            raise KeystoreError(f"cannot open key {name}: wrong passphrase or damaged") from exc
        if not isinstance(key, Ed25519PrivateKey):
            raise KeystoreError(f"key {name} is not an Ed25519 key")
        return SoftwareSigner(name, key)

    def names(self) -> list[str]:
        """Return the names of all keys, sorted."""
        return sorted(file.stem for file in self._directory.glob("*.pem"))

    def secret(self, name: str) -> bytes:
        """Return a 32-byte secret that follows from the key of that name."""
        raw = self.load(name).key.private_bytes_raw()
        return HKDF(SHA256(), 32, None, b"gongxin/secret/v1\n" + name.encode()).derive(raw)

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise KeystoreError(f"not a plain name for a key: {name[:64]!r}")
        return self._directory / f"{name}.pem"


def _stretched(directory: Path, passphrase: str) -> bytes:
    file = directory / "salt"
    if not file.exists():
        _write_private(file, secrets.token_bytes(_SALT_SIZE))
    stretched = Scrypt(file.read_bytes(), 32, n=COST, r=8, p=1).derive(passphrase.encode())
    return stretched.hex().encode()


def _must_be_private(path: Path) -> None:
    if path.stat().st_mode & _OTHERS:
        raise KeystoreError(f"others may read {path}: take their rights away (chmod go=)")


def _write_private(file: Path, content: bytes) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as exc:
        raise KeystoreError(
            f"{file.name} exists already: move it away first 已有同名密钥文件，请先移走"
        ) from exc
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
