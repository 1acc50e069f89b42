"""``gongxin pack check``: a pack in words, or what is wrong with it and what to do."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest
import yaml

from adapters.importers.packs import shipped_names, shipped_pack
from api.cli import app
from api.pack_sections import pack_fields
from api.pack_words import pack_in_words
from api.packs_cli import fields
from domain.planning.pack import RulePack
from domain.planning.quota_sections import LevelRatio, QuotaRules
from domain.values.shares import Share
from domain.values.staffing import Level
from tests.domain.pack_check_given import GOOD, WINDOWS
from tests.domain.planning_given import pack

ROOT = Path(__file__).parents[2]


def check(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, str]:
    file = tmp_path / "county.yaml"
    file.write_text(text, encoding="utf-8")
    status = app(["pack", "check", str(file), *options], result_action="return_value")
    return int(status), capsys.readouterr().out


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_pack_is_told_in_words_item_by_item(name: str) -> None:
    pack = shipped_pack(name)
    words = pack_in_words(pack)
    assert pack.sha256() in words
    for node in pack.scoring.walk():
        assert f"{node.title} {node.id}: " in words
    for key in pack.tie_chain.keys:
        assert f" {key.key}: 高者先 higher first" in words
    assert words.endswith("自洽, 可以使用。 The pack fits together and may be used.")


def test_a_good_pack_is_explained_and_the_status_is_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{GOOD}{WINDOWS}notice: {{mode: provisional, working_days: 7}}\n"
    status, out = check(tmp_path, text, capsys)
    assert status == 0
    assert "教龄 years: 每年 1 分 points each, 最高 at most 20" in out
    assert "公示 notice: 7 个工作日 working days, 先暂聘" in out
    assert "2026-08-18 启动 kickoff" in out


def test_a_float_is_refused_with_file_place_line_rule_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = check(tmp_path, GOOD.replace('max: "80"', "max: 80.5"), capsys)
    assert status == 1
    assert "county.yaml: line 11: scoring.nodes[1].max: write decimals as quoted strings" in out
    assert "规则 rule pack.float" in out
    assert "怎么办 what to do: 给小数加引号" in out


def test_programs_get_the_same_as_json_and_a_guess_at_the_key_that_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = check(tmp_path, GOOD.replace("per_unit", "per_unti"), capsys, "--json")
    told = json.loads(out)
    assert (status, told["good"], told["pack_sha256"]) == (1, False, None)
    by_code = {each["code"]: each for each in told["findings"]}
    assert by_code.keys() == {"pack.missing-key", "pack.unknown-key"}
    unknown = by_code["pack.unknown-key"]
    assert (unknown["place"], unknown["line"]) == ("scoring.nodes[0].per_unti", 10)
    assert "did you mean per_unit?" in unknown["do"]
    good_status, good = check(tmp_path, GOOD, capsys, "--json")
    assert (good_status, json.loads(good)["findings"]) == (0, [])


def test_the_windows_of_a_plan_s_own_file_are_checked_with_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # up from 28 August, five working days: 31 August, 1, 2, 3, 4 September; cut-off 28 August
    plan = ROOT / "adapters/sample/town/plan.yaml"
    provisional = f"{GOOD}notice: {{mode: provisional}}\n"
    assert check(tmp_path, provisional, capsys, "--plan", str(plan))[0] == 0
    status, out = check(tmp_path, GOOD, capsys, "--plan", str(plan))
    assert status == 1
    assert "plan.yaml: line 16: timetable.notice_on: " in out
    assert "last_day 2026-09-04" in out
    nothing = tmp_path / "empty.yaml"
    nothing.write_text("a: 1\n", encoding="utf-8")
    assert check(tmp_path, GOOD, capsys, "--plan", str(nothing))[0] == 2


def test_a_file_that_is_not_there_is_a_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["pack", "check", str(tmp_path / "none.yaml")]
    assert app(asked, result_action="return_value") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_shipped_packs_are_listed_with_their_titles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert app(["pack", "list"], result_action="return_value") == 0
    assert "fuqing-kpi  福清市中小学教师绩效考核要点" in capsys.readouterr().out.splitlines()


def test_every_rule_about_packs_has_its_words_and_its_remedy() -> None:
    text = (resources.files("api.messages") / "pack_findings.yaml").read_text(encoding="utf-8")
    messages = yaml.safe_load(text)
    sources = [*(ROOT / "domain").rglob("*.py"), ROOT / "adapters/importers/packs.py"]
    code = "".join(file.read_text(encoding="utf-8") for file in sources)
    assert set(re.findall(r'"(pack\.[a-z-]+)"', code)) == messages.keys()
    assert all(set(each) == {"rule", "do"} for each in messages.values())


def test_every_command_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    app(["--help"], result_action="return_value")
    shown = capsys.readouterr().out
    names = re.findall(r"^│ ([a-z][a-z-]*)", shown, re.MULTILINE)
    assert {"case", "pack", "replay"} <= {*names}
    silent = [name for name in names if not re.search(rf"│ {name} +[A-Z]", shown)]
    assert silent == []


@pytest.mark.parametrize("name", shipped_names())
def test_the_words_of_a_pack_tell_every_section_of_it(name: str) -> None:
    pack = shipped_pack(name)
    told = pack_in_words(pack)
    sections = set(RulePack.model_fields) - {"id", "title", "version", "basis_docs", "stages"}
    for section in sections - {"scoring", "tie_chain", "shortlist", "timetable"}:
        assert getattr(pack, section) is None or f" {section}: " in told, section


def test_what_a_pack_says_of_signers_and_standby_is_told() -> None:
    told = pack_in_words(shipped_pack("district-yunxi"))
    assert "聘任委员会会签人数 committee_signers: 3" in told
    assert "最长月数 max_months 12" in told


@pytest.mark.parametrize("field", [each.path for each in pack_fields()])
def test_every_field_of_a_pack_has_a_chinese_word(field: str) -> None:
    (one,) = (each for each in pack_fields() if each.path == field)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in one.zh)


def test_the_fields_of_a_section_are_listed_with_their_defaults(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert fields("contract") == 0
    told = capsys.readouterr().out
    assert "contract.max_years" in told
    assert "缺省 5" in told
    assert "notice" not in told


def test_an_unknown_section_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert fields("headmaster") == 2
    assert "没有这一部分" in capsys.readouterr().err


def test_who_may_not_compete_and_how_a_school_is_reviewed_is_said_where_a_pack_says_so() -> None:
    plain = pack_in_words(pack())
    assert "≥ 0" in plain
    assert "3 人 members sign together" in plain
    assert "不得竞聘" not in plain
    told = pack_in_words(
        pack(
            review={"leaders": "10", "democratic": "30"},
            disqualification={"reasons": ["on_probation"], "unqualified_years": 3},
        )
    )
    assert "试用期内; 考核不合格回溯 unqualified in the last 3 年 years" in told
    assert "领导评定 10, 民主测评 30, 群众座谈 20, 实绩 40" in told
    assert "三评 in months 5、11; 一票否决 vetoes: 教学质量低于责任目标" in told


def test_junior_middle_school_is_no_rank_in_the_words_of_a_pack() -> None:
    quota = QuotaRules(ratios=(LevelRatio(level=Level.JUNIOR, pupils_per_staff=Share.of("27/2")),))
    assert "初中 junior" in pack_in_words(pack().model_copy(update={"quota": quota}))
