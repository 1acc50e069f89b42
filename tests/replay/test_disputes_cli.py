"""The commands of the arbitration office and the auditor, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.evidence.ledger_source import LedgerSource
from api.cli import app
from api.cli_options import MisuseError
from api.composition import HomeError
from api.export import export_bundle
from audit.format.note import NoteVerifier
from tests.replay.replayed import name_of
from tests.replay.town import Round


@pytest.fixture(scope="module")
def bundle(played: Round, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The round's evidence bundle."""
    target = tmp_path_factory.mktemp("cli") / "bundle.zip"
    export_bundle(played.office.ledger, target)
    return target


@pytest.fixture(scope="module")
def accepted(source: LedgerSource) -> str:
    return name_of(source, "recruitment.offer-accepted", teacher="a1")


def run(*words: str | Path) -> int:
    """Return the exit status of ``gongxin`` with those words."""
    status: int = app([str(word) for word in words], result_action="return_value")
    return status


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_replay_tells_the_verdict_of_an_event(
    bundle: Path, accepted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("replay", accepted, "--bundle", bundle) == 0
    assert "三、结论：维持" in capsys.readouterr().out
    assert run("replay", accepted, "--bundle", bundle, "--json") == 0
    assert printed(capsys)["verdict_zh"] == "维持"


def test_what_if_takes_several_names_and_says_that_the_decision_falls(
    bundle: Path, accepted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("what-if", accepted, "--bundle", bundle, "--without", "judge:j1", "bidder:a3")
    assert run(*words, "--json") == 1
    told = printed(capsys)
    assert told["target"] == "不成立"
    assert len(told["supposed"]) == 4
    assert run(*words) == 1
    assert "假设推演" in capsys.readouterr().out


def test_dossier_writes_a_package(
    bundle: Path, accepted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "case"
    words = ("dossier", accepted, target, "--bundle", bundle, "--title", "卷宗一")
    assert run(*words, "--without", "judge:j1") == 0
    assert "卷宗一" in (target / "dossier.html").read_text()
    assert "gongxin-verify" in capsys.readouterr().out


def test_compliance_fails_where_a_breach_is_open(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compliance", "--bundle", bundle, "--from", "2026-08-01", "--json") == 1
    told = printed(capsys)
    assert [each["article"] for each in told["articles"]] == ["S002-24"]
    assert run("compliance", "--bundle", bundle, "--from", "2026-09-01") == 0
    assert "未发现尚未整改的违规" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("replay", "no-such-event"),
        ("what-if", "1#0"),
        ("what-if", "1#0", "--pack", "no-such-file.yaml"),
        ("compliance", "--from", "someday"),
        ("compliance", "--from", "2026-09-01", "--to", "2026-08-01"),
        ("replay", "1#0", "--vkey", "no-key"),
        ("replay", "1#0", "--vkey", NoteVerifier("other", bytes(32)).vkey),
    ],
)
def test_misuse_is_told_in_one_line(bundle: Path, words: tuple[str, ...]) -> None:
    with pytest.raises((HomeError, MisuseError), match=r"[一-龥]") as told:
        run(*words, "--bundle", bundle)
    assert "\n" not in str(told.value)


def test_a_bundle_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="没有该证据包"):
        run("replay", "1#0", "--bundle", tmp_path / "none")
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "manifest.json").write_text("{")
    with pytest.raises(HomeError, match="证据包无法读取"):
        run("replay", "1#0", "--bundle", tmp_path / "torn")


def test_a_home_is_read_with_the_names_that_its_vault_opens(
    demo_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("replay", "recruitment-round:r-s05#2", "--home", demo_home) == 0
    told = capsys.readouterr().out
    assert "填报意向书" in told
    assert "（t0" in told
