"""The command line against a server: keys here, acts there."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from adapters.client.errors import RefusedError
from adapters.keystore.files import FileKeystore
from api.composition import PASSPHRASE_VARIABLE, HomeError
from api.remote import cosign, draft_and_sign, new_key, remote_notice, remote_rows
from audit.format.note import NoteVerifier
from audit.format.tlog_proof import TlogProof
from domain.mandate.commands import EnrolKey
from tests.http.house import house_at, served


def test_a_person_makes_a_key_is_enrolled_and_signs_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "a long passphrase of one's own")
    home = tmp_path / "home"
    with house_at(f"sqlite:///{tmp_path / 'l.db'}", tmp_path) as house, served(house):
        enrolment = new_key(house.url, home, "wang")
        assert enrolment.pop("command") == "EnrolKey"
        house.act(EnrolKey.model_validate(enrolment), house.root)
        assert FileKeystore(home / "keys", "a long passphrase of one's own").names() == ["wang"]
        file = tmp_path / "recusal.json"
        command = {"command": "DeclareRecusal", "person": "wang", "other": "li", "relation": "亲属"}
        file.write_text(json.dumps([command]))
        vkey = house.ledger.vkey
        assert draft_and_sign(house.url, home, ["wang"], file, vkey=vkey, ask=False) == 0
        assert "recusal-declared" in capsys.readouterr().out
        (kept,) = (home / "receipts").glob("*.tlog-proof")
        proof = TlogProof.from_bytes(kept.read_bytes())
        assert proof.extra is not None
        proof.verify(proof.extra, NoteVerifier.from_vkey(vkey))
        rows = remote_rows(house.url, home, "wang", "keys", {"person": "wang"})
        assert [row["state"] for row in rows] == ["enrolled"]
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        assert draft_and_sign(house.url, home, ["wang:self"], file, vkey=vkey, ask=True) == 1
        assert "未签署" in capsys.readouterr().out
        with pytest.raises(HomeError, match="wang holds 0 mandates as registrar"):
            draft_and_sign(house.url, home, ["wang:registrar"], file, vkey=vkey, ask=False)
        unknown = "0198d3f0-5a7e-7c11-9d20-6f3f1b2c4d5e"
        assert cosign(house.url, home, "wang", unknown, vkey=vkey, ask=False) == 1
        with pytest.raises(RefusedError, match="404"):
            remote_notice(house.url, "r1", html=False)
