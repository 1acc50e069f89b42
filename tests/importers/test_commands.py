"""A file of commands is read strictly; what is wrong is told with line, field and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.importers.commands import read_commands
from adapters.importers.packs import shipped_pack
from adapters.importers.sheets import ImportRefusedError
from domain.planning.commands import AmendPack, HoldPrincipalsMeeting
from domain.teacher.commands import Resign

PACKS = Path("tests/domain/packs").resolve()


def file(tmp_path: Path, text: str, name: str = "cmd.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(ImportRefusedError) as refusal:
        read_commands(path)
    return [str(error) for error in refusal.value.errors]


def test_a_field_called_on_is_a_word_and_no_truth(tmp_path: Path) -> None:
    text = "- {command: HoldPrincipalsMeeting, plan: p, schools_present: [s01], on: 2026-07-01}"
    meeting = HoldPrincipalsMeeting(plan="p", schools_present=("s01",), on=date(2026, 7, 1))
    assert read_commands(file(tmp_path, text)) == [meeting]


def test_a_number_that_begins_with_nought_stays_a_code(tmp_path: Path) -> None:
    found = read_commands(file(tmp_path, "- {command: Resign, teacher: 007}"))
    assert found == [Resign(teacher="007")]


def test_json_may_be_indented_by_tabs(tmp_path: Path) -> None:
    text = '[\n\t{"command": "Resign", "teacher": "t1"}\n]'
    assert read_commands(file(tmp_path, text, "cmd.json")) == [Resign(teacher="t1")]


@pytest.mark.parametrize("pack", ["town-002", str(PACKS / "songping.yaml")])
def test_a_pack_is_named_by_file_or_as_it_is_shipped(tmp_path: Path, pack: str) -> None:
    text = f"- {{command: AmendPack, plan: p, pack: {pack}, reason: 修订}}"
    (amend,) = read_commands(file(tmp_path, text))
    assert isinstance(amend, AmendPack)
    assert amend.pack.id in {"town-002", "songping-2026"}


def test_a_pack_beside_the_commands_is_found_from_there(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_bytes((PACKS / "songping.yaml").read_bytes())
    text = "- {command: AmendPack, plan: p, pack: own.yaml, reason: 修订}"
    (amend,) = read_commands(file(tmp_path, text))
    assert isinstance(amend, AmendPack)
    assert amend.pack.sha256() != shipped_pack("town-002").sha256()


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        ("nosuch", "没有随附的规则包 nosuch"),
        ("nosuch.yaml", "cannot be read 无法读取"),
        ("bad.yaml", "请用 gongxin pack check bad.yaml 审查并更正"),
    ],
)
def test_a_pack_that_is_none_is_told_with_what_to_do(tmp_path: Path, pack: str, told: str) -> None:
    (tmp_path / "bad.yaml").write_text("id: x\n")
    errors = refused(file(tmp_path, f"- {{command: AmendPack, plan: p, pack: {pack}, reason: r}}"))
    assert all("AmendPack.pack" in each for each in errors)
    assert told in errors[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- command: Resign\n", "第1行 “Resign.teacher”: 缺少必填字段"),
        ("- command: Resign\n  teacher: t1\n  day: 3\n", "第3行 “Resign.day”: 没有这个字段"),
        ("- command: Resign\n  teacher: 17\n", "应为文字"),
        ("- command: Resign\n  teacher: 张三\n", "代码用字母、数字"),
        ("- command: Resign\n  teacher: t1\n  leaves_on: 下周\n", "不是日期"),
        ("- {command: FixPostTotal, plan: p, total: 7.5, document: d}", "应为整数"),
        ("- {command: FixPostTotal, plan: p, total: -1, document: d}", "不得小于0"),
        ("- {command: FileAllocation, plan: p, office: court}", "可选: 'hr_bureau'"),
        ("- {command: OpenAppraisal, appraisal: a, teachers: t1}", "应为清单"),
        ("- {command: Resgin, teacher: t1}", "是否为 Resign"),
        ("- {teacher: t1}", "没有写明 command"),
        ("- Resign", "没有写明 command"),
        ("- command: Resign\n  teacher: t1\n  teacher: t2\n", "第3行: 不能读取"),
        ("- &a {command: Resign, teacher: t1}\n- *a\n", "不用别名"),
        ("command: Resign", "不是命令清单"),
        ("", "不是命令清单"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(file(tmp_path, text))[0]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cmd.yaml"
    path.write_bytes("- {command: Resign, teacher: 张}".encode("gbk"))
    assert "不是 UTF-8 编码" in refused(path)[0]


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    assert "不能读取" in refused(tmp_path / "none.yaml")[0]
    large = file(tmp_path, "# " + "x" * (8 << 20))
    assert "大于8MB" in refused(large)[0]
