"""The dossier: one package that a stranger can read, and check without us."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.evidence.bundle_source import BundleSource
from adapters.evidence.ledger_source import LedgerSource
from api.evidence import Asked, supposed
from audit.dossier.package import BUNDLE, FACTS, GUIDE, KEY, PAGE, PROOFS, Case, write_dossier
from audit.format.body import EventBody
from audit.format.bundle import verify_bundle
from audit.format.bundle_writer import DISCLOSURES, MANIFEST, Disclosure
from audit.format.cli import main as gongxin_verify
from audit.format.cosignature import (
    Cosignature,
    Witnessing,
    WitnessSigner,
    cosign,
    with_cosignatures,
    witnessing,
)
from audit.format.note import signatures_in, split_note
from audit.format.policy import Policy
from audit.format.restricted_json import encode
from audit.format.verify import Withheld
from audit.replay.case import replay
from audit.replay.proceedings import proceedings
from audit.replay.source import place_of
from audit.replay.telling import reasons
from audit.replay.witnesses import Witnessed
from audit.replay.wording import refusal
from domain.values.privacy import personal_data_in
from tests.replay.replayed import name_of, source_of
from tests.replay.town import Round
from tests.support.forge import key_of as key_for


def case_of(source: LedgerSource) -> Case:
    event = name_of(source, "recruitment.teacher-left-unplaced", teacher="a2")
    found = replay(source, place_of(source, event))
    supposition = supposed(source, event, Asked(without=["judge:j1"]))
    return Case(
        "竞聘争议卷宗", "a2对落聘决定的申诉", found, (supposition,), "2026-09-10", "〔2026〕1号"
    )


@pytest.fixture(scope="module")
def package(source: LedgerSource, played: Round, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier") / "a2"
    write_dossier(source, case_of(source), folder, disclosed=name_of_a2(played))
    return folder


def name_of_a2(played: Round) -> list[Disclosure]:
    return played.office.ledger.disclosed_names({"a2"})


def key_of(package: Path) -> str:
    return (package / KEY).read_text().strip()


def test_its_bundle_is_verified_offline_with_all_else_withheld(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = gongxin_verify([str(package / BUNDLE), "--vkey", key_of(package), "--json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert status == 0
    assert report["sound"]
    assert report["withheld"] > 0


def test_every_exhibit_has_a_proof_that_holds(package: Path) -> None:
    facts = json.loads((package / FACTS).read_bytes())
    proofs = {each["proof"] for each in facts["exhibits"]}
    assert {f"{PROOFS}/{each.name}" for each in (package / PROOFS).iterdir()} == proofs
    for proof in proofs:
        assert gongxin_verify([str(package / proof), "--vkey", key_of(package)]) == 0


def test_a_changed_exhibit_is_found(package: Path, tmp_path: Path) -> None:
    proof = max((package / PROOFS).iterdir())
    lines = proof.read_text().splitlines(keepends=True)
    extra = lines[1]
    lines[1] = extra[:200] + ("A" if extra[200] != "A" else "B") + extra[201:]
    (tmp_path / "changed").write_text("".join(lines))
    assert gongxin_verify([str(tmp_path / "changed"), "--vkey", key_of(package)]) == 1


def test_the_page_reads_from_cover_to_checkpoint_in_chinese(package: Path) -> None:
    page = (package / PAGE).read_text()
    parts = [
        "当事人",
        "经过",
        "证据",
        "适用的规则",
        "计分与排序过程",
        "假设推演",
        "检查点与核验方法",
    ]
    places = [page.index(f"、{part}") for part in parts]
    assert places == sorted(places)
    assert "对原决定的复算：维持" in page
    assert "<td>a2</td><td>教师a2</td>" in page
    assert "〔2026〕1号" in page
    assert "gongxin-verify" in (package / GUIDE).read_text()


def test_the_page_carries_no_script_and_loads_nothing(package: Path) -> None:
    page = (package / PAGE).read_text()
    assert "<script" not in page
    assert "http" not in page
    assert "src=" not in page


def test_nobody_s_sealed_data_is_in_it(package: Path) -> None:
    files = [each for each in package.rglob("*") if each.is_file()]
    assert len(files) > len(list((package / PROOFS).iterdir()))
    for file in files:
        text = file.read_bytes().decode(errors="replace")
        for sealed in ("110101199001010015", "1990-01-01", "13900000000", "教师a1", "教师a3"):
            assert sealed not in text, file
    for file in (package / PAGE, package / FACTS, package / GUIDE):
        assert personal_data_in(file.read_text()) == ()


def test_a_printed_name_is_opened_in_the_bundle_and_nothing_else_is(package: Path) -> None:
    (line,) = (package / BUNDLE / DISCLOSURES).read_text().splitlines()
    opened = json.loads(line)
    assert (opened["subject"], opened["path"], opened["value"]) == ("a2", "name", "教师a2")
    report = verify_bundle(package / BUNDLE, vkey=key_of(package))
    assert (report.findings, report.disclosed) == ([], 1)
    inside = BundleSource(package / BUNDLE, vkey=key_of(package))
    bodies = [body for act in inside.acts() for body in act.bodies]
    shown = [EventBody.from_bytes(each) for each in bodies if not isinstance(each, Withheld)]
    registered = [each.stream for each in shown if each.topic == "teacher.teacher-registered.v1"]
    assert registered == ["teacher:a2"]
    assert "所列姓名可凭封存承诺核验" in (package / PAGE).read_text()
    assert f"{BUNDLE}/{DISCLOSURES}" in (package / GUIDE).read_text()


@pytest.mark.parametrize("told", [("教师a2", "李敏"), ('"subject":"a2"', '"subject":"a1"')])
def test_a_name_that_was_altered_is_found(
    package: Path, tmp_path: Path, told: tuple[str, str]
) -> None:
    """The forger lists the altered file as it is now: what gives the name away is the log."""
    bundle = tmp_path / BUNDLE
    shutil.copytree(package / BUNDLE, bundle)
    lines, manifest = bundle / DISCLOSURES, bundle / MANIFEST
    lines.write_text(lines.read_text().replace(*told))
    listing = json.loads(manifest.read_text())
    (listed,) = [each for each in listing["objects"] if each["path"] == DISCLOSURES]
    content = lines.read_bytes()
    listed |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest.write_bytes(encode(listing))
    report = verify_bundle(bundle, vkey=key_of(package))
    assert [each.code for each in report.findings] == ["disclosure.commitment"]
    assert gongxin_verify([str(bundle), "--vkey", key_of(package)]) == 1


def test_a_name_that_the_log_does_not_commit_to_is_not_printed(
    source: LedgerSource, played: Round, tmp_path: Path
) -> None:
    """Nor is any other sealed value opened, whoever hands it in."""
    everything = played.office.ledger.disclosures("a2")
    (name,) = (each for each in everything if each.path == "name")
    for folder, handed in (
        ("other value", [replace(name, value="李敏")]),
        ("other person", [replace(name, subject="a1")]),
        ("no name", [each for each in everything if each.path != "name"]),
    ):
        page = write_dossier(source, case_of(source), tmp_path / folder, disclosed=handed)
        assert "<td>a2</td><td></td>" in page.read_text()
        assert "凭封存承诺核验" not in page.read_text()
        assert not (tmp_path / folder / BUNDLE / DISCLOSURES).exists()


def test_a_registration_that_the_case_does_not_rest_on_is_shown_for_the_name(
    source: LedgerSource, played: Round, tmp_path: Path
) -> None:
    case = Case("卷宗", "无关", replay(source, place_of(source, "1#0")))
    handed = played.office.ledger.disclosed_names({"a1", "a3"})
    write_dossier(source, case, tmp_path / "d", disclosed=handed)
    report = verify_bundle(tmp_path / "d" / BUNDLE, vkey=source.vkey)
    assert (report.findings, report.disclosed) == ([], 2)


def test_without_a_bundle_the_page_says_that_names_cannot_be_checked(
    source: LedgerSource, played: Round, tmp_path: Path
) -> None:
    target, handed = tmp_path / "d", name_of_a2(played)
    page = write_dossier(source, case_of(source), target, disclosed=handed, with_bundle=False)
    assert "所列姓名无法离线核验" in page.read_text()


def test_markup_in_recorded_words_is_not_executed(source: LedgerSource, tmp_path: Path) -> None:
    case = Case("<script>alert(1)</script>", "<b>", replay(source, place_of(source, "1#0")))
    write_dossier(source, case, tmp_path / "d", with_bundle=False)
    assert "<script>" not in (tmp_path / "d" / PAGE).read_text()
    assert not (tmp_path / "d" / BUNDLE).exists()


def test_two_prints_are_alike_and_a_used_folder_is_refused(
    source: LedgerSource, package: Path, played: Round, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    write_dossier(source, case_of(source), again, disclosed=name_of_a2(played))
    for name in (FACTS, PAGE, GUIDE):
        assert (again / name).read_bytes() == (package / name).read_bytes()
    with pytest.raises(FileExistsError):
        write_dossier(source, case_of(source), package)


def test_the_case_can_be_replayed_from_the_dossier_s_own_bundle(
    package: Path, played: Round
) -> None:
    """What is withheld is missed and said so; the marks and the ranking are there."""
    inside = BundleSource(package / BUNDLE, vkey=played.office.ledger.vkey)
    name = name_of(inside, "recruitment.judge-marked", judge="j1", bidder="a2")
    found = replay(inside, place_of(inside, name))
    assert found.target.data["mark_milli"] == 60_000
    assert "证据包未公开全部事件" in next(reasons(found, refusal))


def test_what_happened_in_the_case_itself_is_evidence_too(
    source: LedgerSource, tmp_path: Path
) -> None:
    """Any stream can be laid beside a decision: here the notice of the list."""
    event = name_of(source, "recruitment.teacher-left-unplaced", teacher="a2")
    notice = proceedings(source, "notice:r1")
    case = Case("卷宗", "异议", replay(source, place_of(source, event)), proceedings=notice)
    page = write_dossier(source, case, tmp_path / "d").read_text()
    assert "公示期满" in page
    status = gongxin_verify([str(tmp_path / "d" / BUNDLE), "--vkey", source.vkey])
    assert status == 0


def test_without_witnesses_it_says_plainly_what_is_not_proved(package: Path) -> None:
    facts = json.loads((package / FACTS).read_bytes())["witnessing"]
    assert (facts["witnesses"], facts["quorum_met"]) == ([], False)
    page = (package / PAGE).read_text()
    assert "没有见证方副签" in page
    assert "不能排除台账保管单位给不同的人看了不同的台账" in page
    assert "没有见证方副签" in (package / GUIDE).read_text()


def test_witnesses_are_printed_by_name_and_time(
    fresh: Round, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two cosigned, one is not trusted here; the quorum of one is met."""
    ledger = fresh.whole().office.ledger
    names = ("witness.example/court", "witness.example/stranger")
    court, stranger = (WitnessSigner(name, key_for(name)) for name in names)
    _, note = ledger.checkpoint()
    text, _ = split_note(note)
    lines = b"".join(cosign(text, each, 1_787_209_200) for each in (court, stranger))
    ledger.keep_cosignatures(note, signatures_in(lines.decode()))
    source = source_of(fresh)
    folder = tmp_path / "d"
    policy = Policy.of([court.witness])
    page = write_dossier(source, case_of(source), folder, policy=policy).read_text()
    assert "<td>witness.example/court</td><td>2026-08-20 15:00</td>" in page
    assert "另有witness.example/stranger的签名" in page
    assert "见证要求 1 of 1 (w1)：已达到" in page
    asked = ["--vkey", key_of(folder), "--witness", court.witness.vkey]
    assert gongxin_verify([str(folder / BUNDLE), *asked]) == 0
    proof = max((folder / PROOFS).iterdir())
    assert gongxin_verify([str(proof), *asked]) == 0
    assert "witness.example/court cosigned" in capsys.readouterr().out
    assert f"--witness '{court.witness.vkey}'" in (folder / GUIDE).read_text()


def test_a_forged_cosignature_is_printed_as_such(source: LedgerSource) -> None:
    known = WitnessSigner("witness.example/court", key_for("court"))
    text, _ = split_note(source.note())
    (line,) = signatures_in(cosign(f"{text}x\n", known, 1 << 62).decode())
    moved = Witnessed(
        3, witnessing(with_cosignatures(source.note(), [line]), [known.witness]), None
    )
    assert any("名义的副签不成立" in each for each in moved.lines())
    late = Cosignature(known.witness, 1 << 62)
    (told, *_) = Witnessed(3, Witnessing((late,)), None).lines()
    assert told == f"witness.example/court 于 {1 << 62} s 副签第3件文书为止的台账"
