"""Suite 2: one spelling of each signature, point, origin and key."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils

from audit.format import es256, suites
from audit.format.errors import MalformedError
from audit.format.es256 import ORDER, PRIME
from audit.format.keys import SUITE_WEBAUTHN
from audit.format.passkey import MAX_ASSERTION, Assertion, Passkey, site_of
from tests.audit.passkey_given import GENUINE, KEY, MESSAGE, WANG, good, oracle
from tests.support.authenticator import SITE_ORIGIN


def test_nobody_makes_a_second_signature_from_one() -> None:
    r, s = utils.decode_dss_signature(GENUINE.signature)
    mirrored = GENUINE._replace(signature=utils.encode_dss_signature(r, ORDER - s))
    assert oracle(mirrored), "mathematics has nothing against it"
    assert not good(mirrored)
    assert es256.low_s(mirrored.signature) == GENUINE.signature


def _der(r: bytes, s: bytes, tail: bytes = b"") -> bytes:
    inside = b"\x02" + bytes([len(r)]) + r + b"\x02" + bytes([len(s)]) + s
    return b"\x30" + bytes([len(inside)]) + inside + tail


def test_der_has_one_spelling() -> None:
    r, s = (
        each.to_bytes(33, "big").lstrip(b"\0")
        for each in utils.decode_dss_signature(GENUINE.signature)
    )
    r, s = (b"\0" + each if each[0] & 0x80 else each for each in (r, s))
    assert _der(r, s) == GENUINE.signature
    body = GENUINE.signature[2:]
    others = [
        _der(b"\0" + r, s),
        _der(r, b"\0" + s),
        _der(r, s, b"\0"),
        _der(r.lstrip(b"\0"), s) if r[0] == 0 else _der(r, s)[:-1],
        b"\x30\x81" + bytes([len(body)]) + body,
        b"\x30\x80" + body + b"\0\0",
        _der(r, s + b"\x02\x01\x01"),
        r.rjust(32, b"\0")[-32:] + s.rjust(32, b"\0")[-32:],
        b"",
    ]
    assert not any(good(GENUINE._replace(signature=each)) for each in others)


@pytest.mark.parametrize(
    ("r", "s"), [(0, 1), (1, 0), (0, 0), (ORDER, 1), (1, ORDER), (ORDER + 1, 1), (-1, 1)]
)
def test_numbers_out_of_range_sign_nothing(r: int, s: int) -> None:
    der = _der(*(each.to_bytes(33, "big", signed=True).lstrip(b"\0") or b"\0" for each in (r, s)))
    assert not good(GENUINE._replace(signature=der))
    with pytest.raises(MalformedError):
        es256.low_s(der)


def test_a_container_says_its_own_length() -> None:
    whole = GENUINE.to_bytes()
    assert Assertion.from_bytes(whole) == GENUINE
    assert len(whole) <= MAX_ASSERTION
    for other in (whole + b"\0", whole[:-1], whole[:1], b""):
        assert not suites.verify(SUITE_WEBAUTHN, KEY, other, MESSAGE)


def test_a_point_lies_on_the_curve_and_is_written_whole() -> None:
    point = WANG.passkey.point
    assert es256.is_point(point)
    x, y = int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")
    twist = point[:33] + (y ^ 1).to_bytes(32, "big")
    with pytest.raises(ValueError, match=r"curve|key"):
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), twist)
    small = next(n for n in range(2, 99) if es256.is_point(_point(n)))
    unreduced = b"\4" + (small + PRIME).to_bytes(32, "big") + _point(small)[33:]
    others = [
        twist,
        bytes([2 + (y & 1)]) + point[1:33],
        bytes([6 + (y & 1)]) + point[1:],
        b"\4" + bytes(64),
        b"\0",
        point[:-1],
        unreduced,
        b"\4" + x.to_bytes(32, "big") + (PRIME + 1).to_bytes(32, "big"),
    ]
    for other in others:
        assert not es256.is_point(other)
        assert not es256.verify(other, GENUINE.signature, MESSAGE)
        assert not suites.is_key(SUITE_WEBAUTHN, other + KEY[65:])


def _point(x: int) -> bytes:
    """Return the point with a small x, or what would be one if there were any."""
    square = (x * x * x - 3 * x + es256.B) % PRIME
    y = pow(square, (PRIME + 1) // 4, PRIME)
    return b"\4" + x.to_bytes(32, "big") + y.to_bytes(32, "big")


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost",
        "http://localhost:8000",
        "https://localhost:8443",
        "https://ledger.example.org",
        "https://ledger.example.org:8443",
        "https://xn--fiqs8s.example",
        "https://ledger",
    ],
)
def test_an_origin_is_one_that_browsers_let_use_passkeys(origin: str) -> None:
    assert site_of(origin) == origin.split("/")[2].partition(":")[0]


@pytest.mark.parametrize(
    "origin",
    [
        "http://ledger.example.org",
        "https://ledger.example.org/",
        "https://ledger.example.org:443",
        "http://localhost:80",
        "https://ledger.example.org:08443",
        "https://ledger.example.org:65536",
        "https://Ledger.example.org",
        "https://公信.example",
        "https://127.0.0.1",
        "https://[::1]",
        "https://a..b",
        "https://-a.example",
        "https://a@b.example",
        "https://" + "a." * 127 + "aa",
        "https://ledger.example.org\n",
        "android:apk-key-hash:abc",
        "null",
        "",
    ],
)
def test_what_browsers_would_write_otherwise_is_no_origin(origin: str) -> None:
    with pytest.raises(MalformedError):
        site_of(origin)


def test_a_key_is_written_in_one_way() -> None:
    assert Passkey.from_bytes(KEY) == WANG.passkey
    point, origin = KEY[:65], SITE_ORIGIN.encode()
    sized = bytes([len(origin)]) + origin
    for other in (
        point,
        point + sized,
        point + sized + bytes(1024),
        point + b"\xff" + origin,
        point + b"\0" + b"c",
        point + b"\2\xc3\xa9c",
        b"",
    ):
        assert not suites.is_key(SUITE_WEBAUTHN, other)
        assert not suites.verify(SUITE_WEBAUTHN, other, GENUINE.to_bytes(), MESSAGE)
