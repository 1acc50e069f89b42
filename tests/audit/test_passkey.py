"""Suite 2: what a passkey signed counts, and nothing that looks like it.

The oracle is ``webauthn``, which knows nothing of this log: what is genuine passes there too.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn import verify_authentication_response
from webauthn.helpers.exceptions import WebAuthnException

from audit.format import es256, suites
from audit.format.errors import MalformedError
from audit.format.es256 import ORDER, PRIME
from audit.format.keys import SUITE_WEBAUTHN, kid_of
from audit.format.passkey import (
    MAX_ASSERTION,
    MAX_CLIENT_DATA,
    Assertion,
    Passkey,
    base64url,
    challenge_of,
    site_of,
)
from tests.support.authenticator import SITE_ORIGIN, Authenticator, authenticator_data, client_data

MESSAGE = b"what the person was shown"
WANG = Authenticator("wang")
KEY = WANG.passkey.to_bytes()
CHALLENGE = challenge_of(MESSAGE)
GENUINE = WANG.asserts(MESSAGE)


def good(made: Assertion, message: bytes = MESSAGE, key: bytes = KEY) -> bool:
    return suites.verify(SUITE_WEBAUTHN, key, made.to_bytes(), message)


def signed(data: bytes | None = None, client: bytes | None = None) -> Assertion:
    """Return what the device would sign in another place, or asked by another program."""
    made = WANG.signed(
        authenticator_data() if data is None else data,
        client_data(CHALLENGE) if client is None else client,
    )
    return made._replace(signature=es256.low_s(made.signature))


def oracle(made: Assertion) -> bool:
    """Tell whether ``webauthn`` takes the assertion for this challenge, site and key."""
    point = WANG.passkey.point
    cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
    name = base64url(WANG.credential)
    parts = ("authenticatorData", "clientDataJSON", "signature")
    response = {part: base64url(value) for part, value in zip(parts, made, strict=True)}
    credential: dict[str, Any] = {"id": name, "rawId": name, "type": "public-key"}
    try:
        verify_authentication_response(
            credential=credential | {"response": response},
            expected_challenge=hashlib.sha256(MESSAGE).digest(),
            expected_rp_id="localhost",
            expected_origin=SITE_ORIGIN,
            credential_public_key=cose,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except WebAuthnException:
        return False
    return True


def test_what_a_device_signed_counts_here_and_for_the_oracle() -> None:
    assert good(GENUINE)
    assert oracle(GENUINE)
    WANG.key.public_key().verify(
        GENUINE.signature,
        GENUINE.authenticator_data + hashlib.sha256(GENUINE.client_data).digest(),
        ec.ECDSA(SHA256()),
    )


@pytest.mark.parametrize(
    "client",
    [
        client_data(CHALLENGE).replace(b',"crossOrigin":false', b""),
        client_data(CHALLENGE, other_keys_can_be_added_here="do not compare [with] a {template}"),
        client_data(CHALLENGE, tokenBinding={"status": "supported"})[:-1] + b',"n":[1e999,-0]}',
        b" \n" + json.dumps(json.loads(client_data(CHALLENGE)), indent=1, sort_keys=True).encode(),
    ],
    ids=["older-browser", "more", "nested", "other-spelling"],
)
def test_browsers_may_say_more_and_write_it_in_their_own_way(client: bytes) -> None:
    assert good(signed(client=client))


@pytest.mark.parametrize("flags", [0x05, 0x0D, 0x1D])
def test_a_passkey_may_be_backed_up(flags: int) -> None:
    made = signed(authenticator_data(flags=flags))
    assert good(made)
    assert oracle(made)


ELSEWHERE = {
    "a challenge of another act": client_data(challenge_of(b"another act")),
    "no challenge": client_data(CHALLENGE, challenge=None),
    "a registration": client_data(CHALLENGE, type="webauthn.create"),
    "a payment": client_data(CHALLENGE, type="payment.get"),
    "another page": client_data(CHALLENGE, origin="https://phisher.example"),
    "another port": client_data(CHALLENGE, origin="http://localhost:8001"),
    "the same page, otherwise written": client_data(CHALLENGE, origin=SITE_ORIGIN + "/"),
}
WITHIN = {
    "a padded challenge": client_data(CHALLENGE + "="),
    "a challenge with another last letter": client_data(
        CHALLENGE[:-1] + chr(ord(CHALLENGE[-1]) + 1)
    ),
    "a frame in another page": client_data(CHALLENGE, crossOrigin=True),
    "a frame, said in a number": client_data(CHALLENGE, crossOrigin=0),
    "a frame, said in null": client_data(CHALLENGE, crossOrigin=None),
    "a page around this one": client_data(CHALLENGE, topOrigin="https://phisher.example"),
    "a name twice": client_data(CHALLENGE)[:-1] + b',"type":"webauthn.get"}',
    "a name twice, once escaped": client_data(CHALLENGE)[:-1] + rb',"\u0074ype":"webauthn.get"}',
    "a name twice further down": client_data(CHALLENGE)[:-1] + b',"x":{"a":1,"a":2}}',
    "not a number": client_data(CHALLENGE, x=float("nan")),
    "half a surrogate pair": client_data(CHALLENGE)[:-1] + rb',"x":"\ud800"}',
    "too much": client_data(CHALLENGE, x="x" * MAX_CLIENT_DATA),
    "too many brackets": client_data(CHALLENGE, x=[[]] * 16),
    "not UTF-8": client_data(CHALLENGE)[:-1] + b',"x":"\xff"}',
    "a byte order mark": b"\xef\xbb\xbf" + client_data(CHALLENGE),
    "no object": b'"webauthn.get"',
    "bytes after it": client_data(CHALLENGE) + b"{}",
    "nothing": b"",
    "brackets without end": b"[" * MAX_CLIENT_DATA,
}


@pytest.mark.parametrize("client", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_was_signed_elsewhere_or_for_something_else_counts_nowhere(client: bytes) -> None:
    made = signed(client=client)
    assert not good(made)
    assert not oracle(made)


@pytest.mark.parametrize("client", WITHIN.values(), ids=WITHIN)
def test_what_two_readers_could_read_in_two_ways_is_refused(client: bytes) -> None:
    assert not good(signed(client=client))


@pytest.mark.parametrize(
    "data",
    [
        authenticator_data(site="phisher.example"),
        authenticator_data(flags=0x01),
        authenticator_data(flags=0x04),
        authenticator_data(flags=0x15),
    ],
    ids=["another site", "not verified", "not present", "backed up though it cannot be"],
)
def test_the_user_is_there_and_verified_at_this_site(data: bytes) -> None:
    made = signed(data)
    assert not good(made)
    assert not oracle(made)


@pytest.mark.parametrize(
    "data",
    [
        authenticator_data(flags=0x85, more=cbor2.dumps({"credProtect": 2})),
        authenticator_data(more=b"\0"),
        authenticator_data(flags=0x45),
        authenticator_data(flags=0x07),
        authenticator_data()[:-1],
        b"",
    ],
    ids=["extensions", "trailing", "with a key", "a reserved bit", "cut short", "nothing"],
)
def test_an_authenticator_says_37_bytes_and_no_more(data: bytes) -> None:
    assert not good(signed(data))


def test_no_bit_can_be_flipped() -> None:
    whole = GENUINE.to_bytes()
    flips = [
        bytes([*whole[:at], whole[at] ^ 1 << bit, *whole[at + 1 :]])
        for at in range(len(whole))
        for bit in range(8)
    ]
    assert sum(suites.verify(SUITE_WEBAUTHN, KEY, each, MESSAGE) for each in flips) == 0


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


def test_an_assertion_serves_one_act_alone() -> None:
    assert not good(GENUINE, b"another act")
    assert not good(GENUINE, key=Authenticator("li").passkey.to_bytes())


def test_a_key_serves_one_page_alone() -> None:
    moved = Passkey(WANG.passkey.point, "https://ledger.example.org", WANG.credential)
    assert not good(GENUINE, key=moved.to_bytes())
    assert kid_of(SUITE_WEBAUTHN, moved.to_bytes()) == WANG.kid, "the same key has the same name"


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


def test_other_suites_are_unknown() -> None:
    assert not suites.is_key(3, KEY)
    assert not suites.verify(3, KEY, GENUINE.to_bytes(), MESSAGE)
    with pytest.raises(InvalidSignature):
        WANG.key.public_key().verify(GENUINE.signature, MESSAGE, ec.ECDSA(SHA256()))
