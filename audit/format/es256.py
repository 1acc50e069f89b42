"""ES256 (ECDSA on P-256 with SHA-256), each signature in one spelling.

From one ECDSA signature anybody can make a second: ``n - s`` serves as well as ``s``. So the
log takes the lower of the two, in DER, and points uncompressed.
"""

from __future__ import annotations

from audit.format.errors import MalformedError
from audit.format.keys import POINT_SIZE

PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_UNCOMPRESSED = 4


def is_point(data: bytes) -> bool:
    """Tell whether ``data`` is a point of the curve: 0x04, x and y, both below the prime."""
    if len(data) != POINT_SIZE or data[0] != _UNCOMPRESSED:
        return False
    x, y = int.from_bytes(data[1:33], "big"), int.from_bytes(data[33:], "big")
    return x < PRIME and y < PRIME and (y * y - (x * x * x - 3 * x + B)) % PRIME == 0


def low_s(der: bytes) -> bytes:
    """Return the one spelling of a signature: DER, with the lower of ``s`` and ``n - s``.

    Whoever brings a signature from an authenticator calls this before it is framed.

    Raises:
        MalformedError: Not a DER signature.
    """
    from cryptography.hazmat.primitives.asymmetric import utils  # noqa: PLC0415 - see ed25519

    r, s = _numbers(der)
    return utils.encode_dss_signature(r, min(s, ORDER - s))


def verify(point: bytes, der: bytes, message: bytes) -> bool:
    """Tell whether the signature is good, and spelled in the one way."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see ed25519
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    if not is_point(point):
        return False
    try:
        if low_s(der) != der:
            return False
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key.verify(der, message, ec.ECDSA(SHA256()))
    except (InvalidSignature, MalformedError):
        return False
    return True


def _numbers(der: bytes) -> tuple[int, int]:
    from cryptography.hazmat.primitives.asymmetric import utils  # noqa: PLC0415

    try:
        r, s = utils.decode_dss_signature(der)
    except ValueError as exc:
        raise MalformedError("not a signature in DER") from exc
    if not (0 < r < ORDER and 0 < s < ORDER):
        raise MalformedError("a signature out of range")
    return r, s
