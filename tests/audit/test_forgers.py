"""Whoever holds keys, even the operator's, cannot rewrite history unseen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from audit.format.act import Act, Actor, Basis, signing_bytes
from audit.format.body import EventBody
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.bundle_writer import write_archive
from audit.format.checkpoint import sign_checkpoint
from audit.format.cli import main
from audit.format.encoding import b64
from audit.format.entry import Entry
from audit.format.errors import AuditError, BundleError
from audit.format.findings import MEANINGS, Report
from audit.format.keys import kid_of
from audit.format.restricted_json import JsonValue
from audit.format.tlog_proof import TlogProof
from audit.format.tree import CompactRange, inclusion_proof, leaf_hash
from audit.format.verify import LedgerVerifier, Withheld, verify_stream
from tests.support.forge import LOG, ROOT, Fact, Forge, enrolment, key_of, kid, sign, small_log

WANG = Actor("wang", "principal", "s1", "m-wang")
Facts = Mapping[str, JsonValue]
SEAT: Fact = (
    "school:s1",
    "school.seat-taken.v1",
    {"person": "zhao", "post": "教学-02", "round": "r1"},
)


def codes(forge: Forge) -> list[str]:
    verifier = LedgerVerifier(forge.log)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return [finding.code for finding in verifier.finish().findings]


def test_a_genuine_log_is_sound(tmp_path: Path) -> None:
    forge = small_log()
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=forge.vkey)
    assert report.findings == []
    assert (report.size, report.events, report.signatures) == (3, 6, 3)


def act_of(forge: Forge, index: int) -> Act:
    return Act.from_bytes(Entry.from_bytes(forge.entries[index]).act)


def resign(forge: Forge, index: int, act: Act, signers: list[str]) -> None:
    forge.entries[index] = sign(act.to_bytes(), signers)


def body_of(forge: Forge, index: int, number: int) -> bytes:
    body = forge.bodies[index][number]
    assert isinstance(body, bytes)
    return body


def change_body(forge: Forge, index: int, number: int, **changes: object) -> None:
    body = EventBody.from_bytes(body_of(forge, index, number))
    forge.bodies[index][number] = replace(body, **changes).to_bytes()  # type: ignore[arg-type]


def change_and_rehash(forge: Forge, index: int, number: int, **changes: object) -> Act:
    change_body(forge, index, number, **changes)
    act = act_of(forge, index)
    hashes = tuple(leaf_hash(body_of(forge, index, n)) for n in range(len(forge.bodies[index])))
    return replace(act, events=hashes)


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


def test_nobody_signs_for_another() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], signers=["root"])
    assert codes(forge) == ["signature.actor"]


def test_every_actor_must_have_signed() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG, ROOT], signers=["wang"])
    assert codes(forge) == ["signature.actor"]


def test_a_stranger_s_key_counts_for_nothing() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], signers=["stranger"])
    assert codes(forge) == ["signature.key", "signature.actor"]


def test_a_key_revoked_before_signs_nothing_after() -> None:
    forge = small_log()
    revoke(forge, from_index=3)
    forge.act([SEAT], actors=[WANG])
    assert codes(forge) == ["signature.key", "signature.actor"]


def revoke(forge: Forge, *, from_index: int) -> None:
    data: Facts = {"kid": kid("wang"), "reason": "遗失", "void_from_index": from_index}
    forge.act([("mandates:wang", "mandate.key-revoked.v1", data)])


def report_of(forge: Forge) -> Report:
    verifier = LedgerVerifier(forge.log)
    for entry, bodies in zip(forge.entries, forge.bodies, strict=True):
        verifier.add(entry, bodies)
    return verifier.finish()


def test_acts_of_a_stolen_key_are_declared_void_and_can_be_confirmed() -> None:
    forge = small_log()
    revoke_now = len(forge.entries)
    forge.act([SEAT], actors=[WANG])
    data: Facts = {"kid": kid("wang"), "reason": "被盗", "void_from_index": revoke_now}
    forge.act([("mandates:wang", "mandate.key-revoked.v1", data)])
    void = act_of(forge, 3).act
    forge.act([("mandates:wang", "mandate.act-confirmed.v1", {"act": void, "reason": "本人所签"})])
    report = report_of(forge)
    assert report.findings == []
    assert report.facts == [
        f"act at index 3 is void: key {kid('wang')} was revoked",
        f"act {void} was confirmed",
    ]


@pytest.mark.parametrize(
    "actor",
    [
        Actor("wang", "principal", "s2", "m-wang"),
        Actor("wang", "town_officer", "s1", "m-wang"),
        Actor("wang", "principal", "s1", "m-root"),
        Actor("wang", "principal", "s1", "m-none"),
        Actor("wang", "self", "s1", ""),
    ],
)
def test_a_mandate_is_used_as_it_was_granted(actor: Actor) -> None:
    forge = small_log()
    forge.act([SEAT], actors=[actor])
    assert codes(forge) == ["mandate.standing"]


def test_anybody_with_a_key_may_act_for_oneself() -> None:
    forge = small_log()
    forge.act([SEAT], actors=[Actor("wang", "self", "", "")])
    assert codes(forge) == []


@pytest.mark.parametrize("at", ["2025-12-31T15:59:59.999Z", "2026-02-30T00:00:00.000Z"])
def test_a_mandate_stands_only_on_days_that_exist_and_are_its_own(at: str) -> None:
    forge = small_log()
    forge.act([SEAT], actors=[WANG], at=at)
    assert codes(forge)[0] in {"mandate.standing", "entry.malformed"}


def test_a_revoked_mandate_gives_no_authority() -> None:
    forge = small_log()
    data = {"mandate": "m-wang", "reason": "免职"}
    forge.act([("mandates:wang", "mandate.mandate-revoked.v1", data)])
    forge.act([SEAT], actors=[WANG])
    assert codes(forge) == ["mandate.standing"]


def test_a_key_is_enrolled_by_whoever_holds_it() -> None:
    forge = small_log()
    stolen = dict(enrolment("zhao"), person="qian")
    forge.act([("mandates:qian", "mandate.key-enrolled.v1", stolen)])
    assert codes(forge) == ["mandate.malformed"]


def test_a_key_is_enrolled_once_and_under_its_own_name() -> None:
    forge = small_log()
    forge.act([("mandates:wang", "mandate.key-enrolled.v1", enrolment("wang"))])
    wrong = dict(enrolment("zhao"), kid=kid_of(2, key_of("zhao").public_key().public_bytes_raw()))
    forge.act([("mandates:zhao", "mandate.key-enrolled.v1", wrong)])
    assert codes(forge) == ["mandate.malformed", "mandate.malformed"]


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


def test_not_one_bit_of_a_bundle_can_flip(tmp_path: Path) -> None:
    forge = Forge().found()
    bundle = forge.export(tmp_path / "b")
    accepted = []
    for path in sorted(p for p in bundle.rglob("*") if p.is_file()):
        genuine = path.read_bytes()
        for bit in range(len(genuine) * 8):
            flipped = bytearray(genuine)
            flipped[bit // 8] ^= 1 << bit % 8
            path.write_bytes(flipped)
            if verify_bundle(bundle, vkey=forge.vkey).sound:
                accepted.append((path.name, bit))
        path.write_bytes(genuine)
    assert accepted == []
    assert verify_bundle(bundle, vkey=forge.vkey).sound


def test_not_one_bit_of_an_archive_can_flip(tmp_path: Path) -> None:
    forge = Forge().found()
    archive = tmp_path / "b.zip"
    write_archive(forge.export(tmp_path / "b"), archive)
    genuine = archive.read_bytes()
    assert verify_bundle(archive, vkey=forge.vkey).sound
    accepted = []
    for bit in range(0, len(genuine) * 8, 3):
        flipped = bytearray(genuine)
        flipped[bit // 8] ^= 1 << bit % 8
        archive.write_bytes(flipped)
        try:
            if verify_bundle(archive, vkey=forge.vkey).sound:
                accepted.append(bit)
        except BundleError:
            continue
    assert accepted == []


Tamper = Callable[[Path], object]


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (lambda b: (b / "manifest.json").unlink(), "bundle.manifest"),
        (lambda b: (b / "manifest.json").write_bytes(b"{}"), "bundle.manifest"),
        (lambda b: (b / "note.txt").write_text("x"), "bundle.stranger"),
        (lambda b: (b / "events" / "000.ndjson").unlink(), "bundle.missing"),
        (lambda b: shutil.rmtree(b / "tile" / "0"), "log.tile"),
        (lambda b: (b / "checkpoint").write_bytes(b"x"), "log.checkpoint"),
    ],
)
def test_a_bundle_with_something_wrong_says_what(tmp_path: Path, tamper: Tamper, code: str) -> None:
    forge = small_log()
    bundle = forge.export(tmp_path / "b")
    tamper(bundle)
    assert code in {finding.code for finding in verify_bundle(bundle, vkey=forge.vkey).findings}


def test_another_log_s_key_is_noticed(tmp_path: Path) -> None:
    forge, other = small_log(), Forge(log="other.example")
    report = verify_bundle(forge.export(tmp_path / "b"), vkey=other.vkey)
    assert {"log.key", "log.checkpoint"} <= {finding.code for finding in report.findings}


def proof_of(forge: Forge, index: int) -> TlogProof:
    nodes: dict[tuple[int, int], bytes] = {}
    tree = CompactRange()
    for entry in forge.entries:
        nodes.update({(level, at): value for level, at, value in tree.append(leaf_hash(entry))})
    path = inclusion_proof(index, tree.size, lambda *at: nodes[at])
    note = sign_checkpoint(forge.checkpoint(), forge.signer)
    return TlogProof(index, tuple(path), note, forge.entries[index])


def test_a_proof_file_holds_alone_and_breaks_at_any_bit(tmp_path: Path) -> None:
    forge = small_log()
    file = tmp_path / "act.tlog-proof"
    genuine = proof_of(forge, 1).to_bytes()
    file.write_bytes(genuine)
    assert verify_proof(file, vkey=forge.vkey).sound
    for bit in range(len(genuine) * 8):
        flipped = bytearray(genuine)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        assert not verify_proof(file, vkey=forge.vkey).sound


def test_the_command_tells_sound_findings_and_misuse_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge = small_log()
    bundle = forge.export(tmp_path / "b")
    assert main([str(bundle), "--vkey", forge.vkey]) == 0
    assert "SOUND" in capsys.readouterr().out
    events = bundle / "events" / "000.ndjson"
    events.write_bytes(events.read_bytes().replace(b'"person":"li"', b'"person":"lu"'))
    assert main([str(bundle), "--vkey", forge.vkey, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in report["findings"]] == ["bundle.changed", "event.hash"]
    assert all(each["meaning_zh"] and each["meaning_en"] for each in report["findings"])
    assert main([str(bundle), "--vkey", "nonsense"]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2
    proof = tmp_path / "p.tlog-proof"
    proof.write_bytes(proof_of(forge, 0).to_bytes())
    assert main([str(proof)]) == 2
    assert main([str(proof), "--vkey", forge.vkey]) == 0


def test_every_finding_has_its_meaning_in_both_languages() -> None:
    assert all(zh.endswith("。") and en.endswith(".") for zh, en in MEANINGS.values())


def test_errors_of_the_format_are_of_one_family() -> None:
    with pytest.raises(AuditError):
        EventBody.from_bytes(b"[]")
    assert b64(signing_bytes(b"x")).startswith("RFNTRX")
