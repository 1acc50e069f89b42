"""The format agrees with other implementations, and with itself for every small tree."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256

import pymerkle
import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope

from audit.format.dsse import pre_auth
from audit.format.errors import MalformedError, ProofError
from audit.format.restricted_json import MAX_INTEGER, JsonValue, decode, encode
from audit.format.tree import (
    CompactRange,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

MOST = 70
texts = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: unicodedata.is_normalized("NFC", text)
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
@example("\n\N{COMBINING TILDE}")  # in JSON the letter n of the escape stands before the tilde
@example({"a": ["\x1f\N{COMBINING DOT ABOVE}", '"\N{COMBINING LONG SOLIDUS OVERLAY}']})
def test_restricted_json_is_rfc_8785_byte_for_byte(value: JsonValue) -> None:
    data = encode(value)
    assert data == rfc8785.dumps(value)
    assert decode(data) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":2}',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"9007199254740992",
        b'"\\u00e9"',
        b'"\\/"',
        '"e\u0301"'.encode(),
        b'"\\ud800"',
        '{"é":1}'.encode(),
        b"",
        b"[1,]",
        b"\xff",
        b"[" * 5000 + b"]" * 5000,
        b"[" * 100 + b"]" * 100,
        b"[" * 65 + b"]" * 65,
        b'{"a":1}\n',
    ],
)
def test_a_second_spelling_or_a_value_outside_the_restriction_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        decode(data)


@given(st.text(max_size=40), st.binary(max_size=200))
def test_pre_authentication_is_what_securesystemslib_signs(kind: str, body: bytes) -> None:
    assert pre_auth(kind, body) == Envelope(body, kind, {}).pae()


def grown(size: int) -> tuple[CompactRange, dict[tuple[int, int], bytes]]:
    tree, nodes = CompactRange(), dict[tuple[int, int], bytes]()
    for number in range(size):
        for level, index, value in tree.append(leaf_hash(b"%d" % number)):
            nodes[level, index] = value
    return tree, nodes


def test_roots_are_those_of_pymerkle() -> None:
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    ours = CompactRange()
    assert ours.root() == sha256(b"").digest()
    for number in range(MOST):
        theirs.append_entry(b"%d" % number)
        ours.append(leaf_hash(b"%d" % number))
        assert ours.root() == theirs.get_root()


def test_every_inclusion_proof_of_every_tree_up_to_70_holds_for_its_leaf_alone() -> None:
    _, nodes = grown(MOST)
    for size in range(1, MOST + 1):
        root = grown(size)[0].root()
        for index in range(size):
            proof = inclusion_proof(index, size, lambda *at: nodes[at])
            leaf = leaf_hash(b"%d" % index)
            verify_inclusion(index, size, leaf, proof, root)
            with pytest.raises(ProofError):
                verify_inclusion((index + 1) % size if size > 1 else 1, size, leaf, proof, root)


def test_every_consistency_proof_of_every_pair_up_to_70_holds_for_its_roots_alone() -> None:
    _, nodes = grown(MOST)
    roots = [grown(size)[0].root() for size in range(MOST + 1)]
    for size2 in range(1, MOST + 1):
        for size1 in range(1, size2 + 1):
            proof = consistency_proof(size1, size2, lambda *at: nodes[at])
            verify_consistency(size1, size2, proof, roots[size1], roots[size2])
            with pytest.raises(ProofError):
                verify_consistency(size1, size2, proof, roots[size1 - 1], roots[size2])


def test_no_proof_reaches_outside_its_tree() -> None:
    _, nodes = grown(4)
    with pytest.raises(ProofError):
        inclusion_proof(4, 4, lambda *at: nodes[at])
    for sizes in ((0, 4), (5, 4)):
        with pytest.raises(ProofError):
            consistency_proof(*sizes, lambda *at: nodes[at])
        with pytest.raises(ProofError):
            verify_consistency(*sizes, [], bytes(32), bytes(32))


def test_the_encoder_keeps_floats_out() -> None:
    for value in (0.5, [1.0], {"a": float("nan")}, {1: "key"}, b"bytes"):
        with pytest.raises(MalformedError):
            encode(value)  # type: ignore[arg-type]
    assert json.loads(encode({"b": 1, "a": [True, None]})) == {"a": [True, None], "b": 1}
