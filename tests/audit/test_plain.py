"""The short ways of reading say what the full parser says, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.format import plain
from audit.format.act import Act, Actor, Basis, read_in_full, read_plainly
from audit.format.body import EventBody, plain_place_of
from audit.format.entry import Entry
from audit.format.errors import MalformedError
from audit.format.restricted_json import decode, encode
from tests.support.forge import small_log

T = TypeVar("T")
FORGE = small_log()
ACT = Act.from_bytes(Entry.from_bytes(FORGE.entries[2]).act)
BODY = EventBody.from_bytes(bytes(FORGE.bodies[2][0]))  # type: ignore[arg-type]
FOUNDING = Entry.from_bytes(FORGE.entries[0]).act

# Near misses of JSON: what a forger would try, letter by letter.
PIECES = st.one_of(
    st.sampled_from(list('"{},: \\\x00\x7f')),
    st.sampled_from(["01", "-0", "-1", "1.5", "9" * 15, "9" * 17, "null", "true", "[]", "{}"]),
    st.sampled_from(['"a"', '"b":', '"a":1', '"é"', '"e\u0301"', '"\u0338"', '"\\n"']),
)
SPELLED = st.lists(PIECES, max_size=12).map("".join).map("{{{}}}".format)
FACTS = st.dictionaries(
    st.text("ab_-:,{}é", max_size=3),
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=2),
    max_size=4,
)


def verdict(read: Callable[[bytes], T], data: bytes) -> T | None:
    try:
        return read(data)
    except MalformedError:
        return None


@given(
    SPELLED | FACTS.map(lambda each: json.dumps(each, ensure_ascii=False, separators=(",", ":")))
)
@settings(max_examples=1000)
def test_what_is_known_as_flat_is_an_object_in_its_one_spelling(text: str) -> None:
    if plain.is_flat(text):
        assert isinstance(decode(text.encode()), dict)


@pytest.mark.parametrize(
    "text",
    ["{}", '{"a":"","b":0,"c":null,"d":true}', '{"a":"镇教办,{","b":"},"}', '{"a-b":":","ab":"x"}'],
)
def test_usual_facts_are_known_as_flat(text: str) -> None:
    assert plain.is_flat(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"b":1,"a":1}',
        '{"a":1,"a":1}',
        '{"a":01}',
        '{"a":-0}',
        '{"a":[1]}',
        '{"a":1,}',
        '{"a":1} ',
        '{"a":"e\u0301"}',
        '{"a":"\\u0041"}',
        '{"a":"\x01"}',
        '{"k":"{",":x":1}',
        '{"é":1}',
        "[]",
    ],
)
def test_what_may_have_another_spelling_is_left_to_the_parser(text: str) -> None:
    assert not plain.is_flat(text)


def changes(data: bytes) -> list[bytes]:
    """Every flipped bit, every byte left out, doubled, or exchanged for a telling one."""
    flipped = [
        data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
        for at in range(len(data))
        for bit in range(8)
    ]
    cut = [data[:at] + data[at + 1 :] for at in range(len(data))]
    added = [data[:at] + each + data[at:] for at in range(len(data)) for each in (b'"', b" ", b"0")]
    return flipped + cut + added


@pytest.mark.parametrize("body", [BODY, replace(BODY, position=2, prev=bytes(32))])
def test_no_changed_body_is_read_otherwise_in_the_short_way(body: EventBody) -> None:
    genuine = body.to_bytes()
    assert plain_place_of(genuine) == body.place
    for data in changes(genuine):
        place = plain_place_of(data)
        if place is not None:
            assert EventBody.from_bytes(data).place == place


@pytest.mark.parametrize("act", [ACT.to_bytes(), FOUNDING])
def test_no_changed_act_is_read_otherwise_in_the_short_way(act: bytes) -> None:
    assert read_plainly(act) == read_in_full(act)
    for data in changes(act):
        found = read_plainly(data)
        if found is not None:
            assert read_in_full(data) == found


@given(
    st.lists(
        st.builds(Actor, *[st.text(st.sampled_from('a{},:]é"\\'), max_size=3)] * 4), min_size=1
    ),
    st.integers(0, 2**53 - 1),
    st.none() | st.just(bytes(range(32))),
)
def test_acts_of_any_shape_are_read_alike(
    actors: list[Actor], size: int, pack: bytes | None
) -> None:
    act = replace(ACT, actors=tuple(actors), basis=Basis(size, bytes(32)), pack=pack)
    assert read_in_full(act.to_bytes()) == act
    assert read_plainly(act.to_bytes()) in (None, act)


@given(FACTS)
def test_bodies_with_any_facts_are_read_alike(facts: dict[str, object]) -> None:
    before, after = re.split(rb'(?<="data":).*(?=,"files")', BODY.to_bytes())
    data = before + encoded(facts) + after
    place, full = plain_place_of(data), verdict(EventBody.from_bytes, data)
    assert place is None or (full is not None and full.place == place)


def encoded(facts: dict[str, object]) -> bytes:
    try:
        return encode(facts)  # type: ignore[arg-type]
    except MalformedError:
        return json.dumps(facts, separators=(",", ":")).encode()
