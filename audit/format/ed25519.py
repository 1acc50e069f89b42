"""The strict Ed25519 rule: what OpenSSL accepts, less weak or non-canonical A and R.

Libraries disagree on edge cases, and two auditors must never disagree. A signature
is good when ``cryptography`` accepts it and neither the key A nor the point R is one
of the 14 small-order or non-canonical encodings listed here. That is libsodium's rule.
"""

from __future__ import annotations

from collections.abc import Callable

PUBLIC_SIZE = 32
SIGNATURE_SIZE = 64

_PRIME = 2**255 - 19
_ORDER_EIGHT_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER_Y = (
    0,
    1,
    _ORDER_EIGHT_Y,
    _PRIME - _ORDER_EIGHT_Y,
    _PRIME - 1,
    _PRIME,  # 0, not reduced
    _PRIME + 1,  # 1, not reduced
)
BLOCKED = frozenset(
    (y | sign << 255).to_bytes(32, "little") for y in _SMALL_ORDER_Y for sign in (0, 1)
)
"""The 14 encodings that neither a key nor an R may have. ``SPEC.md`` lists them in hex."""


def verify_with_cryptography(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the signature is good, by OpenSSL and the block list."""
    # A worker that has libsodium never loads the other: 7 MiB less.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - not always needed
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    if len(public) != PUBLIC_SIZE or len(signature) != SIGNATURE_SIZE:
        return False
    if public in BLOCKED or signature[:32] in BLOCKED:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _libsodium() -> Callable[[bytes, bytes, bytes], bool] | None:
    try:
        from nacl.bindings import crypto_sign_open  # noqa: PLC0415 - an optional accelerator
        from nacl.exceptions import BadSignatureError  # noqa: PLC0415
    except ImportError:  # pragma: no cover - depends on the installation
        return None

    def verify_with_libsodium(public: bytes, signature: bytes, message: bytes) -> bool:
        if len(public) != PUBLIC_SIZE or len(signature) != SIGNATURE_SIZE:
            return False
        if public in BLOCKED or signature[:32] in BLOCKED:
            return False
        try:
            crypto_sign_open(signature + message, public)
        except BadSignatureError:
            return False
        return True

    return verify_with_libsodium


verify_with_libsodium = _libsodium()
verify = verify_with_libsodium or verify_with_cryptography
"""``verify(public, signature, message) -> bool``: libsodium where it is installed."""
