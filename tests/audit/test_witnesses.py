"""Cosignatures and policies: what a reader is told of the witnesses under a checkpoint."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from audit.format import cli
from audit.format.bundle import verify_bundle, verify_proof
from audit.format.checkpoint import Checkpoint, sign_checkpoint
from audit.format.cosignature import (
    Cosignature,
    WitnessKey,
    WitnessSigner,
    cosign,
    with_cosignatures,
    witnessing,
)
from audit.format.errors import NoteError, PolicyError
from audit.format.findings import Report
from audit.format.note import NoteSigner, NoteVerifier, open_note, signatures_in, split_note
from audit.format.policy import Policy
from audit.format.tlog_proof import TlogProof
from tests.support.forge import LOG, Forge, key_of, small_log

AT = 1_787_209_200
"""2026-08-20 15:00 in Beijing."""
TOWN = WitnessSigner("witness.example/town", key_of("witness of the town"))
COURT = WitnessSigner("witness.example/court", key_of("witness of the court"))
UNION = WitnessSigner("witness.example/union", key_of("witness of the union"))

PUBLIC_LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
PUBLIC_WITNESSES = (
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
)
PUBLIC_CHECKPOINT = """\
arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
""".encode()  # noqa: E501 - lines of a public note
"""A checkpoint of a public log, cosigned by four public witnesses that run other programs."""


def test_public_witnesses_that_run_other_programs_are_understood() -> None:
    known = [WitnessKey.from_vkey(each) for each in PUBLIC_WITNESSES]
    open_note(PUBLIC_CHECKPOINT, [NoteVerifier.from_vkey(PUBLIC_LOG)])
    found = witnessing(PUBLIC_CHECKPOINT, known)
    assert [each.witness for each in found.good] == known
    assert {each.at for each in found.good} == {"2026-05-23T21:50:24Z"}
    assert found.bad == ()
    assert found.unknown == ("arche2025h1.staging.ct.transparency.dev",)
    altered = PUBLIC_CHECKPOINT.replace(b"\n1432088532\n", b"\n1432088533\n")
    assert len(witnessing(altered, known).bad) == 4


def test_a_witness_s_line_is_the_same_bytes_for_ever() -> None:
    """Fixed key and clock: 4 bytes of key id, 8 of time, 64 of Ed25519."""
    text = Checkpoint(LOG, 3, bytes(32)).to_text()
    line = cosign(text, TOWN, AT)
    assert TOWN.witness.vkey == GOLDEN_VKEY
    assert line.decode() == GOLDEN_LINE
    (signature,) = signatures_in(line.decode())
    assert struct.unpack(">Q64s", signature.value)[0] == AT
    assert WitnessKey.from_vkey(GOLDEN_VKEY) == TOWN.witness
    message = f"cosignature/v1\ntime {AT}\n{text}".encode()
    key_of("witness of the town").public_key().verify(signature.value[8:], message)


GOLDEN_VKEY = "witness.example/town+a1504483+BH2c990GnD6eB3QyZG/lNvT/+5AAT8jqZPpF4BpoZzVf"
GOLDEN_LINE = (
    "— witness.example/town oVBEgwAAAABqhqXwHAWfl5E3YUp23+odKvaFDXyaAQZ8z/C68XL4T8tyKRPjA+hHR9mG"
    "oHDgqFCtVgV2mFnz9rOmoa57a9cTTnQNBw==\n"
)


def cosigned(forge: Forge, *signers: WitnessSigner, at: int = AT) -> bytes:
    """Return the log's checkpoint with these witnesses' lines under it."""
    checkpoint = forge.checkpoint()
    note = sign_checkpoint(checkpoint, forge.signer)
    for each in signers:
        line = cosign(checkpoint.to_text(), each, at).decode()
        note = with_cosignatures(note, signatures_in(line))
    return note


def bundle(forge: Forge, folder: Path, note: bytes) -> Path:
    """Export a bundle whose checkpoint has these signature lines; its manifest knows them."""
    return forge.export(folder / "bundle", note=note)


def judged(forge: Forge, folder: Path, note: bytes, policy: Policy | None) -> Report:
    return verify_bundle(bundle(forge, folder, note), vkey=forge.vkey, policy=policy)


def codes(report: Report) -> list[str]:
    return [each.code for each in report.findings]


TWO_OF_THREE = Policy.from_bytes(
    f"""
