"""Every command can be found, with its fields and an example, from the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.importers.commands import read_commands
from api.command_words import command_zh, describe, event_of, matching, signers_of
from domain.catalog import EVENT_TYPES
from domain.decisions import COMMAND_TYPES
from domain.principal.commands import RecordCandidateAbsence
from domain.teacher.commands import RecordAbsence


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _gongxin(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("gongxin"))
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def _words_of_fields() -> Iterator[tuple[str, str]]:
    for name in COMMAND_TYPES:
        yield from {(each.path.rpartition(".")[2], each.zh) for each in describe(name).fields}


@pytest.mark.parametrize("name", sorted(COMMAND_TYPES))
def test_the_example_of_every_command_is_taken_as_that_command(name: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(describe(name).example)
    assert [type(each) for each in read_commands(file)] == [COMMAND_TYPES[name]]


@pytest.mark.parametrize("name", sorted(COMMAND_TYPES))
def test_every_command_has_a_chinese_name_an_event_and_signers(name: str) -> None:
    assert _is_chinese(command_zh(name))
    assert event_of(name) in EVENT_TYPES
    assert _is_chinese(signers_of(name))


@pytest.mark.parametrize(("field", "zh"), sorted(set(_words_of_fields())))
def test_every_field_has_a_chinese_word(field: str, zh: str) -> None:
    assert _is_chinese(zh), field


def test_a_command_is_found_by_its_name_and_by_chinese_words() -> None:
    assert matching("submitintent") == ["SubmitIntent"]
    assert matching("意向书") == ["SubmitIntent", "WithdrawIntent"]


def test_absence_from_work_and_from_a_selection_can_both_be_asked_for() -> None:
    assert COMMAND_TYPES["RecordAbsence"] is RecordAbsence
    assert COMMAND_TYPES["RecordCandidateAbsence"] is RecordCandidateAbsence


def test_the_program_lists_its_commands_with_signers() -> None:
    told = _gongxin("commands").stdout
    assert "SubmitIntent" in told
    assert "聘任委员会成员（本单位） 3人" in told
    assert f"共 {len(COMMAND_TYPES)} 种" in told


def test_the_program_tells_one_command_with_fields_and_example() -> None:
    told = _gongxin("commands", "SubmitIntent").stdout
    assert "由谁签署: 本人（teacher）" in told
    assert "wishes[].school" in told
    assert "- command: SubmitIntent" in told


def test_programs_get_the_same_as_json() -> None:
    (one,) = json.loads(_gongxin("commands", "OfferPost", "--json").stdout)
    assert one["event"] == "recruitment.post-offered.v1"
    assert one["schema"]["title"] == "OfferPost"


def test_an_unknown_command_is_misuse() -> None:
    done = _gongxin("commands", "无此命令")
    assert done.returncode == 2
    assert "没有这种命令" in done.stderr


def test_the_grounds_of_a_termination_are_told_with_the_command() -> None:
    told = {each.path: each.kind for each in describe("TerminateContract").fields}
    assert "unqualified_twice 连续两年年度考核不合格" in told["ground"]


@pytest.mark.parametrize(
    ("command", "field", "word"),
    [
        ("OpenTeamReview", "members", "领导班子全体成员"),
        ("OpenTeamReview", "leader", "主要负责人"),
        ("RecordTeamMeasurement", "marks", "得分"),
        ("RecordTeamDiscussion", "present.teachers", "教师代表"),
        ("SumUpTeamScores", "judgements", "评定结果"),
        ("ServeDecision", "channel", "送达方式"),
        ("ReceiveCase", "matter.decided_by", "原决定单位"),
        ("OpenExchange", "staff", "各片区全体教师"),
    ],
)
def test_a_field_is_called_by_what_it_means_in_its_command(
    command: str, field: str, word: str
) -> None:
    assert {each.path: each.zh for each in describe(command).fields}[field] == word


def test_levels_of_schooling_and_levels_of_office_have_words_of_their_own() -> None:
    schools = {each.path: each.kind for each in describe("ReportEnrolment").fields}
    offices = {each.path: each.kind for each in describe("AnnounceCompetition").fields}
    assert "junior 初中" in schools["figures[].level"]
    assert "junior 初级" in offices["level"]


def test_a_school_of_the_middle_kind_is_a_middle_school_and_no_middle_rank() -> None:
    kind = next(each for each in describe("RegisterSchool").fields if each.path == "kind")
    assert "middle 中学" in kind.kind
