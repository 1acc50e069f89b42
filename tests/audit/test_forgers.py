"""Whoever holds keys, even the operator's, cannot rewrite history unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.format.act import Basis
from audit.format.bundle import verify_bundle
from audit.format.checkpoint import sign_checkpoint
from audit.format.entry import Entry
from audit.format.tree import leaf_hash
from audit.format.verify import Withheld, verify_stream
from tests.audit.forgers_given import (
    SEAT,
    WANG,
    body_of,
    change_and_rehash,
    change_body,
    codes,
    report_of,
    resign,
)
from tests.support.forge import LOG, Forge, enrolment, small_log


def test_a_genuine_log_is_sound(tmp_path: Path) -> None:
    forge = small_log()
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=forge.vkey)
    assert report.findings == []
    assert (report.size, report.events, report.signatures) == (3, 6, 3)


def test_a_changed_event_body_is_named() -> None:
    forge = small_log()
    change_body(forge, 2, 0, data={"person": "sun", "post": "教学-01", "round": "r1"})
    assert codes(forge) == ["event.hash"]


def test_a_changed_body_with_the_act_fitted_to_it_breaks_the_signature() -> None:
    forge = small_log()
    act = change_and_rehash(forge, 2, 0, data={"person": "sun"})
    genuine = Entry.from_bytes(forge.entries[2])
    forge.entries[2] = Entry(act.to_bytes(), genuine.signatures).to_bytes()
    assert codes(forge) == ["signature.bad"]


def test_a_signer_who_rewrites_her_own_act_breaks_what_others_built_on_it() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG])
    act = change_and_rehash(forge, 2, 0, data={"person": "sun"})
    resign(forge, 2, act, ["wang"])
    assert codes(forge) == ["entry.basis", "stream.broken"]


def test_the_signed_checkpoint_convicts_a_rewritten_last_act(tmp_path: Path) -> None:
    forge = small_log()
    genuine = forge.checkpoint()
    resign(forge, 2, change_and_rehash(forge, 2, 0, data={"person": "sun"}), ["wang"])
    assert codes(forge) == []
    bundle = forge.export(tmp_path / "b")
    (bundle / "checkpoint").write_bytes(sign_checkpoint(genuine, forge.signer))
    found = {finding.code for finding in verify_bundle(bundle, vkey=forge.vkey).findings}
    assert {"bundle.changed", "log.checkpoint", "log.root"} <= found


def test_a_dropped_act_leaves_a_gap() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG])
    del forge.entries[2], forge.bodies[2]
    assert codes(forge) == ["entry.basis", "stream.broken"]


def test_two_acts_cannot_change_places() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG])
    forge.entries[2:] = reversed(forge.entries[2:])
    forge.bodies[2:] = reversed(forge.bodies[2:])
    assert "stream.broken" in codes(forge)


def test_a_truncated_log_does_not_reach_its_checkpoint(tmp_path: Path) -> None:
    forge = small_log()
    whole = forge.checkpoint()
    forge.entries.pop()
    forge.bodies.pop()
    bundle = forge.export(tmp_path / "b")
    (bundle / "checkpoint").write_bytes(sign_checkpoint(whole, forge.signer))
    found = {finding.code for finding in verify_bundle(bundle, vkey=forge.vkey).findings}
    assert "log.size" in found


def test_an_act_cannot_be_transplanted_into_another_log() -> None:
    ours, theirs = small_log(), Forge(log="other.example").found()
    theirs.enrol("wang")
    theirs.put(ours.entries[2], ours.bodies[2])
    found = codes(theirs)
    assert {"entry.log", "event.misplaced"} & set(found) == {"entry.log"}
    theirs = Forge(log="other.example").found()
    theirs.enrol("wang")
    theirs.act([SEAT], actors=[WANG])
    act = change_and_rehash(theirs, 2, 0, log=LOG)
    resign(theirs, 2, act, ["wang"])
    assert codes(theirs) == ["event.misplaced"]


@pytest.mark.parametrize("change", [{"n": 1}, {"act": "019900aa-0000-7000-8000-00000000ffff"}])
def test_an_event_names_its_own_act_and_number(change: dict[str, object]) -> None:
    forge = small_log()
    resign(forge, 2, change_and_rehash(forge, 2, 0, **change), ["wang"])
    assert codes(forge) == ["event.misplaced"]


def test_an_event_cannot_be_moved_within_or_between_streams() -> None:
    forge = small_log()
    act = change_and_rehash(forge, 2, 0, stream="mandates:wang")
    resign(forge, 2, act, ["wang"])
    assert codes(forge) == ["stream.broken"]


def test_events_can_be_neither_added_nor_left_out() -> None:
    forge = small_log()
    forge.bodies[2].append(forge.bodies[2][0])
    assert codes(forge) == ["event.count"]
    forge.bodies[2].clear()
    assert codes(forge) == ["event.count"]


def test_an_act_cannot_stand_twice() -> None:
    forge = small_log()
    forge.put(forge.entries[2], forge.bodies[2])
    assert "entry.twice" in codes(forge)


def test_signers_cannot_claim_another_history_before_them() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], basis=Basis(2, bytes(32)))
    assert codes(forge) == ["entry.basis"]
    forge = small_log()
    forge.act([SEAT], actors=[WANG], basis=Basis(9, bytes(32)))
    assert codes(forge) == ["entry.basis"]


def test_a_log_begins_with_its_founding() -> None:
    forge = Forge()
    forge.act([("mandates:root", "mandate.key-enrolled.v1", enrolment("root"))])
    assert "log.founding" in codes(forge)


def test_a_withheld_body_leaves_the_proof_whole() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG])
    forge.bodies[2] = [Withheld(leaf_hash(body_of(forge, 2, 0)))]
    report = report_of(forge)
    assert (report.findings, report.withheld) == ([], 1)
    forge.bodies[2] = [Withheld(bytes(32))]
    assert "event.hash" in codes(forge)


@pytest.mark.parametrize("garbage", [b"", b"\x01", b"\x02" * 50, b"\x01" + bytes(200)])
def test_garbage_in_place_of_an_entry_is_a_finding(garbage: bytes) -> None:
    forge = small_log()
    forge.entries[2] = garbage
    assert codes(forge) == ["entry.malformed"]


def test_nothing_can_hang_on_behind_an_entry() -> None:
    forge = small_log()
    forge.entries[2] += b"\x00"
    assert codes(forge) == ["entry.malformed"]


def test_garbage_in_place_of_a_body_is_a_finding() -> None:
    forge = small_log()
    forge.bodies[2] = [b"{}"]
    assert codes(forge) == ["event.hash", "event.malformed"]


def test_one_stream_can_be_checked_alone() -> None:
    forge = Forge().found()
    forge.enrol("wang")
    bodies = [body for act in forge.bodies for body in act if isinstance(body, bytes)]
    stream = [body for body in bodies if b'"stream":"mandates:wang"' in body]
    assert verify_stream(stream) == []
    assert [finding.code for finding in verify_stream(stream[1:])] == ["stream.broken"]
    assert [finding.code for finding in verify_stream([b"{}"])] == ["event.malformed"]
