"""Policies of witnesses: groups, groups of groups, and what is no policy."""

from __future__ import annotations

import pytest

from audit.format.cosignature import WitnessSigner
from audit.format.errors import PolicyError
from audit.format.note import NoteSigner
from audit.format.policy import Policy
from tests.audit.witnesses_given import COURT, PUBLIC_LOG, TOWN, UNION
from tests.support.forge import key_of


def nested(quorum: str) -> Policy:
    return Policy.from_bytes(
        f"""witness a {TOWN.witness.vkey}
        witness b {COURT.witness.vkey}
        witness c {UNION.witness.vkey}
        group pair all a b
        group some any pair c
        quorum {quorum}
        """.encode()
    )


@pytest.mark.parametrize(
    ("quorum", "signers", "met"),
    [
        ("none", [], True),
        ("a", [TOWN], True),
        ("a", [COURT, UNION], False),
        ("pair", [TOWN], False),
        ("pair", [TOWN, COURT], True),
        ("some", [TOWN], False),
        ("some", [UNION], True),
        ("some", [TOWN, COURT], True),
    ],
)
def test_groups_of_groups_count(quorum: str, signers: list[WitnessSigner], *, met: bool) -> None:
    assert nested(quorum).is_met_by({each.witness for each in signers}) == met


W = f"witness a {TOWN.witness.vkey}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "one quorum line"),
        (f"{W}quorum a\nquorum a\n", "one quorum line"),
        (f"quorum a\n{W}", "not defined above"),
        (f"{W}quorum a b\n", "one quorum line"),
        (f"{W}group g 2 a\nquorum g\n", "cannot ask for 2"),
        (f"{W}group g 0 a\nquorum g\n", "cannot ask for 0"),
        (f"{W}group g 01 a\nquorum g\n", "not a decimal number"),
        (f"{W}group g any\nquorum g\n", "its members"),
        (f"{W}group g any a a\nquorum g\n", "in a group already"),
        (f"{W}group g any a\ngroup h any a\nquorum h\n", "in a group already"),
        (f"{W}group g any none\nquorum g\n", "not defined above"),
        (f"{W}group a any a\nquorum a\n", "is taken"),
        (f"witness none {TOWN.witness.vkey}\nquorum none\n", "is taken"),
        (f"{W}witness b {TOWN.witness.vkey}\nquorum a\n", "stands twice"),
        (f"witness a {PUBLIC_LOG}\nquorum a\n", "of kind 1, where 4 is due"),
        (f"log {TOWN.witness.vkey}\nquorum none\n", "of kind 4, where 1 is due"),
        (f"log {PUBLIC_LOG} u v\nquorum none\n", "perhaps an address"),
        ("witness a\nquorum none\n", "perhaps an address"),
        ("voter a\nquorum none\n", "unknown word"),
        ("quorum none\r\n", "control characters"),
        ("#" * 100_001, "too large"),
    ],
)
def test_a_policy_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(PolicyError, match=why):
        Policy.from_bytes(text.encode())


def test_groups_may_stand_in_each_other_as_deep_as_a_file_allows() -> None:
    lines = [f"witness g0 {TOWN.witness.vkey}"]
    lines += [f"group g{n} 1 g{n - 1}" for n in range(1, 5000)]
    policy = Policy.from_bytes("\n".join([*lines, "quorum g4999"]).encode())
    assert policy.is_met_by({TOWN.witness})
    assert not policy.is_met_by({COURT.witness})


def test_a_policy_of_nobody_is_refused() -> None:
    with pytest.raises(PolicyError):
        Policy.of([])
    with pytest.raises(PolicyError):
        Policy.of([TOWN.witness, TOWN.witness])


def test_a_policy_with_two_keys_of_one_log_is_refused() -> None:
    """Neither of them would be the one to hold a checkpoint against."""
    other = NoteSigner("log.example/x", key_of("another")).verifier.vkey
    first = NoteSigner("log.example/x", key_of("one")).verifier.vkey
    lines = (f"log {first}", f"log {other}", "quorum none")
    with pytest.raises(PolicyError, match=r"line 2 .* log.example/x stands twice"):
        Policy.from_bytes("\n".join(lines).encode())
    assert len(Policy.from_bytes(f"log {first}\nquorum none".encode()).logs) == 1
