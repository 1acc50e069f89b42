"""``gongxin attendance``: a week's sheet to be filled in, the weeks as published, the month."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
import yaml

from adapters.importers.commands import read_commands
from adapters.importers.packs import shipped_pack
from api.attendance_cli import attendance
from api.cli_options import GOOD, MisuseError
from api.composition import create_home, open_home
from api.demo.cast import Cast, DemoClock, beijing
from api.demo.files import Files
from api.demo.town import PLAN, TownYear
from api.show import play
from domain.attendance.commands import SummariseAttendanceMonth
from domain.planning.commands import AmendPack, RecordCongressVote
from domain.planning.pack import RulePack

FOLDER = Path(str(resources.files("adapters.sample") / "town"))
SCHOOL, MONTH = "s11", "2026-09"
BREAK = {"title": "调休放假", "from_on": "2026-09-05", "until_on": "2026-10-01"}
"""All of September but its first four days, so that one week is the whole month."""


@dataclass(frozen=True)
class Town:
    """A ledger at home, its people, and its clock."""

    home: Path
    cast: Cast
    clock: DemoClock


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo town after its year, where the congress has voted for attendance since."""
    home: Path = tmp_path_factory.mktemp("attendance") / "home"
    clock = DemoClock()
    create_home(home, "gongxin.example/yunxi")
    with open_home(home, clock=clock) as services:
        cast = Cast(services, clock)
        play(TownYear(cast, Files.read(FOLDER)).steps(), clock, lambda _done, _all: None)
        clock.set(beijing(9, 7, 12))
        document = shipped_pack("town-002").model_dump(mode="json") | {"version": 2}
        rules = {"publicity_working_days": 3, "settle_by_day": 15, "vacations": [BREAK]}
        pack = RulePack.from_document({**document, "attendance": rules})
        vote = RecordCongressVote(
            plan=PLAN,
            pack_sha256=pack.sha256(),
            delegates=47,
            present=45,
            in_favour=40,
            against=5,
            abstained=0,
            on=date(2026, 9, 7),
        )
        cast.act(vote, cast.official("o-congress"))
        amend = AmendPack(plan=PLAN, pack=pack, reason="增加考勤规定")
        cast.act(amend, cast.official("o-town"), cast.official("o-supervisor"))
        yield Town(home, cast, clock)


def test_a_week_is_drafted_filled_in_published_and_shown(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert attendance(home=town.home, school=SCHOOL, month=MONTH, draft="2026-08-31") == GOOD
    (drafted,) = yaml.safe_load(capsys.readouterr().out)
    assert (drafted["command"], drafted["plan"]) == ("PublishAttendanceWeek", PLAN)
    first = drafted["lines"][0]
    first["away"] = [
        {"on": "2026-09-02", "part": "whole_day", "kind": "on_duty"},
        {"on": "2026-09-04", "part": "morning", "kind": "on_duty"},
    ]
    file = tmp_path / "week.yaml"
    file.write_text(yaml.safe_dump([drafted], allow_unicode=True), encoding="utf-8")
    (week,) = read_commands(file)
    town.cast.act(week, town.cast.official(f"p-{SCHOOL}"))
    summarise = SummariseAttendanceMonth(sheet=f"{SCHOOL}-{MONTH}")
    town.cast.act(summarise, town.cast.official("o-town"))
    assert attendance(home=town.home, school=SCHOOL, month=MONTH, weeks=True) == GOOD
    assert "公务外出 09-02、09-04上午" in capsys.readouterr().out
    assert attendance(home=town.home, school=SCHOOL, month=MONTH, weeks=True, as_json=True) == GOOD
    (row, *_) = json.loads(capsys.readouterr().out)
    assert (row["person"], row["away"]) == (first["teacher"], first["away"])
    assert attendance(home=town.home, school=SCHOOL, month=MONTH) == GOOD
    told = capsys.readouterr().out.splitlines()
    assert told[0].split()[2:] == [
        "应出勤（半日）",
        "在岗（半日）",
        "公务外出（半日）",
        "请假（半日）",
        "旷工（半日）",
        "计入出勤（半日）",
        "状态",
    ]
    assert told[1].split()[2:] == ["8", "5", "3", "0", "0", "8", "公示中"]
    assert len(told) == 1 + len(drafted["lines"])


@pytest.mark.parametrize(
    ("school", "month", "draft", "told"),
    [
        (SCHOOL, "2026-08", None, "没有该月考勤"),
        (SCHOOL, MONTH, "monday", "应为日期"),
        (SCHOOL, MONTH, "2026-09-01", "周考勤自星期一起算"),
        ("nowhere", MONTH, "2026-08-31", "没有该学校"),
    ],
)
def test_what_cannot_be_shown_or_drafted_is_misuse(
    town: Town, school: str, month: str, draft: str | None, told: str
) -> None:
    with pytest.raises(MisuseError, match=told):
        attendance(home=town.home, school=school, month=month, draft=draft)
