"""Suite 2: what a passkey signed in a browser (WebAuthn, ES256), bound to one site.

A key says at which site it signs, and each signature carries what the browser and the
authenticator said: the page, the challenge, that the user was there and was verified.
``SPEC.md`` §6.1 is the rule; nothing else is accepted.
"""

from __future__ import annotations

import binascii
import hashlib
import json
import re
from dataclasses import dataclass
from typing import NamedTuple, NoReturn, TypeAlias

from audit.format import es256
from audit.format.errors import MalformedError
from audit.format.keys import POINT_SIZE

MAX_CLIENT_DATA = 1024
MAX_CREDENTIAL = 1023
MAX_ASSERTION = 2 + 37 + 2 + MAX_CLIENT_DATA + 2 + 72
"""Most bytes of a signature of this suite; about 300 are usual."""
AUTHENTICATOR_DATA = 37
_FLAGS_AT = 32
FLAGS = frozenset((0x05, 0x0D, 0x1D))
"""User present and verified; of a passkey that cannot be, may be, or is backed up."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(
    rf"(https?)://((?:{_LABEL}\.)*(?=[a-z]){_LABEL})(?::([1-9][0-9]{{0,4}}))?", re.ASCII
)
_MAX_ORIGIN, _MAX_HOST, _MAX_PORT = 255, 253, 65_535
_DEFAULT_PORTS = {"https": "443", "http": "80"}
_MOST_BRACKETS = 16
_Json: TypeAlias = "bool | str | list[_Json] | dict[str, _Json] | None"


def site_of(origin: str) -> str:
    """Return the host of an origin, which is the id of the site to which passkeys are bound.

    Raises:
        MalformedError: Not the one spelling of an ``https`` origin, or of ``http://localhost``.
    """
    found = _ORIGIN.fullmatch(origin)
    if found is None or len(origin) > _MAX_ORIGIN:
        raise MalformedError(f"not an origin for passkeys: {origin[:60]!r}")
    scheme, host, port = found.groups()
    if scheme == "http" and host != "localhost":
        raise MalformedError("passkeys need https, or localhost")
    if len(host) > _MAX_HOST or (
        port and (port == _DEFAULT_PORTS[scheme] or int(port) > _MAX_PORT)
    ):
        raise MalformedError(f"an origin with a second spelling: {origin[:60]!r}")
    return str(host)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A suite 2 key: the point, the page origin it serves, and its handle on the device."""

    point: bytes
    origin: str
    credential: bytes

    @property
    def site(self) -> str:
        """The relying party id: the origin's host."""
        return site_of(self.origin)

    def to_bytes(self) -> bytes:
        """Return ``point || u8 len(origin) || origin || credential id``, as it is enrolled."""
        origin = self.origin.encode("ascii")
        return self.point + bytes([len(origin)]) + origin + self.credential

    @classmethod
    def from_bytes(cls, data: bytes) -> Passkey:
        """Return the key in ``data``.

        Raises:
            MalformedError: No point of the curve, no origin, or no credential id.
        """
        point, rest = data[:POINT_SIZE], data[POINT_SIZE:]
        if not es256.is_point(point) or not rest:
            raise MalformedError("not a point of P-256")
        end = 1 + rest[0]
        origin, credential = rest[1:end], rest[end:]
        if not origin.isascii() or not 0 < len(credential) <= MAX_CREDENTIAL:
            raise MalformedError("a passkey without an origin or a credential id")
        site_of(origin.decode("ascii"))
        return cls(point, origin.decode("ascii"), credential)


class Assertion(NamedTuple):
    """What an authenticator answers: its data, the client's data, and a DER signature."""

    authenticator_data: bytes
    client_data: bytes
    signature: bytes

    def to_bytes(self) -> bytes:
        """Return the three, each with its length before it in two bytes."""
        return b"".join(len(part).to_bytes(2, "big") + part for part in self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Assertion:
        """Return the assertion in ``data``.

        Raises:
            MalformedError: Cut short, or bytes follow it.
        """
        parts, at = [], 0
        for _ in range(3):
            start = at + 2
            at = start + int.from_bytes(data[at:start], "big")
            parts.append(data[start:at])
        if at != len(data):
            raise MalformedError("an assertion of another length than it says")
        return cls(*parts)


def challenge_of(message: bytes) -> str:
    """Return the challenge that stands for a message: its SHA-256 in base64url."""
    return base64url(hashlib.sha256(message).digest())


def base64url(data: bytes) -> str:
    """Return base64url without padding."""
    text = binascii.b2a_base64(data, newline=False).translate(_URL).rstrip(b"=")
    return text.decode("ascii")


_URL = bytes.maketrans(b"+/", b"-_")


def is_key(key: bytes) -> bool:
    """Tell whether these are the bytes of a passkey, in their one spelling."""
    try:
        Passkey.from_bytes(key)
    except MalformedError:
        return False
    return True


def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a passkey signed the message at its site, its user present and verified."""
    try:
        passkey, made = Passkey.from_bytes(key), Assertion.from_bytes(signature)
        said = _said(made.client_data)
    except MalformedError:
        return False
    data = made.authenticator_data
    return (
        said.get("type") == "webauthn.get"
        and said.get("challenge") == challenge_of(message)
        and said.get("origin") == passkey.origin
        and said.get("crossOrigin", False) is False
        and "topOrigin" not in said
        and len(data) == AUTHENTICATOR_DATA
        and data[:_FLAGS_AT] == hashlib.sha256(passkey.site.encode()).digest()
        and data[_FLAGS_AT] in FLAGS
        and es256.verify(
            passkey.point, made.signature, data + hashlib.sha256(made.client_data).digest()
        )
    )


def _said(client_data: bytes) -> dict[str, _Json]:
    """Return what the browser said, which has one meaning for every reader.

    Numbers stay text: none of them is needed, and readers differ on large ones.
    """
    if len(client_data) > MAX_CLIENT_DATA:
        raise MalformedError("client data of more than 1024 bytes")
    try:
        text = client_data.decode("utf-8")
        said: _Json = _decoder.decode(text)
        json.dumps(said, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError) as exc:
        raise MalformedError("client data that is not JSON") from exc
    if not isinstance(said, dict) or text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise MalformedError("client data that is not a plain object")
    return said


def _once(pairs: list[tuple[str, _Json]]) -> dict[str, _Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedError("a name stands twice in client data")
    return found


def _refuse(text: str) -> NoReturn:
    raise MalformedError(f"{text} is not JSON")


_decoder = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=_refuse
)
