"""A ledger of one's own, from nothing, on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path("adapters/sample/town").resolve()
BODIES = """
- command: RegisterBody
  body: b-town
  kind: town_office
  name: 镇教办
- command: RegisterSchool
  school: s01
  name: 试验小学
  kind: primary
  town_office: b-town
  remote: false
"""
MANDATE = """
- command: GrantMandate
  mandate: m-1
  person: o-registrar
  role: registrar
  body: d1
  from_on: 2026-07-01
"""


class Terminal:
    """Runs ``gongxin`` over one home."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str, text: str) -> str:
        (self._folder / name).write_text(text)
        return str(self._folder / name)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("gongxin")), *arguments]
        home = ("--home", str(self._folder / "home"))
        return subprocess.run([*command, *home], capture_output=True, text=True, check=False)

    def good(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    made = Terminal(tmp_path)
    origin = ("--origin", "gongxin.example/own")
    made.good("init", "--district", "d1", "--name", "试验县", *origin)
    return made


def test_a_bureau_founds_a_ledger_and_records_its_staff(terminal: Terminal) -> None:
    terminal.good("act", terminal.file("bodies.yaml", BODIES), "--as", "root:root")
    terminal.good("key", "new", "o-registrar", "--as", "root:root")
    terminal.good("act", terminal.file("mandate.yaml", MANDATE), "--as", "root:root")
    refused = terminal.run(
        "import", "roster", str(FOLDER / "roster.xlsx"), "--as", "o-registrar:registrar"
    )
    assert refused.returncode == 1
    assert "没有学校“s02”" in refused.stdout
    schools = "".join(
        f"- {{command: RegisterSchool, school: s{n:02}, name: 第{n}小学, kind: primary,"
        " town_office: b-town, remote: false}\n"
        for n in range(2, 12)
    )
    terminal.good("act", terminal.file("schools.yaml", schools), "--as", "o-registrar:registrar")
    told = terminal.good(
        "import", "roster", str(FOLDER / "roster.xlsx"), "--as", "o-registrar:registrar"
    )
    assert "374 records in 1 acts" in told
    assert len(json.loads(terminal.good("roster", "--json"))) == 374
    again = terminal.run(
        "import", "roster", str(FOLDER / "roster.xlsx"), "--as", "o-registrar:registrar"
    )
    assert again.stdout.count("此人已登记") == 374
    terminal.good("verify")


def test_a_dry_run_records_nothing(terminal: Terminal) -> None:
    file = terminal.file("bodies.yaml", BODIES)
    assert "school:s01" in terminal.good("act", file, "--as", "root:root", "--dry-run")
    assert len(json.loads(terminal.good("log", "--json"))) == 1


@pytest.mark.parametrize("at", [0, 4096, 20_000])
def test_a_damaged_database_is_told_in_one_line(
    terminal: Terminal, tmp_path: Path, at: int
) -> None:
    with (tmp_path / "home" / "ledger.db").open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 4096)
    done = terminal.run("verify")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1 or len(done.stderr.splitlines()) == 1


def test_a_receipt_is_checked_by_the_verifier(terminal: Terminal, tmp_path: Path) -> None:
    proof = tmp_path / "receipt.tlog-proof"
    file = terminal.file("bodies.yaml", BODIES)
    terminal.good("act", file, "--as", "root:root", "--proof", str(proof))
    verifier = Path(sys.executable).with_name("gongxin-verify")
    vkey = terminal.good("key", "log").strip()
    done = subprocess.run([verifier, proof, "--vkey", vkey], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_refusal_is_told_in_both_languages_with_its_code(terminal: Terminal) -> None:
    file = terminal.file("bodies.yaml", BODIES)
    terminal.good("act", file, "--as", "root:root")
    again = terminal.run("act", file, "--as", "root:root", "--json")
    assert again.returncode == 1
    assert json.loads(again.stdout)["code"] == "kernel.already-exists"
    assert "不予办理" in again.stderr
    assert "Refused (kernel.already-exists)" in again.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {command: Foo}", "没有这种命令"),
        ("- {command: RegisterBody, body: b}", "kind"),
        ("- {command: RegisterBody, body: b, kind: town_office, name: x, parent: null, y: 1}", "y"),
        ("command: Foo", "不是命令清单"),
        ("- [", "不能读取"),
    ],
)
def test_a_bad_file_of_commands_is_refused_with_its_place(
    terminal: Terminal, text: str, says: str
) -> None:
    done = terminal.run("act", terminal.file("bad.yaml", text), "--as", "root:root")
    assert done.returncode == 1
    assert says in done.stdout


def test_an_office_that_nobody_holds_is_misuse(terminal: Terminal) -> None:
    file = terminal.file("bodies.yaml", BODIES)
    done = terminal.run("act", file, "--as", "root:principal")
    assert done.returncode == 2
    assert "root-root (root of d1)" in done.stderr


def test_an_act_tells_what_it_recorded_and_where(terminal: Terminal) -> None:
    told = terminal.good("act", terminal.file("bodies.yaml", BODIES), "--as", "root:root")
    assert "机构登记  body:b-town" in told
    assert "学校登记  school:s01" in told
    assert "竞聘" not in told
    newest = terminal.good("log", "--last", "1")
    assert "机构登记" in newest
    assert "Z" not in newest


def test_a_template_is_written_once_and_a_sheet_without_rows_is_misuse(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = str(tmp_path / "roster.xlsx")
    program = str(Path(sys.executable).with_name("gongxin"))
    for status in (0, 2):
        done = subprocess.run([program, "template", "roster", file], check=False)
        assert done.returncode == status
    empty = terminal.run("import", "roster", file, "--check")
    assert empty.returncode == 2
    assert "没有数据" in empty.stderr


def test_a_round_that_is_not_there_has_no_draft_of_a_notice(terminal: Terminal) -> None:
    done = terminal.run("notice", "r-none", "--draft")
    assert done.returncode == 2
    assert "没有该轮竞聘" in done.stderr


def test_a_key_is_listed_with_the_id_by_which_it_is_revoked(terminal: Terminal) -> None:
    terminal.good("key", "new", "o-registrar", "--as", "root:root")
    listed = {
        each["name"]: each["kid"] for each in json.loads(terminal.good("key", "list", "--json"))
    }
    assert f"o-registrar  {listed['o-registrar']}" in terminal.good("key", "list")
    revocation = (
        "- {command: RevokeKey, person: o-registrar, reason: 遗失, void_from_index: 1,"
        f" kid: '{listed['o-registrar']}'}}\n"
    )
    told = terminal.good("act", terminal.file("revoke.yaml", revocation), "--as", "root:root")
    assert "密钥撤销" in told