# the town, the court and the union each run one
witness town {TOWN.witness.vkey} https://town.example/witness/
witness court\t{COURT.witness.vkey}
witness union {UNION.witness.vkey}
group outsiders 2 town court union
quorum outsiders
""".encode()
)


def test_a_bundle_with_its_quorum_is_sound_and_names_who_cosigned_when(tmp_path: Path) -> None:
    forge = small_log()
    report = judged(forge, tmp_path, cosigned(forge, TOWN, UNION), TWO_OF_THREE)
    assert report.findings == []
    assert report.witnesses == [Cosignature(each.witness, AT) for each in (TOWN, UNION)]
    assert report.facts == []
    told = cli.report_as_text(report)
    assert "witness 见证: witness.example/town cosigned at 副签于 2026-08-20T07:00:00Z" in told
    assert json.loads(cli.report_as_json(report))["witnesses"][1]["vkey"] == UNION.witness.vkey


def test_a_bundle_without_its_quorum_is_a_finding(tmp_path: Path) -> None:
    forge = small_log()
    report = judged(forge, tmp_path, cosigned(forge, COURT), TWO_OF_THREE)
    (finding,) = report.findings
    assert (finding.code, finding.found) == ("witness.quorum", COURT.name)
    assert finding.expected_zh == "由3个中的2个（town, court, union）副签"


def test_a_forged_cosignature_is_a_finding_though_the_quorum_is_met(tmp_path: Path) -> None:
    forge = small_log()
    thief = WitnessSigner(TOWN.name, key_of("thief"))
    stolen_name = cosign(forge.checkpoint().to_text(), thief, AT).decode()
    (line,) = signatures_in(stolen_name)
    forged = type(line)(line.name, TOWN.witness.key_id, line.value)
    note = with_cosignatures(cosigned(forge, COURT, UNION), [forged])
    report = judged(forge, tmp_path, note, TWO_OF_THREE)
    assert codes(report) == ["witness.signature"]
    assert "witness.example/town" in report.findings[0].expected


def test_a_cosignature_of_another_checkpoint_is_worth_nothing_here(tmp_path: Path) -> None:
    """Replayed: the town did sign, but the log as it stood one act before."""
    forge = small_log()
    _, before = split_note(cosigned(forge, TOWN))
    forge.enrol("zhao")
    note = with_cosignatures(cosigned(forge, COURT), before[1:])
    assert codes(judged(forge, tmp_path, note, TWO_OF_THREE)) == [
        "witness.signature",
        "witness.quorum",
    ]


def test_a_cosignature_whose_time_was_altered_fails(tmp_path: Path) -> None:
    forge = small_log()
    text, signatures = split_note(cosigned(forge, TOWN))
    town = signatures[1]
    later = type(town)(town.name, town.key_id, struct.pack(">Q", AT + 1) + town.value[8:])
    note = f"{text}\n{signatures[0].line}{later.line}".encode()
    policy = Policy.of([TOWN.witness])
    assert codes(judged(forge, tmp_path, note, policy)) == ["witness.signature", "witness.quorum"]


def test_unknown_witnesses_count_for_nothing_and_are_told(tmp_path: Path) -> None:
    forge = small_log()
    stranger = WitnessSigner("witness.example/stranger", key_of("stranger"))
    note = cosigned(forge, TOWN, stranger)
    report = judged(forge, tmp_path, note, Policy.of([TOWN.witness]))
    assert report.findings == []
    assert [fact.split(" ")[:3] for fact in report.facts] == [["signed", "by", "1"]]
    wanted = Policy.of([TOWN.witness, COURT.witness])
    assert codes(verify_bundle(tmp_path / "bundle", vkey=forge.vkey, policy=wanted)) == [
        "witness.quorum"
    ]


def test_without_any_witness_a_report_says_what_is_not_proved(tmp_path: Path) -> None:
    forge = small_log()
    report = judged(forge, tmp_path, cosigned(forge), None)
    assert report.findings == []
    assert report.facts == [
        "no known witness cosigned the checkpoint: that nobody was shown another log is not proved"
    ]
    assert "不能证明没有人看到另一本台账" in cli.report_as_text(report)


def test_of_one_witness_the_latest_counts() -> None:
    forge = small_log()
    checkpoint = forge.checkpoint()
    lines = [cosign(checkpoint.to_text(), TOWN, at).decode() for at in (AT + 60, AT)]
    note = sign_checkpoint(checkpoint, forge.signer) + "".join(lines).encode()
    assert witnessing(note, [TOWN.witness]).good == (Cosignature(TOWN.witness, AT + 60),)


def test_split_view_two_histories_of_one_size_and_no_reader_accepts_both(tmp_path: Path) -> None:
    """The log signs two histories of one size. Whoever asks for both witnesses accepts neither."""
    ours, theirs = small_log(), small_log()
    for forge, name in ((ours, "zhao"), (theirs, "qian")):
        forge.enrol(name)
    assert ours.checkpoint().size == theirs.checkpoint().size
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    shown = bundle(ours, tmp_path / "a", cosigned(ours, TOWN))
    hidden = bundle(theirs, tmp_path / "b", cosigned(theirs, COURT))
    for path in (shown, hidden):
        assert verify_bundle(path, vkey=ours.vkey).findings == []
        both = Policy.of([TOWN.witness, COURT.witness])
        assert codes(verify_bundle(path, vkey=ours.vkey, policy=both)) == ["witness.quorum"]
    _, signatures = split_note(cosigned(theirs, COURT))
    mixed = with_cosignatures(cosigned(ours, TOWN), signatures[1:])
    (tmp_path / "c").mkdir()
    report = judged(ours, tmp_path / "c", mixed, Policy.of([TOWN.witness, COURT.witness]))
    assert codes(report) == ["witness.signature", "witness.quorum"]


def test_a_log_is_no_witness_of_itself(tmp_path: Path) -> None:
    forge = small_log()
    own = WitnessSigner("witness.example/own", forge.signer.key)
    path = bundle(forge, tmp_path, cosigned(forge, own))
    with pytest.raises(PolicyError, match="log and witness at once"):
        verify_bundle(path, vkey=forge.vkey, policy=Policy.of([own.witness]))


def test_a_policy_that_lists_the_log_stands_for_its_key(tmp_path: Path) -> None:
    forge = small_log()
    listing = f"log {forge.vkey}\nwitness town {TOWN.witness.vkey}\nquorum town\n"
    policy = Policy.from_bytes(listing.encode())
    path = bundle(forge, tmp_path, cosigned(forge, TOWN))
    report = verify_bundle(path, policy=policy)
    assert (report.findings, report.facts) == ([], [])
    other = NoteSigner(LOG, key_of("another log")).verifier.vkey
    with pytest.raises(PolicyError, match="with this key"):
        verify_bundle(path, vkey=other, policy=policy)
    elsewhere = Policy.from_bytes(listing.replace(forge.vkey, PUBLIC_LOG).encode())
    with pytest.raises(PolicyError, match="does not list"):
        verify_bundle(path, policy=elsewhere)


def test_a_proof_carries_its_witnesses(tmp_path: Path) -> None:
    forge = Forge().found()
    path = tmp_path / "act.tlog-proof"
    path.write_bytes(TlogProof(0, (), cosigned(forge, TOWN), forge.entries[0]).to_bytes())
    report = verify_proof(path, vkey=forge.vkey, policy=Policy.of([TOWN.witness]))
    assert (report.findings, len(report.witnesses)) == ([], 1)
    want = Policy.of([COURT.witness])
    assert codes(verify_proof(path, vkey=forge.vkey, policy=want)) == ["witness.quorum"]


def test_the_program_asks_for_witnesses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forge = small_log()
    path = str(bundle(forge, tmp_path, cosigned(forge, TOWN)))
    policy = tmp_path / "policy"
    policy.write_text(f"log {forge.vkey}\nwitness c {COURT.witness.vkey}\nquorum c\n")
    asked = [path, "--vkey", forge.vkey]
    assert cli.main([*asked, "--witness", TOWN.witness.vkey]) == cli.SOUND
    assert cli.main([*asked, "--witness", TOWN.witness.vkey, "--witness", COURT.witness.vkey]) == 1
    assert cli.main([path, "--policy", str(policy)]) == cli.FINDINGS
    assert "见证不足" in capsys.readouterr().out
    assert cli.main([*asked, "--witness", forge.vkey]) == cli.MISUSE
    assert cli.main([*asked, "--policy", str(policy), "--witness", "x"]) == cli.MISUSE
    assert cli.main([*asked, "--policy", str(tmp_path / "none")]) == cli.MISUSE
    assert cli.main([str(tmp_path / "gone"), "--vkey", forge.vkey]) == cli.MISUSE
    told = capsys.readouterr().err
    assert f"there is no {tmp_path / 'gone'} 没有" in told


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


def test_a_policy_with_two_keys_of_one_log_is_refused() -> None:
    """Neither of them would be the one to hold a checkpoint against."""
    other = NoteSigner("log.example/x", key_of("another")).verifier.vkey
    first = NoteSigner("log.example/x", key_of("one")).verifier.vkey
    lines = (f"log {first}", f"log {other}", "quorum none")
    with pytest.raises(PolicyError, match=r"line 2 .* log.example/x stands twice"):
        Policy.from_bytes("\n".join(lines).encode())
    assert len(Policy.from_bytes(f"log {first}\nquorum none".encode()).logs) == 1


def test_a_policy_of_nobody_is_refused() -> None:
    with pytest.raises(PolicyError):
        Policy.of([])
    with pytest.raises(PolicyError):
        Policy.of([TOWN.witness, TOWN.witness])


def test_no_line_is_signed_at_a_time_that_cannot_be_written() -> None:
    with pytest.raises(NoteError):
        cosign("x\n", TOWN, 1 << 63)
    beyond = Cosignature(TOWN.witness, (1 << 63) - 1)
    assert beyond.at == "9223372036854775807 s"


def test_lines_are_added_to_a_note_once() -> None:
    forge = small_log()
    note = cosigned(forge, TOWN)
    _, signatures = split_note(note)
    assert with_cosignatures(note, signatures[1:]) == note
    later = cosigned(forge, TOWN, at=AT + 1)
    assert with_cosignatures(note, split_note(later)[1][1:]) == later
