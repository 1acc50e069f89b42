"""``gongxin witness`` and ``gongxin checkpoint``, as an office and its witnesses type them."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.witness.server import WitnessServer
from api import witness_cli
from api.cli import app
from api.cli_options import FOUND, GOOD, MisuseError
from api.composition import HomeError, open_witness
from audit.format.note import split_note


class Desk:
    """An office and a witness in folders of their own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.home, self.witness = str(folder / "office"), str(folder / "witness")
        founding = ("--district", "d1", "--name", "试验县", "--origin", "gongxin.example/desk")
        assert self.run("init", *founding, "--home", self.home) == GOOD
        self.log = self.said("key", "log", "--home", self.home)
        self.vkey = self.said("witness", "new", "witness.example/court", "--dir", self.witness)

    def run(self, *words: str) -> int:
        status = app(words, result_action="return_value")
        return status if isinstance(status, int) else GOOD

    def said(self, *words: str, status: int = GOOD) -> str:
        self._capsys.readouterr()
        assert self.run(*words) == status
        return self._capsys.readouterr().out.strip()

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def enrol(self, person: str) -> None:
        assert self.run("key", "new", person, "--home", self.home, "--as", "root:root") == GOOD


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_checkpoint_is_cosigned_by_files(desk: Desk) -> None:
    asked, signed = desk.path("asked"), desk.path("signed")
    home, log = ("--home", desk.home), ("--log", desk.log)
    assert desk.run("checkpoint", "request", "0", *home, "--out", asked) == GOOD
    said = desk.said("witness", "cosign", asked, "--dir", desk.witness, *log)
    assert said.startswith("— witness.example/court ")
    assert desk.run("witness", "cosign", asked, "--dir", desk.witness, *log) == FOUND
    assert desk.run("checkpoint", "request", "1", *home, "--out", asked) == GOOD
    cosign = ("witness", "cosign", asked, "--dir", desk.witness, *log, "--out", signed)
    assert desk.run(*cosign) == GOOD
    kept = desk.said("checkpoint", "accept", asked, signed, "--witness", desk.vkey, *home)
    assert kept == "witness.example/court: 1 acts 文书 cosigned 已副签"
    shown = desk.said("checkpoint", "show", *home)
    assert "— witness.example/court " in shown
    assert "witnessed 已见证 1 / 1" in shown
    assert desk.said("witness", "key", "--dir", desk.witness) == desk.vkey


def test_a_checkpoint_is_brought_to_a_witness_at_an_address(desk: Desk) -> None:
    home = ("--home", desk.home)
    assert desk.run("witness", "key", "--dir", desk.witness) == GOOD
    witness = open_witness(Path(desk.witness), [desk.log])
    with WitnessServer(("127.0.0.1", 0), witness) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/"
        try:
            named = ("--url", url, "--witness", desk.vkey)
            assert "quorum met 见证足数" in desk.said("checkpoint", "witness", *named, *home)
            policy = f"witness court {desk.vkey} {url}\nquorum court\n"
            (Path(desk.home) / "witnesses").write_text(policy)
            desk.enrol("li")
            told = json.loads(desk.said("checkpoint", "show", *home, "--json", status=FOUND))
            assert (told["size"], told["witnessed_size"], told["quorum_met"]) == (2, 1, False)
            assert "2 acts 文书: quorum met" in desk.said("checkpoint", "witness", *home)
            told = json.loads(desk.said("checkpoint", "show", *home, "--json"))
            assert told["quorum_met"]
            assert [each["name"] for each in told["witnesses"]] == ["witness.example/court"]
        finally:
            server.shutdown()
            thread.join()
    desk.enrol("wang")
    assert "quorum NOT met" in desk.said("checkpoint", "witness", *home, status=FOUND)


def test_what_makes_no_sense_is_misuse(desk: Desk) -> None:
    home = ("--home", desk.home)
    with pytest.raises(MisuseError):
        desk.run("checkpoint", "witness", *home)
    with pytest.raises(MisuseError):
        desk.run("checkpoint", "witness", "--url", "http://127.0.0.1:1", *home)
    (Path(desk.home) / "witnesses").write_text("quorum nobody\n")
    with pytest.raises(MisuseError, match="line 1"):
        desk.run("checkpoint", "show", *home)
    with pytest.raises(HomeError, match="already"):
        desk.run("witness", "new", "again", "--dir", desk.witness)
    with pytest.raises(HomeError, match="no name"):
        desk.run("witness", "new", "no name", "--dir", desk.path("other"))
    with pytest.raises(HomeError, match="no witness in"):
        desk.run("witness", "key", "--dir", desk.path("other"))
    with pytest.raises(HomeError, match="not a verifier key"):
        desk.run("witness", "serve", "--dir", desk.witness, "--log", "nobody")


def test_a_witness_that_lost_its_state_is_told_to_stop(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(desk.witness) / "state.json").unlink()
    with pytest.raises(SystemExit) as ended:
        desk.run("witness", "serve", "--dir", desk.witness, "--log", desk.log)
    assert ended.value.code == FOUND
    assert "另建新密钥的见证方" in capsys.readouterr().err


def test_a_witness_serves_until_it_is_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: WitnessServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(WitnessServer, "serve_forever", stop)
    serve = ("witness", "serve", "--dir", desk.witness, "--log", desk.log, "--port", "0")
    assert desk.run(*serve) == GOOD
    assert capsys.readouterr().out.endswith("/\n")
    assert witness_cli.PORT == 8701


def test_a_verification_says_how_far_witnesses_have_seen(desk: Desk) -> None:
    home = ("--home", desk.home)
    told = "no witness has cosigned a checkpoint of this store | 本库的检查点还没有见证方副签"
    assert told in desk.said("verify", *home)
    asked, signed = desk.path("asked"), desk.path("signed")
    assert desk.run("checkpoint", "request", "0", *home, "--out", asked) == GOOD
    cosign = ("witness", "cosign", asked, "--dir", desk.witness, "--log", desk.log, "--out", signed)
    assert desk.run(*cosign) == GOOD
    accept = ("checkpoint", "accept", asked, signed, "--witness", desk.vkey, *home)
    assert desk.run(*accept) == GOOD
    desk.enrol("li")
    (Path(desk.home) / "witnesses").write_text(f"witness court {desk.vkey}\nquorum court\n")
    said = desk.said("verify", *home)
    assert "1 of 2 acts were shown to witnesses | 2件文书中有1件经见证方见证" in said
    assert "witness 见证: witness.example/court cosigned at" in said
    kept = Path(desk.home) / "checkpoint.witnessed"
    text, (own, court) = split_note(kept.read_bytes())
    altered = replace(court, value=court.value[:-1] + bytes([court.value[-1] ^ 1]))
    kept.write_text(f"{text}\n{own.line}{altered.line}")
    assert "FINDING 问题 witness.signature" in desk.said("verify", *home, status=FOUND)
