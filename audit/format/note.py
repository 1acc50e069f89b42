"""Signed notes (C2SP signed-note): a text and lines of signatures under it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.format.ed25519 import PUBLIC_SIZE, verify
from audit.format.encoding import b64, unb64
from audit.format.errors import MalformedError, NoteError

ALG_ED25519 = 0x01
KEY_ID_SIZE = 4
MAX_NOTE = 1_000_000
MAX_SIGNATURES = 100
_NAME = re.compile(r"[^\s+]{1,200}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_DASH = "\N{EM DASH} "


def key_id_of(name: str, alg: int, public: bytes) -> bytes:
    """Return four bytes that tell keys of one name apart."""
    seed = name.encode() + b"\n" + bytes([alg]) + public
    return hashlib.sha256(seed).digest()[:KEY_ID_SIZE]


def vkey_of(name: str, alg: int, public: bytes) -> str:
    """Return a key as people pass it on: name, key id and key."""
    return f"{name}+{key_id_of(name, alg, public).hex()}+{b64(bytes([alg]) + public)}"


def key_in(vkey: str, alg: int) -> tuple[str, bytes]:
    """Return name and public key of a vkey line for one kind of signature.

    Raises:
        NoteError: Not a vkey, or of another kind.
    """
    parts = vkey.strip().split("+", 2)
    if len(parts) != 3 or not _NAME.fullmatch(parts[0]):  # noqa: PLR2004 - the three parts
        raise NoteError("not a verifier key: name+keyid+key is due")
    try:
        key = unb64(parts[2], size=PUBLIC_SIZE + 1)
    except MalformedError as exc:
        raise NoteError("the verifier key is not 33 bytes in base64") from exc
    name, public = parts[0], key[1:]
    if key[0] != alg:
        raise NoteError(f"the verifier key is of kind {key[0]}, where {alg} is due")
    if key_id_of(name, alg, public).hex() != parts[1]:
        raise NoteError("the verifier key does not fit its key id")
    return name, public


@dataclass(frozen=True)
class NoteVerifier:
    """A known key: its name and its 32 raw bytes."""

    name: str
    public: bytes

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return key_id_of(self.name, ALG_ED25519, self.public)

    @property
    def vkey(self) -> str:
        """The key as people pass it on: name, key id and key."""
        return vkey_of(self.name, ALG_ED25519, self.public)

    @classmethod
    def from_vkey(cls, vkey: str) -> NoteVerifier:
        """Return the key that a vkey line names.

        Raises:
            NoteError: Not a vkey of an Ed25519 key.
        """
        return cls(*key_in(vkey, ALG_ED25519))


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line under a note: whose it says it is, and its bytes."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line as it stands under a note."""
        return f"{_DASH}{self.name} {b64(self.key_id + self.value)}\n"

    def is_by(self, name: str, key_id: bytes) -> bool:
        """Tell whether the line names this key."""
        return (self.name, self.key_id) == (name, key_id)


@dataclass(frozen=True)
class NoteSigner:
    """A key that signs notes, held in memory."""

    name: str
    key: Ed25519PrivateKey

    @cached_property
    def verifier(self) -> NoteVerifier:
        """The public half."""
        return NoteVerifier(self.name, self.key.public_key().public_bytes_raw())


def sign_note(text: str, signer: NoteSigner) -> bytes:
    """Return ``text``, which must end with a line feed, with one signature under it."""
    _check_text(text)
    value = signer.key.sign(text.encode())
    signature = NoteSignature(signer.name, signer.verifier.key_id, value)
    return f"{text}\n{signature.line}".encode()


def open_note(note: bytes, known: Sequence[NoteVerifier]) -> str:
    """Return the text of a note that a known key signed.

    Raises:
        NoteError: Malformed, no known key among the signers, or a known key's
            signature is bad. Signatures of unknown keys are ignored.
    """
    text, signatures = split_note(note)
    good = [_is_of(signature, text, known) for signature in signatures]
    if not any(good):
        raise NoteError("the note is not signed by a known key")
    return text


def split_note(note: bytes) -> tuple[str, list[NoteSignature]]:
    """Return a note's text and its signatures, none of which is checked.

    Raises:
        NoteError: Malformed.
    """
    if len(note) > MAX_NOTE:
        raise NoteError("the note is too large")
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise NoteError("the note is not UTF-8") from exc
    text, blank, lines = whole.rpartition("\n\n")
    if not blank:
        raise NoteError("the note has no signatures after a blank line")
    text += "\n"
    _check_text(text)
    return text, signatures_in(lines)


def signatures_in(lines: str) -> list[NoteSignature]:
    """Return the signatures that stand in lines, each of which ends with a line feed.

    Raises:
        NoteError: Malformed.
    """
    if not lines.endswith("\n"):
        raise NoteError("the note has no signatures after a blank line")
    single = lines[:-1].split("\n")
    if len(single) > MAX_SIGNATURES:
        raise NoteError("the note has too many signatures")
    return [_signature_of(line) for line in single]


def _is_of(signature: NoteSignature, text: str, known: Sequence[NoteVerifier]) -> bool:
    """Tell whether a known key signed; a key that is not known counts for nothing."""
    for verifier in known:
        if signature.is_by(verifier.name, verifier.key_id):
            if not verify(verifier.public, signature.value, text.encode()):
                raise NoteError(f"bad signature of {signature.name} under the note")
            return True
    return False


def _signature_of(line: str) -> NoteSignature:
    name, blank, encoded = line.removeprefix(_DASH).partition(" ")
    if not (line.startswith(_DASH) and blank and _NAME.fullmatch(name)):
        raise NoteError("a signature line of the note is malformed")
    try:
        signature = unb64(encoded)
    except MalformedError as exc:
        raise NoteError("a signature of the note is not base64") from exc
    if len(signature) <= KEY_ID_SIZE:
        raise NoteError("a signature of the note is too short")
    return NoteSignature(name, signature[:KEY_ID_SIZE], signature[KEY_ID_SIZE:])


def _check_text(text: str) -> None:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteError("a note's text ends with a line feed and has no control characters")
