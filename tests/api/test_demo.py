"""The demo's year, played once and looked at from every side."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine

from adapters.importers.town import read_cadres
from api.composition import HomeError, Services, create_home, open_home
from api.demo.cast import Cast, DemoClock
from api.demo.files import Files
from api.demo.town import COORDINATION, TownYear
from api.export import export_bundle
from api.messages.refusals import refusal_en, refusal_zh
from api.notices import command_of, page_of
from api.show import play
from audit.format.bundle import verify_bundle
from domain.values.privacy import personal_data_in
from projections.views import Views

FOLDER = Path(str(resources.files("adapters.sample") / "town"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, TownYear]]:
    """A home with the whole year in it."""
    home, clock = tmp_path_factory.mktemp("town") / "home", DemoClock()
    create_home(home, "gongxin.example/yunxi")
    with open_home(home, clock=clock) as services:
        year = TownYear(Cast(services, clock), Files.read(FOLDER))
        play(year.steps(), clock, lambda _done, _all: None)
        services.catch_up()
        yield services, year


@pytest.fixture(scope="module")
def services(played: tuple[Services, TownYear]) -> Services:
    return played[0]


def test_the_outcome_is_the_founding_report_s_own(services: Services) -> None:
    outcome = services.views.outcome()
    assert (outcome.new_middle_posts, outcome.teachers_moved, outcome.left_unplaced) == (13, 46, 0)


def test_everybody_has_a_contract_filed_in_time(services: Services) -> None:
    assert {row["status"] for row in services.views.roster()} == {"contracted"}
    filings = [row for row in services.views.deadlines() if row["kind"] == "filing"]
    assert len(filings) == len(services.views.roster())
    assert {row["settled"] for row in filings} == {"in_time"}


def test_the_whole_ledger_is_sound(services: Services) -> None:
    report = services.ledger.verify()
    assert report.findings == []
    assert report.size == services.ledger.size()


def test_a_bundle_is_sound_to_an_outsider_and_one_altered_byte_is_named(
    services: Services, tmp_path: Path
) -> None:
    export_bundle(services.ledger, tmp_path / "b", disclose="t0001")
    report = verify_bundle(tmp_path / "b", vkey=services.ledger.vkey)
    assert report.findings == []
    assert report.disclosed == 4
    file = tmp_path / "b" / "events" / "003.ndjson"
    file.write_bytes(file.read_bytes().replace(b"by_rank", b"by_rang", 1))
    found = verify_bundle(tmp_path / "b", vkey=services.ledger.vkey).findings
    assert [finding.code for finding in found] == ["bundle.changed", "event.hash", "stream.broken"]
    export_bundle(services.ledger, tmp_path / "b.zip")
    assert verify_bundle(tmp_path / "b.zip", vkey=services.ledger.vkey).sound


def test_no_personal_data_is_in_the_log(services: Services) -> None:
    everything = b"".join(b for row in services.ledger.entries() for b in (row.data, *row.bodies))
    for person in Files.read(FOLDER).roster:
        for value in (person.name, person.id_number, person.phone):
            assert value.encode() not in everything


def test_views_rebuilt_elsewhere_have_the_same_digest(services: Services) -> None:
    engine = create_engine("sqlite://")
    fresh = Views(engine)
    fresh.catch_up(services.ledger, page=7)
    assert fresh.digest() == services.views.digest()
    fresh.rebuild(services.ledger)
    assert fresh.digest() == services.views.digest()
    engine.dispose()


def test_views_are_the_same_on_postgresql(services: Services, postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    views = Views(engine)
    views.catch_up(services.ledger)
    assert views.digest() == services.views.digest()
    assert views.outcome() == services.views.outcome()
    engine.dispose()


def test_the_roster_can_be_asked_as_of_a_date_or_an_index(services: Services) -> None:
    from datetime import date  # noqa: PLC0415 - beside its use

    views = services.views
    before = {row["person"]: row for row in views.roster(on=date(2026, 8, 26))}
    now = {row["person"]: row for row in views.roster()}
    moved = [person for person in now if now[person]["school"] != before[person]["school"]]
    assert len(moved) == 46
    assert {before[person]["status"] for person in moved} == {"bidding"}
    early = views.roster(index=now["t0001"]["from_index"] - 1)
    assert {row["person"]: row for row in early}["t0001"]["status"] != "contracted"
    assert views.roster(index=0) == []


def test_a_cadre_left_unplaced_lost_the_office_and_the_term_of_others_ended(
    services: Services,
) -> None:
    offices = services.views.offices()
    held = {row["person"] for row in offices}
    roster = {row["person"]: row["school"] for row in services.views.roster()}
    assert all(roster[row["person"]] == row["school"] for row in offices)
    before = {cadre.person for cadre in read_cadres(FOLDER / "cadres.xlsx")}
    assert before - held


def test_a_notice_names_people_and_nothing_else_of_theirs(services: Services) -> None:
    page = page_of(services.ledger, services.views, COORDINATION)
    text = page.to_text()
    assert "自2026年8月28日起至2026年9月4日止，共5个工作日" in text
    assert len(page.lines) == 46
    assert page.list_sha256 in text
    assert "<script" not in page.to_html()
    body = "\n".join(f"{line.name} {line.school} {line.posts}" for line in page.lines)
    assert personal_data_in(body) == ()
    with pytest.raises(HomeError):
        page_of(services.ledger, services.views, "r-none")


def test_the_command_for_a_notice_comes_with_the_list_that_was_decided(
    services: Services,
) -> None:
    again = command_of(services.ledger, COORDINATION)
    entries = again["entries"]
    page = page_of(services.ledger, services.views, COORDINATION)
    assert again["command"] == "RestartNotice"
    assert [entry["posts"] for entry in entries] == [[line.posts] for line in page.lines]
    before = command_of(services.ledger, "r-s01")
    assert before["command"] in {"PublishNotice", "RestartNotice"}
    with pytest.raises(HomeError):
        command_of(services.ledger, "r-none")


def test_the_letter_handed_in_too_late_is_refused_with_its_basis(
    played: tuple[Services, TownYear],
) -> None:
    refused = played[1].refused
    assert refused is not None
    assert refused.code == "recruitment.window-closed"
    assert "依据：S002-17" in refusal_zh(refused)
    assert "recruitment.window-closed" in refusal_en(refused)


def gongxin(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("gongxin")), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_commands_answer(services: Services, tmp_path: Path) -> None:
    home = ("--home", str(services.home))
    assert gongxin("verify", *home).returncode == 0
    rows = json.loads(gongxin("roster", *home, "--json", "--school", "s08").stdout)
    assert {row["school"] for row in rows} == {"石桥小学"}
    ranked = json.loads(gongxin("ranking", "r-s01", *home, "--json", "--post", "教学-80").stdout)
    assert [row["rank"] for row in ranked] == [1, 2]
    assert ranked[0]["derivation"][0]["item"] == "age"
    assert "关于拟聘人员名单的公示" in gongxin("notice", COORDINATION, *home).stdout
    assert len(gongxin("log", *home, "--last", "3").stdout.splitlines()) == 1 + 3  # a heading
    assert gongxin("export", str(tmp_path / "out"), *home).returncode == 0
    assert gongxin("export", str(tmp_path / "out"), *home).returncode == 2
    assert gongxin("verify", "--home", str(tmp_path / "none")).returncode == 2
    bad = gongxin("import", "roster", str(FOLDER / "roster-bad.xlsx"), *home, "--check")
    assert bad.returncode == 1
    assert "第2行" in bad.stdout


def test_a_template_of_scores_has_the_columns_of_the_rounds_own_table(
    services: Services, tmp_path: Path
) -> None:
    home, file = ("--home", str(services.home)), tmp_path / "scores.xlsx"
    asked = gongxin("template", "scores", str(file), *home)
    assert (asked.returncode, file.exists()) == (2, False)
    assert "--round" in asked.stderr
    assert gongxin("template", "scores", str(file), "--round", "r-none", *home).returncode == 1
    assert gongxin("template", "scores", str(file), "--round", "r-s01", *home).returncode == 0
    head = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[0]
    assert {"工号", "年龄", "教龄"} <= set(head)


def test_the_lots_of_a_round_are_told_from_a_seed(services: Services) -> None:
    told = gongxin("lots", "r-s01", "--seed", "8-24-1", "--home", str(services.home))
    assert (told.returncode, told.stdout) == (0, "没有同分 nobody is tied\n")
    unknown = gongxin("lots", "r-none", "--seed", "8-24-1", "--home", str(services.home))
    assert unknown.returncode == 1


def test_an_erased_person_is_gone_from_every_screen_and_the_proofs_hold(
    services: Services,
) -> None:
    home = ("--home", str(services.home))
    erased = gongxin(
        "erase", "t0002", "--ground", "依法删除", "--as", "o-registrar:registrar", *home
    )
    assert erased.returncode == 0, erased.stderr
    again = gongxin(
        "erase", "t0002", "--ground", "依法删除", "--as", "o-registrar:registrar", *home
    )
    assert again.returncode == 1
    assert "已经删除" in again.stderr
    assert services.ledger.personal("t0002") == {}
    assert services.ledger.verify().findings == []
    rows = json.loads(gongxin("roster", *home, "--json").stdout)
    assert {row["name"] for row in rows if row["person"] == "t0002"} == {"(已删除 erased)"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("roster", "--as-of", "yesterday"), "neither an index of the log nor a date"),
        (("roster", "--as-of", "99999999"), "the log ends at"),
        (("roster", "--school", "s99"), "no such school"),
        (("ranking", "r-none"), "no such round"),
        (("notice", COORDINATION, "--as-of", "2026-08-20"), "no notice for round"),
        (("export", "/dev/null/bundle"), "/dev/null/bundle"),
        (("compliance", "--from", "yesterday"), "--from 'yesterday': not a date"),
        (("case", "alarms", "--on", "2026-13-01"), "--on '2026-13-01': not a date"),
    ],
)
def test_what_cannot_be_is_misuse_told_in_one_line(
    services: Services, asked: tuple[str, ...], told: str
) -> None:
    done = gongxin(*asked, "--home", str(services.home))
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_notice_and_log_are_told_as_they_stood(services: Services) -> None:
    home = ("--home", str(services.home), "--json")
    page = json.loads(gongxin("notice", COORDINATION, "--as-of", "2026-08-28", *home).stdout)
    assert len(page["lines"]) == 46
    rows = json.loads(gongxin("log", "--as-of", "5", "--last", "2", *home).stdout)
    assert [row["index"] for row in rows] == [4, 5]
    rows = json.loads(gongxin("log", "--as-of", "2026-08-19", *home).stdout)
    assert max(row["at"] for row in rows) < "2026-08-19T16"
    assert rows[-1]["index"] > 5
