"""Suite 2: what a passkey signed counts, and nothing that looks like it.

The oracle is ``webauthn``, which knows nothing of this log: what is genuine passes there too.
"""

from __future__ import annotations

import hashlib
import json

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from audit.format import es256, suites
from audit.format.keys import SUITE_WEBAUTHN, kid_of
from audit.format.passkey import MAX_CLIENT_DATA, Assertion, Passkey, challenge_of
from tests.audit.passkey_given import GENUINE, KEY, MESSAGE, WANG, good, oracle
from tests.support.authenticator import SITE_ORIGIN, Authenticator, authenticator_data, client_data

CHALLENGE = challenge_of(MESSAGE)


def signed(data: bytes | None = None, client: bytes | None = None) -> Assertion:
    """Return what the device would sign in another place, or asked by another program."""
    made = WANG.signed(
        authenticator_data() if data is None else data,
        client_data(CHALLENGE) if client is None else client,
    )
    return made._replace(signature=es256.low_s(made.signature))


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


def test_an_assertion_serves_one_act_alone() -> None:
    assert not good(GENUINE, b"another act")
    assert not good(GENUINE, key=Authenticator("li").passkey.to_bytes())


def test_a_key_serves_one_page_alone() -> None:
    moved = Passkey(WANG.passkey.point, "https://ledger.example.org", WANG.credential)
    assert not good(GENUINE, key=moved.to_bytes())
    assert kid_of(SUITE_WEBAUTHN, moved.to_bytes()) == WANG.kid, "the same key has the same name"


def test_other_suites_are_unknown() -> None:
    assert not suites.is_key(3, KEY)
    assert not suites.verify(3, KEY, GENUINE.to_bytes(), MESSAGE)
    with pytest.raises(InvalidSignature):
        WANG.key.public_key().verify(GENUINE.signature, MESSAGE, ec.ECDSA(SHA256()))
